"""Signatures of which it is not known whether they are valid: those that wait for the authority's answer, and those
whose check has ended without one. The signer of such a one signs again with another certificate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dms.models import Document, Signature
from dms.queries.signatures import waits
from dms.signing.types import Verdict


@dataclass(frozen=True, slots=True)
class Untold:
    """The newest signature of a side under a paper that has no valid one. ``ended``: nothing more is asked."""

    paper: Document
    row: Signature
    ended: bool

    @property
    def second_opinion(self) -> bool | None:
        """What NCANode called the signature, where it was asked and answered; it decides nothing."""
        found = (self.row.evidence.get("second_opinion") or {}).get("valid")
        return found if isinstance(found, bool) else None


def waiting(signatures: Iterable[Signature], side: str) -> Signature | None:
    """The signature of this side whose answer is still to come, for a word on the page."""
    rows = list(signatures)
    answered = {row.again_of for row in rows}
    return next((row for row in rows if row.side == side and waits(row) and row.id not in answered), None)


def are_waiting(paper: Document) -> bool:
    """Whether the answer to a signature under the paper's newest version is still to come."""
    rows = paper.current.signatures if paper.current else []
    return any(waiting(rows, side) is not None for side in ("applicant", "operator"))


def under(paper: Document, side: str) -> Untold | None:
    """What cannot be told of this side's signature under the paper's newest version, if that is how it stands."""
    rows = [row for row in (paper.current.signatures if paper.current else ()) if row.side == side]
    if any(row.verdict == Verdict.VALID for row in rows):
        return None
    found = waiting(rows, side)
    if found is not None:
        return Untold(paper, found, ended=False)
    newest = max(rows, key=lambda row: row.id, default=None)
    return Untold(paper, newest, ended=True) if newest and newest.verdict == Verdict.CANNOT_TELL else None


def among(papers: Iterable[Document]) -> list[Untold]:
    """Of every paper and both sides, in the order of the papers."""
    found = [under(paper, side) for paper in papers for side in ("applicant", "operator")]
    return [one for one in found if one is not None]
