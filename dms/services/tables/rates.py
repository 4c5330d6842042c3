"""The National Bank's rates (342:13) come into their reference table: fetched by a job, or from a file of the same
form that a person loads. The raw answer is kept either way.

A rate holds for the day that the answer itself names. What the feed says of a day without a row comes into force at
once; a rate that differs from the one in force, and whatever a person loads, waits for somebody's approval."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import current_app

from dms import rates
from dms.errors import BadInput, OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import RateAnswer, User
from dms.queries import rates as asked
from dms.queries import reference as rows
from dms.services import clock, files, journal
from dms.services.later import later
from dms.services.tables import reference
from dms.services.tables.reference import Proposal
from dms.services.unit import unit
from storage.port import Source
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


def ask_now(day: date) -> bool:
    """A person asks for a day; False where ``ask`` leaves it out."""
    with unit():
        return bool(ask([day]))


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
    try:
        feed, fault = rates.read(raw), ""
    except rates.BadFeed as error:
        feed, fault = None, str(error)[:300]
    _keep(raw, feed, RateAnswer(asked_on=day, origin=address()[:300], fault=fault), None)


def give_up(day: date) -> None:
    """Says on the page that the feed did not answer for the day."""
    with unit():
        db.session.add(RateAnswer(asked_on=day, origin=address()[:300], taken_at=clock.now(), fault=AWAY.en))


def load(source: Source, name: str, user: User) -> RateAnswer:
    """Takes an answer of the feed from a file; its rates become proposals.

    Raises:
        BadInput: the file is no answer of the feed; nothing is kept.
    """
    raw = source.read(rates.MOST_BYTES + 1)
    try:
        feed = rates.read(raw)
    except rates.BadFeed as error:
        raise BadInput(NOT_THE_FEED.fill(why=str(error)), field="file") from error
    return _keep(raw, feed, RateAnswer(origin=name[:300], fault=""), user)


def _keep(raw: bytes, feed: rates.Feed | None, answer: RateAnswer, user: User | None) -> RateAnswer:
    """The raw answer in the store, and in one transaction its row, its rates and the journal's entry."""
    now = clock.now()
    name = f"rates-{answer.asked_on or now.date()}.xml"
    file = files.keep(io.BytesIO(raw), name=name, media_type="application/xml", owner=user)
    with unit():
        answer.file_id, answer.taken_at, answer.taken_by_id = files.claim(file).id, now, user.id if user else None
        answer.new = answer.same = answer.differing = 0
        if feed is not None:
            answer.day = feed.day
            _take(feed, answer, user, f"National Bank, rates of {feed.day:%d.%m.%Y}, sha256 {file.sha256}")
        db.session.add(answer)
        db.session.flush()
        journal.write(Event.RATES_TAKEN, actor=user, at=now, facts=_told(answer, file.sha256))
    return answer


def _take(feed: rates.Feed, answer: RateAnswer, user: User | None, source: str) -> None:
    """New rates of the feed come into force; those of a person, and those that differ, are proposed."""
    there, waiting = rows.list_covering("rates", feed.day), []
    for quote in feed.quotes:
        known = there.get(quote.currency)
        values = {"rate": f"{quote.rate}", "units": quote.units}
        if known is not None and known.values == values:
            answer.same += 1
            continue
        proposal = Proposal(
            table="rates", key=quote.currency, valid_from=feed.day, valid_to=feed.day, source=source, values=values,
            replaces=known.public_id if known else "",
        )  # fmt: skip
        answer.new += known is None
        answer.differing += known is not None
        if known is None and user is None:
            row = reference.row_of(proposal, None, answer.taken_at)
            row.status, row.approved_at = "approved", answer.taken_at
            db.session.add(row)
        else:
            waiting.append(proposal)
    reference.put(waiting, user, answer.taken_at)


def _told(answer: RateAnswer, sha256: str | None) -> dict[str, Any]:
    return {
        "asked": answer.asked_on, "day": answer.day, "origin": answer.origin, "sha256": sha256, "new": answer.new,
        "same": answer.same, "differing": answer.differing, "fault": answer.fault,
    }  # fmt: skip
