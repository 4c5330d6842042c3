"""The documents of a case as the desk shows them: title, what they prove, their pages as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.formatting import dmy, text
from dms.models import Case, Document, DocumentVersion
from dms.queries import documents, review
from dms.services.law import edition_of
from dms.services.papers.titles import title_of
from workflows.documents import DOCUMENT_STATE_LABELS, DocumentState
from workflows.text import Text

#: States of a document as the chip shows them.
TONES = {"accepted": "green", "not_accepted": "red", "signed": "green", "delivered": "green", "checked": "teal"}


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


def papers_of(case: Case, found: Sequence[Document], chosen: Document | None, **address: Any) -> list[Paper]:
    """The list in the order of the law for what was uploaded, then what the system made, in order of time."""
    order = {kind.key: place for place, kind in enumerate(edition_of(case).papers.kinds)}
    uploaded = sorted((p for p in found if p.origin == "uploaded"), key=lambda p: (order.get(p.kind, 99), p.id))
    return [_paper(case, p, chosen, address) for p in (*uploaded, *(p for p in found if p.origin == "generated"))]


def _paper(case: Case, document: Document, chosen: Document | None, address: dict[str, Any]) -> Paper:
    endpoint = str(address.get("endpoint", "desk.documents"))
    more = {key: value for key, value in address.items() if key != "endpoint"}
    state = DocumentState(document.state)
    return Paper(
        document,
        title_of(document.kind, case),
        DOCUMENT_STATE_LABELS[state],
        TONES.get(state.value, ""),
        facts_of(document),
        url_for(endpoint, public_id=case.public_id, doc=document.public_id, **more),
        chosen is not None and chosen.id == document.id,
    )


def facts_of(document: Document) -> str:
    """Name of the file, number of pages, the day it came; of a paper still being made, that."""
    version = document.current
    if version is None:
        return str(_("being made"))
    own = [version.file.name] if document.origin == "uploaded" else []
    pages = [_("pages: %(count)s", count=version.pages)] if version.pages else []
    return " · ".join([*own, *pages, dmy(version.created_at)])


def chosen_of(found: Iterable[Document], key: str) -> Document | None:
    """The document of the address; the first one when the address names none."""
    rows = list(found)
    return next((row for row in rows if row.public_id == key), None) or (rows[0] if rows and not key else None)


def pages_of(case: Case, version: DocumentVersion | None) -> list[dict[str, Any]]:
    """The pages for the part ``preview``."""
    if version is None:
        return []
    return [
        {
            "url": url_for("files.page", case=case.public_id, version=version.public_id, number=page.page),
            "width": page.width,
            "height": page.height,
        }
        for page in review.list_previews(version.id)
    ]


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
