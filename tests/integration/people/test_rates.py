"""The feed of exchange rates on a real loopback server: taken once, kept as it came, absent, slow, of another day."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dms.errors import BadInput, OutsideTrouble
from dms.events import Event
from dms.models import File, RateAnswer, ReferenceRow
from dms.services import clock, files
from dms.services.tables import rates, reference
from tests.fixtures.people import journal_of, make_staff, sign_in
from tests.servers.ports import free_port
from workflows.states import Role

ITEM = "<item><title>USD</title><description>{rate}</description><quant>1</quant></item>"


def answer(day: date, rate: str = "512.34") -> bytes:
    return f"<rates><date>{day:%d.%m.%Y}</date>{ITEM.format(rate=rate)}</rates>".encode()


@dataclass
class Bank:
    """What the stand-in says: ``raw`` when set, else the asked day's rate; ``status`` other than 200: trouble."""

    address: str = ""
    raw: bytes | None = None
    status: int = 200
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def bank(app: Flask) -> Iterator[Bank]:
    made = Bank()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            day = self.path.rpartition("fdate=")[2]
            made.asked.append(day)
            body = made.raw if made.raw is not None else answer(date(*map(int, reversed(day.split(".")))))
            self.send_response(made.status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}/rss/get_rates.cfm"
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, rates_url=made.address)
    yield made
    app.config["SETTINGS"] = before
    server.shutdown()
    server.server_close()


def today() -> date:
    return clock.today()


def test_a_rate_comes_into_force_with_its_raw_answer(session: Any, bank: Bank) -> None:
    rates.fetch(today())
    assert reference.rate_on("USD", today()).rate == Decimal("512.34")
    [row] = session.scalars(select(RateAnswer)).all()
    assert (row.asked_on, row.day, row.new, row.fault) == (today(), today(), 1, "")
    with files.read(session.get_one(File, row.file_id)) as reading:
        assert reading.read(1 << 20) == answer(today())
    assert journal_of(Event.RATES_TAKEN)[-1]["facts"]["new"] == 1


def test_a_day_is_asked_once(session: Any, bank: Bank) -> None:
    rates.fetch(today())
    rates.fetch(today())
    assert len(bank.asked) == 1
    assert rates.ask([today()]) == 0


def test_jobs_do_not_pile_up_while_the_feed_is_away(session: Any, bank: Bank) -> None:
    bank.status = 503
    rates.ask_daily()
    rates.ask_daily()
    waiting = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'fetch_rates'")
    assert session.execute(waiting).scalar_one() == rates.DAYS_BACK
    with pytest.raises(OutsideTrouble):
        rates.fetch(today())
    assert session.scalars(select(RateAnswer)).all() == []
    rates.give_up(today())
    assert session.scalars(select(RateAnswer.fault)).all() == [rates.AWAY.en]
    with pytest.raises(reference.NoRate):
        reference.rate_on("USD", today())


def test_the_rate_of_another_day_is_not_taken_for_the_asked_one(session: Any, bank: Bank) -> None:
    before = today() - timedelta(days=2)
    bank.raw = answer(before)
    rates.fetch(today())
    assert reference.rate_on("USD", before).rate == Decimal("512.34")
    with pytest.raises(reference.NoRate):
        reference.rate_on("USD", today())


def test_no_rates_of_a_day_are_said_and_kept(session: Any, bank: Bank) -> None:
    bank.raw = b"<rates><date>21.11.2026</date></rates>"
    rates.fetch(today())
    [row] = session.scalars(select(RateAnswer)).all()
    assert row.file_id is not None
    assert "no rates" in row.fault


def test_a_differing_rate_waits_for_a_person(session: Any, bank: Bank) -> None:
    rates.fetch(today())
    clock_later = answer(today(), "600.00")
    rates.load(io.BytesIO(clock_later), "rates.xml", make_staff(Role.ADMINISTRATOR))
    assert reference.rate_on("USD", today()).rate == Decimal("512.34")
    waiting = session.scalars(select(ReferenceRow).where(ReferenceRow.status == "proposed")).one()
    assert journal_of(Event.REFERENCE_PROPOSED)[-1]["facts"]["row"] == waiting.public_id
    assert waiting.values["rate"] == "600.00"
    reference.approve(waiting.public_id, make_staff(Role.HEAD), clock.now())
    assert reference.rate_on("USD", today()).rate == Decimal("600.00")


@pytest.mark.parametrize(("lang", "shown"), [("kk", "512,34"), ("ru", "512,34"), ("en", "512,34")])
def test_the_table_writes_a_rate_as_sums_are_written(
    session: Any, client: FlaskClient, bank: Bank, lang: str, shown: str
) -> None:
    rates.fetch(today())
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    client.post("/language", data={"lang": lang, "next": "/"})
    words = client.get("/admin/tables/rates").get_data(as_text=True)
    assert shown in words
    assert "512.34" not in words


def test_a_loaded_file_is_proposed(session: Any, app: Flask) -> None:
    row = rates.load(io.BytesIO(answer(today())), "rates.xml", make_staff(Role.ADMINISTRATOR))
    assert (row.asked_on, row.new) == (None, 1)
    with pytest.raises(reference.NoRate):
        reference.rate_on("USD", today())
    with pytest.raises(BadInput, match="no answer of the National Bank"):
        rates.load(io.BytesIO(b"<html></html>"), "page.xml", make_staff(Role.ADMINISTRATOR))


def test_a_draft_asks_for_the_days_of_its_payments(session: Any, bank: Bank) -> None:
    day = today() - timedelta(days=40)
    line = {"currency": "USD", "payments": [{"paid_on": day.isoformat()}, {}]}
    rates.ask_for({"costs": [line, {"payments": [{"paid_on": "2026-01-01"}]}]})
    assert session.scalars(
        text("SELECT args->>'day' FROM procrastinate_jobs WHERE task_name = 'fetch_rates'")
    ).all() == [day.isoformat()]


def test_the_page(client: FlaskClient, session: Any, bank: Bank) -> None:
    rates.fetch(today())
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    page = client.get("/admin/rates").get_data(as_text=True)
    assert bank.address in page
    other = today() - timedelta(days=1)
    sent = client.post("/admin/rates/load", data={"file": (io.BytesIO(answer(other)), "rates.xml")})
    assert sent.status_code == 302
    assert session.scalars(select(ReferenceRow.status).where(ReferenceRow.valid_from == other)).all() == ["proposed"]
