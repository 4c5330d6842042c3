"""Checks the journal's chain: every hash recomputed, no place left out, the heads as the last links say, and the heads
that left the machine (``heads``) found again in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select

from dms.extensions import db
from dms.models import Case, JournalEntry, JournalHead
from dms.services.journal import heads
from storage.errors import StorageError

ZERO = "0" * 64


@dataclass(slots=True)
class Check:
    """How many entries were walked, against how many heads outside, and what does not hold, a line each."""

    entries: int = 0
    heads: int = 0
    faults: list[str] = field(default_factory=list)


def link(prev_hash: str, case_prev_hash: str, body: str) -> str:
    """The hash of an entry, as the database's trigger makes it."""
    return hashlib.sha256((prev_hash + case_prev_hash + body).encode("utf-8")).hexdigest()


def verify(number: str | None = None) -> Check:
    """Walks the whole chain, or one case's own.

    Raises:
        LookupError: no case has that number.
    """
    if number is None:
        return _whole()
    case_id = db.session.scalars(select(Case.id).where(Case.number == number)).one_or_none()
    if case_id is None:
        raise LookupError(number)
    found = Check()
    rows = db.session.scalars(
        select(JournalEntry).where(JournalEntry.case_id == case_id).order_by(JournalEntry.case_seq)
    )
    last = _walk_case(rows, found)
    head = db.session.get(JournalHead, case_id)
    _compare_head(case_id, last, Head(head.seq, head.hash) if head else None, found)
    return found


class Head(NamedTuple):
    """The last entry's place and hash, as the table of heads has them."""

    seq: int
    hash: str


def _whole() -> Check:
    found = Check()
    outside = _heads_outside(found)
    own = _heads_now()
    upto = own[0].seq if 0 in own else 0
    last, seq = ZERO, 0
    ends: dict[int, str] = {}
    chosen = select(JournalEntry).where(JournalEntry.id <= upto).order_by(JournalEntry.id)
    rows = db.session.scalars(chosen.execution_options(yield_per=1000))
    for row in rows:
        seq += 1
        found.entries += 1
        if row.id != seq:
            found.faults.append(f"entry {seq} is missing before entry {row.id}")
            seq = row.id
        if row.prev_hash != last:
            found.faults.append(f"entry {row.id}: does not follow the entry before it")
        _check_entry(row, ends.get(row.case_id or 0, ZERO), found)
        last = row.hash
        for head in outside.pop(row.id, ()):
            if head.hash != row.hash:
                found.faults.append(f"entry {row.id}: is not the one that left the machine in {head.key}")
        if row.case_id is not None:
            ends[row.case_id] = row.hash
    for case_id, end in {0: last, **ends}.items():
        _compare_head(case_id, end, own.get(case_id), found)
    if _is_past_head():
        found.faults.append("there are entries behind the head of the whole chain: they were added")
    for gone in outside.values():
        found.faults += [f"entry {head.seq}: left the machine in {head.key} and is not here" for head in gone]
    return found


def _heads_now() -> dict[int, Head]:
    """The head of the whole chain (0) and of each case, in one question and so of one moment: the journal of a working
    office grows while it is walked."""
    chosen = select(JournalHead.case_id, JournalHead.seq, JournalHead.hash)
    return {row.case_id: Head(row.seq, row.hash) for row in db.session.execute(chosen)}


def _is_past_head() -> bool:
    """Whether the journal goes on behind its head, asked of one moment."""
    behind = (
        select(JournalEntry.id).join(JournalHead, JournalHead.case_id == 0).where(JournalEntry.id > JournalHead.seq)
    )
    return db.session.scalar(behind.limit(1)) is not None


def _heads_outside(found: Check) -> dict[int, list[heads.Head]]:
    """The heads in the store, by the entry they name. Read before the walk: the journal may grow meanwhile."""
    named: dict[int, list[heads.Head]] = {}
    try:
        for head in heads.read_all():
            found.heads += 1
            if head.fault:
                found.faults.append(f"{head.key}: {head.fault}")
            else:
                named.setdefault(head.seq, []).append(head)
    except StorageError as error:
        found.faults.append(f"the heads in the store cannot be read: {error}")
    return named


def _check_entry(row: JournalEntry, case_last: str, found: Check) -> None:
    if row.case_id is not None and row.case_prev_hash != case_last:
        found.faults.append(f"entry {row.id}: does not follow its case's entry before it")
    if row.hash != link(row.prev_hash, row.case_prev_hash, row.body):
        found.faults.append(f"entry {row.id}: its content was changed")


def _walk_case(rows: Iterable[JournalEntry], found: Check) -> str:
    last = ZERO
    for place, row in enumerate(rows, start=1):
        found.entries += 1
        if row.case_seq != place:
            found.faults.append(f"entry {row.id}: place {place} of the case is missing")
        _check_entry(row, last, found)
        last = row.hash
    return last


def _compare_head(case_id: int, last: str, head: Head | None, found: Check) -> None:
    if (head.hash if head else ZERO) != last:
        name = "the whole chain" if case_id == 0 else f"the chain of case row {case_id}"
        found.faults.append(f"{name} does not end where its head says: entries were cut off or added")
