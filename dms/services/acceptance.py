"""The officer's word on a document: accepted, or not and why (342:35)."""

from __future__ import annotations

from datetime import datetime

from dms.errors import StaleCase
from dms.events import Event
from dms.models import Document
from dms.queries import cases
from dms.services import journal, moves
from dms.services.law import cited
from dms.services.standing import Standing
from dms.services.unit import unit
from workflows.documents import DocumentAction
from workflows.states import Right


def accept(standing: Standing, document: Document, now: datetime, *, version: int | None) -> None:
    """Raises: NotPermitted, StaleCase, TransitionRefused."""
    _move(standing, document, DocumentAction.ACCEPT, Event.DOCUMENT_ACCEPTED, "", now, version)


def not_accept(standing: Standing, document: Document, reasons: str, now: datetime, *, version: int | None) -> None:
    """Raises: NotPermitted, StaleCase, TransitionRefused (also without reasons)."""
    _move(standing, document, DocumentAction.NOT_ACCEPT, Event.DOCUMENT_NOT_ACCEPTED, reasons, now, version)


def _move(
    standing: Standing,
    document: Document,
    action: DocumentAction,
    event: Event,
    reasons: str,
    now: datetime,
    version: int | None,
) -> None:
    standing.need(Right.EDIT)
    with unit():
        case = cases.lock(standing.case.id)
        if version is not None and case.version != version:
            raise StaleCase
        moves.move_document(case, document, action, standing.actor, now, reasons=reasons)
        case.version += 1
        facts = {"document": document.public_id, "kind": document.kind, "reasons": reasons}
        clause = cited(case.programme, "342:35", "314:22")
        journal.write(event, actor=standing.user, at=now, case=case, clause=clause, facts=facts)
