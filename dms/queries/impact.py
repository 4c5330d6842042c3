"""The cases of a programme, applicant by applicant, with what an edition asks of them: a constant number of queries for
a batch of applicants."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import lazyload

from dms.events import OF_ACTION
from dms.extensions import db
from dms.models import Answer, Cap, Case, Document, JournalEntry, RegisterAnswer
from workflows.states import Verdict

#: (sheet, key) → the newest answer.
Verdicts = dict[tuple[str, str], Verdict]


def only_read() -> None:
    """Nothing can be written for the rest of this transaction."""
    db.session.execute(text("SET TRANSACTION READ ONLY"))


def next_applicants(programme: str, after: int, limit: int) -> list[int]:
    """Row ids of applicants that have handed something in, from ``after`` on."""
    chosen = select(Case.organisation_id).where(
        Case.programme == programme, Case.received_at.is_not(None), Case.organisation_id > after
    )
    return list(db.session.scalars(chosen.distinct().order_by(Case.organisation_id).limit(limit)))


def cases_of(programme: str, applicants: Sequence[int]) -> list[Case]:
    """Everything that these applicants handed in, in the order in which it came."""
    chosen = select(Case).where(
        Case.programme == programme, Case.received_at.is_not(None), Case.organisation_id.in_(applicants)
    )
    return list(db.session.scalars(chosen.options(lazyload(Case.assignee)).order_by(Case.received_at, Case.id)))


def acts_of(cases: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Bodies of the journal entries of acts, by case, in their order."""
    events = [event.value for event in OF_ACTION.values()]
    rows = db.session.execute(
        select(JournalEntry.case_id, JournalEntry.body)
        .where(JournalEntry.case_id.in_(cases), JournalEntry.event.in_(events), JournalEntry.body.is_not(None))
        .order_by(JournalEntry.case_id, JournalEntry.case_seq)
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for case_id, body in rows:
        found[case_id or 0].append(json.loads(body))
    return found


def answers_of(cases: Iterable[int]) -> dict[int, Verdicts]:
    """The newest answers by case; what is asked again has none."""
    rows = db.session.execute(
        select(Answer.case_id, Answer.sheet, Answer.key, Answer.verdict, Answer.reopened_at)
        .ext(distinct_on(Answer.case_id, Answer.sheet, Answer.key))
        .where(Answer.case_id.in_(cases))
        .order_by(Answer.case_id, Answer.sheet, Answer.key, Answer.id.desc())
    )
    found: dict[int, Verdicts] = defaultdict(dict)
    for case_id, sheet, key, verdict, reopened_at in rows:
        if reopened_at is None:
            found[case_id][sheet, key] = Verdict(verdict)
    return found


def kinds_of(cases: Iterable[int]) -> dict[int, set[str]]:
    """The kinds of the documents handed in, by case."""
    rows = db.session.execute(
        select(Document.case_id, Document.kind, Document.also)
        .where(Document.case_id.in_(cases), Document.origin == "uploaded", Document.removed_at.is_(None))
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for case_id, kind, also in rows:
        assert case_id is not None
        found[case_id].update((kind, *also))
    return found


def register_answers_of(cases: Iterable[int]) -> dict[int, list[RegisterAnswer]]:
    """What the registers answered without a fault, by case, the newest first."""
    query = select(RegisterAnswer).where(RegisterAnswer.case_id.in_(cases), RegisterAnswer.fault == "")
    found: dict[int, list[RegisterAnswer]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(RegisterAnswer.id.desc())):
        found[row.case_id].append(row)
    return found


def granted_to(programme: str, applicants: Sequence[int]) -> dict[int, list[Cap]]:
    """Sums granted, by applicant, in the order of the decisions."""
    chosen = select(Cap).where(Cap.programme == programme, Cap.organisation_id.in_(applicants))
    found: dict[int, list[Cap]] = defaultdict(list)
    for row in db.session.scalars(chosen.order_by(Cap.decided_on, Cap.id)):
        found[row.organisation_id].append(row)
    return found
