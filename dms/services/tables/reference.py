"""The reference tables at work: what holds on a day, and how a row comes to hold — proposed by one person with its
source act, approved by another. A day that is not covered has no value: who asks gets an error, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import current_app

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import ReferenceRow, User
from dms.queries import reference as queries
from dms.services import journal
from dms.services.dates import calendars
from dms.services.unit import unit
from workflows import reference_tables as tables
from workflows.calendar import Calendar
from workflows.mci import SHIPPED, MciRow
from workflows.mci import mci_on as mci_of
from workflows.programmes.editions import InForce
from workflows.text import Text

PROPOSER_APPROVES = Text(
    "Ұсынған адам өзі бекіте алмайды: басқа қызметкерден сұраңыз.",
    "Предложивший не может утвердить сам: попросите другого сотрудника.",
    "Whoever proposed it cannot approve it: ask another officer.",
)
OVERLAPS = Text(
    "Осы кілттің бекітілген жолы бұл күндерді қамтып тұр. Оны ауыстыратын жол ретінде ұсыныңыз.",
    "Утвержденная строка этого ключа уже охватывает эти дни. Предложите строку взамен нее.",
    "An approved row of this key covers these days already. Propose a row in its place.",
)


class NoRate(Exception):
    """No rate of the currency is known for the day."""

    def __init__(self, currency: str, day: date) -> None:
        self.currency, self.day = currency, day
        super().__init__(f"no rate of {currency} for {day.isoformat()}")


class NoValue(Exception):
    """No approved row of the table covers the day."""

    def __init__(self, table: str, key: str, day: date) -> None:
        self.table, self.key, self.day = table, key, day
        super().__init__(f"no {table} {key} for {day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Rate:
    """``rate`` tenge for ``units`` units of a currency, by ``source``."""

    rate: Decimal
    units: int
    source: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a cost type (by its clause), in force from ``since`` to ``until``."""

    clause: str
    since: date
    until: date
    words: Text


@dataclass(frozen=True, slots=True)
class _Known:
    """What every process keeps of the small tables until a row is approved."""

    mark: queries.Mark
    calendar: Calendar
    calendar_no: int | None
    mci: tuple[MciRow, ...]
    in_force: InForce
    labels: tuple[Label, ...]


def calendar() -> Calendar:
    """The calendar as approved: the shipped one, changed day by day and confirmed year by year."""
    return _known().calendar


def in_force() -> InForce:
    """From which day each edition holds, where somebody has said so."""
    return _known().in_force


def calendar_no() -> int | None:
    """The number of its version: what the journal says beside a term. None before there is any."""
    return _known().calendar_no


def mark() -> queries.Mark:
    """Changes with every row that was approved, replaced or ended: by which tables something was said."""
    return _known().mark


def is_recounting() -> bool:
    """Whether open cases may still have terms that an earlier calendar counted."""
    return _known().mark.recounting


def look_again() -> None:
    """Forgets what this transaction has read: under the lock of a case only what holds now counts."""
    db.session.info.pop("reference", None)


def mci_on(day: date) -> Decimal:
    """Tenge on ``day``. Raises NoMci."""
    return mci_of(day, _known().mci)


def labels_on(day: date) -> Mapping[str, Text]:
    """Clause of a cost type → the words an administrator gave it, where the law's own are not at hand."""
    return {label.clause: label.words for label in _known().labels if label.since <= day <= label.until}


def rate_on(currency: str, day: date) -> Rate:
    """The National Bank's rate of exactly that day (342:13). Raises NoRate."""
    row = queries.find_covering("rates", currency, day)
    if row is None:
        raise NoRate(currency, day)
    return Rate(Decimal(row.values["rate"]), int(row.values["units"]), row.source)


def value_on(table: str, key: str, day: date) -> Mapping[str, Any]:
    """The values of the row that covers the day. Raises NoValue."""
    row = queries.find_covering(table, key, day)
    if row is None:
        raise NoValue(table, key, day)
    return row.values


def _known() -> _Known:
    """What holds in this transaction: the mark is asked once in each, however often a page or an act needs a day."""
    seen: tuple[object, _Known] | None = db.session.info.get("reference")
    if seen is None or seen[0] is not db.session().get_transaction():
        found = _compared()
        seen = (db.session().get_transaction(), found)
        db.session.info["reference"] = seen
    return seen[1]


def _compared() -> _Known:
    mark = queries.mark()
    kept: _Known | None = current_app.extensions.get("reference")
    if kept is None or kept.mark != mark:
        kept = _Known(mark, *calendars.in_force(), _read_mci(), _read_in_force(), _read_labels())
        current_app.extensions["reference"] = kept
    return kept


def _read_mci() -> tuple[MciRow, ...]:
    """The table's rows; of an empty table, the shipped ones."""
    found = tuple(
        MciRow(row.valid_from, row.valid_to or date.max, Decimal(row.values["value"]), row.source)
        for row in queries.list_approved("mci")
    )
    return found or SHIPPED


def _read_in_force() -> InForce:
    return {row.key: row.valid_from for row in queries.list_approved("editions")}


def _read_labels() -> tuple[Label, ...]:
    rows = queries.list_approved("labels")
    return tuple(Label(row.key, row.valid_from, row.valid_to or date.max, calendars.named(row.values)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A row as somebody wants it. ``replaces``: public id of the row whose place it takes."""

    table: str
    key: str
    valid_from: date
    valid_to: date | None
    values: Mapping[str, object]
    source: str
    replaces: str = ""


def propose(proposals: Sequence[Proposal], user: User, now: datetime) -> list[ReferenceRow]:
    """Keeps the rows as proposals, all or none.

    Raises:
        BadRow: a row that its table cannot hold.
    """
    with unit():
        return put(proposals, user, now)


def put(proposals: Iterable[Proposal], user: User | None, now: datetime) -> list[ReferenceRow]:
    """The proposals in the caller's transaction; ``user`` None: the system itself proposes.

    Raises:
        BadRow: a row that its table cannot hold.
    """
    rows = [row_of(proposal, user, now) for proposal in proposals]
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        _write(Event.REFERENCE_PROPOSED, row, user, now)
    return rows


def row_of(proposal: Proposal, user: User | None, now: datetime) -> ReferenceRow:
    """The proposal as a row, not yet kept. Raises: BadRow."""
    table = tables.TABLES[proposal.table]
    row = tables.read_row(table, proposal.key, proposal.valid_from, proposal.valid_to, proposal.values)
    if not proposal.source.strip():
        raise tables.BadRow("source", Text("Негіздеме актіні көрсетіңіз.", "Укажите акт-основание.", "Name the act."))
    return ReferenceRow(
        table=proposal.table,
        key=proposal.key,
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
        values=dict(row.values),
        source=proposal.source.strip()[:500],
        status="proposed",
        proposed_by_id=user.id if user else None,
        proposed_at=now,
        replaces_id=queries.get_row(proposal.replaces).id if proposal.replaces else None,
    )


def approve(public_id: str, user: User, now: datetime) -> ReferenceRow:
    """Puts a proposal into force; the row it replaces stops holding. A changed calendar counts the terms of open cases
    again.

    Raises:
        BadInput: the person proposed it himself, or another row covers its days.
        StaleCase: it has been settled meanwhile.
    """
    with unit():
        row = _open(public_id)
        if row.proposed_by_id == user.id:
            raise BadInput(PROPOSER_APPROVES)
        queries.hold(row.table, row.key)
        if queries.find_overlapping(row) is not None:
            raise BadInput(OVERLAPS)
        row.status, row.approved_by_id, row.approved_at = "approved", user.id, now
        if row.replaces_id is not None:
            db.session.get_one(ReferenceRow, row.replaces_id).status = "replaced"
        if row.table == tables.HOLIDAYS.name:
            db.session.flush()
            calendars.follow(row, now)
        _write(Event.REFERENCE_APPROVED, row, user, now)
    return row


def reject(public_id: str, user: User, now: datetime) -> ReferenceRow:
    """Puts a proposal aside; whoever made it may do so too.

    Raises:
        StaleCase: it has been settled meanwhile.
    """
    with unit():
        row = _open(public_id)
        row.status = "rejected"
        _write(Event.REFERENCE_REJECTED, row, user, now)
    return row


def _open(public_id: str) -> ReferenceRow:
    row = queries.get_row(public_id, lock=True)
    if row.status != "proposed":
        raise StaleCase
    return row


def _write(event: Event, row: ReferenceRow, user: User | None, now: datetime) -> None:
    facts = {
        "row": row.public_id, "table": row.table, "key": row.key, "from": row.valid_from, "to": row.valid_to,
        "values": row.values, "source": row.source,
    }  # fmt: skip
    journal.write(event, actor=user, at=now, facts=facts)
