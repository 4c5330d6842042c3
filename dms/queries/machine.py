"""How many cases stand in each state of each edition."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import String, column, func, literal, select, values

from dms.extensions import db
from dms.models import Case
from workflows.programmes import Edition

#: Up to here a cell is counted exactly, by its index alone; beyond it, it says "10 000+". A count of everything would
#: grow with the archive, and nobody decides anything by its last digits.
MOST = 10_000


def count_by_state(editions: Iterable[Edition]) -> dict[str, dict[str, int]]:
    """Edition → state → cases, each up to ``MOST``; cells without a case are left out. One query, whatever there is."""
    cells = [(edition.name, state.value) for edition in editions for state in edition.workflow.states]
    cell = values(column("edition", String), column("state", String), name="cell").data(cells)
    some = (
        select(literal(1).label("one"))
        .where(Case.edition == cell.c.edition, Case.state == cell.c.state)
        .limit(MOST)
        .correlate(cell)
        .lateral()
    )
    counted = select(func.count().label("cases")).select_from(some).correlate(cell).lateral()
    query = select(cell.c.edition, cell.c.state, counted.c.cases).select_from(cell.join(counted, literal(True)))
    found: dict[str, dict[str, int]] = {}
    for edition, state, cases in db.session.execute(query.where(counted.c.cases > 0)):
        found.setdefault(edition, {})[state] = cases
    return found
