"""Who may call the pages of the archive."""

ROUTES = {
    ("archive.search", "GET"): "staff:archivist,deputy,head,supervisor",
    ("archive.find", "GET"): "staff:archivist,deputy,head,supervisor",
    ("archive.case", "GET"): "staff:archivist,deputy,head,supervisor",
    ("archive.pack", "POST"): "staff:archivist",
    ("archive.verify", "POST"): "staff:archivist,deputy,head,supervisor",
    ("archive.hand_over", "POST"): "staff:archivist",
    ("archive.download", "GET"): "staff:archivist,deputy,head,supervisor",
}
