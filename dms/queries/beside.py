"""What the search finds beside cases: files of letters and of general documents that belong to none."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from dms.models import Document, DocumentVersion, SearchEntry
from dms.queries import documents
from dms.queries.entries import query_of
from dms.search.asking import Question


def holding(owner: InstrumentedAttribute[int | None], question: Question, *, scanning: bool) -> Select[int | None]:
    """Rows of the owners (``Document.letter_id``, ``Document.general_id``) of which a file of no case, let out by the
    checks, holds every word."""
    asked = query_of(question)
    holds = or_(SearchEntry.words.op("@@")(asked), SearchEntry.text_words.op("@@")(asked))
    entries = select(SearchEntry.document_id).where(SearchEntry.case_id == 0, holds)
    chosen = select(owner).join(DocumentVersion, DocumentVersion.document_id == Document.id)
    return chosen.where(Document.id.in_(entries), documents.unheld(scanning=scanning))
