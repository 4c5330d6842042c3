"""Security headers of every answer. The policy names each kind of source; scripts and styles come from our own files
or carry the request's nonce."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, current_app, g, request, url_for

from dms.services.files import handing
from storage.port import ObjectStore

View = TypeVar("View", bound=Callable[..., object])

#: Where NCALayer, the national signing program, listens on the person's own machine.
SIGNING_SOCKET = "wss://127.0.0.1:13579"
#: Where the browser tells what the policy stopped.
REPORTS = "public.csp_reports"


def csp_nonce() -> str:
    """One nonce a request, for the few scripts that must stand in the page."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def signs(view: View) -> View:
    """Marks a view whose page talks to the signing program. No other page may."""
    view.signs = True  # type: ignore[attr-defined]  # a function carries it
    return view


def _socket() -> str:
    """The signing program's address, on the pages that sign."""
    view = current_app.view_functions.get(request.endpoint or "")
    return f" {SIGNING_SOCKET}" if getattr(view, "signs", False) else ""


def _sent_to() -> str:
    """Where the store takes files from browsers, if it does."""
    store: ObjectStore = current_app.extensions["store"]
    origin = store.upload_origin()
    return f" {origin}" if origin else ""


def _shown_from() -> str:
    """Where pictures of pages lie, if not beside the pages."""
    origin = handing.origin()
    return f" {origin}" if origin else ""


def policy() -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{csp_nonce()}'",
            "worker-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data:{_shown_from()}",
            "font-src 'self'",
            f"connect-src 'self'{_socket()}{_sent_to()}",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            f"report-uri {url_for(REPORTS)}",
            "report-to csp",
        )
    )


def add(response: Response) -> Response:
    """Every header of ours; a view that has set one of them (a file with its sandbox) keeps its own."""
    headers = {
        "Content-Security-Policy": policy(),
        "Reporting-Endpoints": f'csp="{url_for(REPORTS)}"',
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
    if current_app.config["SETTINGS"].secure_cookies:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    headers["Cache-Control"] = "no-store"
    if request.path.startswith("/static/vendor/"):  # the hash of the content is in the name
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response


def init_app(app: Flask) -> None:
    app.after_request(add)
    app.add_template_global(csp_nonce)
