"""The address of the signing program stands in the policy of the pages that sign, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from dms.headers import SIGNING_SOCKET
from tests.integration.portal.conftest import Applicant

SIGNING = {
    "desk.to_sign",
    "desk.letter",
    "desk.general",
    "desk.supplement",
    "portal.details",
    "portal.sign",
    "portal.agreement",
    "desk.decision",
    "account.sign_in_eds",
    "account.profile",
    "account.prove",
}
TEMPLATES = Path(__file__).resolve().parents[3] / "dms/templates"


def policy(applicant: Applicant, address: str) -> list[str]:
    told = applicant.client.get(address).headers["Content-Security-Policy"]
    return [re.sub(r"nonce-[^']+", "nonce", part) for part in told.split("; ")]


def test_exactly_one_more_address_on_a_page_that_signs(applicant: Applicant) -> None:
    whole = [
        "default-src 'none'",
        "script-src 'self' 'nonce'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "report-uri /csp-reports",
        "report-to csp",
    ]
    assert policy(applicant, applicant.draft + "review") == whole
    whole[6] += " wss://127.0.0.1:13579"
    assert policy(applicant, applicant.draft + "sign") == whole


def test_the_pages_that_sign_are_these(app: Flask) -> None:
    assert {name for name, view in app.view_functions.items() if getattr(view, "signs", False)} == SIGNING
    assert SIGNING_SOCKET == "wss://127.0.0.1:13579"
    loading = [page for page in TEMPLATES.rglob("*.html") if "asset('sign.js')" in page.read_text(encoding="utf-8")]
    assert len(loading) == len(SIGNING), loading
