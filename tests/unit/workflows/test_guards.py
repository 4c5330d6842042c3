"""One rule at a time: an act that everything else allows, and the one fact that stands against it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.matrix.cases import AUTHOR, NOW, UNFIT, draft, ground, hearing
from tests.unit.workflows.refusing import NEGATIVE, UNTRUE, refused
from workflows.facts import HearingFacts
from workflows.programmes.domestic_342.edition_2025 import ROWS
from workflows.states import Action, CaseState, DraftKind, Role, Verdict

A, S, K = Action, CaseState, DraftKind
YES, NO, NA = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE
HOUR = timedelta(hours=1)
SOON = NOW + HOUR
NOBODY = {"came": False, "absence_recorded": True}
#: A check of the costs is answered "no"; line 1 is refused on it.
BAD_COSTS: dict[str, Any] = {"checks": {"accounting_papers": NO}, "checks_due": ("accounting_papers",)}


def ahead(**changes: Any) -> HearingFacts:
    """A hearing whose hour lies ahead; the position has come in writing."""
    return hearing(planned_at=SOON, **changes)


@pytest.mark.parametrize(
    ("state", "action", "facts", "code"),
    [
        # submission and registration
        (S.DRAFT, A.SUBMIT, {"intake_open": False}, "intake_closed"),
        (S.DRAFT, A.SUBMIT, {"missing": ("bin",)}, "missing"),
        (S.DRAFT, A.SUBMIT, {"files_scanned": False}, "files_not_scanned"),
        (S.DRAFT, A.SUBMIT, {"files_sound": False}, "files_not_sound"),
        (S.DRAFT, A.SUBMIT, {"frozen": False}, "not_frozen"),
        (S.DRAFT, A.SUBMIT, {"signed": False}, "not_signed"),
        (S.DRAFT, A.SUBMIT, {"actor": {"may_sign": False}}, "may_not_sign"),
        (S.SUBMITTED, A.REGISTER, {"registers_at": None}, "no_calendar"),
        (S.SUBMITTED, A.REGISTER, {"registers_at": SOON}, "office_closed"),
        (S.SUBMITTED, A.REGISTER, {"registers_at": NOW}, None),
        # who has the case
        (S.REGISTERED, A.TAKE, {"assignee_id": 6}, "given_to_another"),
        (S.REGISTERED, A.TAKE, {"assignee_id": 5}, None),
        (S.REGISTERED, A.ASSIGN, {"reasons_given": False}, None),
        (S.HEARING, A.ASSIGN, {"reasons_given": False}, None),
        (S.HEARING, A.ASSIGN, {"assignee_id": 6, "reasons_given": False}, "reasons_missing"),
        (S.MONITORING, A.ASSIGN, {"assignee_id": 6, "reasons_given": False}, None),
        (S.RECOVERY, A.ASSIGN, {"assignee_id": 6, "reasons_given": False}, "reasons_missing"),
        # completeness
        (S.COMPLETENESS, A.COMPLETE, {"completeness": {}}, "completeness_open"),
        (S.COMPLETENESS, A.COMPLETE, {"completeness": {"form": NO}}, "incomplete"),
        (S.COMPLETENESS, A.COMPLETE, {"completeness": {"form": NA}}, None),
        (S.COMPLETENESS, A.COMPLETE, {"draft": draft(K.REJECTION)}, "draft_waits"),
        (S.COMPLETENESS, A.ANSWER_COMPLETENESS, {"draft": draft(K.REJECTION)}, "draft_waits"),
        (S.COMPLETENESS, A.PREPARE_REJECTION, {"completeness": {"form": YES}}, "nothing_lacking"),
        (S.COMPLETENESS, A.ANSWER_COMPLETENESS, {"answer": None}, "no_answer"),
        (S.COMPLETENESS, A.ANSWER_COMPLETENESS, {"answer": NO, "reasons_given": False}, "reasons_missing"),
        (S.COMPLETENESS, A.ANSWER_COMPLETENESS, {"answer": NA, "reasons_given": False}, None),
        (S.COMPLETENESS, A.PREPARE_REJECTION, {"draft": draft(K.REJECTION)}, None),  # made anew
        (S.COMPLETENESS, A.REJECT_INCOMPLETE, {"completeness": {"form": YES}}, "nothing_lacking"),
        (S.COMPLETENESS, A.REJECT_INCOMPLETE, {"hearing": None}, None),  # 342:37 is for refusing the service
        (S.COMPLETENESS, A.REJECT_INCOMPLETE, {"draft": None}, "no_draft"),
        (S.COMPLETENESS, A.REJECT_INCOMPLETE, {"draft": draft(K.REFUSAL)}, "no_draft"),
        # review
        (S.SUBSTANTIVE_REVIEW, A.VISIT, {"reasons_given": False}, "reasons_missing"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"checks": {}}, "checks_open"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"checks": {"entity": NO}}, "not_eligible"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"checks": {"entity": YES, "no_court_ban": NO}}, "not_eligible"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"checks": {"entity": YES, "no_other_budget": NO}}, None),  # in part
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"proposed_total": None}, "not_calculated"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"proposed_total": Decimal(0)}, "nothing_to_grant"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {"proposed_total": Decimal("0.01")}, None),
        (S.SUBSTANTIVE_REVIEW, A.ANSWER_CHECK, {"answer": NO, "reasons_given": False}, "reasons_missing"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"hearing_at": None}, "no_hearing_hour"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"hearing_at": NOW}, "no_hearing_hour"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"hearing": None}, None),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": ()}, "no_ground"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": (), "proposed_total": Decimal(1)}, "no_ground"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": (*UNFIT, NEGATIVE)}, None),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": (ground(7),)}, "no_ground"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"proposed_total": Decimal(1), "grounds": (UNTRUE,)}, None),
        # hearing
        (S.HEARING, A.RECORD_POSITION, {"hearing": None}, "hearing_not_announced"),
        (S.HEARING, A.RECORD_POSITION, {"gives_way": True}, "not_own_word"),  # of an officer
        (S.HEARING, A.MOVE_HEARING, {"hearing": None}, "hearing_not_announced"),
        (S.HEARING, A.MOVE_HEARING, {"hearing_at": NOW}, "no_hearing_hour"),
        (S.HEARING, A.MOVE_HEARING, {"reasons_given": False}, "reasons_missing"),
        (S.HEARING, A.MOVE_HEARING, {"hearing": ahead(), "hearing_at": SOON - HOUR / 2}, "not_own_word"),
        (
            S.HEARING,
            A.MOVE_HEARING,
            {"hearing": ahead(), "hearing_at": SOON - HOUR / 2, "asked_by_applicant": True},
            None,
        ),
        (
            S.HEARING,
            A.MOVE_HEARING,
            {"hearing": ahead(), "hearing_at": SOON + HOUR, "hearing_until": SOON},
            "beyond_term",
        ),
        (
            S.HEARING,
            A.MOVE_HEARING,
            {"hearing": ahead(), "hearing_at": SOON + HOUR, "hearing_until": SOON, "asked_by_applicant": True},
            None,
        ),
        (S.HEARING, A.MOVE_HEARING, {"hearing": ahead(), "hearing_at": SOON + HOUR}, None),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(planned_at=None)}, "hearing_not_announced"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(minutes_recorded=False)}, "no_minutes"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(position_recorded=False)}, "no_position"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(**NOBODY, position_recorded=False)}, None),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(came=False)}, "presence_untold"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(absence_recorded=True)}, "presence_untold"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(began_at=NOW - HOUR)}, "hour_untrue"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": hearing(began_at=NOW + HOUR)}, "hour_untrue"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead(**NOBODY, position_recorded=False)}, "hearing_ahead"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead()}, "hearing_ahead"),  # a position in writing does not end it
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead(**NOBODY, stays_away=True)}, None),
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead(earlier_from=NOW - HOUR)}, None),
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead(earlier_from=NOW - HOUR, began_at=NOW - HOUR)}, None),
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead(earlier_from=NOW + HOUR)}, "hearing_ahead"),
        (S.HEARING, A.HOLD_HEARING, {"hearing": ahead(earlier_from=NOW - HOUR, **NOBODY)}, "absent_too_soon"),
        # decision
        (S.DECISION, A.ANSWER_CHECK, {"draft": draft(K.GRANT)}, "draft_waits"),
        # cost lines
        (S.DECISION, A.JUDGE_LINE, {"draft": draft(K.GRANT)}, "draft_waits"),
        (S.HEARING, A.JUDGE_LINE, {"refused_lines": {}}, "nothing_to_judge"),
        (S.HEARING, A.JUDGE_LINE, {"line": "2"}, "no_line"),
        (S.HEARING, A.JUDGE_LINE, {**BAD_COSTS, "lines": ("1", "2"), "line": "2"}, "line_not_refused"),
        (S.HEARING, A.JUDGE_LINE, {**BAD_COSTS, "answer": NO}, None),
        (S.HEARING, A.JUDGE_LINE, {**BAD_COSTS, "answer": NO, "line_checks": ()}, "check_not_no"),
        (S.HEARING, A.JUDGE_LINE, {**BAD_COSTS, "answer": NO, "line_checks": ("language",)}, "check_not_no"),
        (S.HEARING, A.JUDGE_LINE, {**BAD_COSTS, "answer": NO, "checks_due": ()}, "check_not_no"),
        (S.HEARING, A.JUDGE_LINE, {"checks": {"entity": NO}, "answer": NO, "line_checks": ("entity",)}, "check_not_no"),
        (S.HEARING, A.JUDGE_LINE, {**BAD_COSTS, "answer": NO, "reasons_given": False}, "line_without_fact"),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, {**BAD_COSTS, "refused_lines": {}}, "no_unanswered_for"),
        (
            S.SUBSTANTIVE_REVIEW,
            A.PROPOSE_GRANT,
            {**BAD_COSTS, "refused_lines": {"1": ("language",)}},
            "no_unanswered_for",
        ),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, BAD_COSTS, None),
        (S.DECISION, A.PREPARE_GRANT, {**BAD_COSTS, "refused_lines": {}}, "no_unanswered_for"),
        (S.DECISION, A.GRANT, {**BAD_COSTS, "refused_lines": {}}, "no_unanswered_for"),
        (S.DECISION, A.PREPARE_GRANT, {"proposed_total": Decimal(0)}, "nothing_to_grant"),
        (S.DECISION, A.PREPARE_GRANT, {"checks": {"small_or_medium": NO, "entity": YES}}, "not_eligible"),
        (S.DECISION, A.PREPARE_REFUSAL, {"hearing": hearing(minutes_recorded=False)}, "no_hearing"),
        (S.DECISION, A.PREPARE_REFUSAL, {"grounds": ()}, None),  # on all that were heard
        (S.DECISION, A.PREPARE_REFUSAL, {"grounds": (), "hearing": hearing(grounds=())}, "no_ground"),
        (S.DECISION, A.PREPARE_REFUSAL, {"grounds": (UNTRUE, *UNFIT)}, "ground_not_heard"),
        (S.DECISION, A.PREPARE_REFUSAL, {"grounds": (UNTRUE,), "hearing": hearing(grounds=(UNTRUE, *UNFIT))}, None),
        (S.DECISION, A.RETURN_DRAFT, {"draft": None}, "no_draft"),
        (S.DECISION, A.RETURN_DRAFT, {"reasons_given": False}, "reasons_missing"),
        (S.DECISION, A.RETURN_DRAFT, {"actor": {"may_sign": False}}, "may_not_sign"),
        (S.DECISION, A.GRANT, {"draft": draft(K.REFUSAL)}, "no_draft"),
        (S.DECISION, A.GRANT, {"draft": draft(K.GRANT, ready=False)}, "draft_not_ready"),
        (S.DECISION, A.GRANT, {"draft": draft(K.GRANT, signers=frozenset({AUTHOR}))}, "draft_not_signed"),
        (S.DECISION, A.GRANT, {"draft": draft(K.GRANT, sums_match=False)}, "sums_changed"),
        (S.DECISION, A.GRANT, {"actor": {"id": AUTHOR}, "draft": draft(K.GRANT, signer=AUTHOR)}, "author_signs"),
        (S.DECISION, A.GRANT, {"actor": {"id": 6}}, "names_another"),
        (S.DECISION, A.GRANT, {"draft": draft(K.GRANT, signer=None)}, "names_nobody"),
        (S.DECISION, A.CHANGE_SIGNER, {"draft": draft(K.GRANT, signer=None)}, None),
        (S.DECISION, A.CHANGE_SIGNER, {"draft": draft(K.GRANT)}, "names_you"),
        (S.DECISION, A.CHANGE_SIGNER, {"draft": None}, "no_draft"),
        (S.DECISION, A.CHANGE_SIGNER, {"actor": {"id": AUTHOR}}, "author_signs"),
        (S.DECISION, A.CHANGE_SIGNER, {"actor": {"may_sign": False}}, "may_not_sign"),
        (S.DECISION, A.GRANT, {"actor": {"may_sign": False}}, "may_not_sign"),
        (S.DECISION, A.GRANT, {"balance": Decimal(0)}, None),  # delays the payment, not the decision
        (S.DECISION, A.GRANT, {"hearing": None}, None),
        (S.DECISION, A.REFUSE, {"hearing": hearing(grounds=(UNTRUE,))}, "ground_not_heard"),
        (S.DECISION, A.REFUSE, {"hearing": hearing(minutes_recorded=False)}, "no_hearing"),
        (S.DECISION, A.REFUSE, {"hearing": hearing(position_recorded=False)}, "no_hearing"),
        (S.DECISION, A.REFUSE, {"hearing": hearing(planned_at=None)}, "no_hearing"),
        (S.DECISION, A.REFUSE, {"draft": draft(K.REFUSAL, grounds=())}, "no_ground"),
        (S.DECISION, A.REFUSE, {"draft": draft(K.REFUSAL, grounds=(*UNFIT, ground(9)))}, "no_ground"),
        (S.DECISION, A.SEND_BACK, {"reasons_given": False}, "reasons_missing"),
        # agreement and money
        (S.AGREEMENT, A.SIGN_AGREEMENT, {"operator_signed": False}, "operator_unsigned"),
        (S.AGREEMENT, A.SIGN_AGREEMENT, {"applicant_signed": False}, "applicant_unsigned"),
        (S.AGREEMENT, A.SIGN_AGREEMENT, {"actor": {"may_sign": False}}, "may_not_sign"),
        (S.AGREEMENT, A.DECLINE, {"reasons_given": False}, "reasons_missing"),
        (S.PAYMENT, A.PAY, {"operator_signed": False}, "operator_unsigned"),
        (S.PAYMENT, A.PAY, {"applicant_signed": False}, "applicant_unsigned"),
        (S.PAYMENT, A.PAY, {"granted": None}, "nothing_granted"),
        (S.PAYMENT, A.PAY, {"balance": Decimal("99.99")}, "account_short"),
        (S.PAYMENT, A.PAY, {"draft": draft(K.TERMINATION)}, "draft_waits"),
        (S.PAYMENT, A.PREPARE_TERMINATION, {"reasons_given": False}, "reasons_missing"),
        (S.PAYMENT, A.TERMINATE, {"draft": draft(K.CLOSING)}, "no_draft"),
        # monitoring and recovery
        (S.MONITORING, A.REPORT_QUARTER, {"quarter_ends_on": None}, "quarter_runs"),
        (S.MONITORING, A.REPORT_QUARTER, {"quarter_ends_on": date(2026, 3, 20)}, "quarter_runs"),
        (S.MONITORING, A.REPORT_QUARTER, {"quarter_ends_on": date(2026, 3, 19)}, None),
        (S.MONITORING, A.REPORT_QUARTER, {"figure_lacking": "income"}, "no_figures"),
        (S.MONITORING, A.WARN, {"reasons_given": False}, "reasons_missing"),
        (S.MONITORING, A.CLOSE, {"monitoring_ends_on": None}, "monitoring_runs"),
        (S.MONITORING, A.CLOSE, {"monitoring_ends_on": date(2026, 3, 20)}, "monitoring_runs"),
        (S.MONITORING, A.CLOSE, {"obligation_met": None}, "obligation_open"),
        (S.MONITORING, A.PREPARE_CLOSE, {"obligation_met": False}, "obligation_open"),
        (S.MONITORING, A.PREPARE_BREACH, {"breach_ground": False, "obligation_met": None}, "no_breach"),
        (S.MONITORING, A.PREPARE_BREACH, {"breach_ground": False, "obligation_met": False}, None),
        (S.PAYMENT, A.PAY, {"pays_itself": True}, "pays_itself"),
        (S.PAYMENT, A.PAY, {"details_under_judgement": True}, "details_under_judgement"),
        (S.MONITORING, A.BREACH, {"draft": draft(K.CLOSING)}, "no_draft"),
        (S.MONITORING, A.PREPARE_BREACH, {"breach_ground": True, "obligation_met": None}, None),
        (S.RECOVERY, A.RECOVER, {"recovered": False}, "money_out"),
        # archive and withdrawal
        (S.CLOSED, A.ARCHIVE, {"package_sealed": False}, "package_not_sealed"),
        (S.WITHDRAWN, A.ARCHIVE, {"received_at": None}, "never_submitted"),
        (S.DRAFT, A.WITHDRAW, {"actor": {"may_sign": False}}, None),
        (S.DECISION, A.WITHDRAW, {"actor": {"may_sign": False}}, "may_not_sign"),
    ],
)
def test_one_fact_against_one_act(state: S, action: A, facts: dict[str, Any], code: str | None) -> None:
    assert refused(state, action, **facts) == ([code] if code else [])


def test_somebody_without_a_name_signs_nothing() -> None:
    """He has not shown that he is somebody else than the author, nor that he is the one named."""
    for named in (5, None):
        told = refused(S.DECISION, A.GRANT, actor={"id": None}, draft=draft(K.GRANT, signer=named))
        assert told == ["author_signs", "names_another" if named else "names_nobody"]


def test_every_guard_of_the_table_has_its_case_above() -> None:
    tried = {(mark[0], mark[1]) for mark in test_one_fact_against_one_act.pytestmark[0].args[1]}
    guarded = {guard for row in ROWS for guard in row.guards}
    seen = {guard for row in ROWS if (row.source, row.action) in tried for guard in row.guards}
    assert {guard.__name__ for guard in guarded - seen} <= {"draft_of_closing", "draft_of_breach"}


def test_every_guard_cites_its_clause_or_states_a_rule_of_the_house() -> None:
    house = {"reassignment_explained", "not_given_to_another", "not_author", "draft_waiting", "no_draft_waiting"}
    house |= {"signer_is_named", "names_another"}
    house |= {"reasons_given", "draft_ready", "package_sealed", "was_submitted", "files_scanned", "given_to_a_worker"}
    for guard in {guard for row in ROWS for guard in row.guards}:
        cited = re.search(r"342:A?\d", guard.__doc__ or "")
        assert guard.__doc__
        assert cited or guard.__name__ in house or guard.__name__.startswith("draft_of_"), guard.__name__


def test_the_author_is_told_apart_from_a_signer_for_every_signature() -> None:
    for row in ROWS:
        if row.roles == frozenset({Role.HEAD, Role.DEPUTY}) and any(g.__name__ == "draft_signed" for g in row.guards):
            assert "author_signs" in refused(row.source, row.action, actor={"id": AUTHOR})


def test_a_refusal_without_any_hearing_is_told_both_ways() -> None:
    for action in (A.PREPARE_REFUSAL, A.REFUSE):
        assert set(refused(S.DECISION, action, hearing=None)) == {"ground_not_heard", "no_hearing"}
