"""What a page says of signatures of which nobody can tell whether they are valid: that the check repeats, or that it
has ended, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from dms.formatting import text
from dms.models import Case, Document
from dms.services.papers.titles import title_of
from dms.services.signed import untold
from dms.views.signing_answers import reasons_of


@dataclass(frozen=True, slots=True)
class Note:
    """``opinion``: what NCANode said, where it was asked; else empty. ``mine``: of the side that reads the page."""

    paper: str
    by: str
    ended: bool
    reasons: list[str]
    opinion: str
    mine: bool


def notes_of(papers: Iterable[Document], case: Case, *, side: str) -> list[Note]:
    """Of every paper, for a reader of ``side``."""
    return [_note(found, case, side) for found in untold.among(papers)]


def _note(found: untold.Untold, case: Case, side: str) -> Note:
    row = found.row
    return Note(
        paper=text(title_of(found.paper.kind, case)),
        by=row.signer_name or row.user.name,
        ended=found.ended,
        reasons=list(dict.fromkeys(reasons_of(row))),
        opinion=_opinion(found.second_opinion) if found.ended else "",
        mine=row.side == side,
    )


def _opinion(said: bool | None) -> str:
    if said is None:
        return ""
    return str(_("NCANode calls it valid; that alone decides nothing.") if said else _("NCANode calls it not valid."))
