"""A minimal application around the layouts and macros: no database, no people, only the look."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import jinja2
from flask import Flask, flash, jsonify, make_response, redirect, render_template, request, session, url_for
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect

from dms import formatting, i18n, shell, wording
from tests.style import samples, surroundings

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("portal", "home", "question", "documents", "review", "done", "desk", "case", "decision", "parts", "empty")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_style_app() -> Flask:
    """The application; the language comes from ``?lang=`` or the switch."""
    i18n.compile_all()
    app = Flask("style", static_folder=str(ROOT / "dms/static"), template_folder=str(ROOT / "dms/templates"))
    app.config.update(SECRET_KEY="style", BABEL_DEFAULT_LOCALE="kk", MAX_CONTENT_LENGTH=50_000_000)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "dms/translations")
    app.jinja_loader = jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(ROOT / "dms/templates"),
            jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        ]
    )
    wording.init_app(app, Babel(), lambda: request.args.get("lang") or session.get("lang", "kk"))
    CSRFProtect(app)
    formatting.register(app)
    shell.register(app)
    app.context_processor(lambda: {"shell": surroundings.shell(request.endpoint, request.view_args)})
    app.after_request(_headers)
    _routes(app)
    return app


def _headers(response: Any) -> Any:
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _routes(app: Flask) -> None:
    app.add_url_rule("/", "index", lambda: redirect(url_for("page", name="portal")))
    app.add_url_rule("/page/<name>", "page", _page, methods=["GET", "POST"])
    app.add_url_rule("/error/<int:code>", "error", _error)
    app.add_url_rule("/language", "language", _language, methods=["POST"])
    app.add_url_rule("/clause/<ref>", "public.clause", lambda ref: render_template("clause.html", ref=ref))
    app.add_url_rule("/good-files", "public.good_files", lambda: "")
    app.add_url_rule("/draft", "draft", lambda: jsonify(saved_at="14:32"), methods=["POST"])
    app.add_url_rule("/upload", "upload", _begin, methods=["POST"])
    app.add_url_rule("/upload", "uploads", lambda: jsonify(ok=True, uploads=[]))
    app.add_url_rule("/job", "job", lambda: jsonify(done=3, total=3, finished=True, message="✓"))
    app.add_url_rule("/slow", "slow", _slow, methods=["POST"])


def _page(name: str) -> str:
    form = samples.question_form(request.args.get("faults") is not None)
    if request.args.get("flash"):
        flash("✓", "success")
    return render_template(f"style/{name}.html", form=form, s=samples)


def _error(code: int) -> Any:
    page = render_template(
        f"errors/{code}.html",
        reasons=() if "what" in request.args else samples.REASONS,
        stale=request.args.get("stale"),
        max_size=209_715_200,
        retry_after=290,
        request_id="7f3a-91c0",
        what=request.args.get("what", ""),
    )
    return make_response(page, code)


def _language() -> Any:
    session["lang"] = request.form["lang"]
    return redirect(request.form["next"])


def _begin() -> Any:
    """What the server says of a file that was announced; the name decides how it goes on."""
    if "broken" in request.get_json()["name"]:
        return jsonify(ok=False, error="encrypted", retry=False), 422
    own = {act: "/upload" for act in ("state_url", "addresses", "finish", "abandon")}
    return jsonify(ok=True, id="1", state="done", part_size=1, parts={}, error="", **own)


def _slow() -> Any:
    session["sent"] = session.get("sent", 0) + 1
    time.sleep(0.5)
    return jsonify(sent=session["sent"])
