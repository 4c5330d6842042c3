"""What still stands between a draft and its submission."""

from __future__ import annotations

from collections.abc import Iterable

from dms.models import Case, Document
from dms.queries import documents
from dms.services.law import edition_of
from workflows.programmes.form import Missing


def whats_missing(case: Case, uploaded: Iterable[Document] | None = None) -> list[Missing]:
    """Everything that still stands between the draft and its submission, each with its clause and page."""
    papers_there = documents.documents_of(case.id, "uploaded") if uploaded is None else uploaded
    return edition_of(case).form.missing(case.content, [kind for paper in papers_there for kind in paper.kinds])


def missing_labels(case: Case, uploaded: Iterable[Document]) -> tuple[str, ...]:
    """The same as keys, for the rules."""
    return tuple(item.key for item in whats_missing(case, uploaded))
