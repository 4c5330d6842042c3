"""What would break the promise of the paths if an act went through, read from the rows and the journal alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from dms.events import OF_ACTION
from dms.extensions import db
from dms.models import Case, Decision, JournalEntry
from dms.queries import cases, documents, remarks
from dms.services import clock
from dms.services.judging.facts import signed_by
from dms.services.judging.given import Given
from tests.unit.workflows.proofs import SIGNS
from workflows.states import Action, CaseAct

A = Action
#: Acts that may break more than the table.
JUDGED = {*SIGNS, A.PAY, A.ARCHIVE, A.RECORD_POSITION, A.MOVE_HEARING, A.HOLD_HEARING}


def broken_before(case: Case, act: CaseAct, person: int | None, own: int, given: Given) -> Iterator[str]:
    """What would be broken if this person's act went through now; ``own``: who speaks for the applicant."""
    if act not in JUDGED:
        return
    draft = cases.open_decision(case.id)
    if act in SIGNS:
        yield from _of_signature(draft, act, person)
    elif act is A.PAY:
        paper = [row for row in documents.documents_of(case.id, "generated") if row.kind == "annex-3"]
        if not paper or not (signed_by(paper[-1], "operator") and signed_by(paper[-1], "applicant")):
            yield "paid without both signatures"
    elif act is A.ARCHIVE:
        yield "archived without a package"
    if act is A.GRANT and (draft is None or not draft.total):
        yield "granted nothing"
    if act is A.REFUSE:
        yield from _of_refusal(case)
    yield from _of_hour_told(case, act, person, own, given)


def _of_signature(draft: Decision | None, act: CaseAct, person: int | None) -> Iterator[str]:
    papers = documents.documents_of_decision(draft.id) if draft else []
    if draft is None or not papers or not all(signed_by(paper, "operator") for paper in papers):
        yield "decided without a signed paper"
    elif draft.kind != SIGNS[act].value:
        yield "decided by another paper"
    elif draft.prepared_by_id == person:
        yield "prepared and signed by one person"
    elif draft.signer_id != person:
        yield "signed by another than its papers name"


def _of_refusal(case: Case) -> Iterator[str]:
    hearing = cases.newest_hearing(case.id)
    if hearing is None or hearing.held_at is None or not hearing.minutes:
        yield "refused without a hearing"
    if case.programme.startswith("export") and not remarks.rounds_of(case.id):
        yield "refused without remarks"


def _of_hour_told(case: Case, act: CaseAct, person: int | None, own: int, given: Given) -> Iterator[str]:
    """I-42, 342:37: what the acts on a hearing may do to its hour."""
    if act is A.RECORD_POSITION and (given.stays_away or given.earlier_from) and person != own:
        yield "another gave up the applicant's hour"
    if act is A.MOVE_HEARING and not given.asked_by_applicant:
        hearing = cases.newest_hearing(case.id)
        if hearing is None or given.hearing_at is None or given.hearing_at < hearing.planned_at:
            yield "the operator alone brought the hearing forward"
    if act is A.HOLD_HEARING:
        yield from _of_hearing(case, own, given)


def _of_hearing(case: Case, own: int, given: Given) -> Iterator[str]:
    """I-42: before the hour announced only by the applicant's own word. That he agreed to an earlier time lets him be
    heard from then on, not be found absent; that he stays away counts once his position is there in writing."""
    hearing, now = cases.newest_hearing(case.id), clock.now()
    if given.absent == bool(given.came):
        yield "held without saying who came"
    if hearing is None or hearing.planned_at <= now:
        return
    word, written = _last_word(case.id, own)
    earlier = datetime.fromisoformat(word["earlier_from"]) if word.get("earlier_from") else None
    if word.get("stays_away"):
        if not written:
            yield "held before its hour without the position of who stays away"
    elif earlier is None or earlier > now or given.absent:
        yield "held before its hour"


def _last_word(case_id: int, own: int) -> tuple[dict[str, Any], bool]:
    """What the applicant last said of the hour, and whether a position is on record. What he said of an hour that was
    moved since says nothing, but that he stays away stands."""
    told = select(JournalEntry.event, JournalEntry.actor_id, JournalEntry.body).where(
        JournalEntry.case_id == case_id,
        JournalEntry.event.in_([OF_ACTION[A.RECORD_POSITION], OF_ACTION[A.MOVE_HEARING]]),
    )
    word: dict[str, Any] = {}
    written = False
    for event, actor, body in db.session.execute(told.order_by(JournalEntry.id)):
        facts = json.loads(body)["facts"]
        if event == OF_ACTION[A.MOVE_HEARING]:
            word = word if word.get("stays_away") else {}
            continue
        word = facts if actor == own and _of_hour(facts) else word
        written = written or bool(facts["position"])
    return word, written


def _of_hour(facts: dict[str, Any]) -> bool:
    return bool(facts["accepts"] or facts["stays_away"] or facts["earlier_from"])
