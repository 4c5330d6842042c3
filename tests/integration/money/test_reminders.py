"""What time reminds of beside the quarters: risks, unsigned agreements, money to be returned. Each is said once,
with its clause, to whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dms.models import Notice
from dms.notice_words import say
from dms.services.dates import reminders
from dms.services.money import recovery
from tests.fixtures.walk import Walk
from workflows.states import Action, CaseState, Role


def told(session: Any, case: Any, code: str) -> list[tuple[int, dict[str, Any]]]:
    """Who was told, and what."""
    rows = session.query(Notice).filter_by(case_id=case.id, code=code).order_by(Notice.id)
    return [(row.user_id, row.params) for row in rows]


@pytest.mark.clause("342:A3.4.3", "342:25.1", "342:25.5")
def test_every_half_year_the_monitor_looks_for_risks(walk: Walk, session: Any) -> None:
    case = walk.give_to_monitor(walk.to(CaseState.MONITORING))
    monitor = walk.staff(Role.MONITOR)
    assert reminders.risks(walk.clock()) == 0
    walk.clock.set(walk.clock().replace(month=10))
    assert (reminders.risks(walk.clock()), reminders.risks(walk.clock())) == (1, 0)
    assert [(who, said["half"], said["clause"]) for who, said in told(session, case, "risks_due")] == [
        (monitor.id, 1, "342:A3.4.3")
    ]
    walk.act(case, Action.WARN, monitor, reasons="Тәуекел бар")
    walk.clock.advance(days=182)
    assert reminders.risks(walk.clock()) == 0, "a warning of that half-year was given"
    walk.clock.advance(days=183)
    assert reminders.risks(walk.clock()) == 1
    assert [said["half"] for _who, said in told(session, case, "risks_due")] == [1, 3]


def test_an_unsigned_agreement_is_spoken_of_three_times(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.AGREEMENT)
    head, officer = walk.applicant(case), walk.assignee(case)
    days = []
    for day in range(1, 41):
        walk.clock.advance(days=1)
        if reminders.agreements(walk.clock()):
            days.append(day)
    assert days == [5, 15, 30]
    said = told(session, case, "agreement_waits")
    assert [(who, more["after"]) for who, more in said] == [
        (head.id, 5),
        (head.id, 15),
        (head.id, 30),
        (officer.id, 30),
    ]
    assert "342:22" in say("agreement_waits", said[0][1]).kk


def test_reminders_that_were_missed_are_not_made_up_for(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.AGREEMENT)
    walk.clock.advance(days=40)
    assert reminders.agreements(walk.clock()) == 1
    assert {said["after"] for _who, said in told(session, case, "agreement_waits")} == {30}


def test_a_return_is_asked_for_before_its_day_and_told_late_after_it(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.RECOVERY)
    began = walk.clock()
    assert case.due_at.astimezone(began.tzinfo).date() == began.date() + timedelta(days=30)
    recovery.take(case, walk.staff(Role.FINANCE), amount=Decimal("80000.00"), reference="IN-1", version=case.version)
    found = []
    for day in range(1, 41):
        walk.clock.advance(days=1)
        if reminders.recoveries(walk.clock()):
            found.append(day)
    assert found == [23, 31]
    [(who, said)] = told(session, case, "money_due")
    assert who == walk.applicant(case).id
    assert (said["sum"], said["clause"]) == ("400000.00", "342:A3.5.5")
    late = {who for who, _said in told(session, case, "money_late")}
    assert {walk.applicant(case).id, walk.staff(Role.FINANCE).id, walk.assignee(case).id} <= late


def test_the_daily_run_says_everything_once(walk: Walk) -> None:
    walk.to(CaseState.AGREEMENT)
    walk.to(CaseState.RECOVERY)
    walk.clock.advance(days=45)
    assert reminders.run_due(walk.clock()) > 0
    assert reminders.run_due(walk.clock()) == 0


@pytest.mark.clause("342:A3.4.1")
def test_whose_agreement_runs_is_told_once_of_a_new_edition(
    walk: Walk, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, reviewed = walk.to(CaseState.MONITORING), walk.to(CaseState.SUBSTANTIVE_REVIEW)
    assert reminders.new_rules(walk.clock()) == 0, "the edition of its registration day is no news"
    since = walk.clock().date() + timedelta(days=10)
    known = {"domestic-342": (*reminders.EDITIONS["domestic-342"], ("342@2030-01-01", since))}
    monkeypatch.setattr(reminders, "EDITIONS", known)
    assert reminders.new_rules(walk.clock()) == 0, "not before it is in force"
    walk.clock.advance(days=10)
    assert (reminders.new_rules(walk.clock()), reminders.new_rules(walk.clock())) == (1, 0)
    ((who, said),) = told(session, running, "rules_changed")
    assert who == walk.applicant(running).id
    assert (said["edition"], said["day"], said["clause"]) == ("342@2030-01-01", since.isoformat(), "342:A3.4.1")
    assert f"{since:%d.%m.%Y}" in say("rules_changed", said).ru
    assert told(session, reviewed, "rules_changed") == []
    later = walk.to(CaseState.PAYMENT)
    assert reminders.new_rules(walk.clock()) == 0, "an agreement concluded under it learns nothing new"
    assert told(session, later, "rules_changed") == []
