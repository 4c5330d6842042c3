"""The National Bank's rates (342:13) come into their reference table: fetched by a job, or from a file of the same
form that a person loads. The raw answer is kept either way.

A rate holds for the day that the answer itself names. What the feed says of a day without a row comes into force at
once; a rate that differs from the one in force, and whatever a person loads, waits for somebody's approval."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app

from dms import rates
from dms.errors import BadInput, OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import RateAnswer, ReferenceRow, User
from dms.queries import rates as asked
from dms.queries import reference as rows
from dms.services import clock, files, journal
from dms.services.later import later
from dms.services.reference import Proposal, row_of
from dms.services.unit import unit
from workflows.text import Text

#: The feed is asked for today and for days it had no answer for, no more than once in this time.
AGAIN_AFTER = timedelta(hours=3)
DAYS_BACK = 7
#: The oldest day anybody asks for: two years of costs before an application (342:10.1) and some room.
OLDEST = timedelta(days=4 * 366)

AWAY = Text(
    "Ұлттық Банктің бағамдар қызметі жауап бермеді, жүйе қайталайды.",
    "Служба курсов Национального Банка не ответила, система повторит запрос.",
    "The National Bank's feed of rates did not answer; the system will ask again.",
)
NOT_THE_FEED = Text(
    "Бұл файл Ұлттық Банк бағамдарының жауабы емес: {why}.",
    "Этот файл не является ответом службы курсов Национального Банка: {why}.",
    "This file is no answer of the National Bank's feed: {why}.",
)


def address() -> str:
    """The feed's address, empty where none is configured."""
    return str(current_app.config["SETTINGS"].rates_url)


def ask(days: Iterable[date]) -> int:
    """Orders the feed to be asked for these days, in the caller's transaction; returns for how many. Days to come, days
    long past and days that it has answered or is being asked for are left out; without a configured feed all are."""
    today = clock.today()
    wanted = sorted({day for day in days if today - OLDEST <= day <= today}) if address() else []
    known = asked.days_settled(wanted, clock.now() - AGAIN_AFTER) | asked.days_waiting() if wanted else set()
    due = [day for day in wanted if day not in known]
    for day in due:
        later("fetch_rates", lock="fetch_rates", day=day.isoformat())
    return len(due)


def ask_daily() -> None:
    """Today and the week before it: rates of a day may be set late."""
    today = clock.today()
    if ask(today - timedelta(days=back) for back in range(DAYS_BACK)):
        db.session.commit()


def ask_for(content: Mapping[str, Any]) -> None:
    """The days of an application's payments in a foreign currency, in the caller's transaction."""
    days = [
        date.fromisoformat(payment["paid_on"])
        for line in content.get("costs", [])
        if (line.get("currency") or "KZT") != "KZT"
        for payment in line.get("payments", [])
        if payment.get("paid_on")
    ]
    if days:
        ask(days)


def fetch(day: date) -> None:
    """Asks the feed for one day and takes what it says. An answer without rates is kept with what is wrong with it.

    Raises:
        OutsideTrouble: no answer; the job is tried again.
    """
    if not address() or day in asked.days_settled([day], clock.now() - AGAIN_AFTER):
        return
    try:
        raw = rates.fetch(address(), day)
    except rates.FeedAway as error:
        raise OutsideTrouble(AWAY) from error
    _keep(raw, asked_on=day, origin=address(), user=None, now=clock.now())


def give_up(day: date) -> None:
    """Says on the page that the feed did not answer for the day."""
    with unit():
        db.session.add(RateAnswer(asked_on=day, origin=address(), taken_at=clock.now(), fault=AWAY.en))


def load(raw: bytes, name: str, user: User) -> RateAnswer:
    """Takes an answer of the feed from a file; its rates become proposals.

    Raises:
        BadInput: the file is no answer of the feed; nothing is kept.
    """
    try:
        rates.read(raw)
    except rates.BadFeed as error:
        raise BadInput(NOT_THE_FEED.fill(why=str(error)), field="file") from error
    return _keep(raw, asked_on=None, origin=name, user=user, now=clock.now())


def _keep(raw: bytes, *, asked_on: date | None, origin: str, user: User | None, now: datetime) -> RateAnswer:
    day = asked_on or now.date()
    file = files.keep(io.BytesIO(raw), name=f"rates-{day}.xml", media_type="application/xml", owner=user)
    with unit():
        answer = RateAnswer(
            asked_on=asked_on, origin=origin[:300], file_id=files.claim(file).id, taken_at=now,
            taken_by_id=user.id if user else None, new=0, same=0, differing=0, fault="",
        )  # fmt: skip
        try:
            feed = rates.read(raw)
        except rates.BadFeed as error:
            answer.fault = str(error)[:300]
        else:
            answer.day = feed.day
            _take(feed, answer, user, f"National Bank, rates of {feed.day:%d.%m.%Y}, sha256 {file.sha256}", now)
        db.session.add(answer)
        db.session.flush()
        journal.write(Event.RATES_TAKEN, actor=user, at=now, facts=_told(answer, file.sha256))
    return answer


def _take(feed: rates.Feed, answer: RateAnswer, user: User | None, source: str, now: datetime) -> None:
    for quote in feed.quotes:
        there = rows.find_covering("rates", quote.currency, feed.day)
        row = _row(quote, feed.day, source, there, user, now)
        if there is not None and there.values == row.values:
            answer.same += 1
            continue
        if there is None:
            answer.new += 1
            if user is None:
                row.status, row.approved_at = "approved", now
        else:
            answer.differing += 1
        db.session.add(row)


def _row(
    quote: rates.Quote, day: date, source: str, there: ReferenceRow | None, user: User | None, now: datetime
) -> ReferenceRow:
    proposal = Proposal(
        table="rates", key=quote.currency, valid_from=day, valid_to=day, source=source,
        values={"rate": f"{quote.rate}", "units": quote.units}, replaces=there.public_id if there else "",
    )  # fmt: skip
    return row_of(proposal, user, now)


def _told(answer: RateAnswer, sha256: str | None) -> dict[str, Any]:
    return {
        "asked": answer.asked_on, "day": answer.day, "origin": answer.origin, "sha256": sha256, "new": answer.new,
        "same": answer.same, "differing": answer.differing, "fault": answer.fault,
    }  # fmt: skip
