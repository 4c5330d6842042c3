"""The second host, of which ``DMS_FILES_URL`` tells: files under signed addresses and nothing else, so that a
stranger's bytes never share an origin with our pages and their cookies."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, request

from dms.access import public
from dms.errors import AppError
from dms.services.files import handing
from dms.views import file_answers

blueprint = Blueprint("files_host", __name__)


def init_app(app: Flask) -> None:
    """Before anything else is asked: each host serves its own, and the files' one does not even say what is wrong."""
    app.before_request(keep_apart)


def keep_apart() -> Response | None:
    host = urlsplit(current_app.config["SETTINGS"].files_url).netloc
    there = bool(host) and request.host == host
    if there == (request.endpoint == "files_host.file"):
        return None
    return Response(status=404, mimetype="text/plain")


@blueprint.get("/f/<token>")
@public
def file(token: str) -> Response:
    """A file by its signed address. The opening was written down when the address was given."""
    found, inline = handing.find(token)
    answer = file_answers.body_of(found)
    if inline:
        answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # pictures stand inside pages of the other host
    return answer


@blueprint.errorhandler(AppError)
def _gone(error: AppError) -> Response:
    return Response(status=error.status, mimetype="text/plain")
