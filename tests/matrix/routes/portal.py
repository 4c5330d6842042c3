"""Who may call the applicant's pages. Whose case it is, is asked inside: strangers get 404."""

_GET = (
    "home", "find", "start", "draft", "estimate", "page", "costs", "cost", "documents", "document_kind", "review",
    "document_checks", "sign", "frozen_state", "submitted", "case", "hearing", "agreement", "decline", "withdraw",
    "quarters", "quarter", "acts", "letter", "new_letter", "details",
)  # fmt: skip
_POST = (
    "new", "copy", "save_page", "add_cost", "save_cost", "remove_cost", "save_circumstances", "document_lines",
    "ready", "freeze", "submit", "offer_to_sign", "receive_signatures", "sign_demo", "hearing", "conclude", "decline",
    "withdraw", "quarter", "new_letter", "details", "end_supplement",
)  # fmt: skip

ROUTES = {
    **{(f"portal.{name}", "GET"): "applicant" for name in _GET},
    **{(f"portal.{name}", "POST"): "applicant" for name in _POST},
}
