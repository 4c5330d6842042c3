"""What still stands between a draft and its submission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dms.models import Case, Document
from dms.queries import documents
from dms.services.judging.law import edition_of
from workflows.programmes.form import Missing


def whats_missing(case: Case, uploaded: Iterable[Document] | None = None) -> list[Missing]:
    """Everything that still stands between the draft and its submission, each with its clause and page."""
    papers_there = documents.handed_in(case.id) if uploaded is None else uploaded
    return edition_of(case).form.missing(case.content, [kind for paper in papers_there for kind in paper.kinds])


def standing_application(case: Case, uploaded: Iterable[Document]) -> Document | None:
    """The application's PDF, being made or made, that says what the draft and its attachments say now; None where there
    is none, or either was changed after it: one that was handed in stays in the case, but answers nothing."""
    frozen = documents.frozen_application(case.id)
    if frozen is None:
        return None
    return frozen if unchanged_since(frozen.created_at, case, uploaded) else None


def unchanged_since(moment: datetime, case: Case, uploaded: Iterable[Document]) -> bool:
    """Whether neither the draft nor one of its attachments was changed after this moment."""
    changes = [case.content_saved_at, *(paper.current.created_at for paper in uploaded if paper.current)]
    return not any(at is not None and at > moment for at in changes)


def missing_labels(case: Case, uploaded: Iterable[Document]) -> tuple[str, ...]:
    """The same as keys, for the rules."""
    return tuple(item.key for item in whats_missing(case, uploaded))
