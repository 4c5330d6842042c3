"""Names of the editions and the day from which each is known. What an edition says stands in its programme."""

from __future__ import annotations

from datetime import date

DOMESTIC = "domestic-342"
EXPORT = "export-314"
PROGRAMMES = (DOMESTIC, EXPORT)

#: By programme, oldest first. An order comes into force ten days after a publication whose date is not in its text: the
#: real day in force is an administrator's data, and here the day of the order stands. Of order 314 the editions with
#: order 298-НҚ, and with its paragraphs 53-55 and 65-67.
EDITIONS: dict[str, tuple[tuple[str, date], ...]] = {
    DOMESTIC: (("342@2025-10-23", date(2025, 10, 23)),),
    EXPORT: (("314@2024-08-02", date(2024, 8, 2)), ("314@2025-01-01", date(2025, 1, 1))),
}


def edition_on(programme: str, day: date) -> tuple[str, bool]:
    """The name of the edition on ``day`` (342:B.5, 298:4), and whether it is only assumed, the day being before the
    first known one. KeyError for a programme we do not run."""
    editions = EDITIONS[programme]
    known = [name for name, since in editions if since <= day]
    return (known[-1], False) if known else (editions[0][0], True)
