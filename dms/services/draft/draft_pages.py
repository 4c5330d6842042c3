"""The pages of a draft at work: what a page shows may be saved only over what it has seen; cost lines come, change and
go one by one, each under its own id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dms.errors import NotVisible, StaleCase
from dms.models import Case, Document, User
from dms.queries import cases
from dms.services.draft import application
from dms.services.tables import reference
from dms.services.unit import unit
from dms.services.versions import marking

Content = Mapping[str, Any]
Change = Callable[[Content], Content]


def save_page(case: Case, user: User, keys: tuple[str, ...], seen: str, change: Change) -> Case:
    """Saves the keys of one page.

    Raises:
        StaleCase: another screen has saved the page since this one was opened, or the draft has been submitted.
    """

    def put(content: Content) -> Content:
        if application.mark(content, keys) != seen:
            raise StaleCase
        return change(content)

    return application.save(case.id, user, put)


def line_of(content: Content, line_id: str) -> dict[str, Any]:
    """One cost line, or the empty one that would come next. Raises: NotVisible when there is none of this id."""
    for line in content.get("costs") or []:
        if line.get("id") == line_id:
            found: dict[str, Any] = line
            return found
    if line_id == next_line(content):
        return {"id": line_id, "currency": "KZT", "payments": []}
    raise NotVisible


def mark_line(line: Content) -> str:
    """The mark of one cost line."""
    return application.mark({"line": line}, ("line",))


def next_line(content: Content) -> str:
    """The id of the line that comes next; it stands in the draft once something is written in it."""
    lines = content.get("costs") or []
    return str(max([int(content.get("last_cost") or 0), *(int(line["id"]) for line in lines if _counts(line))]) + 1)


def _counts(line: Content) -> bool:
    return str(line.get("id", "")).isdigit()


def save_line(case: Case, user: User, line_id: str, seen: str, change: Change) -> Case:
    """Saves one cost line over what the screen has seen, with the known rates filled in (342:13).

    Raises:
        NotVisible: the line is gone.
        StaleCase: another screen has saved it.
    """

    def put(content: Content) -> Content:
        old = line_of(content, line_id)
        if mark_line(old) != seen:
            raise StaleCase
        new, lines = with_rates(change(old)), content.get("costs") or []
        if line_id != next_line(content):
            return {"costs": [new if line.get("id") == line_id else line for line in lines]}
        return {"costs": [*lines, new], "last_cost": int(line_id)} if _is_touched(new) else {}

    return application.save(case.id, user, put)


#: What a line has before anybody writes in it.
_GIVEN = frozenset({"id", "currency", "rate_units"})


def _is_touched(line: Content) -> bool:
    rows = [line, *line.get("payments", [])]
    return any(value for row in rows for key, value in row.items() if key not in _GIVEN | {"payments"})


def with_rates(line: Content) -> dict[str, Any]:
    """The line with the National Bank's rate put in where a day is given, no rate is, and the table knows it."""
    currency = line.get("currency") or "KZT"
    if currency == "KZT":
        return dict(line)
    return {**line, "payments": [_with_rate(row, currency) for row in line.get("payments", [])]}


def _with_rate(row: Content, currency: str) -> dict[str, Any]:
    if row.get("rate") or not row.get("paid_on"):
        return dict(row)
    try:
        known = reference.rate_on(currency, date.fromisoformat(row["paid_on"]))
    except reference.NoRate:
        return dict(row)
    return {**row, "rate": str(known.rate), "rate_units": known.units}


def remove_line(case: Case, user: User, line_id: str) -> None:
    """Takes a cost line out. Raises: NotVisible when it is gone already."""

    def put(content: Content) -> Content:
        line_of(content, line_id)
        return {"costs": [line for line in content["costs"] if line.get("id") != line_id]}

    application.save(case.id, user, put)


def prove(case: Case, document: Document, user: User, lines: list[str], also: list[str]) -> None:
    """Says what an uploaded document proves: cost lines, and kinds beside its own that the same paper stands for.

    Raises:
        StaleCase: it is no draft any more.
    """
    with unit():
        held = cases.lock(case.id)
        if held.state not in application.OPEN:
            raise StaleCase
        marking.mark(held, document, user, lines, also)
