"""The same act on many cases: chosen, tried without changing anything, done case by case by a job, each with its
result. One case's trouble stops no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dms.errors import AppError, BadInput, NotVisible
from dms.extensions import db
from dms.models import Batch, BatchItem, Case, File, User
from dms.queries import batches
from dms.queries.reading import reader_of
from dms.services import clock
from dms.services.batches import words
from dms.services.batches.kinds import KINDS, Kind, offered
from dms.services.batches.running import carry_out, forget_old_files, give_up, try_out
from dms.services.later import later
from dms.services.unit import unit

__all__ = [
    "KINDS", "MOST", "Kind", "begin", "carry_out", "file_of", "forget_old_files", "give_up", "offered", "order",
    "order_trial", "try_out",
]  # fmt: skip

#: Cases in one batch: as many as a person can still read the results of.
MOST = 500


def begin(kind: str, cases: Sequence[Case], user: User, language: str) -> Batch:
    """Keeps the choice; commits.

    Raises:
        BadInput: no case, or too many.
    """
    if not cases:
        raise BadInput(words.NONE_CHOSEN, field="case")
    if len(cases) > MOST:
        raise BadInput(words.TOO_MANY.fill(most=MOST), field="case")
    with unit():
        batch = Batch(kind=kind, author_id=user.id, language=language, chosen_at=clock.now())
        db.session.add(batch)
        db.session.flush()
        db.session.add_all(BatchItem(batch_id=batch.id, case_id=case.id, case_version=case.version) for case in cases)
    return batch


def order_trial(user: User, public_id: str, given: Mapping[str, Any]) -> Batch:
    """Orders the trial with what the act needs, also anew with something else; commits. A batch that is being done or
    is done stays as it is.

    Raises: NotVisible.
    """
    with unit():
        batch = batches.get_batch(user.id, public_id, lock=True)
        if batch.status in ("chosen", "tried") or (batch.failed and batch.status == "trying"):
            batch.given, batch.status, batch.failed = dict(given), "trying", False
            for item in batches.list_items(batch.id):
                item.verdict, item.said = "waiting", []
            later("try_batch", lock=f"batch-{batch.id}", batch_id=batch.id)
    return batch


def order(user: User, public_id: str, now: datetime) -> Batch:
    """Orders what the trial has shown; the second click orders nothing more. Commits.

    Raises: NotVisible.
    """
    with unit():
        batch = batches.get_batch(user.id, public_id, lock=True)
        if batch.status == "tried" or (batch.failed and batch.status == "doing"):
            batch.status, batch.ordered_at, batch.failed = "doing", now, False
            later("do_batch", lock=f"batch-{batch.id}", batch_id=batch.id)
    return batch


def file_of(batch: Batch, user: User) -> File:
    """The file that the batch made, as long as everything in it is still the author's to take out.

    Raises:
        NotVisible: there is none (any more).
        NoLongerYours: a case in it has gone out of his reach since.
    """
    if batch.file is None:
        raise NotVisible
    gone = batches.find_out_of_reach(batch.id, reader_of(user, clock.today()))
    if gone is not None:
        raise NoLongerYours(words.NO_LONGER_YOURS.fill(number=gone.number or ""))
    return batch.file


class NoLongerYours(AppError):
    """What may be taken out has changed since the file was made."""

    status = 403
