"""Answers of outside registers about the applicant of a case, and the questions that are under way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import joinedload

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import RegisterAnswer
from workflows.registers import Register


def list_answers(case_id: int, register: Register) -> Sequence[RegisterAnswer]:
    """The newest first, with who entered them and on what."""
    query = select(RegisterAnswer).where(RegisterAnswer.case_id == case_id, RegisterAnswer.register == register)
    query = query.options(
        joinedload(RegisterAnswer.taken_by), joinedload(RegisterAnswer.file), joinedload(RegisterAnswer.document)
    )
    return db.session.scalars(query.order_by(RegisterAnswer.id.desc())).all()


def newest(case_id: int) -> dict[Register, RegisterAnswer]:
    """What each register answered last, faults too."""
    query = select(RegisterAnswer).where(RegisterAnswer.case_id == case_id).ext(distinct_on(RegisterAnswer.register))
    query = query.options(joinedload(RegisterAnswer.taken_by))
    rows = db.session.scalars(query.order_by(RegisterAnswer.register, RegisterAnswer.id.desc()))
    return {Register(row.register): row for row in rows}


def is_answered(case_id: int, register: Register, since: datetime) -> bool:
    """Whether the register has said something over the network since that moment; that it did not answer is nothing."""
    query = select(RegisterAnswer.id).where(
        RegisterAnswer.case_id == case_id, RegisterAnswer.register == register, RegisterAnswer.taken_at >= since,
        RegisterAnswer.taken_by_id.is_(None), RegisterAnswer.fault != "unreachable",
    )  # fmt: skip
    return db.session.execute(query.limit(1)).first() is not None


def list_sound(case_id: int) -> Sequence[RegisterAnswer]:
    """The answers without a fault, the newest first."""
    query = select(RegisterAnswer).where(RegisterAnswer.case_id == case_id, RegisterAnswer.fault == "")
    return db.session.scalars(query.order_by(RegisterAnswer.id.desc())).all()


def list_all(case_id: int) -> Sequence[RegisterAnswer]:
    """Every answer of every register, the oldest first, faults too, with what it rests on."""
    query = select(RegisterAnswer).where(RegisterAnswer.case_id == case_id)
    query = query.options(
        joinedload(RegisterAnswer.taken_by), joinedload(RegisterAnswer.file), joinedload(RegisterAnswer.document)
    )
    return db.session.scalars(query.order_by(RegisterAnswer.id)).all()


def get_answer(case_id: int, public_id: str) -> RegisterAnswer:
    """Raises: NotVisible when the case has no such answer."""
    query = select(RegisterAnswer).where(RegisterAnswer.case_id == case_id, RegisterAnswer.public_id == public_id)
    found = db.session.scalars(query.options(joinedload(RegisterAnswer.file))).one_or_none()
    if found is None:
        raise NotVisible
    return found


def being_asked(case_id: int) -> set[Register]:
    """The registers whose job about this case is in the queue."""
    query = text(
        "SELECT args->>'register' FROM procrastinate_jobs WHERE task_name = 'ask_register'"
        " AND status IN ('todo', 'doing') AND args->>'case_id' = :case"
    )
    return {Register(name) for name in db.session.scalars(query, {"case": str(case_id)})}
