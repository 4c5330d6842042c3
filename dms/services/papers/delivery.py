"""Delivery of a paper to the applicant: he sees it, and it is registered among the outgoing letters of its day."""

from __future__ import annotations

from datetime import datetime

from dms.formatting import local
from dms.models import Document
from dms.services.later import later
from dms.services.numbers import next_number
from workflows.documents import NOT_REGISTERED


def deliver(paper: Document, now: datetime) -> None:
    """Gives the paper to the applicant, in the caller's transaction: once, whoever asks again. Its number's counter is
    locked from here to the commit; whoever writes the journal as well writes it afterwards."""
    paper.for_applicant = True
    if paper.outgoing_number is not None or paper.kind in NOT_REGISTERED:
        return
    paper.outgoing_number = next_number("letters-outgoing", local(now).year)
    paper.outgoing_at = now
    later("enter_document", document_id=paper.id)


def told_of(paper: Document) -> dict[str, str]:
    """What the journal says of a delivery: the number, where the paper has one."""
    return {"outgoing_number": paper.outgoing_number} if paper.outgoing_number else {}
