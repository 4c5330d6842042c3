"""A file that is no document of a case is given to nobody before its checks have ended well (P13)."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from dms import scope
from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import File
from dms.services import files
from dms.services.files import lone_files
from dms.services.unit import unit
from tests.fixtures import bad_pdfs, pdfs
from tests.servers.clamd import MARKER, Clamd


@pytest.fixture(autouse=True)
def as_a_job(session: Any, clock: Any) -> Any:
    with scope.acting(scope.SYSTEM):
        yield


def keep(body: bytes) -> File:
    kept = files.keep(io.BytesIO(body), name="сенімхат.pdf", media_type="application/pdf", owner=None)
    with unit():
        lone_files.order(files.claim(kept))
    return kept


def required(app: Flask, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    settings = replace(app.config["SETTINGS"], scanner="required", scanner_address=address)
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def is_served(file: File) -> bool:
    try:
        return lone_files.let_out(file) is file
    except lone_files.NotServed:
        return False


def test_it_waits_for_its_check_and_says_so() -> None:
    file = keep(pdfs.good())
    with pytest.raises(lone_files.NotServed, match="still being checked"):
        lone_files.let_out(file)
    for _turn in range(2):
        lone_files.check(file.id)
    assert is_served(file)
    assert file.scan_status == "not_scanned"


@pytest.mark.parametrize("name", ["password", "open action script"])
def test_a_bad_one_is_told_why(name: str) -> None:
    file = keep(bad_pdfs.BAD[name][1]())
    lone_files.check(file.id)
    with pytest.raises(lone_files.NotServed, match="did not pass"):
        lone_files.let_out(file)


def test_what_was_checked_before_a_scanner_was_required_waits_for_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = keep(pdfs.good())
    lone_files.check(file.id)
    required(app, monkeypatch, "127.0.0.1:1")
    assert not is_served(file)
    with pytest.raises(OutsideTrouble):
        lone_files.check(file.id)
    assert not is_served(file)
    db.session.execute(text("DELETE FROM procrastinate_jobs"))
    assert lone_files.order_forgotten() >= 1


@pytest.mark.clamav
def test_the_scanner_lets_through_and_stops(app: Flask, monkeypatch: pytest.MonkeyPatch, clamd: Clamd) -> None:
    required(app, monkeypatch, clamd.address)
    clean, ill = keep(pdfs.good()), keep(pdfs.good() + b"%" + MARKER + b"\n%%EOF\n")
    for file in (clean, ill):
        lone_files.check(file.id)
    assert is_served(clean)
    assert not is_served(ill)
    assert ill.scan_status == "infected"
