"""Puts the application together: extensions, rooms, error pages, and a last look at every route's access marker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from dms import access, accounts, error_pages, formatting, headers, json_bodies, logs, page_shell, shell, views, wording
from dms.accounts import languages
from dms.addresses import Application
from dms.config import load
from dms.extensions import babel, csrf, db
from dms.signing.demo_authority import DemoAuthority
from dms.signing.types import Purpose
from dms.signing.verifier import stamp_judge_from, verifier_from
from dms.views import files_host
from storage import open_store


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The WSGI application with the settings of the environment, overridden by ``config`` (same names).

    Raises:
        ConfigError: a setting is missing or wrong.
        RuntimeError: a view has no access marker.
    """
    app = Application(__name__)
    settings = load(config)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 1024 * 1024 + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a page may stand open for hours, a file be hours on its way
        BABEL_DEFAULT_LOCALE="kk",
        BABEL_DEFAULT_TIMEZONE="Asia/Almaty",
    )
    if settings.demo:
        DemoAuthority.ensure(Path(settings.var) / "demo-ca")
    app.extensions["store"] = open_store(settings.storage_url)
    app.extensions["copy_store"] = open_store(settings.copy_url) if settings.copy_url else None
    app.extensions["verifier"] = verifier_from(settings)
    app.extensions["asking_verifier"] = verifier_from(settings, asking=True)
    app.extensions["log_in_verifier"] = verifier_from(settings, purpose=Purpose.AUTHENTICATION, asking=True)
    app.extensions["stamp_judge"] = stamp_judge_from(settings)
    db.init_app(app)
    json_bodies.init_app(app)
    csrf.init_app(app)
    wording.init_app(app, babel, languages.chosen)
    for part in (logs, headers, files_host, accounts, access, error_pages, page_shell, views):
        part.init_app(app)
    formatting.register(app)
    shell.register(app)
    access.verify_routes(app)
    return app
