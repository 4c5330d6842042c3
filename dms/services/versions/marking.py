"""What a document proves: the cost lines of the application, and the kinds beside its own that the same paper stands
for (an act that is a waybill too). The completeness list and the page of a line follow it."""

from __future__ import annotations

from collections.abc import Iterable

from dms.errors import StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, User
from dms.queries import cases
from dms.services import clock, journal
from dms.services.desk.standing import Standing
from dms.services.judging.law import edition_of
from dms.services.unit import unit
from workflows.states import Right


def mark(case: Case, document: Document, user: User, lines: Iterable[str], also: Iterable[str]) -> None:
    """Keeps what is known of both, in the order of the application and of the law, in the caller's transaction."""
    asked_lines, asked_kinds, papers = set(lines), set(also), edition_of(case).papers
    known = [str(line.get("id")) for line in case.content.get("costs") or []]
    document.lines = [line for line in known if line in asked_lines]
    document.also = [k.key for k in papers.kinds if k.key in asked_kinds - {document.kind, papers.extra}]
    db.session.add(document)
    journal.write(
        Event.DOCUMENT_PROVES, actor=user, at=clock.now(), case=case,
        facts={"document": document.public_id, "lines": document.lines, "also": document.also},
    )  # fmt: skip


def mark_by_officer(
    standing: Standing, document: Document, lines: Iterable[str], also: Iterable[str], *, version: int | None
) -> None:
    """The officer's reading of the same, while the case is in his hands.

    Raises: NotPermitted, StaleCase.
    """
    standing.need(Right.EDIT)
    document_id = document.id
    with unit():
        case = cases.lock(standing.case.id)
        if version is not None and case.version != version:
            raise StaleCase
        held = db.session.get_one(Document, document_id, with_for_update=True, populate_existing=True)
        mark(case, held, standing.user, lines, also)
        case.version += 1
