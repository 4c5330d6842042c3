"""Who may call the administrator's pages."""

ADMINISTRATOR = "staff:administrator"
TABLES = "staff:administrator,head"

ROUTES = {
    ("admin.users", "GET"): ADMINISTRATOR,
    ("admin.new_user", "GET"): ADMINISTRATOR,
    ("admin.new_user", "POST"): ADMINISTRATOR,
    ("admin.user", "GET"): ADMINISTRATOR,
    ("admin.user", "POST"): ADMINISTRATOR,
    ("admin.end_role", "POST"): ADMINISTRATOR,
    ("admin.block", "POST"): ADMINISTRATOR,
    ("admin.unblock", "POST"): ADMINISTRATOR,
    ("admin.reset_password", "POST"): ADMINISTRATOR,
    ("admin.end_sessions", "POST"): ADMINISTRATOR,
    ("admin.disputes", "GET"): ADMINISTRATOR,
    ("admin.settle", "GET"): ADMINISTRATOR,
    ("admin.settle", "POST"): ADMINISTRATOR,
    ("admin.tables", "GET"): TABLES,
    ("admin.table", "GET"): TABLES,
    ("admin.table", "POST"): TABLES,
    ("admin.approve_row", "POST"): TABLES,
    ("admin.reject_row", "POST"): TABLES,
    ("admin.export_table", "GET"): TABLES,
    ("admin.import_table", "POST"): TABLES,
    ("admin.feed", "GET"): TABLES,
    ("admin.ask_feed", "POST"): TABLES,
    ("admin.load_feed", "POST"): TABLES,
    ("admin.workflow", "GET"): ADMINISTRATOR,
    ("admin.interpretations", "GET"): ADMINISTRATOR,
    ("admin.editions", "GET"): ADMINISTRATOR,
    ("admin.edition_changes", "GET"): ADMINISTRATOR,
    ("admin.jobs", "GET"): ADMINISTRATOR,
    ("admin.repeat_job", "POST"): ADMINISTRATOR,
}
