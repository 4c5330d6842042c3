"""The table of all routes: who may call what. One row per endpoint and method, kept in ``routes/``."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Flask

from dms.access import Access, access_of
from tests.matrix import routes

Cell = tuple[str, str]
IGNORED = {"HEAD", "OPTIONS"}


def rows() -> dict[Cell, str]:
    """All rows; a route in two files is an error."""
    found: dict[Cell, str] = {}
    for module in pkgutil.iter_modules(routes.__path__):
        own: dict[Cell, str] = importlib.import_module(f"{routes.__name__}.{module.name}").ROUTES
        twice = set(own) & set(found)
        if twice:
            raise AssertionError(f"listed twice: {sorted(twice)}")
        found |= own
    return found


def served(app: Flask) -> dict[Cell, str]:
    """What the application serves, in the words of the table."""
    return {
        (rule.endpoint, method): words(access_of(app, rule.endpoint))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - IGNORED
    }


def words(access: Access | None) -> str:
    """``staff:finance,head`` for a marker."""
    if access is None:
        return "nothing"
    return access.kind + (":" + ",".join(sorted(access.roles)) if access.roles else "")
