"""The column “next lawful act” names what the case's own page would open first, for every state and every answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dms import scope
from dms.kept import Kept
from dms.models import Case
from dms.services import moves
from dms.services.judging import held, law
from dms.views.desk import frame, next_act
from dms.views.desk.next_act import ASKED, INSTEAD, MAIN
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.act_labels import ACTION_LABELS
from workflows.programmes import EDITIONS
from workflows.states import Action, CaseState, Role, Verdict

A, S = Action, CaseState


def next_of(walk: Walk, case: Any) -> Action:
    """What the list says of the case now."""
    case = walk.fresh(case)
    row = next_act.next_row(case, next_act.known_of([case])[case.id], walk.clock())
    assert row is not None
    return row.action


def answer(walk: Walk, case: Any, action: Action, keys: tuple[str, ...], verdict: Verdict) -> None:
    for key in keys:
        walk.act(case, action, walk.assignee(case), key=key, verdict=verdict, reasons="Тексерілді")


def test_completeness_leads_by_its_answers(walk: Walk) -> None:
    case = walk.to(S.COMPLETENESS)
    first, *rest = (item.key for item in law.lines_due(case))
    assert next_of(walk, case) is A.ANSWER_COMPLETENESS
    answer(walk, case, A.ANSWER_COMPLETENESS, (first,), Verdict.NO)
    assert next_of(walk, case) is A.ANSWER_COMPLETENESS
    answer(walk, case, A.ANSWER_COMPLETENESS, tuple(rest), Verdict.YES)
    assert next_of(walk, case) is A.PREPARE_REJECTION
    answer(walk, case, A.ANSWER_COMPLETENESS, (first,), Verdict.YES)
    assert next_of(walk, case) is A.COMPLETE


def test_a_decisive_no_leads_to_a_refusal_and_its_hearing(walk: Walk) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    assert next_of(walk, case) is A.ANSWER_CHECK
    walk.answer(case)
    assert next_of(walk, case) is A.PROPOSE_GRANT
    answer(walk, case, A.ANSWER_CHECK, ("entity",), Verdict.NO)
    assert next_of(walk, case) is A.PROPOSE_REFUSAL
    case = walk.on(case, S.HEARING)
    assert next_of(walk, case) is A.RECORD_POSITION
    walk.clock.advance(days=2, hours=1)
    assert next_of(walk, case) is A.HOLD_HEARING
    walk.act(case, A.HOLD_HEARING, walk.assignee(case), absent=True, minutes="Ешкім келмеді")
    assert next_of(walk, case) is A.PREPARE_REFUSAL


def test_monitoring_asks_for_figures_then_for_its_end(walk: Walk, session: Any) -> None:
    from dms.models import Agreement, Quarter

    case = walk.to(S.MONITORING)
    assert next_of(walk, case) is A.ASSIGN  # it is still with the executor
    walk.give_to_monitor(case)
    assert next_of(walk, case) is A.REPORT_QUARTER
    agreement = session.query(Agreement).filter_by(case_id=case.id).one()
    walk.clock.set(walk.clock() + timedelta(days=800))
    assert agreement.monitoring_ends_on < walk.clock().date()
    assert next_of(walk, case) is A.REPORT_QUARTER  # figures are owed still
    for quarter in session.query(Quarter).filter_by(case_id=case.id):
        quarter.income, quarter.base_income, quarter.reported_at = 10, 10, walk.clock()
    session.commit()
    assert next_of(walk, case) is A.PREPARE_BREACH
    for quarter in session.query(Quarter).filter_by(case_id=case.id):
        quarter.income = 500_000_000
    session.commit()
    assert next_of(walk, case) is A.PREPARE_CLOSE


@pytest.mark.parametrize("state", [S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.DECISION])
def test_the_list_and_the_case_page_say_the_same(
    walk: Walk, as_user: Sign, text_of: Callable[[Any], str], state: CaseState
) -> None:
    case = walk.to(state)
    if state is S.DECISION:
        walk.act(case, A.RETURN_DRAFT, walk.staff(Role.HEAD), reasons="Түзету керек")
    worker = walk.assignee(case)
    named = next_of(walk, case)
    offers = frame.ordered(moves.offers(walk.fresh(case), worker), case, next_act.known_of([case])[case.id])
    assert (offers[0].action, offers[0].can_begin) == (named, True)
    assert str(ACTION_LABELS[named].en) in text_of(as_user(worker).get("/desk/?list=all"))


@pytest.mark.parametrize("state", [S.HEARING, S.MONITORING])
def test_what_is_known_of_a_version_is_never_behind(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, state: CaseState
) -> None:
    """A list keeps what it has read under the case's version: every act must leave it a new one."""
    perform = moves.perform

    def looking(case_id: int, *args: Any, **kwargs: Any) -> Case:
        done = perform(case_id, *args, **kwargs)
        with scope.acting(scope.SYSTEM):
            case = walk.fresh(done)
            kept = held.held_of([case])[case.id]
            monkeypatch.setattr(held, "_kept", Kept(100))
            assert kept == held.held_of([case])[case.id], args
        return done

    monkeypatch.setattr(moves, "perform", looking)
    case = walk.to(state)
    if state is S.HEARING:
        walk.act(case, A.RECORD_POSITION, walk.assignee(case), position="Келіспейміз")


def test_every_act_of_the_tables_is_a_row_of_the_machine() -> None:
    machines = [known[-1].workflow for known in EDITIONS.values()]
    named = {*MAIN.items(), *((state, action) for (state, _code), action in INSTEAD.items())}
    assert [pair for pair in named if not any(machine.row(*pair) for machine in machines)] == []
    assert set(MAIN) >= ASKED
