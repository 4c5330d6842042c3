"""What ``dms doctor`` says of the virus scan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from dms.services.files import scanner_health
from storage.scanner import Scanner
from tests.servers.clamd import MAX_STREAM, Clamd
from tests.servers.ports import free_port


def said(app: Flask, **settings: object) -> dict[str, bool | None]:
    found = scanner_health.look(replace(app.config["SETTINGS"], **{"scanner": "required", **settings}))
    return {row.name: row.ok for row in found}


def test_a_scan_that_is_off_is_no_fault(app: Flask) -> None:
    assert said(app, scanner="off") == {"scanner": None}


def test_a_scanner_that_does_not_answer_is_one(app: Flask) -> None:
    assert said(app, scanner_address=f"127.0.0.1:{free_port()}") == {"scanner": False}


@pytest.mark.clamav
def test_old_signatures_are_told(app: Flask, clamd: Clamd, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "ClamAV 1.4.3/27500/Mon Jan  5 10:00:00 2026"
    monkeypatch.setattr(Scanner, "version", lambda _self: told)
    assert said(app, scanner_address=clamd.address, max_upload_mb=1) == {"signatures": False, "longest file": True}


@pytest.mark.clamav
def test_a_limit_below_that_of_the_pages_is_told(app: Flask, clamd: Clamd) -> None:
    megabytes = MAX_STREAM >> 20
    assert said(app, scanner_address=clamd.address, max_upload_mb=megabytes)["longest file"] is True
    assert said(app, scanner_address=clamd.address, max_upload_mb=megabytes + 1)["longest file"] is False
