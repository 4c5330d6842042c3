"""Public pages: in three languages, without log-in, without anything of a case."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms import law
from dms.models import DemoClock, JournalEntry
from dms.services.money import ledger
from dms.services.tables import reference, shipped
from dms.services.unit import unit
from forms.public import questions_of
from tests.fixtures import people
from tests.fixtures.application import Clock
from workflows.calculation import Cost, Payment, Request, Size
from workflows.programmes import pick
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.states import Role

EXPORTED = "/estimate?programme=export-314"
ABROAD, KNOWN = "/?programme=export-314", "/passport?programme=export-314"
PAGES = ("/", ABROAD, "/passport", KNOWN, "/contacts", "/check", "/estimate", EXPORTED, "/law/342:9.1", "/law/342:A6.8")


@pytest.fixture
def tables(session: Any, clock: Clock) -> None:
    shipped.load(clock())


def _in(client: FlaskClient, lang: str, address: str) -> str:
    client.post("/language", data={"lang": lang, "next": "/"})
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_three_languages(client: FlaskClient, tables: None, address: str) -> None:
    told = {lang: _in(client, lang, address) for lang in ("kk", "ru", "en")}
    assert len(set(told.values())) == 3
    for lang, words in told.items():
        assert f'<html lang="{lang}">' in words


@pytest.mark.clause("342:A6", "342:A6.1-10", "342:A6.10.1-3", "342:A6.8.1")
def test_the_passport_shows_the_orders_words(client: FlaskClient, tables: None) -> None:
    shown = " ".join(html.unescape(_in(client, "kk", "/passport")).split())
    rows = [law.find(f"342:A6.{number}") for number in range(1, 11)]
    assert [line for row in rows if row for line in row.words if " ".join(line.split()) not in shown] == []
    assert "Дүйсенбіден жұмаға дейін сағат 8:30-дан 17:30-ға дейін" in _in(client, "kk", "/passport")
    assert "8 (восемь) рабочих дней" in _in(client, "ru", "/passport")


def test_a_clause_is_marked_for_the_small_window(client: FlaskClient, tables: None) -> None:
    words = _in(client, "ru", "/law/342:35")
    assert "data-clause-text" in words
    assert "2 (екі) жұмыс күні ішінде" in words
    assert client.get("/law/342:77").status_code == 404


def test_intake_and_its_notices(client: FlaskClient, tables: None, clock: Clock) -> None:
    assert "Applications are not taken yet" in _in(client, "en", "/")
    officer = people.make_staff(Role.FINANCE)
    with unit():
        ledger.transfer_in("domestic-342", Decimal("1000.00"), "1", officer, clock(), "")
    assert "Applications are being taken" in _in(client, "en", "/")


def test_the_export_programme_stands_beside_it(client: FlaskClient, tables: None, clock: Clock) -> None:
    """Its intake is closed by nothing (I-25); that the money is used up is said with its clause."""
    for address in ("/", ABROAD):
        words = _in(client, "en", address)
        assert "Foreign markets, order 314" in words
        assert "within the money of the year" in words
    assert "342:" not in _main(_in(client, "en", ABROAD)).partition("intake-export-314")[2]
    officer = people.make_staff(Role.FINANCE)
    with unit():
        ledger.transfer_in(EXPORT, Decimal("1000.00"), "1", officer, clock(), "")
    assert "within the money of the year" in _in(client, "en", "/")


def test_used_up_money_of_the_export_programme_is_said(
    client: FlaskClient, tables: None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = people.make_staff(Role.FINANCE)
    with unit():
        ledger.transfer_in(EXPORT, Decimal("1000.00"), "1", officer, clock(), "")
        monkeypatch.setattr(ledger.money, "free", lambda _programme: Decimal("0.00"))
        ledger.follow_intake(EXPORT, clock())
    words = _in(client, "en", "/")
    assert "The money of the year is used up" in words
    assert "314:22.1" in words


def _main(words: str) -> str:
    return words.partition("<main")[2].partition("</main>")[0]


def test_what_is_known_of_order_314_cites_it_and_says_what_is_not(client: FlaskClient, tables: None) -> None:
    words = _main(_in(client, "en", KNOWN))
    for clause in ("314:3", "314:4", "314:9.9", "314:11", "314:12", "314:17.5", "314:22", "314:22.4", "314:24"):
        assert f">{clause}<" in words, clause
    assert "342:" not in words
    assert "the length of the review term" in words
    assert "formula and term of the return" in words
    assert "export.gov.kz" in _in(client, "en", "/contacts")


def _answers(programme: str = DOMESTIC, **more: str) -> dict[str, str]:
    questions = questions_of(pick(programme, date(2026, 1, 5)))
    return {f"q_{check.key}": "yes" for check in questions} | {"size": "small", "cost_1": "1 000 000,00"} | more


def test_the_estimate_is_the_rules_own(client: FlaskClient, tables: None, clock: Clock) -> None:
    today = clock().date()
    cost = Cost(id="1", type="1", payments=(Payment(paid_on=today, amount=Decimal("400000000.00")),))
    request = Request(
        programme="domestic-342", applied_on=today, decided_on=today, size=Size.SMALL, mci=reference.mci_on(today),
        costs=(cost,),
    )  # fmt: skip
    total = pick(DOMESTIC, today).sums.calculate(request).total
    client.post("/language", data={"lang": "en", "next": "/"})
    words = client.post("/estimate", data=_answers(cost_1="400 000 000,00")).get_data(as_text=True)
    assert total == reference.mci_on(today) * 15_000
    assert "64\N{NO-BREAK SPACE}875\N{NO-BREAK SPACE}000,00" in words


def test_an_answer_of_no_is_told_with_its_clause(client: FlaskClient, tables: None) -> None:
    client.post("/language", data={"lang": "en", "next": "/"})
    words = client.post("/estimate", data=_answers(q_no_arrears="no")).get_data(as_text=True)
    assert "The rules do not allow a grant yet" in words
    assert "/law/342:11.2" in words
    large = client.post("/estimate", data=_answers(size="large")).get_data(as_text=True)
    assert "Only small and medium enterprises are supported." in large


def test_the_export_programme_is_estimated_by_its_own_rules(client: FlaskClient, tables: None) -> None:
    client.post("/language", data={"lang": "en", "next": "/"})
    transport = {
        "cost_1": "", "cost_9_9": "1 000 000", "processing_9_9": "upper", "carrier_9_9": "y", "port_9_9": "y",
        "taxes_paid": "5 000 000", "vat_refunded": "0",
    }  # fmt: skip
    words = client.post(EXPORTED, data=_answers(EXPORT, **transport)).get_data(as_text=True)
    assert "900\N{NO-BREAK SPACE}000,00" in words, "80 % and twice 5 points"
    transport["taxes_paid"] = "999 999,99"
    left = client.post(EXPORTED, data=_answers(EXPORT, **transport)).get_data(as_text=True)
    assert "Left without consideration" in left
    assert "314:22.4" in left


def test_a_kind_without_words_is_not_asked_for_and_the_others_stand_in_the_words_of_the_order(
    client: FlaskClient, tables: None
) -> None:
    words = _in(client, "ru", EXPORTED)
    assert 'name="cost_9_9"' in words
    assert 'name="cost_9_1"' not in words
    assert "автомобильным, железнодорожным, воздушным, морским транспортом" in words
    assert "Затраты 9.1" not in words, "a number is no words"
    assert "другие виды, текста которых на этом сайте пока нет" in words
    assert "/law/314:9.1" in words
    sent = client.post(EXPORTED, data=_answers(EXPORT, cost_1="", cost_9_1="1 000")).get_data(as_text=True)
    assert "1\N{NO-BREAK SPACE}000,00" not in sent, "what is not asked is not counted"


def test_the_address_in_english_is_in_english_or_says_that_it_is_not(client: FlaskClient, app: Flask) -> None:
    known = app.config["SETTINGS"]
    own = {"operator_address_ru": "г. Астана, проспект 1", "operator_address_en": "1 Avenue, Astana"}
    try:
        app.config["SETTINGS"] = replace(known, **own)
        assert '<span lang="en">1 Avenue, Astana</span>' in _in(client, "en", "/contacts")
        assert '<span lang="ru">г. Астана, проспект 1</span>' in _in(client, "ru", "/contacts")
        app.config["SETTINGS"] = replace(known, **own | {"operator_address_en": ""})
        assert '<span lang="ru">г. Астана, проспект 1</span>' in _in(client, "en", "/contacts")
    finally:
        app.config["SETTINGS"] = known


def test_transport_asks_for_the_level_and_the_taxes(client: FlaskClient, tables: None) -> None:
    answer = client.post(EXPORTED, data=_answers(EXPORT, cost_1="", cost_9_9="1 000"))
    for field in ("processing_9_9", "taxes_paid", "vat_refunded"):
        assert f'href="#{field}"' in answer.get_data(as_text=True)


def test_there_is_no_estimate_of_an_unknown_programme(client: FlaskClient, tables: None) -> None:
    assert client.get("/estimate?programme=import-1").status_code == 404


def test_empty_answers_are_asked_for(client: FlaskClient, tables: None) -> None:
    assert "error-summary" in client.post("/estimate", data={}).get_data(as_text=True)


def test_an_unknown_document_is_told_so(client: FlaskClient, tables: None) -> None:
    assert client.get("/d/AAAAAAAAAAAAAAAA").status_code == 404
    assert client.get("/d/x").status_code == 404
    answer = client.post("/check", data={"number": "https://demeu.kz/d/AAAAAAAAAAAAAAAA"})
    assert answer.headers["Location"].endswith("/d/AAAAAAAAAAAAAAAA")


@pytest.mark.parametrize("typed", ["OUT-2026-000047", "x", "AAAAAAAAAAAAAAAA1", "https://demeu.kz/d/"])
def test_another_number_is_told_from_the_one_beside_the_code(client: FlaskClient, tables: None, typed: str) -> None:
    client.get("/lang/en")
    answer = client.post("/check", data={"number": typed})
    assert answer.status_code == 200
    assert "it has 16 characters and stands beside the square code" in answer.text
    assert f'value="{typed}"' in answer.text, "what was typed stays"


def test_the_demos_clock_moves_and_the_journal_knows(
    client: FlaskClient, app: Flask, session: Any, clock: Clock
) -> None:
    shipped.load(clock())
    answer = client.post("/demo/clock", data={"move": "quarter", "next": "/passport"})
    assert answer.headers["Location"] == "/passport"
    assert session.scalars(select(JournalEntry.event).where(JournalEntry.event == "demo_clock_moved")).all()
    ahead = session.execute(select(DemoClock.ahead_seconds)).scalar_one()
    assert timedelta(days=80) < timedelta(seconds=ahead) < timedelta(days=100)
    assert client.post("/demo/clock", data={"move": "back"}).status_code == 404


def test_outside_the_demo_there_is_no_clock(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))
    assert client.post("/demo/clock", data={"move": "office"}).status_code == 404


def _switch(html: str) -> str:
    """Where the language switch of a page comes back to."""
    form = html[html.index('action="/language"') :]
    return str(re.search(r'name="next" value="([^"]*)"', form)[1]).replace("&amp;", "&")


def test_the_language_switch_stays_on_the_page_also_after_a_form_with_faults(client: FlaskClient, tables: None) -> None:
    assert _switch(_in(client, "en", EXPORTED)) == EXPORTED
    people.sign_in(client, people.make_staff(Role.FINANCE))
    faulty = client.post(
        "/money/transfer", data={"amount": "x"}, headers={"Referer": "http://localhost/money/?before=9"}
    )
    assert faulty.status_code == 400
    assert _switch(faulty.get_data(as_text=True)) == "/money/?before=9", "the form's own address shows no page"
    stranger = client.post("/money/transfer", data={"amount": "x"}, headers={"Referer": "https://elsewhere.kz/money/"})
    assert _switch(stranger.get_data(as_text=True)) == "/"
    own = client.post("/account?tab=1", data={"name": ""})
    assert _switch(own.get_data(as_text=True)) == "/account?tab=1"
