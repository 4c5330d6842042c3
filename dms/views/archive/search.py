"""The archive's first page: one field over everything ended, facets beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import g, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import staff
from dms.formatting import language, text
from dms.models import Case
from dms.queries import packages
from dms.queries.packages import Wanted
from dms.queries.reading import open_to, reader_of
from dms.services import clock
from dms.views import paging
from dms.views.archive import blueprint
from workflows.labels import STATE_LABELS
from workflows.packages import PACKAGE_STATE_LABELS
from workflows.programmes import LABELS
from workflows.states import CaseState, Role

PAGE = 50
#: The first year of the order (342 is of 15.06.2022).
FIRST_YEAR = 2022
#: What an address may ask for, the place in the list apart.
ASKED = ("q", "programme", "year", "state", "package", "retention")
READERS = (Role.ARCHIVIST, Role.SUPERVISOR, Role.HEAD, Role.DEPUTY)


@blueprint.get("/")
@staff(*READERS)
def search() -> str:
    now = clock.now()
    wanted = wanted_of(request.args, states_of_reader())
    reader = reader_of(current_user, now.date(), g.roles)
    rows = packages.search(reader, wanted, now, after=_after(request.args.get("after", "")), limit=PAGE + 1)
    given = {key: value for key in ASKED if (value := request.args.get(key))}
    return render_template(
        "archive/search.html",
        wanted=wanted,
        facets=facets(now),
        package_labels=PACKAGE_STATE_LABELS,
        now=now,
        **paging.page_of(rows, PAGE, "archive.search", lambda row: _mark(row[0]), key="after", **given),
    )


def states_of_reader() -> list[CaseState]:
    """The ended states that this person's roles read: the choices of the facet."""
    anybodys, _given = open_to(g.roles)
    return sorted(anybodys & packages.KEPT)


def wanted_of(given: Any, states: list[CaseState]) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    year = given.get("year", type=int)
    return Wanted(
        text=given.get("q", "")[:200],
        programme=given.get("programme", "") if given.get("programme") in LABELS else "",
        year=year if year and FIRST_YEAR <= year <= 9999 else None,
        state=given.get("state", "") if given.get("state") in states else "",
        package=given.get("package", "") if given.get("package") in {"none", *PACKAGE_STATE_LABELS} else "",
        retention=given.get("retention", ""),
    )


def facets(now: datetime) -> dict[str, list[tuple[Any, Any]]]:
    """The choices of each facet, ``everything`` first."""
    lang = language()
    years = [(year, str(year)) for year in range(now.year, FIRST_YEAR - 1, -1)]
    return {
        "programme": [("", _("All programmes")), *((key, text(words)) for key, words in LABELS.items())],
        "year": [("", _("All years")), *years],
        "state": [
            ("", _("All states")),
            *((state.value, STATE_LABELS[state].get(lang)) for state in states_of_reader()),
        ],
        "package": [
            ("", _("All packages")),
            ("none", _("Not packed yet")),
            *((state.value, label.get(lang)) for state, label in PACKAGE_STATE_LABELS.items()),
        ],
        "retention": [
            ("", _("Any retention")),
            ("running", _("Term is running")),
            ("ended", _("Term is over")),
            ("none", _("No term set")),
        ],
    }


def _mark(case: Case) -> str:
    return f"{case.ended_at.isoformat()}~{case.id}" if case.ended_at else ""


def _after(mark: str) -> tuple[datetime, int] | None:
    moment, _sign, number = mark.partition("~")
    try:
        found = datetime.fromisoformat(moment)
        return (found, int(number)) if found.tzinfo else None
    except ValueError:
        return None
