"""The papers of a case as the applicant sees them: in groups, each with its state and where it is opened."""

from __future__ import annotations

from dataclasses import dataclass

from dms.models import Document
from dms.services.papers.titles import TITLES
from dms.views.portal.tasks import file_status
from workflows.documents import DOCUMENT_STATE_LABELS, DocumentState
from workflows.programmes.domestic_342.documents import KIND_BY_KEY
from workflows.text import Text

UNKNOWN = Text("Құжат", "Документ", "Document")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``status`` is a status of the file row."""

    document: Document
    title: Text
    status: str
    state: Text

    @property
    def ready(self) -> bool:
        return self.document.current is not None


def papers_of(documents: list[Document]) -> dict[str, list[Paper]]:
    """``operator``: what the operator's side made and delivered, newest first; ``own``: the applicant's."""
    made = [paper_of(document) for document in documents if document.origin == "generated"]
    own = [paper_of(document) for document in documents if document.origin == "uploaded"]
    return {"operator": made[::-1], "own": own}


def paper_of(document: Document) -> Paper:
    kind = KIND_BY_KEY.get(document.kind)
    title = kind.title if kind else TITLES.get(document.kind, UNKNOWN)
    state = DocumentState(document.state)
    status = {"accepted": "accepted", "not_accepted": "not_accepted"}.get(state.value, file_status(document))
    return Paper(document, title, status, DOCUMENT_STATE_LABELS[state])
