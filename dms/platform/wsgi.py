"""The application as gunicorn loads it, behind the proxies that stand in front of it."""

from __future__ import annotations

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from dms import create_app


def application() -> Flask:
    """``DMS_PROXIES`` says how many proxies add the caller's address; 0, the default, believes no such header."""
    app = create_app(None)
    proxies = int(os.environ.get("DMS_PROXIES", "0"))
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]  # Flask documents it so
    return app
