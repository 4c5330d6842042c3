"""Versions of the calendar, the rows they are made of, and the open cases whose terms they count."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, defer, scoped_session

from dms.events import Event
from dms.extensions import db
from dms.models import CalendarVersion, Case, JournalEntry, ReferenceRow
from dms.queries.fixed import Fixed
from workflows.clock import ALMATY
from workflows.states import CaseState

AnySession = Session | scoped_session[Any]

#: States in which a term of working days runs, or has still to be told because there was no calendar.
COUNTED = frozenset(
    {
        CaseState.REGISTERED,
        CaseState.COMPLETENESS,
        CaseState.SUBSTANTIVE_REVIEW,
        CaseState.HEARING,
        CaseState.DECISION,
        CaseState.PAYMENT,
    }
)


def newest(session: AnySession = db.session) -> CalendarVersion | None:
    """The version that holds."""
    return session.scalars(select(CalendarVersion).order_by(CalendarVersion.id.desc()).limit(1)).first()


def get_version(number: int) -> CalendarVersion:
    """Raises: NoResultFound."""
    return db.session.scalars(select(CalendarVersion).where(CalendarVersion.id == number)).one()


def list_unfinished() -> Sequence[CalendarVersion]:
    """Versions for which open cases are still to be walked, the newest first, without their days."""
    query = select(CalendarVersion).where(CalendarVersion.done_at.is_(None)).options(defer(CalendarVersion.days))
    return db.session.scalars(query.order_by(CalendarVersion.id.desc())).all()


def list_versions(limit: int = 20) -> Sequence[CalendarVersion]:
    """The newest first, without their days."""
    query = select(CalendarVersion).options(defer(CalendarVersion.days))
    return db.session.scalars(query.order_by(CalendarVersion.id.desc()).limit(limit)).all()


def rows_in_force(session: AnySession = db.session) -> Iterator[ReferenceRow]:
    """The approved rows of the table of holidays, in the order of their first days."""
    query = select(ReferenceRow).where(ReferenceRow.table == "holidays", ReferenceRow.status == "approved")
    yield from session.scalars(query.order_by(ReferenceRow.valid_from, ReferenceRow.id))


def list_touched(first_day: date, after: int, limit: int) -> list[int]:
    """Row ids, in their order, of open cases after ``after`` with a term that ends on ``first_day`` or later, with one
    whose end is not known, or with a hearing to come, which has a day of its own."""
    since = datetime.combine(first_day, datetime.min.time(), ALMATY)
    greatest = func.greatest(Case.due_at, Case.service_due_at)
    query = select(Case.id).where(
        Case.id > after,
        Case.state.in_(sorted(state.value for state in COUNTED)),
        or_(
            Case.due_at.is_(None),
            Case.service_due_at.is_(None),
            greatest >= since,
            Case.state == CaseState.HEARING.value,
        ),
    )
    return list(db.session.scalars(query.order_by(Case.id).limit(limit)))


def hearings_told(case_id: int) -> set[str]:
    """The hours of hearings whose day was told to have become free."""
    query = select(JournalEntry.body).where(
        JournalEntry.case_id == case_id, JournalEntry.event == Event.HEARING_ON_DAY_OFF.value
    )
    return {json.loads(body)["facts"]["hearing_at"] for body in db.session.scalars(query)}


def has_counted(session: AnySession = db.session) -> bool:
    """Whether any case has a term of working days."""
    states = sorted(state.value for state in COUNTED)
    return session.scalars(select(Case.id).where(Case.state.in_(states)).limit(1)).first() is not None


_SHARED = Fixed(select(func.pg_advisory_xact_lock_shared(func.hashtext("terms"))))


def share() -> None:
    """Until the end of the transaction no walk over the open cases begins: who counts a term by the calendar that he
    reads now is done before it. To be asked before any row is locked."""
    _SHARED.rows()


def await_others() -> None:
    """Returns when everybody who may have read an earlier calendar is done. Ends the transaction."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("terms"))))
    db.session.commit()


def hold(session: AnySession = db.session) -> None:
    """One new version at a time: whoever comes second reads what the first has made."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext("calendar"))))
