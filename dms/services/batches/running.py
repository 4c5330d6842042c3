"""The jobs of a batch. Each may run twice and may be killed anywhere: a case's result is written in the transaction of
its act, so that what was done is never done again and never told as failed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from dms import scope
from dms.errors import AppError
from dms.extensions import db
from dms.models import Batch, BatchItem, User
from dms.queries import batches, people
from dms.scope import Scope
from dms.services import clock, files
from dms.services.batches import taking_out
from dms.services.batches.kinds import KINDS, Kind
from dms.services.unit import unit
from dms.why_not import three_tongues
from workflows.refusals import Refusal, TransitionRefused

#: How long the file of a batch is kept.
KEPT_FOR = timedelta(days=3)


def try_out(batch_id: int) -> None:
    """Asks of every case whether the act could be done now, and writes down why not. Changes no case."""
    batch = db.session.get_one(Batch, batch_id)
    if batch.status != "trying":
        return
    user, kind = batch.author, KINDS[batch.kind]
    for item_id in batches.list_left(batch_id, "waiting"):
        with unit():
            _try(batch, db.session.get_one(BatchItem, item_id), user, kind)
    with unit():
        batch.status, batch.failed = "tried", False


def _try(batch: Batch, item: BatchItem, user: User, kind: Kind) -> None:
    db.session.refresh(item.case)
    item.case_version = item.case.version
    with scope.acting(_scope_of(user)):
        try:
            item.seen = kind.sees(item.case) if kind.sees else []
            reasons = kind.against(batch, item.case, user)
        except AppError as error:
            reasons = (_reason(error),)
    item.verdict, item.said = ("may_not", three_tongues(reasons)) if reasons else ("may", [])


def carry_out(batch_id: int) -> None:
    """Does the act to every case that the trial let through."""
    batch = db.session.get_one(Batch, batch_id)
    if batch.status != "doing":
        return
    if KINDS[batch.kind].perform is None:
        taking_out.run(batch, batch.author, _scope_of(batch.author))
    else:
        for item_id in batches.list_left(batch_id, "may"):
            _do(batch_id, item_id)
    with unit():
        batch = db.session.get_one(Batch, batch_id)
        batch.status, batch.done_at, batch.failed = "done", clock.now(), False


def _do(batch_id: int, item_id: int) -> None:
    """One case in one transaction: the act, or the reason why it was not done."""
    batch, item = db.session.get_one(Batch, batch_id), db.session.get_one(BatchItem, item_id)
    user, perform = batch.author, KINDS[batch.kind].perform
    assert perform is not None  # a batch that is one work does not come here
    item.verdict = "done"
    try:
        with scope.acting(_scope_of(user)):
            said = perform(batch, item, user)
    except TransitionRefused as refused:
        _keep(item_id, "failed", refused.reasons)
    except AppError as error:
        _keep(item_id, "failed", (_reason(error),))
    else:
        _keep(item_id, "done", (Refusal("done", said),))


def _keep(item_id: int, verdict: str, said: Iterable[Refusal]) -> None:
    with unit():
        item = db.session.get_one(BatchItem, item_id, populate_existing=True)
        item.verdict, item.said = verdict, three_tongues(said)


def _scope_of(user: User) -> Scope:
    """How far the author sees at this moment: rights count when the act is done, not when it was ordered."""
    return people.scope_for(user, clock.today())


def _reason(error: AppError) -> Refusal:
    return Refusal(type(error).__name__, error.text)


def give_up(batch_id: int) -> None:
    """Says on the batch that its job did not come to its end; what was done stays done and told."""
    with unit():
        batch = db.session.get_one(Batch, batch_id)
        batch.failed = True


def forget_old_files() -> int:
    """Lets go of files that were made long enough ago; the sweep of unclaimed files removes them. Returns how many."""
    with unit():
        old = batches.list_outdated(clock.now() - KEPT_FOR, 100)
        for batch in old:
            assert batch.file is not None  # the query asked for it
            files.let_go(batch.file)
            batch.file_id = None
    return len(old)
