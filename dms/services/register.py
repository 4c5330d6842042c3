"""Registers what has come in, as soon as office hours allow, in the order of arrival (A6.7, I-4)."""

from __future__ import annotations

from sqlalchemy import select

from dms.extensions import db
from dms.models import Case
from dms.services import clock, moves, reference
from workflows.clock import office_moment
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState


def run() -> int:
    """Registers every case whose moment has come; returns how many. The caller's job holds the lock ``register``, so
    that two runs cannot give numbers out of order."""
    now = clock.now()
    waiting = db.session.execute(
        select(Case.id, Case.received_at)
        .where(Case.state == CaseState.SUBMITTED.value)
        .order_by(Case.received_at, Case.id)
    ).all()
    calendar = reference.calendar()
    due = [row.id for row in waiting if office_moment(row.received_at, calendar) <= now]
    done = 0
    for case_id in due:
        try:
            moves.perform(case_id, Action.REGISTER, None, version=None)
        except TransitionRefused:  # withdrawn in this very moment
            continue
        done += 1
    return done
