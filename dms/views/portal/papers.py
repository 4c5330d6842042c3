"""The papers of a case as the applicant sees them: the operator's and his own, each with its title and state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dms.models import Case, Document
from dms.services.papers.titles import title_of, titled
from workflows.text import LANGS, Text, brief

#: Its own name says nothing of what was signed.
SHEET = "signature-sheet"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document with its title."""

    document: Document
    title: Text

    @property
    def ready(self) -> bool:
        return self.document.current is not None


def name_of(document: Document, case: Case | None = None) -> Text:
    """What the document is called, without particulars in brackets where the law's name is long."""
    title = title_of(document.kind, case)
    if document.origin == "uploaded":
        return brief(title)
    signed = (document.current.context or {}).get("document") if document.current and document.kind == SHEET else None
    if not signed:
        return title
    about = titled(signed, case)
    return Text(*(f"{title.get(lang)}: {about.get(lang)}" for lang in LANGS))


def papers_of(documents: Iterable[Document], case: Case | None = None) -> dict[str, list[Paper]]:
    """``operator``: what the system made and delivered, the application among it, newest first; ``own``: what the
    applicant attached."""
    found: dict[str, list[Paper]] = {"operator": [], "own": []}
    for document in documents:
        found["own" if document.origin == "uploaded" else "operator"].append(Paper(document, name_of(document, case)))
    found["operator"].reverse()
    return found
