"""Who may call the public pages: everybody."""

ROUTES = {
    ("public.home", "GET"): "public",
    ("public.passport", "GET"): "public",
    ("public.contacts", "GET"): "public",
    ("public.good_files", "GET"): "public",
    ("public.check_file", "GET"): "public",
    ("public.check_file", "POST"): "public",
    ("public.check", "GET"): "public",
    ("public.check", "POST"): "public",
    ("public.document", "GET"): "public",
    ("public.clause", "GET"): "public",
    ("public.estimate", "GET"): "public",
    ("public.estimate", "POST"): "public",
    ("public.calculate", "POST"): "public",
    ("public.deadlines", "GET"): "public",
    ("public.demo_clock", "POST"): "public",
    ("public.csp_reports", "POST"): "public",
}
