"""Registration numbers without gaps: of cases within programme and year, of letters within direction and year, of
general documents within their folder."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from dms.extensions import db
from dms.models import Counter

#: What is counted → how its numbers begin.
PREFIX = {"domestic-342": "D342", "export-314": "E314", "letters-incoming": "IN", "letters-outgoing": "OUT"}


def next_number(series: str, year: int) -> str:
    """The next number of the series, ``D342-2026-000001``."""
    return f"{PREFIX[series]}-{year}-{next_in(series, year):06d}"


def next_in(series: str, year: int) -> int:
    """The next running number. The counter's row stays locked until the transaction ends, so a number whose act fails
    is given again and none is skipped."""
    taken = (
        insert(Counter)
        .values(programme=series, year=year, last=1)
        .on_conflict_do_update(index_elements=["programme", "year"], set_={"last": Counter.last + 1})
        .returning(Counter.last)
    )
    return db.session.execute(taken).scalar_one()
