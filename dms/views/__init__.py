"""The pages, one package per audience. A view loads by a query, fills a form, calls one service, and answers."""

from __future__ import annotations

from flask import Flask

from dms.views import account, admin, archive, desk, files, files_host, health, money, portal, public, uploads, versions


def init_app(app: Flask) -> None:
    for room in (public, account, portal, desk, money, archive, admin, files, uploads, versions, files_host, health):
        app.register_blueprint(room.blueprint)
