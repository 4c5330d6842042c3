"""Registration numbers without gaps within programme and year."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from dms.extensions import db
from dms.models import Counter

PREFIX = {"domestic-342": "D342", "export-314": "E314"}


def next_number(programme: str, year: int) -> str:
    """The next number, ``D342-2026-000001``. The counter's row stays locked until the transaction ends, so a number
    whose act fails is given again and none is skipped."""
    taken = (
        insert(Counter)
        .values(programme=programme, year=year, last=1)
        .on_conflict_do_update(index_elements=["programme", "year"], set_={"last": Counter.last + 1})
        .returning(Counter.last)
    )
    last = db.session.execute(taken).scalar_one()
    return f"{PREFIX[programme]}-{year}-{last:06d}"
