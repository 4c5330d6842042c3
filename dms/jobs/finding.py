"""The jobs of the search, thin: each calls one service and may run twice."""

from __future__ import annotations

from dms.jobs.tasks import job
from dms.services.finding import entries, texts


@job("read_text")
def read_text(version_id: int) -> None:
    texts.read(version_id)


@job("enter_document")
def enter_document(document_id: int) -> None:
    entries.enter_document(document_id)


@job("enter_case")
def enter_case(case_id: int) -> None:
    entries.enter_case(case_id)
