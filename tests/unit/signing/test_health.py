"""What ``dms doctor`` says of signatures: whom they trust, whom they may ask, which libraries judge GOST."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dms.config import Settings
from dms.signing import gost
from dms.signing.gost import engine
from dms.signing.health import look
from tests.fixtures.pki.ca import Ca


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "anchors.pem").write_bytes(Ca().pem)
    return Settings(
        database_url="x", secret_key="x" * 32, storage_url="x", trust_anchors=str(tmp_path / "anchors.pem"),
        revocation_hosts="ocsp.pki.gov.kz",
    )  # fmt: skip


def told(settings: Settings) -> dict[str, bool | None]:
    return {found.name: found.ok for found in look(settings)}


def test_all_is_well(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gost, "digest", lambda *_given: b"")
    monkeypatch.setattr(engine, "is_here", lambda: True)
    assert told(settings) == {"anchors": True, "revocation": True, "GOST 2015": True}


def test_what_lacks_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_here", lambda: False)
    bare = replace(settings, revocation_hosts="", trust_anchors="/nowhere.pem")
    assert told(bare) == {"anchors": False, "revocation": None, "GOST 2015": None}
    assert "libengine-gost-openssl" in look(bare)[2].detail


def test_libraries_that_disagree_are_amiss(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def differ(*_given: object) -> bytes:
        raise gost.Trouble("gost_disagreement")

    monkeypatch.setattr(engine, "is_here", lambda: True)
    monkeypatch.setattr(gost, "digest", differ)
    assert told(settings)["GOST 2015"] is False
