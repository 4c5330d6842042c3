"""The search of the desk: numbers, names and texts of every case that the person may read."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from dms.access import staff
from dms.formatting import text
from dms.queries import filing, letters
from dms.queries.finding import Found, Seeker
from dms.queries.reading import HANDED_IN, Reader, open_to, readable
from dms.search.asking import Question
from dms.services.files.file_check import scanning
from dms.views import finding
from dms.views.desk import blueprint, side
from workflows.filing import KIND_LABELS, GeneralKind
from workflows.states import CaseState


@blueprint.get("/search")
@staff()
def find() -> str:
    who = side.reader()
    seen = frozenset().union(*open_to(who.roles))
    room = finding.Room(
        endpoint="desk.find",
        layout="layouts/desk.html",
        seeker=Seeker(who, readable(who), scanning()),
        states=tuple(state for state in CaseState if state in HANDED_IN & seen),
        link=link,
        note=_("Everything that you may read: numbers, names, sums, and the words of the documents, page by page."),
        beside=lambda question: [*_letters(who, question), *_general(who, question)],
    )
    return finding.page(room)


def _letters(who: Reader, question: Question) -> list[finding.Beside]:
    """The letters outside of any case that the person reads, the newest few."""
    rows = letters.find_by_text(who, question, scanning=scanning(), limit=5)
    return [
        finding.Beside(
            url_for("desk.letter", letter=row.public_id),
            " · ".join(filter(None, (_("Letter"), row.number, row.correspondent))),
            row.subject,
        )
        for row in rows
    ]


def _general(who: Reader, question: Question) -> list[finding.Beside]:
    """The general documents that the person reads, the newest few."""
    rows = filing.find_by_text(who, question, scanning=scanning(), limit=5)
    return [
        finding.Beside(
            url_for("desk.general", general=row.public_id),
            " · ".join(filter(None, (text(KIND_LABELS[GeneralKind(row.kind)]), row.number))),
            row.subject,
        )
        for row in rows
    ]


def link(found: Found) -> str:
    """To the page of the document, else to the case."""
    if found.document is None:
        return url_for("desk.case", public_id=found.case.public_id)
    anchor = f"page-{found.entry.page}" if found.entry.page else "page"
    there = url_for("desk.documents", public_id=found.case.public_id, doc=found.document.public_id, _anchor=anchor)
    return finding.to_page(found, there)
