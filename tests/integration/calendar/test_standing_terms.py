"""P14: a deadline never moves by the clock; and what happens where no calendar reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.models import IntakeNotice, Notice
from dms.notice_words import say
from dms.services.dates import recount, terms
from dms.services.desk import register
from dms.services.judging.facts import build
from dms.services.judging.given import NOTHING
from tests.fixtures.export import ExportWalk
from tests.fixtures.people import sign_in
from tests.fixtures.promises import Trial
from tests.fixtures.walk import Walk
from tests.integration.calendar.conftest import Approve
from tests.integration.calendar.test_recount import at, same_again, told
from workflows.states import Action, CaseState, ExportAction, Role

S = CaseState
#: Where a case's term runs when the clock is tampered with.
RUNNING = (S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION, S.PAYMENT, S.MONITORING)
#: To the second before midnight, across the change of zones, years back and years on.
JUMPS = (
    "2024-02-29T23:59:59", "2024-03-01T00:00:00", "2025-12-31T23:59:59", "2026-03-21T12:00:00", "2026-04-13T17:30:01",
    "2027-01-04T08:30:00", "2028-12-31T23:59:59",
)  # fmt: skip


def kept(walk: Walk, case: Any) -> tuple[Any, ...]:
    case = walk.fresh(case)
    ends = [(term.key, term.due_at) for term in terms.told(case).explained()]
    return case.registered_at, case.term_key, case.due_at, case.service_due_at, case.version, ends


@pytest.mark.promise("P14")
def test_a_clock_set_back_or_forward_moves_no_deadline(walk: Walk, trial: Trial) -> None:
    for state in RUNNING if trial.full else RUNNING[1:3]:
        case, moment = walk.to(state), walk.clock()
        before = kept(walk, case)
        jumps = JUMPS if not trial.full else (*JUMPS, *hourly(moment))
        for jump in jumps:
            walk.clock.set(at(jump) if isinstance(jump, str) else jump)
            register.run()
            recount.run()
            trial.count(kept(walk, case) == before)
        walk.clock.set(moment)
        trial.count(same_again() == [])


def hourly(moment: datetime) -> list[datetime]:
    return [moment + timedelta(hours=hours) for hours in range(-400, 400, 7)]


@pytest.mark.promise("P14")
def test_an_act_under_a_wrong_clock_keeps_the_date_of_the_result(walk: Walk, trial: Trial) -> None:
    """The clock is set back by a year and on again between the acts: what runs from registration stands."""
    case = walk.to(S.COMPLETENESS)
    due, moment = case.service_due_at, walk.clock()
    for days in (-365, 365, -40, 40) if trial.full else (-365, 365):
        walk.clock.set(moment + timedelta(days=days))
        walk.act(
            case, Action.ASSIGN, walk.staff(Role.HEAD), assignee_id=walk.staff(Role.EXECUTOR).id, reasons="Ауыстыру"
        )
        case = walk.fresh(case)
        trial.count(case.service_due_at == due and case.due_at == at("2026-04-03T17:30"))
    trial.count(same_again() == [])


@pytest.mark.promise("P14")
def test_a_deadline_counted_from_now_is_found(walk: Walk, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: terms run from the clock, not from what the registration kept."""
    case = walk.to(S.COMPLETENESS)
    before, honest = kept(walk, case), terms.moments
    now = walk.clock
    monkeypatch.setattr(terms, "moments", lambda row: _from(honest(row), now()))
    walk.clock.advance(days=30)
    trial.planted(kept(walk, case) != before)
    trial.count(True)


def _from(moments: Any, now: datetime) -> Any:
    return replace(moments, received=now, registered=None)


BEYOND = "2028-12-26T10:00"  # two working days lie before the last of the calendar, eight do not


def test_a_case_past_the_calendar_goes_on_and_is_told_its_date_later(
    walk: Walk, session: Any, client: FlaskClient, approve_year: Approve
) -> None:
    walk.clock.set(at(BEYOND))
    case = walk.to(S.COMPLETENESS)
    assert (case.term_key, case.due_at, case.service_due_at) == ("completeness", at("2028-12-28T17:30"), None)
    assert terms.told(case).uncovered == datetime(2029, 1, 1).date()
    assert "сообщим" in registered_notice(session, case)
    pages_open(walk, client, case)
    approve_year(2029)
    assert recount.run() == 1
    case = walk.fresh(case)
    assert case.service_due_at is not None
    assert [facts["result_was"] for facts in told(session, case)] == [None]
    assert same_again() == []


def registered_notice(session: Any, case: Any) -> str:
    """What the applicant was told at registration."""
    row = session.scalars(select(Notice).where(Notice.case_id == case.id, Notice.code.startswith("registered"))).one()
    return say(row.code, row.params).ru


def look(client: FlaskClient, address: str) -> Any:
    """A page; before and after it the test's own transaction, in the system's scope."""
    db.session.commit()
    answer = client.get(address)
    db.session.commit()
    return answer


def pages_open(walk: Walk, client: FlaskClient, case: Any) -> None:
    """Every page of the case answers, and says what is missing."""
    warning = "The calendar of working days does not reach 01.01.2029"
    place = case.public_id
    desk = [f"/desk/c/{place}/{tab}" for tab in ("", "documents", "checks", "calculation", "money", "history")]
    desk += ["/desk/", f"/desk/c/{place}/act/complete", f"/desk/c/{place}/act/prepare_rejection"]
    for user, pages in (
        (walk.assignee(case), desk),
        (walk.applicant(case), [f"/portal/c/{place}/", f"/portal/c/{place}/submitted", "/portal/"]),
    ):
        sign_in(client, user)
        for page in pages:
            answer = look(client, page)
            assert answer.status_code == 200, (page, answer.status_code)
            assert ("/c/" not in page or "act/" in page or "submitted" in page) or warning in answer.text, page


def test_what_comes_in_on_a_day_without_a_calendar_waits_and_is_registered_in_turn(
    walk: Walk, session: Any, client: FlaskClient, approve_year: Approve
) -> None:
    walk.clock.set(at("2029-01-10T10:00"))
    first, second = walk.draft(), walk.draft()
    for case in (first, second):
        sign_in(client, walk.applicant(case))
        for page in ("", "review"):
            assert look(client, f"/portal/a/{case.public_id}/{page}").status_code == 200
        walk.submit(case)
        walk.clock.advance(minutes=5)
    assert register.run() == 0
    assert terms.told(walk.fresh(first)).uncovered == datetime(2029, 1, 10).date()
    facts = build(walk.fresh(first), NOTHING, walk.clock())
    assert facts.registers_at is None
    assert look(client, f"/portal/c/{second.public_id}/submitted").status_code == 200
    assert "does not reach 10.01.2029" in look(client, f"/portal/c/{second.public_id}/").text
    approve_year(2029)
    assert register.run() == 2
    assert walk.fresh(first).number < walk.fresh(second).number
    assert walk.fresh(first).registered_at == at("2029-01-10T10:00")
    assert same_again() == []


def test_decisions_and_money_move_without_a_calendar(walk: Walk, session: Any, client: FlaskClient) -> None:
    """To the end of the payment in a year that nobody has entered: no date, no fault."""
    case = walk.to(S.DECISION)
    walk.clock.set(at("2029-02-01T10:00"))
    case = walk.on(case, S.AGREEMENT)
    sign_in(client, walk.applicant(case))
    assert look(client, f"/portal/c/{case.public_id}/agreement").status_code == 200
    case = walk.on(case, S.PAYMENT)
    assert (case.term_key, case.due_at) == ("", None)
    assert terms.told(case).uncovered == datetime(2029, 2, 2).date()
    walk.on(case, S.MONITORING)
    assert all(row.publish_by for row in session.scalars(select(IntakeNotice)))  # opened while the calendar was there
    assert same_again() == []


def test_an_export_case_answers_remarks_past_the_calendar(export_walk: ExportWalk, session: Any) -> None:
    case = export_walk.to(S.COMPLETENESS)
    case = export_walk.send_remarks(case)
    export_walk.clock.set(at("2029-02-01T10:00"))
    export_walk.correct(case, {"payroll": [{"year": 2024, "amount": "60000000.00"}]})
    case = export_walk.act(case, ExportAction.ANSWER_REMARKS, export_walk.applicant(case))
    assert (case.state, case.due_at) == (S.COMPLETENESS, None)
    assert terms.told(case).uncovered == datetime(2029, 2, 1).date()
    assert same_again() == []
