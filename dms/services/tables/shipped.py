"""The rows of the reference tables that the product comes with: values of the MCI, years of the calendar and rows of
the goods list that stand by an act. A new release brings more of them; what people have approved is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, scoped_session

from dms.extensions import db
from dms.models import ReferenceRow
from dms.services.dates import calendars
from dms.services.tables.reference import Proposal, row_of
from workflows import mci
from workflows.calendar import CONFIRMED_YEARS
from workflows.programmes.export_314.goods import ACT_298, KNOWN_ROWS
from workflows.text import Text


def load(now: datetime, session: Session | scoped_session[Any] = db.session) -> int:
    """Puts every shipped row that is not there into its table, in force and with its source act; returns how many.
    A row whose days an approved row of the key covers, or has covered until it was replaced, is not put. Commits."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext("shipped rows"))))  # two machines begin together
    rows = [row_of(proposal, None, now) for proposal in (*_mci(), *_years(), *_goods())]
    lacking = [row for row in rows if not _is_covered(row, session)]
    for row in lacking:
        row.status, row.approved_at = "approved", now
        session.add(row)
    session.flush()
    calendars.renew(now, session=session)  # a new release may know other days off than the one before it
    session.commit()
    return len(lacking)


def _is_covered(row: ReferenceRow, session: Session | scoped_session[Any]) -> bool:
    there = exists().where(
        ReferenceRow.table == row.table,
        ReferenceRow.key == row.key,
        ReferenceRow.status.in_(("approved", "replaced")),
        ReferenceRow.valid_from <= (row.valid_to or date.max),
        func.coalesce(ReferenceRow.valid_to, date.max) >= row.valid_from,
    )
    return bool(session.execute(select(there)).scalar_one())


_HOLIDAYS = Text(
    "«Мереке күндері туралы» 13.12.2001 № 267-II Заң, демалысты ауыстырған актілер",
    "Закон от 13.12.2001 № 267-II «О праздниках», акты о переносе дней отдыха",
    "Law No. 267-II of 13.12.2001 “On holidays”, acts that moved days of rest",
)
#: A row keeps one wording of its act for all languages.
ACT_OF_HOLIDAYS = f"{_HOLIDAYS.kk} / {_HOLIDAYS.ru}"
_ORDER_298 = Text(f"Бұйрық {ACT_298}", f"Приказ {ACT_298}", f"Order {ACT_298}")
_ACTS = {**mci.ACTS, ACT_OF_HOLIDAYS: _HOLIDAYS, ACT_298: _ORDER_298}


def act_of(source: str) -> Text | str:
    """The act that a row stands by, in every language where a release brought it; else as it was written."""
    return _ACTS.get(source, source)


def _mci() -> Iterator[Proposal]:
    for row in mci.SHIPPED:
        values = {"value": f"{row.value}"}
        yield Proposal(
            table="mci", key="mci", valid_from=row.since, valid_to=row.until, values=values, source=row.source
        )


def _years() -> Iterator[Proposal]:
    for year in CONFIRMED_YEARS:
        yield Proposal(
            table="holidays",
            key=f"year-{year}",
            valid_from=date(year, 1, 1),
            valid_to=date(year, 12, 31),
            values={"off": True, "kk": f"{year} жыл", "ru": f"{year} год", "en": f"Year {year}"},
            source=ACT_OF_HOLIDAYS,
        )


def _goods() -> Iterator[Proposal]:
    """What order 298 put into the goods list; the rest of the list is the operator's to enter."""
    for row in KNOWN_ROWS:
        values = {"code": row.code, "kk": row.kk, "ru": row.ru, "en": row.en, "level": row.level}
        yield Proposal(
            table="goods", key=row.number, valid_from=row.since, valid_to=None, values=values, source=ACT_298
        )
