"""Names of the editions and the day from which each is known. What an edition says stands in its programme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

DOMESTIC = "domestic-342"
EXPORT = "export-314"
PROGRAMMES = (DOMESTIC, EXPORT)

#: By programme, oldest first. An order comes into force ten days after a publication whose date is not in its text: the
#: real day in force is an administrator's data (``InForce``), and here the day of the order stands. Of order 314 the
#: editions with order 298-НҚ, and with its paragraphs 53-55 and 65-67.
EDITIONS: dict[str, tuple[tuple[str, date], ...]] = {
    DOMESTIC: (("342@2025-10-23", date(2025, 10, 23)),),
    EXPORT: (("314@2024-08-02", date(2024, 8, 2)), ("314@2025-01-01", date(2025, 1, 1))),
}


#: Editions whose day in force an order itself names (298:4).
DATED = frozenset({"314@2025-01-01"})
#: Name of an edition → the day on which it came into force, where an administrator has said so.
InForce = Mapping[str, date]
NAMES = tuple(name for known in EDITIONS.values() for name, _since in known)


def edition_on(programme: str, day: date, in_force: InForce | None = None) -> tuple[str, bool]:
    """The name of the edition on ``day`` (342:B.5, 298:4), and whether it is only assumed, the day being before the
    first known one. KeyError for a programme we do not run."""
    told = in_force or {}
    editions = sorted((told.get(name, since), name) for name, since in EDITIONS[programme])
    known = [name for since, name in editions if since <= day]
    return (known[-1], False) if known else (editions[0][1], True)
