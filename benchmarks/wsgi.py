"""What the measured gunicorn serves: the whole application on the measured moment, and beside it the smallest one."""

from __future__ import annotations

from flask import Flask

from benchmarks.world import NOW


def application() -> Flask:
    """The product as it is, its clock standing at ``NOW``."""
    from dms import create_app

    app = create_app(None)
    app.config["CLOCK"] = lambda: NOW
    return app


def hello() -> Flask:
    """The ceiling of any page: one route, no database, no template."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "Hello, world!", endpoint="hello")
    return app
