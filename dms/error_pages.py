"""Every error becomes a page (or JSON, where the page asked for it) in the reader's language: what happened, why, what
to do next. One table from exception to status."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from dms.errors import AppError, StaleCase
from dms.extensions import db
from dms.formatting import language, text
from dms.logs import log
from dms.shell import Shell
from dms.why_not import reasons_json
from workflows.refusals import TransitionRefused

PAGES = (403, 404, 409, 413, 429, 500)


def init_app(app: Flask) -> None:
    app.register_error_handler(AppError, on_app_error)
    app.register_error_handler(TransitionRefused, on_refusal)
    app.register_error_handler(StaleDataError, lambda _error: on_app_error(StaleCase()))
    app.register_error_handler(CSRFError, lambda _error: page(403))
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_defect)


def on_app_error(error: AppError) -> Response:
    db.session.rollback()
    remedy = text(error.remedy) if error.remedy else ""
    return page(error.status, what=text(error.text), field=error.field, remedy=remedy)


def on_refusal(error: TransitionRefused) -> Response:
    """409 with every reason, its clause and the shortest way to satisfy it."""
    db.session.rollback()
    return page(409, reasons=error.reasons, act=error.action.value)


def on_http_error(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    limits = {"max_size": current_app.config["SETTINGS"].max_upload_mb * 1024 * 1024}
    return page(error.code or 500, retry_after=getattr(error, "retry_after", None), **limits)


def on_defect(error: Exception) -> Response:
    """A defect of ours: logged with its request's number, told without its inside."""
    db.session.rollback()
    g.shell = Shell()  # the surroundings ask the database, which may be what failed
    log.error("defect", id=g.get("request_id"), endpoint=request.endpoint, exc_info=error)
    return page(500)


def page(status: int, **told: Any) -> Response:
    """The page of a status; a status without a page of its own borrows its neighbour's."""
    if wants_json():
        reasons = reasons_json(told.get("reasons", ()), language())
        said = {name: told.get(name, "") for name in ("what", "field", "act")}
        return make_response(jsonify(status=status, **said, reasons=reasons), status)
    told.setdefault("back_url", back_url())
    shown = status if status in PAGES else 500 if status >= 500 else 409 if status in (400, 405, 422) else 404
    body = render_template(f"errors/{shown}.html", status=status, request_id=g.get("request_id", ""), **told)
    return make_response(body, status)


#: Of a part of the site: the page of the case that an act was tried on.
CASE_PAGES = {"portal": "portal.case", "desk": "desk.case", "money": "desk.case"}


def back_url() -> str | None:
    """The case that a form was sent for: where to see what has changed. None on a page without a case."""
    case = (request.view_args or {}).get("public_id")
    page_of_case = CASE_PAGES.get(request.blueprint or "")
    return url_for(page_of_case, public_id=case) if case and page_of_case and request.method == "POST" else None


def wants_json() -> bool:
    """Whether a program asks: an address for programs, or one that would rather have JSON than a page."""
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" and request.accept_mimetypes[best] > request.accept_mimetypes["text/html"]
