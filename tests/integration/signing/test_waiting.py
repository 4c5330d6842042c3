"""A signature that only the authority's servers can judge waits and is judged again by a job, as of its receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from dms.errors import OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import Notice, Signature
from dms.queries import documents, public
from dms.queries import signatures as queries
from dms.services import clock, files
from dms.services.draft import application
from dms.services.judging import facts
from dms.services.signed import again, demo_signing, signatures, untold
from dms.signing.anchors import Anchors
from dms.signing.fetching import Fetcher, Places
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict, Verification
from dms.signing.verifier import CmsVerifier
from dms.signing.words import reason
from tests.fixtures.people import journal_of
from tests.fixtures.pki.ca import Ca
from tests.fixtures.pki.servers import Outside, outside
from tests.fixtures.walk import Walk
from workflows.states import CaseState, Role

LISTS = ("/root.crl", "/issuing.crl")


@pytest.fixture
def servers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """The demo authority's lists are to be had from a server alone, and not on disk."""
    folder = Path(app.config["SETTINGS"].var) / "demo-ca"
    anchors = Anchors.from_pem((folder / "anchors.pem").read_bytes())
    with outside(Ca()) as made:
        made.lists = {name: (folder / name[1:]).read_bytes() for name in LISTS}
        places = Places(lists=tuple(made.address + name for name in LISTS))
        ask = Fetcher(places, seconds=2).about
        monkeypatch.setitem(app.extensions, "verifier", CmsVerifier(anchors, RevocationData))
        monkeypatch.setitem(app.extensions, "asking_verifier", CmsVerifier(anchors, RevocationData, ask=ask))
        yield made


@dataclass
class Sent:
    """A frozen application whose signature has come in."""

    case: Any
    paper: Any
    who: Any
    row: Signature

    @property
    def rows(self) -> list[Signature]:
        chosen = select(Signature).where(Signature.version_id == self.row.version_id).order_by(Signature.id)
        return list(db.session.scalars(chosen))


@pytest.fixture
def sent(walk: Walk, servers: Outside) -> Sent:
    case = walk.to(CaseState.DRAFT)
    who = walk.applicant(case)
    application.freeze(case.id, who, version=None)
    walk.run_jobs()
    paper = documents.documents_of(case.id, "generated")[0]
    now = clock.now()
    cms = demo_signing.sign(paper.current, who, case, "applicant", now)
    return Sent(case, paper, who, signatures.receive(paper.current, cms, who, "applicant", now))


def waiting_jobs() -> list[int]:
    rows = db.session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'judge_signature'"))
    return [row.args["signature_id"] for row in rows]


def test_it_waits_and_says_so(sent: Sent, servers: Outside) -> None:
    assert (sent.row.verdict, [r["code"] for r in sent.row.reasons]) == ("cannot_tell", ["no_revocation_data"])
    assert servers.asked == []
    assert untold.waiting(sent.rows, "applicant") is not None
    assert not facts.signed_by(sent.paper, "applicant")
    assert sent.row.id in waiting_jobs()
    assert journal_of(Event.SIGNATURE_WAITS)[-1]["facts"]["reasons"] == ["no_revocation_data"]


def test_the_job_judges_as_of_the_receipt(sent: Sent, servers: Outside, walk: Walk) -> None:
    walk.clock.advance(hours=2)
    again.judge_again(sent.row.id)
    first, second = sent.rows
    assert (first.verdict, second.verdict, second.again_of) == ("cannot_tell", "valid", first.id)
    assert second.received_at == first.received_at
    assert second.evidence["judged_at"] == first.evidence["judged_at"]
    assert set(servers.asked) == set(LISTS)
    db.session.expire_all()
    assert facts.signed_by(sent.paper, "applicant")
    assert untold.waiting(sent.rows, "applicant") is None
    entry = journal_of(Event.PAPER_SIGNED)[-1]
    assert entry["facts"]["received_at"] == first.received_at.astimezone(clock.ALMATY).isoformat() < entry["at"]
    notice = db.session.scalars(select(Notice).where(Notice.user_id == sent.who.id).order_by(Notice.id.desc())).first()
    assert notice is not None
    assert notice.code == "signature_accepted"


def test_the_job_may_run_twice(sent: Sent) -> None:
    again.judge_again(sent.row.id)
    again.judge_again(sent.row.id)
    assert len(sent.rows) == 2


def _garbage(servers: Outside) -> None:
    servers.lists = dict.fromkeys(LISTS, b"garbage")


def _down(servers: Outside) -> None:
    servers.status, servers.raw = 503, b""


@pytest.mark.parametrize("trouble", [_garbage, _down])
def test_it_is_tried_again_while_the_servers_are_silent(
    sent: Sent, servers: Outside, trouble: Callable[[Outside], None]
) -> None:
    before = dict(servers.lists)
    trouble(servers)
    with pytest.raises(OutsideTrouble):
        again.judge_again(sent.row.id)
    assert len(sent.rows) == 1
    servers.lists, servers.raw, servers.status = before, None, 200
    again.judge_again(sent.row.id)
    assert [row.verdict for row in sent.rows] == ["cannot_tell", "valid"]


def newest_notice(sent: Sent) -> Notice:
    chosen = select(Notice).where(Notice.user_id == sent.who.id).order_by(Notice.id.desc())
    found = db.session.scalars(chosen).first()
    assert found is not None
    return found


def test_the_waiting_ends_with_its_term(sent: Sent, servers: Outside, walk: Walk) -> None:
    """A service that never existed is asked for three days; then the signer is told, and nobody is asked again."""
    servers.lists = {}
    walk.clock.advance(days=2, hours=23)
    with pytest.raises(OutsideTrouble):
        again.judge_again(sent.row.id)
    walk.clock.advance(hours=1)
    again.judge_again(sent.row.id)
    first, last = sent.rows
    assert (last.verdict, last.again_of) == ("cannot_tell", first.id)
    assert [r["code"] for r in last.reasons] == ["judging_ended", "no_revocation_data"]
    assert [r["remedy"] for r in last.reasons if r["code"] == "no_revocation_data"] == [None]  # not "wait"
    assert newest_notice(sent).code == "signature_not_told"
    entry = journal_of(Event.SIGNATURE_NOT_TOLD)[-1]["facts"]
    assert entry["received_at"] == first.received_at.astimezone(clock.ALMATY).isoformat()
    db.session.expire_all()
    (found,) = untold.among([sent.paper])
    assert (found.row.id, found.ended) == (last.id, True)
    assert untold.waiting(sent.rows, "applicant") is None
    db.session.execute(text("DELETE FROM procrastinate_jobs WHERE task_name = 'judge_signature'"))
    db.session.commit()
    again.order_waiting()
    assert waiting_jobs() == []
    asked = len(servers.asked)
    again.judge_again(sent.row.id)
    assert (len(sent.rows), len(servers.asked)) == (2, asked)


def test_one_job_lasts_through_the_term() -> None:
    from dms.jobs.signing import THROUGH_THE_TERM

    waited = sum(min(10 * 2**no, THROUGH_THE_TERM.longest) for no in range(THROUGH_THE_TERM.tries - 1))
    assert waited > again.TERM.total_seconds()


class Never:
    """A judge that can give neither yes nor no, ever."""

    def __init__(self, code: str) -> None:
        self.code = code

    def verify(self, *_given: object) -> Verification:
        return Verification(verdict=Verdict.CANNOT_TELL, reasons=(reason(self.code, oid="1.2.398.3.10.1.1.1.2"),))


def alarms() -> int:
    return db.session.scalar(text("SELECT count(*) FROM notices WHERE code = 'signature_alarm'")) or 0


def test_what_no_other_try_answers_ends_at_once_and_alarms_once(
    sent: Sent, app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.staff(Role.ADMINISTRATOR)
    monkeypatch.setitem(app.extensions, "asking_verifier", Never("second_opinion_differs"))
    before = alarms()
    again.judge_again(sent.row.id)
    told = alarms() - before
    again.judge_again(sent.row.id)
    again.order_waiting()
    assert told > 0
    assert alarms() - before == told
    assert [r["code"] for r in sent.rows[-1].reasons] == ["judging_ended", "second_opinion_differs"]


def test_one_that_cannot_be_told_at_its_receipt_never_waits(
    sent: Sent, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "verifier", Never("gost_not_yet"))
    version = sent.paper.current
    cms = demo_signing.sign(version, sent.who, sent.case, "applicant", clock.now() + timedelta(hours=1))
    row = signatures.receive(version, cms, sent.who, "applicant", clock.now())
    assert not queries.waits(row)
    assert newest_notice(sent).code == "signature_not_told", "nobody tells it later"
    assert row.id not in waiting_jobs()
    assert journal_of(Event.SIGNATURE_NOT_TOLD)[-1]["facts"]["reasons"] == ["gost_not_yet"]


class Broken:
    """A judge that fails at every try."""

    def verify(self, *_given: object) -> Verification:
        raise RuntimeError("no answer and no trouble that is known")


def test_what_fails_at_every_try_ends_with_the_term_too(
    sent: Sent, app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "asking_verifier", Broken())
    with pytest.raises(RuntimeError):
        again.judge_again(sent.row.id)
    assert len(sent.rows) == 1
    walk.clock.advance(days=3)
    again.judge_again(sent.row.id)
    assert [r["code"] for r in sent.rows[-1].reasons] == ["judging_ended"]
    assert newest_notice(sent).code == "signature_not_told"


def test_bytes_that_never_come_end_with_the_term_too(sent: Sent, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_given: object) -> None:
        raise OutsideTrouble(again.STILL_OPEN)

    monkeypatch.setattr(files, "read", gone)
    walk.clock.advance(days=3)
    again.judge_again(sent.row.id)
    assert [r["code"] for r in sent.rows[-1].reasons] == ["judging_ended"]


def test_the_public_page_tells_what_waits_from_what_has_ended(
    sent: Sent, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> str:
        db.session.expire_all()
        found, address = public._told(sent.paper, "D342-2026-000001"), f"/d/{sent.paper.public_id}"
        monkeypatch.setattr(public, "find_document", lambda _id: found)
        client = app.test_client()
        client.post("/language", data={"lang": "en", "next": "/"})
        return str(client.get(address).text)

    assert "Cannot tell yet" in page()
    monkeypatch.setitem(app.extensions, "asking_verifier", Never("second_opinion_differs"))
    again.judge_again(sent.row.id)
    ended = page()
    assert "Cannot tell yet" not in ended
    assert "Could not be checked" in ended


def test_a_forgotten_one_gets_a_job_again(sent: Sent) -> None:
    db.session.execute(text("DELETE FROM procrastinate_jobs WHERE task_name = 'judge_signature'"))
    db.session.commit()
    again.order_waiting()
    assert sent.row.id in waiting_jobs()
    again.order_waiting()
    assert waiting_jobs().count(sent.row.id) == 1
    again.judge_again(sent.row.id)
    db.session.execute(text("DELETE FROM procrastinate_jobs WHERE task_name = 'judge_signature'"))
    db.session.commit()
    again.order_waiting()
    assert sent.row.id not in waiting_jobs()


def test_the_row_that_came_is_never_changed(sent: Sent) -> None:
    with pytest.raises(Exception, match=r"permission denied|never changed"):
        db.session.execute(text("UPDATE signatures SET verdict = 'valid'"))
    db.session.rollback()
