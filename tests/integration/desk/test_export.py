"""The export programme through the services: to the monitoring, back with remarks, left without consideration."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.fixtures.export import EXPORT_CONTENT, ExportWalk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, ExportAction, Role

S, X = CaseState, ExportAction


def test_a_case_goes_to_the_monitoring(export_walk: ExportWalk) -> None:
    from dms.queries import cases, documents

    case = export_walk.to(S.MONITORING)
    assert case.number.startswith("E314")
    assert case.granted_sum == Decimal("775000.00")  # 50 % of 1 000 000, 55 % of 500 000
    kinds = {paper.kind for paper in documents.documents_of(case.id, "generated")}
    assert {"registration-notice", "annex-2", "annex-3", "payment-order"} <= kinds
    agreement = cases.agreement_of(case.id)
    assert agreement is not None
    assert agreement.concluded_on is not None
    assert agreement.monitoring_ends_on == agreement.concluded_on.replace(year=agreement.concluded_on.year + 2)
    assert case.term_key == "quarter"


def test_remarks_are_answered_and_begin_anew(export_walk: ExportWalk) -> None:
    from dms.queries import documents, remarks

    case = export_walk.send_remarks(export_walk.to(S.COMPLETENESS))
    assert (case.state, case.term_key) == (S.REMARKS, "")
    (first,) = remarks.rounds_of(case.id)
    assert first.remarks[0]["text"]
    assert first.remarks[0]["clause"].startswith("314:")
    assert "remarks" in {paper.kind for paper in documents.documents_of(case.id, "generated")}
    with pytest.raises(TransitionRefused) as told:
        export_walk.act(case, X.ANSWER_REMARKS, export_walk.applicant(case))
    assert "nothing_new" in {reason.code for reason in told.value.reasons}

    export_walk.clock.advance(days=1)
    handed_in = documents.frozen_application(case.id)
    goods = [{"code": "8438100000", "name": "Наубайхана пеші"}]
    export_walk.correct(case, {"goods": goods})
    case = export_walk.act(case, X.ANSWER_REMARKS, export_walk.applicant(case))
    assert (case.state, case.term_key) == (S.COMPLETENESS, "repeat_notice")
    assert case.content["goods"] == goods
    papers = [paper for paper in documents.documents_of(case.id) if paper.kind == documents.APPLICATION_FORM]
    assert [paper.state for paper in papers] == ["signed", "signed"]
    assert handed_in is not None
    assert papers[0].id == handed_in.id
    (first,) = remarks.rounds_of(case.id)
    assert first.answered_at is not None


def test_what_is_declared_above_the_limit_is_left_after_remarks(export_walk: ExportWalk) -> None:
    case = export_walk.send_remarks(export_walk.to(S.COMPLETENESS))
    export_walk.clock.advance(days=1)
    content = copy.deepcopy(EXPORT_CONTENT)
    content["costs"][0]["amount"] = content["costs"][0]["payments"][0]["amount"] = "90000000.00"
    export_walk.correct(case, {"costs": content["costs"]})
    case = export_walk.act(case, X.ANSWER_REMARKS, export_walk.applicant(case))
    with pytest.raises(TransitionRefused):
        export_walk.leave(case, "314:22.4")  # the taxes paid are enough: this ground does not hold
    case = export_walk.leave(case, "314:22.2")
    assert case.state == S.LEFT
    assert case.ended_at is not None
    assert _events(case)[-4:] == ["remarks_sent", "remarks_answered", "leaving_prepared", "left"]


def _out_of_turn(export_walk: ExportWalk, case: Any, action: Action, who: Any) -> str:
    with pytest.raises(TransitionRefused) as told:
        export_walk.act(case, action, who)
    (reason,) = told.value.reasons
    assert (reason.code, reason.clause) == ("not_its_turn", "314:3")
    return str(reason.text.ru)


@pytest.mark.clause("314:3")
def test_the_order_of_registration_holds_from_the_proposal_to_the_signature(export_walk: ExportWalk) -> None:
    """314:3: applications are considered (қаралады) in the order of registration and within the year's money. To
    consider is more than to sign: a proposal drafts the very grant that is signed, and one drafted out of turn would
    only lie there with sums that those before it still change. So the same rule stands at each step of a grant. A
    refusal takes no money from anybody: it waits for nobody."""
    first = export_walk.to(S.REGISTERED)
    export_walk.clock.advance(days=1)
    second = export_walk.to(S.SUBSTANTIVE_REVIEW)
    export_walk.answer(second)
    clerk, head = export_walk.assignee(second), export_walk.staff(Role.HEAD)
    assert first.number in _out_of_turn(export_walk, second, Action.PROPOSE_GRANT, clerk)
    export_walk.act(first, Action.ASSIGN, export_walk.staff(Role.REGISTRAR), assignee_id=clerk.id)
    export_walk.send_remarks(first)  # it is with its applicant now, who holds nobody up (I-24)
    second = export_walk.act(second, Action.PROPOSE_GRANT, clerk)
    export_walk.run_jobs()
    export_walk.sign_decision(second, head)
    export_walk.clock.advance(hours=1)
    export_walk.correct(first, {"taxes_paid_previous_year": "90000001.00"})
    export_walk.act(first, X.ANSWER_REMARKS, export_walk.applicant(first))  # and back at its place
    assert first.number in _out_of_turn(export_walk, second, Action.PREPARE_GRANT, clerk)
    assert first.number in _out_of_turn(export_walk, second, Action.GRANT, head)


@pytest.mark.clause("314:3")
def test_of_those_registered_at_one_office_moment_the_number_tells(export_walk: ExportWalk) -> None:
    """What comes in after hours is registered when the office opens, all at once (A6.7), one number after another."""
    from dms.queries import remarks

    export_walk.clock.advance(hours=10)
    evening = [export_walk.to(S.SUBMITTED) for _ in range(2)]
    first, second = (export_walk.on(case, S.REGISTERED) for case in evening)
    assert first.registered_at == second.registered_at
    assert remarks.earlier_waiting(second) == (first.number,)
    assert remarks.earlier_waiting(first) == ()


def test_other_applications_of_the_year_count(export_walk: ExportWalk) -> None:
    from dms.services import clock
    from dms.services.judging import sums

    first = export_walk.to(S.REGISTERED)
    export_walk.clock.advance(days=1)
    second = export_walk.to(S.REGISTERED, organisation=first.organisation)
    declared = sums.request_of(second, clock.now()).declared_earlier
    assert {(row.type, row.amount) for row in declared} == {
        ("9.2", Decimal("1000000.00")),
        ("9.9", Decimal("500000.00")),
    }
    assert sums.request_of(first, clock.now()).declared_earlier == ()
    assert all(row.received_on <= date(2026, 12, 31) for row in declared)


def _events(case: Any) -> list[str]:
    from dms.queries import archive

    acts = ("remarks_sent", "remarks_answered", "leaving_prepared", "left")
    return [entry.event for entry in archive.journal_of(case.id) if entry.event in acts]
