"""Time stamps added by jobs: over what came without one, and anew before the proof ages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Signature, SignatureStamp
from dms.services.signed import signatures, stamping
from dms.signing.fetching import Fetcher, Places
from dms.signing.offline import offline_verify
from dms.signing.stamps import StampJudge
from dms.signing.types import Verdict, Verification
from tests.fixtures.pki.ca import Ca
from tests.fixtures.pki.servers import Outside, outside
from tests.fixtures.pki.stamping import Stamping
from tests.fixtures.walk import Walk
from workflows.states import CaseState

CA = Ca()
DAY = timedelta(days=1)


@pytest.fixture
def tsa(app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """A time-stamping authority whose clock is the application's; its certificate ends at the beginning of 2027."""
    with outside(CA) as made:

        def stamp(request: bytes) -> bytes:
            made.lists["/root.crl"], made.lists["/issuing.crl"] = CA.lists(walk.clock() - DAY, walk.clock() + DAY)
            return Stamping(CA, at=walk.clock()).answer(request)

        made.stamp = stamp
        lists = tuple(made.address + name for name in ("/root.crl", "/issuing.crl"))
        settings = replace(app.config["SETTINGS"], tsa_url=made.address + "/tsa", restamp_days=100)
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        judge = StampJudge(CA.anchors, Fetcher(Places(lists=lists), seconds=2).about)
        monkeypatch.setitem(app.extensions, "stamp_judge", judge)
        yield made


@pytest.fixture
def row(walk: Walk) -> Signature:
    walk.to(CaseState.SUBMITTED)
    found = db.session.scalars(select(Signature).where(Signature.verdict == "valid").order_by(Signature.id.desc()))
    first = found.first()
    assert first is not None
    return first


def stamps_of(row: Signature) -> list[SignatureStamp]:
    asked = select(SignatureStamp).where(SignatureStamp.signature_id == row.id).order_by(SignatureStamp.id)
    return list(db.session.scalars(asked))


def judged(row: Signature, now: datetime, but: Callable[[dict[str, Any]], None] = lambda _e: None) -> Verification:
    """As a package keeps it, against the roots of both authorities."""
    anchors = signatures.verifier()._judge.anchors + CA.anchors  # type: ignore[attr-defined]
    evidence = json.loads(json.dumps(row.evidence | stamping.added_to(row)))
    but(evidence)
    return offline_verify(row.cms, row.sha256, evidence, anchors, now=now)


def test_what_came_without_a_stamp_gets_one(tsa: Outside, row: Signature, walk: Walk) -> None:
    stamping.stamp(row.id)
    (made,) = stamps_of(row)
    assert (made.kind, made.stamped_at, made.ends_at.year) == ("signature", walk.clock(), 2027)
    assert judged(row, walk.clock()).verdict is Verdict.VALID
    stamping.stamp(row.id)
    assert len(stamps_of(row)) == 1


def test_it_is_stamped_anew_before_the_proof_ages(tsa: Outside, row: Signature, walk: Walk) -> None:
    stamping.stamp(row.id)
    until = stamps_of(row)[0].ends_at
    walk.clock.set(until - 50 * DAY)
    CA.stamper, old = CA.stamper_until(until + 2000 * DAY), CA.stamper
    try:
        stamping.stamp(row.id)
    finally:
        CA.stamper = old
    assert [one.kind for one in stamps_of(row)] == ["signature", "evidence"]
    later = until + 1000 * DAY
    assert judged(row, later).verdict is Verdict.VALID
    aged = judged(row, later, lambda e: e["archive_stamps"].pop())
    assert (aged.verdict, aged.reasons[0].code) == (Verdict.CANNOT_TELL, "proof_aged")
    gone = judged(row, later, lambda e: e["archive_stamps"][1]["crls"].clear())
    assert (gone.verdict, gone.reasons[0].code) == (Verdict.CANNOT_TELL, "evidence_incomplete")
    bent = judged(row, later, lambda e: e.update(signed_at="2020-01-01T00:00:00+05:00"))
    assert (bent.verdict, bent.reasons[0].code) == (Verdict.INVALID, "evidence_altered")


def _silent(tsa: Outside) -> None:
    tsa.status, tsa.raw = 503, b""


def _refusing(tsa: Outside) -> None:
    tsa.stamp = Stamping(CA, status="rejection").answer


def _strange(tsa: Outside) -> None:
    tsa.stamp = Stamping(Ca(name="БӨТЕН", keys="stranger")).answer


def _of_another_question(tsa: Outside) -> None:
    tsa.stamp = Stamping(CA, nonce=7).answer


def _garbage(tsa: Outside) -> None:
    tsa.raw = b"<html>"


@pytest.mark.parametrize("trouble", [_silent, _refusing, _strange, _of_another_question, _garbage])
def test_a_stamp_that_proves_nothing_is_not_kept(
    tsa: Outside, row: Signature, trouble: Callable[[Outside], None]
) -> None:
    trouble(tsa)
    with pytest.raises(OutsideTrouble):
        stamping.stamp(row.id)
    assert stamps_of(row) == []


def test_a_sweep_orders_what_is_due_once(tsa: Outside, row: Signature) -> None:
    def ordered() -> list[int]:
        found = db.session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'stamp_signature'"))
        return [one.args["signature_id"] for one in found]

    stamping.order_due()
    assert row.id not in ordered()  # the demo's own keys prove nothing that is worth a stamp
    monkey = str(stamping.DUE).replace("NOT s.demo", "true")
    before = stamping.DUE
    stamping.DUE = text(monkey)
    try:
        stamping.order_due()
        stamping.order_due()
        assert ordered().count(row.id) == 1
        db.session.execute(text("DELETE FROM procrastinate_jobs WHERE task_name = 'stamp_signature'"))
        db.session.commit()
        stamping.stamp(row.id)
        stamping.order_due()
        assert row.id not in ordered()
    finally:
        stamping.DUE = before


def test_an_added_stamp_is_never_changed(tsa: Outside, row: Signature) -> None:
    stamping.stamp(row.id)
    with pytest.raises(Exception, match=r"permission denied|never changed"):
        db.session.execute(update(SignatureStamp).values(kind="evidence"))
    db.session.rollback()
