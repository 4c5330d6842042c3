"""Which edition of a programme's law judges a case: ``pick`` by day, ``by_name`` by what the case has kept. Everything
that the application asks of a law hangs on the ``Edition``.

A case keeps the edition in force on the day it was registered; editions are never changed, only added to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from workflows.programmes import editions
from workflows.programmes.domestic_342 import rules as domestic
from workflows.programmes.edition import Edition
from workflows.programmes.export_314 import rules as export
from workflows.programmes.parts import Parts
from workflows.text import Text

__all__ = ["EDITIONS", "LABELS", "TITLES", "Edition", "Parts", "by_name", "compose", "known_names", "pick"]

TITLES: dict[str, Text] = {editions.DOMESTIC: domestic.TITLE, editions.EXPORT: export.TITLE}

#: What a programme is called where the title of its order is too long.
LABELS: dict[str, Text] = {
    editions.DOMESTIC: Text("Ішкі нарық, № 342 бұйрық", "Внутренний рынок, приказ № 342", "Domestic market, order 342"),
    editions.EXPORT: Text("Сыртқы нарық, № 314 бұйрық", "Внешний рынок, приказ № 314", "Foreign markets, order 314"),
}

_PARTS: dict[str, Callable[[date], Parts]] = {editions.DOMESTIC: domestic.parts_on, editions.EXPORT: export.parts_on}
_COMPOSE: dict[str, Callable[[str, date, Parts], Edition]] = {
    editions.DOMESTIC: domestic.edition,
    editions.EXPORT: export.edition,
}


def compose(programme: str, name: str, since: date, parts: Parts) -> Edition:
    """An edition of the programme made of these parts; nobody knows it by its name but the caller. KeyError for a
    programme we do not run."""
    return _COMPOSE[programme](name, since, parts)


#: Every known edition by programme, oldest first.
EDITIONS: dict[str, tuple[Edition, ...]] = {
    programme: tuple(compose(programme, name, since, _PARTS[programme](since)) for name, since in known)
    for programme, known in editions.EDITIONS.items()
}
_BY_NAME: dict[str, Edition] = {edition.name: edition for known in EDITIONS.values() for edition in known}


def pick(programme: str, on: date, in_force: editions.InForce | None = None) -> Edition:
    """The edition that judges what came in on this day; the first known one, marked ``assumed``, for a day before it.
    ``in_force``: days that an administrator has set. KeyError for a programme we do not run."""
    name, assumed = editions.edition_on(programme, on, in_force)
    found = by_name(name)
    return replace(found, assumed=True) if assumed else found


def known_names() -> tuple[str, ...]:
    """The names of all editions, by programme, oldest first."""
    return tuple(_BY_NAME)


def by_name(name: str) -> Edition:
    """The edition that a case has kept by name. KeyError for a name we never gave."""
    return _BY_NAME[name]
