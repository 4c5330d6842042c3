"""Who may call the addresses of files. Whose file it is, is asked inside: strangers get 404."""

ROUTES = {
    ("files.upload", "POST"): "signed_in",
    ("files.remove", "POST"): "signed_in",
    ("files.status", "GET"): "signed_in",
    ("files.download", "GET"): "signed_in",
    ("files.page", "GET"): "signed_in",
    ("files.zip", "GET"): "signed_in",
    ("files_host.file", "GET"): "public",
    ("uploads.unfinished", "GET"): "signed_in",
    ("uploads.begin", "POST"): "signed_in",
    ("uploads.state", "GET"): "signed_in",
    ("uploads.addresses", "POST"): "signed_in",
    ("uploads.part", "PUT"): "signed_in",
    ("uploads.finish", "POST"): "signed_in",
    ("uploads.abandon", "POST"): "signed_in",
}
