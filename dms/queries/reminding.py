"""What is to be spoken of and has not been: each query leaves out what a notice of the same code and mark has said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Date, String, cast, func, select, true

from dms.events import Event
from dms.extensions import db
from dms.models import Agreement, Case, JournalEntry, Letter, Notice
from dms.queries import letters
from workflows.calculation import months_before
from workflows.clock import ALMATY
from workflows.states import CaseState

#: So many at one time; the next run takes the rest.
LIMIT = 500
SIX = 6  # months


def _unsaid(code: str, **mark: int | str) -> ColumnElement[bool]:
    """No notice about the case has this code and carries this mark."""
    said = select(Notice.id).where(Notice.case_id == Case.id, Notice.code == code, Notice.params.contains(mark))
    return ~said.exists()


def unwarned(code: str, half: int, today: date) -> Sequence[Case]:
    """Cases in monitoring whose ``half``-th half-year since the agreement was concluded has just ended without a risk
    warning in it."""
    warned = select(JournalEntry.id).where(
        JournalEntry.case_id == Case.id,
        JournalEntry.event == Event.WARNED.value,
        JournalEntry.at >= datetime.combine(months_before(today, SIX), datetime.min.time(), ALMATY),
    )
    chosen = (
        select(Case)
        .join(Agreement, Agreement.case_id == Case.id)
        .where(
            Case.state == CaseState.MONITORING.value,
            Agreement.concluded_on <= months_before(today, SIX * half),
            Agreement.concluded_on > months_before(today, SIX * (half + 1)),
            ~warned.exists(),
            _unsaid(code, half=half),
        )
    )
    return db.session.scalars(chosen.order_by(Case.id).limit(LIMIT)).all()


def unsigned(code: str, days: int, until: int | None, now: datetime) -> Sequence[Case]:
    """Cases whose agreement has waited for the applicant for ``days`` days, but not yet for ``until``."""
    chosen = select(Case).where(
        Case.state == CaseState.AGREEMENT.value,
        Case.state_since <= now - timedelta(days=days),
        _unsaid(code, after=days),
    )
    if until is not None:
        chosen = chosen.where(Case.state_since > now - timedelta(days=until))
    return db.session.scalars(chosen.order_by(Case.id).limit(LIMIT)).all()


def unreturned(code: str, since: int, today: date) -> Sequence[Case]:
    """Cases in recovery from ``since`` days after the last day of the return on; negative: before it, and up to it."""
    last = cast(func.timezone(ALMATY.key, Case.due_at), Date)
    chosen = select(Case).where(
        Case.state == CaseState.RECOVERY.value,
        last <= today - timedelta(days=since),
        last >= today if since < 0 else true(),
        _unsaid(code),
    )
    return db.session.scalars(chosen.order_by(Case.id).limit(LIMIT)).all()


def untold_of_rules(code: str, programme: str, edition: str, since: date) -> Sequence[Case]:
    """Cases whose agreement was concluded before an edition of the rules came into force and still runs."""
    chosen = (
        select(Case)
        .join(Agreement, Agreement.case_id == Case.id)
        .where(
            Case.programme == programme,
            Case.state.in_([CaseState.PAYMENT.value, CaseState.MONITORING.value]),
            Agreement.concluded_on < since,
            _unsaid(code, edition=edition),
        )
    )
    return db.session.scalars(chosen.order_by(Case.id).limit(LIMIT)).all()


def unanswered(codes: Sequence[str], first: date | None, last: date, *, letter_id: int | None = None) -> Sequence[int]:
    """Row ids of letters that await an answer by a day from ``first`` to ``last``, of whose day none of these codes has
    spoken; of all letters, or only of this one. A letter that is given another day is spoken of anew."""
    said = select(Notice.id).where(
        Notice.code.in_(codes),
        Notice.params["letter_id"].astext == Letter.public_id,
        Notice.params["day"].astext == cast(Letter.due_on, String),
    )
    chosen = select(Letter.id).where(letters.awaits_an_answer(), Letter.due_on <= last, ~said.exists())
    if first is not None:
        chosen = chosen.where(Letter.due_on >= first)
    if letter_id is not None:
        chosen = chosen.where(Letter.id == letter_id)
    return db.session.scalars(chosen.order_by(Letter.id).limit(LIMIT)).all()
