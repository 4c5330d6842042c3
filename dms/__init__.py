"""The application: the only place where rules, papers and files meet a user and a database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The WSGI application; see ``dms.factory``. Imported on the call: ``dms deadlines`` must not wait for the web."""
    from dms import factory

    return factory.create_app(config)
