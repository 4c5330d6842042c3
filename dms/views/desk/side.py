"""The left column: worklists by role, each with its bounded count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from flask import g, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from dms.page_shell import shell
from dms.queries import letters, people, worklists
from dms.queries.reading import Reader, reader_of
from dms.queries.worklists import LISTS, MOST
from dms.services import clock
from dms.shell import NavGroup, NavItem
from dms.wording import gettext as _
from workflows.filing import READERS
from workflows.letters import WRITERS
from workflows.rights import states_with
from workflows.states import Relation, Right, Role

#: What each list is called.
TITLES = {
    "mine": _l("Given to me"),
    "mine_overdue": _l("Overdue with me"),
    "mine_waiting": _l("Waiting for the applicant, mine"),
    "mine_hearing": _l("My hearings"),
    "unassigned": _l("Unassigned"),
    "completeness": _l("Completeness check"),
    "review": _l("Review against the rules"),
    "hearing": _l("Hearing"),
    "to_sign": _l("To sign"),
    "waiting": _l("Waiting for the applicant"),
    "to_pay": _l("To pay"),
    "monitoring": _l("Monitoring"),
    "unwatched": _l("Monitoring without a monitor"),
    "overdue": _l("Overdue cases"),
    "ended": _l("Ended, to be archived"),
    "all": _l("All cases"),
}
MINE = ("mine", "mine_overdue", "mine_waiting", "mine_hearing")
EVERYBODYS = tuple(key for key in LISTS if key not in MINE)
#: The list a role begins with, the first that fits.
FIRST = (
    (Role.EXECUTOR, "mine"),
    (Role.MONITOR, "mine"),
    (Role.HEAD, "to_sign"),
    (Role.DEPUTY, "to_sign"),
    (Role.FINANCE, "to_pay"),
    (Role.REGISTRAR, "unassigned"),
    (Role.ARCHIVIST, "ended"),
)
URGENT = frozenset({"mine_overdue", "overdue"})
#: Lists that are work only for those who give cases out.
ASSIGNING = frozenset({"unwatched"})


def reader() -> Reader:
    """The person of this request as lists see him."""
    return reader_of(current_user, clock.today(), g.roles)


def first_list() -> str:
    """Where the person's work begins."""
    return next((key for role, key in FIRST if role in g.roles), "all")


def open_lists() -> tuple[str, ...]:
    """The lists in which the person's roles can ever read a case."""
    seen = states_with(Right.READ, g.roles, Relation.STAFF) | states_with(Right.READ, g.roles, Relation.ASSIGNEE)
    given_out = states_with(Right.ASSIGN, g.roles, Relation.STAFF)
    keys = (*(MINE if g.roles & people.WORKERS else ()), *EVERYBODYS)
    return tuple(key for key in keys if LISTS[key].states & (given_out if key in ASSIGNING else seen))


class Counts(NamedTuple):
    """How many cases and letters wait in each list of the person."""

    cases: Mapping[str, int]
    letters: Mapping[str, int]


def counts(who: Reader, now: datetime, programme: str = "") -> Counts:
    """Of this programme, or of all; one query for the cases and one for the letters."""
    return Counts(worklists.counts(who, open_lists(), now, programme=programme), _letters(who))


def _letters(who: Reader) -> dict[str, int]:
    return letters.counts(who, [key for key, roles, _label in LETTER_LISTS if roles & who.roles])


def put_lists(active: str, found: Counts, programme: str, programmes: Iterable[NavItem]) -> None:
    """Hangs the lists into the surroundings of this page: cases of the chosen programme, letters, and the choice."""
    groups = (*_of_cases(found, active, programme), letter_group(found.letters))
    _hang((*groups, NavGroup(str(_l("Programme")), tuple(programmes))))


def put_letters(active: str) -> None:
    """The same around a list of letters or general documents."""
    found = counts(reader(), clock.now())
    _hang((*_of_cases(found), letter_group(found.letters, active)))


def _of_cases(found: Counts, active: str = "", programme: str = "") -> Iterator[NavGroup]:
    for label, mine in ((_l("My cases"), True), (_l("Cases of the department"), False)):
        chosen = (key for key in found.cases if (key in MINE) is mine)
        yield NavGroup(str(label), tuple(_item(key, found.cases[key], key == active, programme) for key in chosen))


def _hang(groups: Iterable[NavGroup]) -> None:
    g.shell = replace(shell(), groups=tuple(group for group in groups if group.items))


#: Lists of letters with their counts, for those whose work they are; everybody sees the journals.
LETTER_LISTS = (
    ("to_answer", frozenset(WRITERS), _l("For me to answer")),
    ("to_register", frozenset({Role.REGISTRAR}), _l("To register")),
    ("to_sign", frozenset({Role.HEAD, Role.DEPUTY}), _l("To sign")),
    ("to_send", frozenset({Role.REGISTRAR}), _l("To send")),
    (
        "all_to_answer",
        frozenset({Role.HEAD, Role.DEPUTY, Role.REGISTRAR, Role.SUPERVISOR}),
        _l("Without an answer yet"),
    ),
    ("awaited", frozenset(WRITERS), _l("Answers we wait for")),
)


def letter_group(found: Mapping[str, int], active: str = "") -> NavGroup:
    """The lists of letters that this person works on, with what was ``found`` in them, and the two journals."""
    items = [_letters_of(key, str(label), active, found[key]) for key, _roles, label in LETTER_LISTS if key in found]
    items += [
        _letters_of("incoming", _("Journal of incoming letters"), active),
        _letters_of("outgoing", _("Journal of outgoing letters"), active),
    ]
    if READERS & g.roles:
        items += [
            NavItem(_("General documents"), url_for("desk.general_documents"), active == "general"),
            NavItem(_("Folders by the nomenclature"), url_for("desk.folders"), active == "folders"),
        ]
    return NavGroup(_("Letters and documents"), tuple(items))


def _letters_of(key: str, label: str, active: str, count: int | None = None) -> NavItem:
    shown = f"{letters.MOST - 1}+" if count is not None and count >= letters.MOST else count
    return NavItem(label, url_for("desk.letters", list=key), key == active, shown)


def _item(key: str, count: int, active: bool, programme: str) -> NavItem:
    shown = f"{MOST - 1}+" if count >= MOST else count
    url = url_for("desk.worklist", list=key, programme=programme or None)
    return NavItem(str(TITLES[key]), url, active, shown, key in URGENT and bool(count))
