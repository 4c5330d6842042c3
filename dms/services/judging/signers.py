"""Whose valid signatures stand under papers."""

from __future__ import annotations

from collections.abc import Iterable

from dms.models import Document
from dms.services.signed.untold import waiting

SIDES = ("applicant", "operator")


def signers_of(paper: Document, side: str) -> frozenset[int]:
    """Row ids of the people whose valid signatures of this side the paper's newest version carries."""
    rows = paper.current.signatures if paper.current else ()
    return frozenset(row.user_id for row in rows if row.side == side and row.verdict == "valid")


def signers_of_all(papers: Iterable[Document], side: str) -> frozenset[int]:
    """Row ids of the people whose valid signatures stand under each of the papers."""
    under = [signers_of(paper, side) for paper in papers]
    return frozenset[int]().union(*under).intersection(*under)


def awaits_last_word(paper: Document) -> bool:
    """Whether both sides have signed the paper's newest version and the answer to a signature is still to come: once it
    is found valid, nothing is missing any more."""
    rows = paper.current.signatures if paper.current else []
    waits = {side for side in SIDES if waiting(rows, side) is not None}
    return bool(waits) and all(side in waits or signers_of(paper, side) for side in SIDES)
