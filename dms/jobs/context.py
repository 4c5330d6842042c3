"""The application that jobs of this process run in."""

from __future__ import annotations

from flask import Flask, current_app

_own: list[Flask] = []


def use(app: Flask) -> None:
    """Names the application of a worker process, before it takes the first job."""
    _own[:] = [app]


def application() -> Flask:
    """Raises: RuntimeError in a process that is no worker and has no application context."""
    if _own:
        return _own[0]
    found: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy, typed as Flask
    return found
