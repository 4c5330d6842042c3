"""A worklist as a spreadsheet: the same rows, the same right to see them, bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response
from flask_babel import gettext as _

from dms.access import staff
from dms.formatting import local, state_label, text
from dms.models import Case
from dms.queries import review
from dms.queries.reading import Reader
from dms.queries.worklists import Cursor
from dms.services import clock, sheets_out
from dms.services.sheets_out import Cell
from dms.views.desk import blueprint, next_act, side
from dms.views.desk.lists import Asked, asked, find
from dms.views.desk.next_act import Known

#: A larger list is no reading any more.
MOST_ROWS = 10_000
CHUNK = 500
WIDTHS = (19, 17, 44, 15, 28, 17, 44, 12, 24, 18, 18)


@blueprint.get("/export.xlsx")
@staff()
def export() -> Response:
    wanted, who = asked(), side.reader()
    head = (
        _("Number"), _("Received"), _("Applicant"), _("BIN or IIN"), _("State"), _("Term"), _("Next lawful act"),
        _("Clause"), _("Given to"), _("Requested sum"), _("Granted sum"),
    )  # fmt: skip
    file = sheets_out.write(str(side.TITLES[wanted.key]), head, WIDTHS, _lines(wanted, who))
    answer = Response(sheets_out.pieces(file), mimetype=sheets_out.MEDIA_TYPE)
    name = f"demeu-{wanted.key.replace('_', '-')}-{clock.today().isoformat()}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(wanted: Asked, who: Reader) -> Iterator[Sequence[Cell]]:
    at: Cursor | None = None
    for _turn in range(MOST_ROWS // CHUNK):
        page = find(wanted, who, at, clock.now(), CHUNK)
        cases = review.cases_of(page.rows)
        known = next_act.known_of(cases)
        for case in cases:
            yield _line(case, known[case.id])
        at = page.after
        if at is None:
            return


def _line(case: Case, known: Known) -> Sequence[Cell]:
    step = next_act.next_row(case, known, clock.now())
    return (
        case.number or "",
        local(case.received_at) if case.received_at else None,
        case.organisation.name,
        case.organisation.bin,
        state_label(case.state),
        local(case.due_at) if case.due_at else None,
        text(step.title) if step else "",
        step.clause if step else "",
        case.assignee.name if case.assignee else "",
        case.requested_sum,
        case.granted_sum,
    )
