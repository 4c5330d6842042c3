"""What the address in a paper's code confirms: a paper that was delivered, never one that is being prepared."""

from __future__ import annotations

from sqlalchemy import select

from dms.extensions import db
from dms.models import Document
from dms.queries import public
from tests.fixtures.walk import Walk
from workflows.states import CaseState


def test_delivered_papers_are_confirmed_and_drafts_are_not(walk: Walk) -> None:
    case = walk.to(CaseState.DECISION)
    papers = {p.kind: p for p in db.session.scalars(select(Document).where(Document.case_id == case.id))}
    notice = public.find_document(papers["registration-notice"].public_id)
    assert notice is not None
    assert (notice.signatures, notice.number) == ((), case.number)
    assert notice.sha256 == papers["registration-notice"].current.file.sha256
    signed = public.find_document(papers["annex-1"].public_id)
    assert signed is not None
    assert [row.verdict for row in signed.signatures] == ["valid"]
    for hidden in ("annex-2", "calculation-sheet", "contract"):
        assert public.find_document(papers[hidden].public_id) is None
