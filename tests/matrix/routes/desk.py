"""Who may call the pages of the desk. Which case, and which act on it, is judged case by case."""

ROUTES = {
    ("desk.worklist", "GET"): "staff",
    ("desk.export", "GET"): "staff",
    ("desk.case", "GET"): "staff",
    ("desk.documents", "GET"): "staff",
    ("desk.documents", "POST"): "staff",
    ("desk.accept", "POST"): "staff",
    ("desk.not_accept", "POST"): "staff",
    ("desk.checks", "GET"): "staff",
    ("desk.checks", "POST"): "staff",
    ("desk.confirm_checks", "POST"): "staff",
    ("desk.calculation", "GET"): "staff",
    ("desk.money", "GET"): "staff",
    ("desk.correspondence", "GET"): "staff",
    ("desk.history", "GET"): "staff",
    ("desk.act", "GET"): "staff",
    ("desk.act", "POST"): "staff",
    ("desk.decision", "GET"): "staff",
    ("desk.sign", "POST"): "staff:deputy,head",
    ("desk.receive_signature", "POST"): "staff:deputy,head",
    ("desk.write_note", "POST"): "staff",
}
