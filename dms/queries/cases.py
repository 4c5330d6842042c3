"""Finding and locking cases. What a person may see is decided in ``queries/reading.py`` and by row-level security,
nowhere else."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Agreement, Answer, Case, Decision, Hearing, Quarter, User
from dms.queries import reading


def visible(user: User, today: date) -> Select[Any]:
    """The cases that this person may read today, in the state each stands in."""
    return select(Case).where(reading.visible(user, today))


def get_case(public_id: str, user: User, today: date) -> Case:
    """Raises: NotVisible for a case that the person may not read, as for none at all."""
    found: Case | None = db.session.scalars(visible(user, today).where(Case.public_id == public_id)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def lock(case_id: int) -> Case:
    """The case's row, locked until the end of the transaction and read afresh. Rows that merely refer to the case (an
    entry of its journal written by another act, a notice) need not wait: else two acts could wait for each other.

    Raises:
        NotVisible: it is not there, or not in this scope.
    """
    chosen = select(Case).where(Case.id == case_id).with_for_update(of=Case, key_share=True)
    found = db.session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def newest_answers(case_id: int, sheet: str) -> dict[str, Answer]:
    """The answer that counts for each key: the newest, unless it was opened again."""
    return {key: row for key, row in _newest(case_id, sheet).items() if row.reopened_at is None}


def earlier_answers(case_id: int, sheet: str) -> dict[str, Answer]:
    """The answer that was given to what is asked again."""
    return {key: row for key, row in _newest(case_id, sheet).items() if row.reopened_at is not None}


def _newest(case_id: int, sheet: str) -> dict[str, Answer]:
    rows = db.session.scalars(
        select(Answer)
        .ext(distinct_on(Answer.key))
        .where(Answer.case_id == case_id, Answer.sheet == sheet)
        .order_by(Answer.key, Answer.id.desc())
    )
    return {row.key: row for row in rows}


def newest_hearing(case_id: int) -> Hearing | None:
    return db.session.scalars(
        select(Hearing).where(Hearing.case_id == case_id).order_by(Hearing.id.desc()).limit(1)
    ).one_or_none()


def open_decision(case_id: int) -> Decision | None:
    """The prepared act that waits for its signature."""
    return db.session.scalars(
        select(Decision).where(Decision.case_id == case_id, Decision.status == "open")
    ).one_or_none()


def decisions(case_id: int) -> list[Decision]:
    return list(db.session.scalars(select(Decision).where(Decision.case_id == case_id).order_by(Decision.id)))


def agreement_of(case_id: int) -> Agreement | None:
    return db.session.scalars(select(Agreement).where(Agreement.case_id == case_id)).one_or_none()


def quarters_of(case_id: int) -> list[Quarter]:
    return list(db.session.scalars(select(Quarter).where(Quarter.case_id == case_id).order_by(Quarter.no)))
