"""The documents of a case as the desk shows them: title, what they prove, their pages as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.formatting import dmy, text
from dms.models import Case, Document, DocumentVersion
from dms.queries import documents
from dms.services.files.file_status import status_of
from dms.services.judging.law import edition_of
from dms.services.papers.titles import title_of, whole_title
from workflows.documents import DOCUMENT_STATE_LABELS, DocumentState
from workflows.text import Text

#: States of a document as the chip shows them.
TONES = {"accepted": "green", "not_accepted": "red", "signed": "green", "delivered": "green", "checked": "teal"}


#: A paper that needs no signature keeps the state "drafted"; what became of it is said in these words.
SENT = Text("Жіберілді", "Отправлено", "Sent")
MADE = Text("Жасалды", "Сформировано", "Made")
#: A sound file that no virus scanner has seen: the applicant reads the same.
NOT_SCANNED = Text("Вирусқа тексерілмеген", "Не проверено на вирусы", "Not checked for viruses")


#: Documents that stand in the list at once, and beside one line of the completeness list.
LISTED, PROVING = 100, 10


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the list."""

    document: Document
    title: Text
    state: Text
    tone: str
    facts: str
    url: str
    active: bool


def in_order(case: Case, found: Sequence[Document]) -> list[Document]:
    """In the order of the law what was uploaded, then what the system made, in order of time."""
    order = {kind.key: place for place, kind in enumerate(edition_of(case).papers.kinds)}
    uploaded = sorted((p for p in found if p.origin == "uploaded"), key=lambda p: (order.get(p.kind, 99), p.id))
    return [*uploaded, *(p for p in found if p.origin == "generated")]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the documents, the one with the chosen document; ``before`` and ``after``: the last document of the
    page before and the first of the next, empty where there is none."""

    papers: list[Paper]
    first: int
    count: int
    before: str
    after: str


def listed(case: Case, found: Sequence[Document], chosen: Document | None) -> Listed:
    rows = in_order(case, found)
    place = next((n for n, row in enumerate(rows) if chosen is not None and row.id == chosen.id), 0)
    start = place - place % LISTED
    end = start + LISTED
    return Listed(
        [paper_of(case, row, chosen) for row in rows[start:end]],
        start + 1,
        len(rows),
        _at(case, rows[start - 1]) if start else "",
        _at(case, rows[end]) if end < len(rows) else "",
    )


def proving(case: Case, found: Sequence[Document], kind: str, chosen: Document | None) -> tuple[list[Paper], int]:
    """The first documents that stand for a kind, and how many more do."""
    rows = [row for row in in_order(case, found) if kind in row.kinds]
    shown = rows[:PROVING]
    if chosen is not None and chosen in rows and chosen not in shown:
        shown.append(chosen)
    return [paper_of(case, row, chosen) for row in shown], len(rows) - len(shown)


def _at(case: Case, document: Document) -> str:
    return url_for("desk.documents", public_id=case.public_id, doc=document.public_id)


def paper_of(case: Case, document: Document, chosen: Document | None) -> Paper:
    return Paper(
        document,
        whole_title(document, case),
        *_standing(document),
        facts_of(document),
        _at(case, document),
        chosen is not None and chosen.id == document.id,
    )


def _standing(document: Document) -> tuple[Text, str]:
    """The words and the tone of the chip."""
    state = DocumentState(document.state)
    unsigned = document.decision_id is None and document.kind not in documents.HIS_PAPERS
    if state is DocumentState.DRAFTED and unsigned and document.current is not None:
        return (SENT, "green") if document.for_applicant else (MADE, "")
    if state is DocumentState.CHECKED and status_of(document).status == "unscanned":
        return NOT_SCANNED, ""
    return DOCUMENT_STATE_LABELS[state], TONES.get(state.value, "")


def facts_of(document: Document) -> str:
    """Name of the file, number of pages, the day it came; of a paper still being made, that."""
    version = document.current
    if version is None:
        return str(_("being made"))
    own = [version.file.name] if document.origin == "uploaded" else []
    pages = [_("pages: %(count)s", count=version.pages)] if version.pages else []
    sent = [f"{document.outgoing_number}, {dmy(document.outgoing_at)}"] if document.outgoing_at else []
    return " · ".join([*own, *pages, dmy(version.created_at), *sent])


def chosen_of(found: Iterable[Document], key: str) -> Document | None:
    """The document of the address; the first one when the address names none."""
    rows = list(found)
    return next((row for row in rows if row.public_id == key), None) or (rows[0] if rows and not key else None)


def download_of(case: Case, version: DocumentVersion | None) -> str | None:
    if version is None:
        return None
    return url_for("files.download", case=case.public_id, version=version.public_id)


def choices_of(case: Case) -> list[tuple[str, str]]:
    """(public id, title) of every document: for the lists of evidence."""
    return [
        (row.public_id, f"{text(title_of(row.kind, case))} — {facts_of(row)}")
        for row in documents.documents_of(case.id)
        if row.current is not None
    ]


def lines_proved(case: Case, document: Document | None) -> list[dict[str, Any]]:
    """The cost lines of Annex 1 item 12 that the document stands for; all of them where it names none."""
    costs: list[dict[str, Any]] = case.content.get("costs", [])
    named = set(document.lines) if document else set()
    return [line for line in costs if line.get("id") in named] if named else costs
