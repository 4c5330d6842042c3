"""Registers what has come in, as soon as office hours allow, in the order of arrival (A6.7, I-4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from dms.extensions import db
from dms.logs import log
from dms.models import Case
from dms.services import clock, moves
from dms.services.dates import terms
from dms.why_not import log_refused
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import Action, CaseState


def run() -> int:
    """Registers every case whose moment has come; returns how many. The caller's job holds the lock ``register``, so
    that two runs cannot give numbers out of order."""
    done, first_fault = 0, None
    for case_id in due(clock.now()):
        try:
            moves.perform(case_id, Action.REGISTER, None, version=None)
        except TransitionRefused as refused:  # withdrawn in this very moment, or a rule that the jobs' page tells
            log_refused(db.session.get_one(Case, case_id), Action.REGISTER, refused.reasons)
        except Exception as error:  # one case's defect keeps no other waiting; the job fails with it at the end
            db.session.rollback()
            log.error("not_registered", case_id=case_id, exc_info=error)
            first_fault = first_fault or error
        else:
            done += 1
    if first_fault is not None:
        raise first_fault
    return done


def due(now: datetime) -> list[int]:
    """Row ids of the cases whose moment of registration has come, in the order of arrival."""
    waiting = db.session.execute(
        select(Case.id, Case.received_at)
        .where(Case.state == CaseState.SUBMITTED.value)
        .order_by(Case.received_at, Case.id)
    ).all()
    moments = ((row.id, terms.registers_at(row.received_at)) for row in waiting)
    return [row_id for row_id, moment in moments if moment is not None and moment <= now]


def refused(now: datetime, most: int = 20) -> list[tuple[Case, tuple[Refusal, ...]]]:
    """Cases that should be registered and are not, with the reasons that the job is told; without a reason the job has
    only not come yet."""
    found = []
    for case_id in due(now)[:most]:
        case = db.session.get_one(Case, case_id)
        found += [(case, offer.reasons) for offer in moves.offers_of_system(case) if offer.action is Action.REGISTER]
    return [(case, reasons) for case, reasons in found if reasons]
