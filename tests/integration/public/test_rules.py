"""The rules over HTTP: the bytes of the command line, faults that name their field, and nobody asked who he is."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dms.cli.rules import calculate, deadlines
from dms.services.tables import reference, shipped
from dms.views.public.rules import MOST, MOST_BYTES
from tests.fixtures.application import Clock
from tests.fixtures.people import sign_in
from tests.fixtures.walk import Walk
from tests.unit.workflows.random_applications import applications
from tests.unit.workflows.sum_requests import EXAMPLE
from workflows.mci import NoMci
from workflows.states import CaseState, Role

Json = dict[str, Any]


@pytest.fixture
def tables(session: Any, clock: Clock) -> None:
    shipped.load(clock())


def by_command(body: object, *args: str) -> bytes:
    ran = CliRunner().invoke(calculate, ["-", "--json", *args], input=json.dumps(body).encode())
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout_bytes


@pytest.fixture
def ask(client: FlaskClient, tables: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Asks by HTTP; the count of tries is for the world outside."""
    from dms.accounts.limits import limiter

    monkeypatch.setattr(limiter, "enabled", False)
    return lambda body, address="/api/calculate": client.post(address, json=body)


def test_random_questions_get_the_bytes_of_the_command_line(ask: Any) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.one_of(applications(), st.lists(applications(), max_size=3)), st.sampled_from(["kk", "ru", "en"]))
    def same(question: object, lang: str) -> None:
        answer = ask(question, f"/api/calculate?lang={lang}")
        assert answer.status_code == 200, answer.data
        assert answer.data == by_command(question, "--lang", lang)

    same()


def test_the_tables_value_stands_in_for_a_missing_mci(ask: Any) -> None:
    question = {key: value for key, value in EXAMPLE.items() if key != "mci"}
    assert ask(question).data == by_command(question)


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"applied_on": "20.03.2026"}, 422, "applied_on"),
        ({"size": "tiny"}, 422, "size"),
        ({"costs": []}, 422, "costs"),
        ({"mci": "-1"}, 422, "mci"),
        ({"nonsense": 1}, 422, "nonsense"),
    ],
)
def test_a_wrong_field_is_named(ask: Any, change: Json, status: int, field: str) -> None:
    answer = ask({**EXAMPLE, **change})
    assert (answer.status_code, answer.json["field"]) == (status, field)
    ran = CliRunner().invoke(calculate, ["-"], input=json.dumps({**EXAMPLE, **change}).encode())
    assert ran.stderr.strip() == f"{field}: {answer.json['fault']}"


def test_what_is_no_json_too_much_or_in_no_language_is_refused(ask: Any, client: FlaskClient) -> None:
    junk = client.post("/api/calculate", data=b"{", content_type="application/json")
    assert (junk.status_code, junk.json["field"]) == (400, "body")
    many = ask([EXAMPLE] * (MOST + 1))
    assert (many.status_code, many.json["field"]) == (400, "body")
    assert len(ask([EXAMPLE] * MOST).json) == MOST
    assert ask(EXAMPLE, "/api/calculate?lang=de").json["field"] == "lang"
    long = client.post("/api/calculate", data=b" " * (MOST_BYTES + 1), content_type="application/json")
    assert (long.status_code, long.json["status"]) == (413, 413)
    assert client.get("/api/calculate").status_code == 405


def test_too_many_questions_of_one_address_wait(client: FlaskClient, tables: None, monkeypatch: Any) -> None:
    from dms.accounts import limits

    monkeypatch.setattr(limits.TableStorage, "incr", lambda *_args, **_more: 601)
    answer = client.post("/api/calculate", json=EXAMPLE)
    assert (answer.status_code, answer.json["status"]) == (429, 429)


def test_a_foreign_page_needs_no_token_and_gets_nothing_of_a_person(app: Flask, walk: Walk) -> None:
    """No token is asked, there is no session to act in: whoever is logged in gets the same bytes, nobody a cookie."""
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        person = sign_in(app.test_client(), walk.staff(Role.EXECUTOR))
        answers = [browser.post("/api/calculate", json=EXAMPLE) for browser in (person, app.test_client())]
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].data == answers[1].data
    assert "Set-Cookie" not in answers[1].headers


def test_terms_are_those_of_the_command_line(client: FlaskClient, tables: None) -> None:
    moments = ["2026-03-19T18:40:00+05:00", "2025-12-31T10:00:00+05:00"]
    for programme in ("domestic-342", "export-314"):
        for asked in (moments[:1], moments):
            more = {"completeness_done": "2026-03-27T12:00:00+05:00"} if programme == "domestic-342" else {}
            answer = client.get(f"/api/deadlines/{programme}", query_string={"submitted": asked, **more})
            assert answer.status_code == 200, answer.data
            options = [word for moment in asked for word in ("--submitted", moment)]
            options += [word for key, moment in more.items() for word in (f"--{key.replace('_', '-')}", moment)]
            ran = CliRunner().invoke(deadlines, [programme, *options, "--json"])
            assert answer.data == ran.stdout_bytes
    plus = client.get("/api/deadlines/domestic-342?submitted=2026-03-19T18:40:00+05:00")
    assert plus.json["registered_at"] == "2026-03-20T08:30:00+05:00"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/api/deadlines/domestic-342", "submitted"),
        ("/api/deadlines/domestic-342?submitted=yesterday", "submitted"),
        ("/api/deadlines/domestic-342?submitted=2040-01-01T10:00:00Z", "submitted"),
        ("/api/deadlines/no-such?submitted=2026-03-19T18:40:00Z", "programme"),
        ("/api/deadlines/domestic-342?submitted=2026-03-19T10:00:00Z&hearing_notice=2026-03-18T10:00:00Z",
         "hearing_notice"),
    ],
)  # fmt: skip
def test_a_wrong_moment_is_named(client: FlaskClient, tables: None, address: str, field: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json["field"]) == (422, field)


def test_the_sums_of_a_case_are_those_of_both_doors(ask: Any, walk: Walk, app: Flask) -> None:
    """What the desk shows is what anybody gets for the same question, by command and by HTTP."""
    case = walk.to(CaseState.DECISION)
    desk = sign_in(app.test_client(), walk.assignee(case))
    told = desk.get(f"/desk/c/{case.public_id}/calculation.json").json
    answer = ask(told["question"], "/api/calculate?lang=en")
    assert answer.data == by_command(told["question"], "--lang", "en")
    assert answer.json == told["answer"]
    page = desk.get(f"/desk/c/{case.public_id}/calculation").get_data(as_text=True)
    whole, tiyn = told["answer"]["total"].split(".")
    assert f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}") + f",{tiyn}" in page


def test_what_a_case_lacks_is_named_on_its_page_and_to_programs(
    client: FlaskClient, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    sign_in(client, walk.assignee(case))

    def unknown(day: date) -> None:
        raise NoMci(day)

    monkeypatch.setattr(reference, "mci_on", unknown)
    page = client.get(f"/desk/c/{case.public_id}/calculation").get_data(as_text=True)
    assert "АЕК мәні енгізілмеген" in page or "no value of the MCI is known" in page
    told = client.get(f"/desk/c/{case.public_id}/calculation.json")
    assert (told.status_code, told.json["field"]) == (422, "mci")
