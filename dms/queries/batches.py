"""Batches of one person, and the cases they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, not_, select
from sqlalchemy.orm import joinedload

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Batch, BatchItem, Case
from dms.queries.reading import Reader, readable
from workflows.states import Right


def list_chosen(reader: Reader, public_ids: Sequence[str]) -> Sequence[Case]:
    """Those of the cases that the reader may read, by number."""
    chosen = select(Case).where(Case.public_id.in_(public_ids), readable(reader))
    return db.session.scalars(chosen.order_by(Case.number, Case.id)).all()


def get_batch(author_id: int, public_id: str, *, lock: bool = False) -> Batch:
    """Raises: NotVisible: none such, or somebody else's."""
    chosen = select(Batch).where(Batch.public_id == public_id, Batch.author_id == author_id)
    if lock:  # read afresh: a page has loaded it before
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalars(chosen).one_or_none()
    if found is None:
        raise NotVisible
    return found


def list_batches(author_id: int, *, before: int | None, limit: int) -> Sequence[Batch]:
    """The person's batches, the newest first; ``before``: older than this row id."""
    chosen = select(Batch).where(Batch.author_id == author_id)
    if before is not None:
        chosen = chosen.where(Batch.id < before)
    return db.session.scalars(chosen.order_by(Batch.id.desc()).limit(limit)).all()


def list_items(batch_id: int) -> Sequence[BatchItem]:
    """All cases of a batch with their organisations, in the order in which they are worked on."""
    chosen = select(BatchItem).where(BatchItem.batch_id == batch_id).order_by(BatchItem.id)
    return db.session.scalars(chosen.options(joinedload(BatchItem.case))).all()


def find_out_of_reach(batch_id: int, reader: Reader) -> Case | None:
    """A case whose documents the batch took out and the reader may not take out any more; None when all still are."""
    taken = select(BatchItem.case_id).where(BatchItem.batch_id == batch_id, BatchItem.verdict == "done")
    chosen = select(Case).where(Case.id.in_(taken), not_(readable(reader, right=Right.EXPORT)))
    return db.session.scalars(chosen.order_by(Case.id).limit(1)).one_or_none()


def list_left(batch_id: int, verdict: str) -> Sequence[int]:
    """Row ids of the items that still have this verdict."""
    chosen = select(BatchItem.id).where(BatchItem.batch_id == batch_id, BatchItem.verdict == verdict)
    return db.session.scalars(chosen.order_by(BatchItem.id)).all()


def counts(batch_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many cases of each batch have which verdict."""
    chosen = select(BatchItem.batch_id, BatchItem.verdict, func.count()).where(BatchItem.batch_id.in_(batch_ids))
    found: dict[int, dict[str, int]] = {batch_id: {} for batch_id in batch_ids}
    for batch_id, verdict, count in db.session.execute(chosen.group_by(BatchItem.batch_id, BatchItem.verdict)):
        found[batch_id][verdict] = count
    return found


def list_outdated(before: datetime, limit: int) -> Sequence[Batch]:
    """Batches whose file was made before this moment and is still kept."""
    chosen = select(Batch).where(Batch.file_id.is_not(None), Batch.done_at < before).limit(limit)
    return db.session.scalars(chosen.with_for_update(skip_locked=True)).all()
