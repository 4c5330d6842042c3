"""Finding and locking cases. What a person may see is decided in ``queries/reading.py`` and by row-level security,
nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, false, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import joinedload

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Agreement, Answer, Case, Decision, Hearing, Quarter, User
from dms.queries import reading
from dms.queries.once import once
from workflows.states import CaseState, Role


def visible(user: User, today: date) -> Select[Any]:
    """The cases that this person may read today, in the state each stands in."""
    return select(Case).where(reading.visible(user, today))


def get_case(public_id: str, user: User, today: date) -> Case:
    """Raises: NotVisible for a case that the person may not read, as for none at all."""
    reader = reading.reader_of(user, today)
    chosen = _readable(reader.roles, reader.own, user.is_staff)
    found: Case | None = db.session.scalars(chosen, {"public_id": public_id, "me": user.id}).one_or_none()
    if found is None:
        raise NotVisible
    return found


def went_to_archive(public_id: str, user: User, today: date) -> bool:
    """Whether this is an archived case that anybody of the person's roles read when it had ended: closed where money
    was granted, else refused, withdrawn or the like."""
    reader = reading.reader_of(user, today)
    anybodys, _given = reading.open_to(reader.roles)
    chosen = select(Case.id).where(
        Case.public_id == public_id, Case.state == CaseState.ARCHIVED, Case.organisation_id.not_in(reader.own)
    )
    if CaseState.REFUSED not in anybodys:
        chosen = chosen.where(Case.granted_sum.is_not(None) if CaseState.CLOSED in anybodys else false())
    return db.session.scalar(chosen) is not None


@lru_cache(maxsize=1024)
def _readable(roles: frozenset[Role], own: frozenset[int], is_staff: bool) -> Select[Any]:
    """Worded once for everybody of the same roles and organisations: each page of a case asks it first."""
    seen = reading.visible_to(reading.Reader(0, roles, own), is_staff, me=reading.ME)
    return select(Case).where(seen, Case.public_id == bindparam("public_id"))


_LOCKED = (
    select(Case)
    .where(Case.id == bindparam("id", type_=BigInteger()))
    .with_for_update(of=Case, key_share=True)
    .execution_options(populate_existing=True)
)


def lock(case_id: int) -> Case:
    """The case's row, locked until the end of the transaction and read afresh. Rows that merely refer to the case (an
    entry of its journal written by another act, a notice) need not wait: else two acts could wait for each other.

    Raises:
        NotVisible: it is not there, or not in this scope.
    """
    found = db.session.scalars(_LOCKED, {"id": case_id}).one_or_none()
    if found is None:
        raise NotVisible
    return found


def newest_answers(case_id: int, sheet: str) -> dict[str, Answer]:
    """The answer that counts for each key: the newest, unless it was opened again."""
    return {row.key: row for row in _newest(case_id) if row.sheet == sheet and row.reopened_at is None}


def earlier_answers(case_id: int, sheet: str) -> dict[str, Answer]:
    """The answer that was given to what is asked again."""
    return {row.key: row for row in _newest(case_id) if row.sheet == sheet and row.reopened_at is not None}


_NEWEST = (
    select(Answer)
    .ext(distinct_on(Answer.sheet, Answer.key))
    .where(Answer.case_id == bindparam("case_id"))
    .order_by(Answer.sheet, Answer.key, Answer.id.desc())
)


@once(Answer)
def _newest(case_id: int) -> Sequence[Answer]:
    return db.session.scalars(_NEWEST, {"case_id": case_id}).all()


_CASE = bindparam("case_id", type_=BigInteger())
_HEARING = select(Hearing).where(Hearing.case_id == _CASE).order_by(Hearing.id.desc()).limit(1)
_DECISIONS = select(Decision).where(Decision.case_id == _CASE).order_by(Decision.id)
_AGREEMENT = select(Agreement).where(Agreement.case_id == _CASE)
_QUARTERS = select(Quarter).where(Quarter.case_id == _CASE).order_by(Quarter.no)


@once(Hearing)
def newest_hearing(case_id: int) -> Hearing | None:
    return db.session.scalars(_HEARING, {"case_id": case_id}).one_or_none()


_WHO = (joinedload(Decision.prepared_by), joinedload(Decision.signer))


def open_decision(case_id: int) -> Decision | None:
    """The prepared act that waits for its signature."""
    return next((row for row in decisions(case_id) if row.status == "open"), None)


def open_decisions(case_ids: Sequence[int]) -> dict[int, Decision]:
    """The open drafts of some cases with who prepared them, by case, in one query."""
    chosen = select(Decision).where(Decision.case_id.in_(case_ids), Decision.status == "open")
    return {row.case_id: row for row in db.session.scalars(chosen.options(*_WHO))}


@once(Decision)
def decisions(case_id: int) -> Sequence[Decision]:
    return db.session.scalars(_DECISIONS, {"case_id": case_id}).all()


def returned_decision(case_id: int) -> Decision | None:
    """The newest prepared act, where the signer gave it back."""
    newest = max(decisions(case_id), key=lambda row: row.id, default=None)
    return newest if newest is not None and newest.status == "returned" else None


def signed_decision(case_id: int) -> Decision | None:
    """The newest act that was signed."""
    return next((row for row in reversed(decisions(case_id)) if row.status == "signed"), None)


@once(Agreement)
def agreement_of(case_id: int) -> Agreement | None:
    return db.session.scalars(_AGREEMENT, {"case_id": case_id}).one_or_none()


@once(Quarter)
def quarters_of(case_id: int) -> Sequence[Quarter]:
    return db.session.scalars(_QUARTERS, {"case_id": case_id}).all()
