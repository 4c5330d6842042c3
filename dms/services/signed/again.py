"""The job that judges a signature that waits: it asks the authority's servers, as of the receipt, and holds no
transaction while it asks. The answer becomes a row of its own; so does the end of the asking, when there was none."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Signature
from dms.queries import signatures as queries
from dms.services import clock, files
from dms.services.later import later
from dms.services.signed import signatures, supplement_force
from dms.services.unit import unit
from dms.signing.binding import OFFER
from dms.signing.types import Verdict, Verification
from dms.signing.words import ASK_AGAIN, reason
from workflows.text import Text

log = logging.getLogger(__name__)

STILL_OPEN = Text(
    "Қолтаңбаны әзірге тексеру мүмкін емес: куәландырушы орталықтың сервері жауап бермеді. Тексеру қайталанады.",
    "Подпись пока нельзя проверить: сервер удостоверяющего центра не ответил. Проверка повторится.",
    "The signature cannot be checked yet: the certification authority's server gave no answer. It will be repeated.",
)
#: How long after the receipt the servers are asked: longer than a weekend, short enough to sign again in time.
TERM = timedelta(days=3)


def judge_again(signature_id: int) -> None:
    """The job: judges as of the receipt. What fails at every try ends with the term too, whatever it is.

    Raises:
        OutsideTrouble: it still cannot be told and the term is not over; the job is tried again.
    """
    first = db.session.get_one(Signature, signature_id)
    if not queries.waits(first) or queries.find_answer(first.id) is not None:
        return
    received_at = first.received_at.astimezone(clock.ALMATY)
    try:
        found = _asked(first, received_at)
    except Exception:
        db.session.rollback()
        if clock.now() < received_at + TERM:
            raise
        log.exception("the check of signature %s ends with its term", signature_id)
        found = Verification(verdict=Verdict.CANNOT_TELL, reasons=())
    _keep(signature_id, found)


def _asked(first: Signature, received_at: datetime) -> Verification:
    cms = first.cms
    with files.read(first.version.file) as document:
        db.session.rollback()  # no row is held and no transaction open while others are asked
        return signatures.asking_verifier().verify(cms, document, received_at)


def _keep(signature_id: int, found: Verification) -> None:
    """Everything is read anew: what the answer rests on may have moved while it was asked for."""
    with unit():
        first, now = db.session.get_one(Signature, signature_id, populate_existing=True), clock.now()
        supplement_force.hold(first.version_id)
        queries.lock(first.version_id, first.value_sha256)
        if queries.find_answer(first.id) is not None:
            return
        received_at = first.received_at.astimezone(clock.ALMATY)
        if found.verdict is Verdict.CANNOT_TELL:
            found = _ended(found, received_at, now)
        row, reasons = signatures.answered(
            found, first.version, first.cms, first.user, first.side, received_at
        )  # fmt: skip
        row.again_of = first.id
        if OFFER in first.evidence:
            row.evidence |= {OFFER: first.evidence[OFFER]}
        reasons = signatures.keep(row, reasons)
        signatures.alarm(row, now)
        signatures.tell(row, now)
        supplement_force.follow(row, now)
        signatures.write(row, reasons, now)


def _ended(found: Verification, received_at: datetime, now: datetime) -> Verification:
    """What ends the asking: reasons that no other try answers, or the end of the term.

    Raises: OutsideTrouble: there is still time.
    """
    if any(why.code in ASK_AGAIN for why in found.reasons) and now < received_at + TERM:
        raise OutsideTrouble(STILL_OPEN)
    told = tuple(replace(why, remedy=None) for why in found.reasons)
    return replace(found, reasons=(reason("judging_ended", day=now.date().isoformat()), *told))


def order_waiting() -> int:
    """Orders the judging of signatures that wait without a job; returns how many."""
    waiting = queries.list_waiting(ASK_AGAIN)
    for signature_id in waiting:
        later("judge_signature", signature_id=signature_id)
    db.session.commit()
    return len(waiting)
