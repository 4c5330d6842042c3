"""Who may call what serves the pages themselves."""

ROUTES = {
    ("static", "GET"): "public",
    ("health.healthz", "GET"): "public",
}
