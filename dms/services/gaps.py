"""What still stands between a draft and its submission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from dms.models import Case, Document
from dms.queries import documents
from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.missing import Missing, missing


def as_application(case: Case) -> Application:
    """The draft in the shape in which it is kept."""
    return cast(Application, case.content)


def whats_missing(case: Case, uploaded: Iterable[Document] | None = None) -> list[Missing]:
    """Everything that still stands between the draft and its submission, each with its clause and page."""
    papers_there = documents.documents_of(case.id, "uploaded") if uploaded is None else uploaded
    return missing(as_application(case), [paper.kind for paper in papers_there])


def missing_labels(case: Case, uploaded: Iterable[Document]) -> tuple[str, ...]:
    """The same as keys, for the rules."""
    return tuple(item.key for item in whats_missing(case, uploaded))
