"""Registers about an applicant, on a stand-in over loopback and by hand: what is kept, proposed, and goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from dms import registers as outside
from dms import scope
from dms.errors import BadInput, NotPermitted, OutsideTrouble
from dms.events import Event
from dms.models import File, RegisterAnswer
from dms.registers import stat_gov
from dms.services import clock, files
from dms.services.desk.standing import of_staff
from dms.services.judging.proposals import findings
from dms.services.tables import registers
from tests.fixtures.people import journal_of
from tests.fixtures.statements import counted
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.portal.conftest import check_sound
from tests.servers.register import StandIn, body_for, stand_in
from workflows.registers import Register
from workflows.states import CaseState, Role, Verdict

YES, NO = Verdict.YES, Verdict.NO


@pytest.fixture
def register(app: Flask) -> Iterator[StandIn]:
    """The stand-in, configured."""
    before = app.config["SETTINGS"]
    with stand_in() as made:
        app.config["SETTINGS"] = replace(before, register_bin_url=made.address)
        yield made
        app.config["SETTINGS"] = before


def hands(walk: Walk, case: Any, role: Role = Role.EXECUTOR) -> Any:
    return of_staff(case.public_id, walk.staff(role), clock.now())


def fetch(case: Any) -> RegisterAnswer:
    """The job's work, and what it kept."""
    registers.fetch(case.id, Register.BIN, clock.now())
    return kept(case)[-1]


def kept(case: Any) -> list[RegisterAnswer]:
    from dms.extensions import db

    return list(db.session.scalars(select(RegisterAnswer).filter_by(case_id=case.id).order_by(RegisterAnswer.id)))


def questions(session: Any) -> list[dict[str, Any]]:
    asked = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'ask_register' AND status = 'todo' ORDER BY id")
    return list(session.scalars(asked))


def evidence(**more: Any) -> registers.Evidence:
    return registers.Evidence(**{"said_on": clock.today(), "origin": "КГД", "letter": "№ 7", **more})


def test_the_register_is_asked_when_the_review_begins(walk: Walk, session: Any, register: StandIn) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    [question] = questions(session)
    assert (question["case_id"], question["register"]) == (case.id, "bin")
    assert journal_of(Event.REGISTER_ASKED)[-1]["facts"]["applicant"] == case.organisation.bin
    assert not registers.ask(hands(walk, case), Register.BIN), "it is being asked already"
    assert not registers.ask(hands(walk, case), Register.TAXES), "it can only be asked by hand"
    assert len(questions(session)) == 1


@pytest.mark.parametrize("which", list(Register))
def test_a_page_without_any_answer_is_sound(walk: Walk, as_user: Sign, which: Register) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    check_sound(as_user(walk.assignee(case)).get(f"/desk/c/{case.public_id}/registers/{which.value}").text)


def test_an_answer_is_kept_as_it_came_and_proposed(walk: Walk, session: Any, register: StandIn) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    row = fetch(case)
    assert (row.fault, row.said_on, row.origin) == ("", clock.today(), register.address)
    assert row.told["registered_on"] == "2018-03-05"
    with files.read(session.get_one(File, row.file_id)) as reading:
        assert reading.read(1 << 20) == body_for(case.organisation.bin)
    entry = journal_of(Event.REGISTER_ANSWERED)[-1]
    assert entry["facts"]["told"] == row.told
    assert entry["facts"]["sha256"] == session.get_one(File, row.file_id).sha256
    told = findings(case)["one_year_registered"]
    assert told.verdict is YES
    assert "05.03.2018" in told.facts[0].en


def test_a_job_that_runs_twice_asks_once(walk: Walk, register: StandIn) -> None:
    case, since = walk.to(CaseState.SUBSTANTIVE_REVIEW), clock.now()
    registers.fetch(case.id, Register.BIN, since)
    registers.fetch(case.id, Register.BIN, since)
    assert register.asked == [case.organisation.bin]
    walk.clock.advance(minutes=1)
    registers.fetch(case.id, Register.BIN, clock.now())
    assert len(kept(case)) == 2


@pytest.mark.parametrize(
    ("raw", "status", "fault"),
    [
        (b"<html><body>Maintenance</body></html>", 200, "garbled"),
        (body_for("011240009242"), 200, "garbled"),  # about somebody else
        (b'{"success": true, "obj": {"bin"', 200, "garbled"),
        (json.dumps({"success": False, "obj": None}).encode(), 200, "not_found"),
        (b"no", 403, "refused"),
    ],
    ids=["html", "wrong number", "cut off", "unknown", "refused"],
)
def test_what_is_no_answer_is_kept_with_its_fault(
    walk: Walk, session: Any, register: StandIn, raw: bytes, status: int, fault: str
) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    register.raw, register.status = raw, status
    row = fetch(case)
    assert (row.fault, row.said_on, row.told) == (fault, None, {})
    with files.read(session.get_one(File, row.file_id)) as reading:
        assert reading.read(1 << 20) == raw
    assert findings(case)["one_year_registered"].facts[0].en.endswith("or before"), "the form alone speaks"
    assert "register" not in findings(case)["one_year_registered"].facts[0].en


def test_an_absent_register_is_asked_again_and_then_said_to_be_away(
    walk: Walk, session: Any, register: StandIn, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    for status in (500, 503, 429):
        register.status = status
        with pytest.raises(OutsideTrouble):
            fetch(case)
    assert kept(case) == []
    session.execute(text("DELETE FROM procrastinate_jobs WHERE task_name = 'ask_register'"))  # its tries are used up
    registers.give_up(case.id, Register.BIN)
    assert [row.fault for row in kept(case)] == ["unreachable"]
    page = text_of(as_user(walk.staff(Role.EXECUTOR)).get(f"/desk/c/{case.public_id}/checks"))
    assert "did not answer" in page
    assert "stat.gov.kz" in page
    register.status = 200
    assert fetch(case).fault == ""


def test_a_register_that_never_ends_its_answer_is_left(register: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    register.drip = True
    with pytest.raises(outside.Unreachable, match="slowly"):
        stat_gov.StatGov(register.address, seconds=0.3).ask("090840000906")
    register.drip, register.raw = False, b" " * 2000
    monkeypatch.setattr(stat_gov, "MOST_BYTES", 1000)
    with pytest.raises(outside.Unreachable, match="larger"):
        stat_gov.StatGov(register.address).ask("090840000906")
    with pytest.raises(outside.Unreachable):
        stat_gov.StatGov("http://127.0.0.1:9/none", seconds=0.5).ask("090840000906")


def test_answers_entered_by_hand_are_proposed_with_their_evidence(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    applied = case.received_at.astimezone(clock.ALMATY).date()
    standing = hands(walk, case)
    paid = {applied.year - back: Decimal(1000 - back) for back in (3, 2, 1)}
    taxes = outside.TaxesAnswer(arrears=False, paid=paid)
    registers.enter(standing, Register.TAXES, taxes, evidence(said_on=applied, letter="№ 12 от 20.03"))
    registers.enter(standing, Register.CATEGORY, outside.CategoryAnswer("large"), evidence())
    told = findings(case)
    assert [told[key].verdict for key in ("no_arrears", "taxes_grew", "small_or_medium")] == [YES, YES, NO]
    assert "№ 12 от 20.03" in told["no_arrears"].facts[0].ru
    registers.enter(standing, Register.CATEGORY, outside.CategoryAnswer("small"), evidence())
    registers.enter(standing, Register.TAXES, outside.TaxesAnswer(arrears=True), evidence(said_on=applied))
    told = findings(case)
    assert told["small_or_medium"].verdict is YES, "the newest answer counts"
    assert (told["no_arrears"].verdict, told["taxes_grew"].verdict) == (NO, YES), "sums may come apart from arrears"
    assert len(kept(case)) == 4
    entry = journal_of(Event.REGISTER_ANSWERED)[-1]
    assert entry["actor"]["id"] == standing.user.public_id
    assert entry["facts"]["letter"] == "№ 7"


def test_an_answer_needs_evidence_a_past_day_and_the_right_to_work_on_the_case(walk: Walk) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    small = outside.CategoryAnswer("small")
    for wrong in ({"letter": " "}, {"said_on": clock.today() + timedelta(days=1)}):
        with pytest.raises(BadInput):
            registers.enter(hands(walk, case), Register.CATEGORY, small, evidence(**wrong))
    with pytest.raises(NotPermitted):
        registers.enter(hands(walk, case, Role.HEAD), Register.CATEGORY, small, evidence())
    with pytest.raises(NotPermitted):
        registers.ask(hands(walk, case, Role.SUPERVISOR), Register.BIN)
    assert kept(case) == []


def test_an_answer_is_never_changed_and_no_applicant_reads_it(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    registers.enter(hands(walk, case), Register.CATEGORY, outside.CategoryAnswer("small"), evidence())
    for change in ("UPDATE register_answers SET told = '{}'", "DELETE FROM register_answers"):
        with pytest.raises(ProgrammingError), session.begin_nested():
            session.execute(text(change))
    with scope.acting(scope.Scope("applicant", (case.organisation_id,))):
        assert session.execute(text("SELECT count(*) FROM register_answers")).scalar_one() == 0


def test_the_page(walk: Walk, register: StandIn, as_user: Sign, text_of: Callable[[Any], str]) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    officer, head = as_user(walk.staff(Role.EXECUTOR)), as_user(walk.staff(Role.HEAD))
    place = f"/desk/c/{case.public_id}/registers"
    sent = {"said_on": f"{clock.today():%d.%m.%Y}", "origin": "elicense.kz", "category": "medium"}
    assert "Give the number and day" in text_of(officer.post(f"{place}/category", data=sent))
    assert officer.post(f"{place}/category", data={**sent, "letter": "№ 5"}).status_code == 302
    assert "№ 5" in text_of(head.get(f"{place}/category"))
    assert head.post(f"{place}/category", data={**sent, "letter": "№ 6"}).status_code == 403
    assert "at least one thing" in text_of(officer.post(f"{place}/taxes", data={**sent, "letter": "№ 5"}))
    year = clock.today().year - 1
    assert officer.post(f"{place}/taxes", data={**sent, "letter": "№ 5", f"paid_{year}": "1 000,50"}).status_code == 302
    fetch(case)
    page = text_of(head.get(f"{place}/bin"))
    assert "05.03.2018" in page
    raw = page.partition(f'href="{place}/bin/')[2].partition('"')[0]
    answer = head.get(f"{place}/bin/{raw}")
    assert answer.data == body_for(case.organisation.bin)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert head.get(f"{place}/bin/nothing").status_code == 404
    assert head.get(f"{place}/courts").status_code == 404
    assert "State Revenue Committee" in text_of(head.get(f"/desk/c/{case.public_id}/history"))


def test_a_check_keeps_the_facts_it_was_answered_on(
    walk: Walk, session: Any, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    registers.enter(hands(walk, case), Register.CATEGORY, outside.CategoryAnswer("small"), evidence(letter="№ 41"))
    officer = as_user(walk.staff(Role.EXECUTOR))
    place = f"/desk/c/{case.public_id}/checks"
    assert "Category: small" in text_of(officer.get(place))
    officer.post(f"{place}?check=small_or_medium", data={"version": walk.fresh(case).version, "verdict": "yes"})
    registers.enter(hands(walk, case), Register.CATEGORY, outside.CategoryAnswer("large"), evidence(letter="№ 42"))
    page = text_of(officer.get(place))
    assert "Category: small" in page
    assert "№ 41" in page
    assert "By now the data propose: no" in page
    facts = journal_of(Event.CHECK_ANSWERED)[-1]["facts"]
    assert facts["proposed"] == "yes"
    assert "№ 41" in facts["told"][0]["kk"]


def test_the_page_of_checks_costs_the_same_with_many_answers(walk: Walk, as_user: Sign, text_of: Any) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    officer, place = as_user(walk.staff(Role.EXECUTOR)), f"/desk/c/{case.public_id}/checks"
    category = outside.CategoryAnswer("small")
    registers.enter(hands(walk, case), Register.CATEGORY, category, evidence())
    text_of(officer.get(place))
    with counted() as few:
        text_of(officer.get(place))
    for number in range(6):
        registers.enter(hands(walk, case), Register.CATEGORY, category, evidence(letter=f"№ {number}"))
    with counted() as many:
        text_of(officer.get(place))
    assert len(many) == len(few)
