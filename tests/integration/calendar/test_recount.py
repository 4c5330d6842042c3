"""The calendar moves under living cases: dates follow, each with its entry and its notices; nothing else moves."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from dms.models import CalendarVersion, JournalEntry, Notice
from dms.replay import replay
from dms.services.clock import ALMATY
from dms.services.dates import recount
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from tests.integration.calendar.conftest import ACT, Approve
from workflows.states import Action, CaseState, Role

S = CaseState


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


def told(session: Any, case: Any) -> list[dict[str, Any]]:
    """The facts of every recount of the case."""
    rows = session.scalars(
        select(JournalEntry)
        .where(JournalEntry.case_id == case.id, JournalEntry.event == "terms_recounted")
        .order_by(JournalEntry.id)
    )
    return [json.loads(row.body)["facts"] for row in rows]


def notices(session: Any, case: Any) -> list[tuple[str, int]]:
    """Code and reader of every notice about a recount."""
    codes = ("result_moved", "term_moved", "term_confirmed")
    rows = session.scalars(select(Notice).where(Notice.case_id == case.id, Notice.code.in_(codes)))
    return sorted((row.code, row.user_id) for row in rows)


def same_again() -> list[str]:
    return [str(one) for one in replay().differences]


def test_a_day_that_becomes_free_moves_the_dates_and_says_so(walk: Walk, session: Any, approve_day: Approve) -> None:
    """Registered on Wednesday 1 April 2026: completeness to the 3rd, the result to the 13th; the 2nd is given free."""
    case = walk.to(S.COMPLETENESS)
    assert (case.due_at, case.service_due_at) == (at("2026-04-03T17:30"), at("2026-04-13T17:30"))
    version = case.version
    approve_day("2026-04-02")
    assert recount.run() == 1
    case = walk.fresh(case)
    assert (case.due_at, case.service_due_at) == (at("2026-04-06T17:30"), at("2026-04-14T17:30"))
    assert case.version == version + 1
    [facts] = told(session, case)
    assert facts["act"] == ACT
    assert (facts["due_was"], facts["due"]) == ("2026-04-03T17:30:00+05:00", "2026-04-06T17:30:00+05:00")
    assert (facts["result_was"], facts["result"]) == ("2026-04-13T17:30:00+05:00", "2026-04-14T17:30:00+05:00")
    assert not facts["had_passed"]
    applicant, officer = walk.applicant(case).id, walk.assignee(case).id
    assert notices(session, case) == sorted(
        [("result_moved", applicant), ("result_moved", officer), ("term_moved", officer)]
    )
    assert same_again() == []
    assert recount.run() == 0
    assert len(told(session, case)) == 1


def test_what_has_ended_and_what_runs_by_the_almanac_stay(walk: Walk, session: Any, approve_day: Approve) -> None:
    ended, watched, paying = walk.to(S.WITHDRAWN), walk.to(S.MONITORING), walk.to(S.PAYMENT)
    before = [(c.due_at, c.service_due_at, c.version) for c in map(walk.fresh, (ended, watched))]
    approve_day("2026-04-02")
    assert recount.run() == 1
    assert [(c.due_at, c.service_due_at, c.version) for c in map(walk.fresh, (ended, watched))] == before
    [facts] = told(session, paying)
    assert facts["result_was"] == facts["result"]  # the result was given in time, its date stands
    assert walk.fresh(paying).due_at == at("2026-04-06T17:30")
    assert ("term_moved", walk.applicant(paying).id) in notices(session, paying)
    assert same_again() == []


def test_a_confirmed_year_is_told_though_no_date_moves(walk: Walk, session: Any, approve_year: Approve) -> None:
    walk.clock.set(at("2026-12-28T10:00"))
    case = walk.to(S.COMPLETENESS)
    due = case.service_due_at
    assert case.term_provisional
    approve_year(2027)
    assert recount.run() == 0
    case = walk.fresh(case)
    assert (case.service_due_at, case.term_provisional) == (due, False)
    assert [facts["provisional"] for facts in told(session, case)] == [False]
    assert notices(session, case) == [("term_confirmed", walk.applicant(case).id)]
    assert same_again() == []


def test_a_term_that_had_passed_is_counted_again_and_said_to_have_passed(
    walk: Walk, session: Any, approve_day: Approve
) -> None:
    case = walk.to(S.COMPLETENESS)
    walk.clock.set(at("2026-04-08T10:00"))
    approve_day("2026-04-02")
    recount.run()
    assert [facts["had_passed"] for facts in told(session, case)] == [True]
    assert walk.fresh(case).due_at == at("2026-04-06T17:30")


def test_an_act_before_the_job_says_it_itself(walk: Walk, session: Any, approve_day: Approve) -> None:
    """Between the approval and the walk somebody works on the case: the old dates go with an entry, then the act."""
    case = walk.to(S.REGISTERED)
    approve_day("2026-04-02")
    walk.act(case, Action.TAKE, walk.staff(Role.EXECUTOR))
    events = list(
        session.scalars(
            select(JournalEntry.event).where(JournalEntry.case_id == case.id).order_by(JournalEntry.id.desc()).limit(2)
        )
    )
    assert events == ["taken", "terms_recounted"]
    assert recount.run() == 0
    assert len(told(session, case)) == 1
    assert same_again() == []


def test_a_worked_saturday_brings_the_date_forward(export_walk: ExportWalk, session: Any, approve_day: Approve) -> None:
    """Remarks are due 15 working days after 1 April: on the 22nd, with Saturday the 4th worked on the 21st."""
    case = export_walk.to(S.COMPLETENESS)
    assert case.due_at == at("2026-04-22T17:30")
    approve_day("2026-04-04", off=False)
    assert recount.run() == 1
    case = export_walk.fresh(case)
    assert case.due_at == at("2026-04-21T17:30")
    codes = [code for code, _reader in notices(session, case)]
    assert codes == ["term_moved", "term_moved"]
    assert same_again() == []


def test_replay_finds_a_date_that_moved_without_an_entry(
    walk: Walk, session: Any, approve_day: Approve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the dates are written, nobody is told."""
    walk.to(S.COMPLETENESS)
    approve_day("2026-04-02")
    monkeypatch.setattr(recount, "say", lambda *_given: None)
    recount.run()
    assert {one.what for one in replay().differences} == {"due_at", "service_due_at"}


def test_each_version_of_the_calendar_is_kept_with_its_act(walk: Walk, session: Any, approve_day: Approve) -> None:
    walk.to(S.REGISTERED)
    approve_day("2026-04-02")
    approve_day("2026-04-03", source="another")
    recount.run()
    versions = list(session.scalars(select(CalendarVersion).order_by(CalendarVersion.id)))
    assert [version.source for version in versions[1:]] == [ACT, "another"]
    assert all(version.done_at for version in versions)
    assert "2026-04-02" in versions[1].days["off"]
    assert ["2026-04-03" in version.days["off"] for version in versions] == [False, False, True]


def test_killed_in_the_middle_and_run_again(
    walk: Walk, session: Any, approve_day: Approve, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [walk.to(S.REGISTERED) for _ in range(3)]
    approve_day("2026-04-02")
    say, deaths = recount.say, iter((False, True, False, False))

    def dying(*given: Any) -> None:
        say(*given)
        if next(deaths):
            raise SystemExit("killed before its commit")

    monkeypatch.setattr(recount, "say", dying)
    with pytest.raises(SystemExit):
        recount.run()
    assert [len(told(session, case)) for case in cases] == [1, 0, 0]
    recount.run()
    assert [len(told(session, case)) for case in cases] == [1, 1, 1]
    assert {walk.fresh(case).due_at for case in cases} == {at("2026-04-06T17:30")}
    assert all(version.done_at for version in session.scalars(select(CalendarVersion)))
    assert same_again() == []


def test_a_case_that_fails_does_not_hold_up_the_others(
    walk: Walk, session: Any, approve_day: Approve, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = walk.to(S.REGISTERED), walk.to(S.REGISTERED)
    approve_day("2026-04-02")
    say, ill = recount.say, [first.id]

    def stumbling(case: Any, *given: Any) -> None:
        if case.id in ill:
            raise ValueError("this case is ill")
        say(case, *given)

    monkeypatch.setattr(recount, "say", stumbling)
    with pytest.raises(ValueError, match="ill"):
        recount.run()
    assert [len(told(session, case)) for case in (first, second)] == [0, 1]
    assert recount.queries.list_unfinished()
    ill.clear()
    assert recount.run() == 1
    assert [len(told(session, case)) for case in (first, second)] == [1, 1]
