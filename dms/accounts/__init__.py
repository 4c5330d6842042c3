"""Logging in: Flask-Security with our pages, log-ins in the database, limits on trying, entries in the journal. What an
account may do is not here: see ``queries/people.py`` and ``workflows/rights.py``."""

from __future__ import annotations

from flask import Flask

from dms.accounts import limits, recording, security, sessions


def init_app(app: Flask) -> None:
    """Binds everything to the application. Other rooms' error pages and layouts must be bound too."""
    settings = app.config["SETTINGS"]
    app.session_interface = sessions.DatabaseSessions(secure=settings.secure_cookies, secret=settings.secret_key)
    security.init_app(app)
    limits.init_app(app)
    recording.init_app(app)
