"""The officer's word on a document: accepted, or not and why (342:35)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dms.errors import StaleCase
from dms.events import Event
from dms.models import Case, Document
from dms.queries import cases, documents
from dms.services import journal, moves
from dms.services.desk.standing import Standing
from dms.services.judging import facts
from dms.services.judging.law import cited
from dms.services.unit import unit
from workflows import engine
from workflows.documents import WORKFLOWS, DocumentAction, DocumentState
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import Right


def accept(standing: Standing, document: Document, now: datetime, *, version: int | None) -> None:
    """Raises: NotPermitted, StaleCase, TransitionRefused."""
    _move(standing, document, DocumentAction.ACCEPT, Event.DOCUMENT_ACCEPTED, "", now, version)


def against(standing: Standing, document: Document, now: datetime) -> tuple[Refusal, ...]:
    """Why this person may not accept the document now; empty where he may.

    Raises:
        NotPermitted: the case is not his to work on.
    """
    standing.need(Right.EDIT)
    try:
        engine.decide(
            WORKFLOWS[standing.case.programme], DocumentAction.ACCEPT, facts.of_document(document), standing.actor, now
        )
    except TransitionRefused as refused:
        return refused.reasons
    return ()


def waiting(case_id: int) -> list[Document]:
    """What the applicant sent, was found sound, and has no officer's word yet."""
    return [
        paper
        for paper in documents.documents_of(case_id)
        if paper.origin == "uploaded" and paper.state == DocumentState.CHECKED
    ]


def key_of(paper: Document) -> tuple[int, int]:
    """What tells that somebody has seen this very paper: its row and that of its newest version."""
    return paper.id, paper.current.id if paper.current else 0


def accept_all(standing: Standing, seen: Collection[tuple[int, int]], now: datetime, *, version: int) -> set[int]:
    """Accepts together those waiting papers whose keys (``key_of``) were ``seen``; returns their rows. One that came
    since, or has another version by now, keeps waiting.

    Raises: NotPermitted, StaleCase (also where none is left as it was seen), TransitionRefused.
    """
    standing.need(Right.EDIT)
    with unit():
        case = _locked(standing, version)
        papers = [paper for paper in waiting(case.id) if key_of(paper) in seen]
        if not papers:
            raise StaleCase
        for paper in papers:
            _say(standing, case, paper, DocumentAction.ACCEPT, Event.DOCUMENT_ACCEPTED, "", now)
        case.version += 1
    return {paper.id for paper in papers}


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
        case = _locked(standing, version)
        _say(standing, case, document, action, event, reasons, now)
        case.version += 1


def _locked(standing: Standing, version: int | None) -> Case:
    case = cases.lock(standing.case.id)
    if version is not None and case.version != version:
        raise StaleCase
    return case


def _say(
    standing: Standing,
    case: Case,
    document: Document,
    action: DocumentAction,
    event: Event,
    reasons: str,
    now: datetime,
) -> None:
    moves.move_document(case, document, action, standing.actor, now, reasons=reasons)
    facts_told = {"document": document.public_id, "kind": document.kind, "reasons": reasons}
    clause = cited(case.programme, "342:35", "314:22")
    journal.write(event, actor=standing.user, at=now, case=case, clause=clause, facts=facts_told)
