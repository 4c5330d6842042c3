"""What browsers report of our content policy: a line in the log, nothing of the person, nothing in the database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from dms.access import public
from dms.accounts import limits
from dms.extensions import csrf
from dms.logs import log
from dms.views.public import blueprint

#: A report is a few hundred bytes; more is not read.
MOST_BYTES = 16 << 10
#: Of one parcel no more are written down.
MOST_REPORTS = 10
LONGEST = 200


@blueprint.post("/csp-reports")
@public
@limits.by_address("60 per hour")
def csp_reports() -> tuple[str, int]:
    """Takes both forms, ``report-uri``'s one and ``report-to``'s many; always answers with nothing."""
    if (request.content_length or 0) <= MOST_BYTES:
        for report in _reports(request.get_data()[:MOST_BYTES]):
            log.warning("csp_violation", **_said(report))
    return "", 204


csrf.exempt(csp_reports)  # a browser reports by itself, without a form


def _reports(body: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    many = told if isinstance(told, list) else [told]
    for one in many[:MOST_REPORTS]:
        report = (one.get("csp-report") or one.get("body")) if isinstance(one, dict) else None
        if isinstance(report, dict):
            yield report


def _said(report: Mapping[str, Any]) -> dict[str, Any]:
    """What a developer needs: the rule, what it stopped, on which of our pages. Addresses are told without their path:
    a path may name a case."""

    def told(*names: str) -> str:
        return next((str(report[name])[:LONGEST] for name in names if report.get(name)), "")

    line = report.get("line-number", report.get("lineNumber"))
    return {
        "directive": told("effective-directive", "effectiveDirective", "violated-directive").partition(" ")[0],
        "blocked": _origin(told("blocked-uri", "blockedURL")),
        "endpoint": _endpoint(told("document-uri", "documentURL")),
        "source": _origin(told("source-file", "sourceFile")),
        "line": line if isinstance(line, int) else None,
    }


def _origin(address: str) -> str:
    """Scheme and host of an address; a keyword (``inline``, ``eval``, ``data``) as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "unreadable"
    return f"{parts.scheme}://{parts.hostname}" if parts.scheme and parts.hostname else parts.scheme or address[:20]


def _endpoint(address: str) -> str:
    """The page by its endpoint, without the names of things in its address."""
    try:
        found = current_app.url_map.bind("localhost").match(urlsplit(address).path or "/", return_rule=True)
    except (HTTPException, RequestRedirect, ValueError):
        return "unknown"
    return str(found[0].endpoint)
