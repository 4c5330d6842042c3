"""The editions of each programme with their days, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from flask import render_template

from dms.access import staff
from dms.errors import NotVisible
from dms.services.tables import reference
from dms.views.admin import blueprint
from workflows.programmes import EDITIONS, Edition, by_name, known_names
from workflows.programmes.differences import differences
from workflows.programmes.editions import DATED
from workflows.programmes.layout import GROUP_TITLES, NAME_TITLES, WORDS
from workflows.states import Role


@dataclass(frozen=True, slots=True)
class Held:
    """An edition and its days: ``until`` is the first day of the next one. ``told``: an administrator set the day, or
    an order names it."""

    edition: Edition
    since: date
    until: date | None
    told: bool
    before: str


@blueprint.get("/editions")
@staff(Role.ADMINISTRATOR)
def editions() -> str:
    return render_template("admin/editions.html", rows=[row for programme in EDITIONS for row in _held(programme)])


@blueprint.get("/editions/<old>/<new>")
@staff(Role.ADMINISTRATOR)
def edition_changes(old: str, new: str) -> str:
    if not {old, new} <= set(known_names()) or by_name(old).programme != by_name(new).programme:
        raise NotVisible
    before, after = by_name(old), by_name(new)
    return render_template(
        "admin/edition_changes.html", old=before, new=after, found=differences(before, after), groups=GROUP_TITLES,
        names=NAME_TITLES, words=WORDS,
    )  # fmt: skip


def _held(programme: str) -> list[Held]:
    told = reference.in_force()
    known = sorted((told.get(edition.name, edition.since), edition.name) for edition in EDITIONS[programme])
    after = [since for since, _name in known[1:]]
    found, before = [], ""
    for (since, name), until in zip_longest(known, after):
        found.append(Held(by_name(name), since, until, name in told or name in DATED, before))
        before = name
    return found
