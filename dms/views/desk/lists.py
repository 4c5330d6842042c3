"""Worklists. Everything that narrows a list stands in its address."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask import g, render_template, request, url_for
from sqlalchemy import ColumnElement

from dms import scope
from dms.access import staff
from dms.formatting import language, text
from dms.kept import Kept
from dms.queries import happened, search, worklists
from dms.queries.reading import Reader
from dms.queries.worklists import LISTS, Cursor, Page
from dms.services import clock
from dms.services.batches import KINDS, MOST, offered
from dms.services.tables import reference
from dms.shell import NavItem
from dms.views.desk import blueprint, side
from dms.views.desk.rows import Row, rows_of
from dms.wording import gettext as _
from workflows.calendar import NoCalendar
from workflows.labels import STATE_LABELS
from workflows.programmes import LABELS as PROGRAMMES
from workflows.states import CaseState, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    key: str
    query: str
    state: str
    programme: str

    @property
    def states(self) -> frozenset[CaseState] | None:
        return frozenset({CaseState(self.state)}) if self.state else None

    @property
    def narrowed(self) -> list[ColumnElement[bool]]:
        matching = search.matching(self.query)
        return [] if matching is None else [matching]

    def address(self, endpoint: str, **more: Any) -> str:
        """The same list elsewhere."""
        known: dict[str, Any] = {"list": self.key, "q": self.query, "state": self.state, "programme": self.programme}
        return url_for(endpoint, **{key: value for key, value in known.items() if value}, **more)


def asked() -> Asked:
    """The list of this address; an unknown word counts as not said. A search looks at all cases."""
    args = request.args
    query, key = args.get("q", "").strip(), args.get("list", "")
    fallback = "all" if query else side.first_list()
    state, programme = args.get("state", ""), args.get("programme", "")
    return Asked(
        key if key in LISTS else fallback,
        query,
        state if state in set(CaseState) - {CaseState.DRAFT} else "",
        programme if programme in PROGRAMMES else "",
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the page of a list: its rows and the way on, what waits in the lists beside it."""

    page: Page
    rows: Sequence[Row]
    counts: side.Counts
    next_working: date | None


_shown: Kept[Hashable, Shown] = Kept(100)


def shown(wanted: Asked, who: Reader, at: str) -> Shown:
    """As of this minute. It is asked of the database once for as long as nothing happens; what is searched for, each
    time."""
    now = clock.now().replace(second=0, microsecond=0)
    if wanted.query:
        return _ask(wanted, who, at, now)
    key = (happened.mark(), now, scope.current(), language(), who, wanted, at)
    return _shown.get(key) or _shown.put(key, _ask(wanted, who, at, now))


def _ask(wanted: Asked, who: Reader, at: str, now: datetime) -> Shown:
    page = find(wanted, who, Cursor.read(at), now)
    rows = rows_of(page.rows, now, taker=who.roles)
    return Shown(page, rows, side.counts(who, now, wanted.programme), _next_working())


@blueprint.get("/")
@staff()
def worklist() -> str:
    wanted, who = asked(), side.reader()
    found = shown(wanted, who, request.args.get("at", ""))
    side.put_lists(wanted.key, found.counts, wanted.programme, _programme_items(wanted))
    return render_template(
        "desk/worklist.html",
        asked=wanted,
        title=side.TITLES[wanted.key],
        rows=found.rows,
        states=_state_options(wanted),
        next_working=found.next_working,
        now=clock.now(),
        before_url=_on(wanted, found.page.before),
        after_url=_on(wanted, found.page.after),
        export_url=wanted.address("desk.export"),
        batch_url=wanted.address("desk.choose"),
        batch_kinds=[(kind, KINDS[kind].title) for kind in offered(g.roles)],
        batch_most=MOST,
        signs_many=bool(g.roles & {Role.HEAD, Role.DEPUTY}),
    )


def _on(wanted: Asked, at: Cursor | None) -> str | None:
    return wanted.address("desk.worklist", at=at) if at else None


def _programme_items(wanted: Asked) -> list[NavItem]:
    """The choice of the programme; what else narrows the list stays as it is."""
    return [
        NavItem(
            text(PROGRAMMES[key]) if key else _("All programmes"),
            replace(wanted, programme=key).address("desk.worklist"),
            key == wanted.programme,
        )
        for key in ("", *PROGRAMMES)
    ]


def find(wanted: Asked, who: Reader, at: Cursor | None, now: datetime, limit: int = worklists.PAGE) -> Page:
    """One page of the list that was asked for."""
    return worklists.page_of(
        who, LISTS[wanted.key], now, programme=wanted.programme, narrowed=wanted.narrowed,
        states=wanted.states, at=at, limit=limit,
    )  # fmt: skip


def _state_options(wanted: Asked) -> list[tuple[str, Any]]:
    return [(state.value, STATE_LABELS[state]) for state in CaseState if state in LISTS[wanted.key].states]


def _next_working() -> date | None:
    try:
        return reference.calendar().next_working(clock.today())
    except NoCalendar:
        return None
