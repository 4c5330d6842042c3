"""Finding archive packages, and ended cases that wait for theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, extract, func, or_, select, tuple_

from dms.events import Event
from dms.extensions import db
from dms.models import ArchivePackage, Case, CaseKey, JournalEntry, Organisation
from dms.queries.reading import Reader, readable
from workflows.states import ENDED, CaseState

#: What a case is found by besides number, BIN and name.
KEYS = ("contract", "invoice", "payment_invoice")
KEPT = ENDED | {CaseState.ARCHIVED}


def package_of(case_id: int) -> ArchivePackage | None:
    return db.session.scalars(select(ArchivePackage).where(ArchivePackage.case_id == case_id)).one_or_none()


def lock(package_id: int) -> ArchivePackage:
    """The package's row, locked to the end of the transaction and read afresh."""
    chosen = select(ArchivePackage).where(ArchivePackage.id == package_id).with_for_update(of=ArchivePackage)
    return db.session.scalars(chosen.execution_options(populate_existing=True)).one()


def of_case(case_id: int) -> dict[str, str | None]:
    """The package in the words of the journal."""
    found = package_of(case_id)
    return {"id": found.public_id, "sha256": found.sha256} if found else {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field over number, BIN, name, contract and invoice, and the facets. ``retention``: ``ended`` (the term is
    over), ``running``, ``none`` (no term was set)."""

    text: str = ""
    programme: str = ""
    year: int | None = None
    state: str = ""
    package: str = ""
    retention: str = ""


def search(
    reader: Reader, wanted: Wanted, now: datetime, *, after: tuple[datetime, int] | None = None, limit: int = 50
) -> list[tuple[Case, ArchivePackage | None]]:
    """Ended cases that the person may read, the latest ended first; ``after`` is the last row of the page before."""
    chosen = _chosen(reader, wanted, now)
    if after is not None:
        chosen = chosen.where(tuple_(Case.ended_at, Case.id) < after)
    rows = db.session.execute(chosen.order_by(Case.ended_at.desc(), Case.id.desc()).limit(limit)).unique()
    return [(case, package) for case, package in rows]


def _chosen(reader: Reader, wanted: Wanted, now: datetime) -> Select[Any]:
    states = KEPT & {CaseState(wanted.state)} if wanted.state else KEPT
    chosen: Any = (
        select(Case, ArchivePackage)
        .outerjoin(ArchivePackage, ArchivePackage.case_id == Case.id)
        .where(readable(reader, states), Case.ended_at.is_not(None))
    )
    if wanted.programme:
        chosen = chosen.where(Case.programme == wanted.programme)
    if wanted.year is not None:
        chosen = chosen.where(extract("year", func.timezone("Asia/Almaty", Case.ended_at)) == wanted.year)
    if wanted.package == "none":
        chosen = chosen.where(ArchivePackage.id.is_(None))
    elif wanted.package:
        chosen = chosen.where(ArchivePackage.state == wanted.package)
    chosen = _by_retention(chosen, wanted.retention, now)
    return _by_text(chosen, wanted.text)


def _by_retention(chosen: Select[Any], retention: str, now: datetime) -> Select[Any]:
    until = ArchivePackage.retain_until
    return {
        "ended": chosen.where(until < now),
        "running": chosen.where(until >= now),
        "none": chosen.where(until.is_(None)),
    }.get(retention, chosen)


def _by_text(chosen: Select[Any], text: str) -> Select[Any]:
    """The number and the BIN from their beginning; a word of the name; contract and invoice numbers whole."""
    asked = " ".join(text.split())
    if not asked:
        return chosen
    small = asked.lower()
    keyed = exists().where(CaseKey.case_id == Case.id, CaseKey.kind.in_(KEYS), CaseKey.value == small)
    named = exists().where(
        Organisation.id == Case.organisation_id,
        or_(Organisation.bin.startswith(asked, autoescape=True), Organisation.name.icontains(asked, autoescape=True)),
    )
    return chosen.where(or_(Case.number.istartswith(asked, autoescape=True), named, keyed))


def last_check(case_id: int) -> JournalEntry | None:
    """The newest check of the case's package: what was looked at stands in its facts."""
    return db.session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.case_id == case_id,
            JournalEntry.event.in_((Event.PACKAGE_VERIFIED.value, Event.PACKAGE_FAILED.value)),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).one_or_none()
