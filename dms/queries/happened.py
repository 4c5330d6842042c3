"""Whether anything has happened since: every act of anybody moves the head of the journal in its own transaction (P9).
What was asked under one head is as true under the same head later."""

from __future__ import annotations

from sqlalchemy import select

from dms.models import JournalHead
from dms.queries.fixed import Fixed

#: Row 0 is the chain of all entries; one transaction after another holds it.
_HEAD = Fixed(select(JournalHead.hash).where(JournalHead.case_id == 0))


def mark() -> str:
    """The hash of the newest entry. Ask it before what is to be remembered under it: an act that comes between then
    lies under the next one."""
    return str(_HEAD.rows()[0].hash)
