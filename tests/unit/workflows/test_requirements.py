"""Requirement by requirement: each has its check under its own clause, and a "no" to it does what the law says. Each
ground of refusal refuses by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.matrix.cases import NOW, draft, generous, ground, hearing
from tests.unit.workflows.export_facts import facts as export_facts
from workflows.engine import decide
from workflows.facts import Actor
from workflows.programmes import EDITIONS, Edition
from workflows.programmes.domestic_342.grounds import UNFIT
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, DraftKind, Relation, Role, Verdict

DOMESTIC, EXPORT = EDITIONS["domestic-342"][-1], EDITIONS["export-314"][-1]
EXECUTOR = Actor(5, frozenset({Role.EXECUTOR}), Relation.ASSIGNEE)
HEAD = Actor(5, frozenset({Role.HEAD}), Relation.STAFF, may_sign=True)


def outcome(edition: Edition, facts: Any, action: Any, actor: Actor) -> set[str]:
    """Codes of the reasons against the act; none when it may be done."""
    try:
        decide(edition.workflow, action, facts, actor, NOW)
    except TransitionRefused as refused:
        return {reason.code for reason in refused.reasons}
    return set()


def grant_with(edition: Edition, answers: Mapping[str, Verdict], **changes: object) -> set[str]:
    """What stands against the proposal of a grant when every check but these was answered yes."""
    due = tuple(edition.checks.by_key)
    given = {key: answers.get(key, Verdict.YES) for key in due}
    make = generous if edition is DOMESTIC else export_facts
    facts = make(CaseState.SUBSTANTIVE_REVIEW, Action.PROPOSE_GRANT, checks=given, checks_due=due, **changes)
    return outcome(edition, facts, Action.PROPOSE_GRANT, EXECUTOR)


ELIGIBILITY = [
    (DOMESTIC, "342:3.10", "entity"),
    (DOMESTIC, "342:11.4", "not_state_owned"),  # whoever 342:2 bars
    (DOMESTIC, "342:11.1", "local_producer"),
    (DOMESTIC, "342:11.2", "no_arrears"),
    (DOMESTIC, "342:11.3", "one_year_registered"),
    (DOMESTIC, "342:11.5", "priority_product"),
    (DOMESTIC, "342:11.6", "small_or_medium"),
    (DOMESTIC, "342:11.7", "taxes_grew"),
    (DOMESTIC, "342:A6.9.3", "no_negative_opinion"),
    (DOMESTIC, "342:A6.9.4", "no_court_ban"),
    (DOMESTIC, "342:A6.9.5", "special_right"),
    (DOMESTIC, "342:A6.9.6", "personal_data"),
    (EXPORT, "314:3", "entity"),
    (EXPORT, "314:4", "not_state_owned"),
    (EXPORT, "314:4", "no_investment_project"),
    (EXPORT, "314:4", "no_insolvency"),
    (EXPORT, "314:4", "payroll_grew"),
    (EXPORT, "314:22", "earlier_obligation"),
]
#: A "no" takes costs out of the sum or asks for a remedy: the rest may still be granted (342:A3.1, 314:24).
IN_PART = [
    (DOMESTIC, "342:8", "reimbursable_cost"),
    (DOMESTIC, "342:8.3", "priority_cargo"),
    (DOMESTIC, "342:10.1", "paid_in_window"),
    (DOMESTIC, "342:10.2", "accounting_papers"),
    (DOMESTIC, "342:12.1", "without_taxes"),
    (DOMESTIC, "342:12.2", "no_other_budget"),
    (DOMESTIC, "342:13", "exchange_rates"),
    (DOMESTIC, "342:15", "site_compared"),
    (DOMESTIC, "342:16", "language"),
    (DOMESTIC, "342:17", "scans"),
    (DOMESTIC, "342:18", "no_corrections"),
    (DOMESTIC, "342:19", "signer"),
    (DOMESTIC, "342:A6.8.2", "origin_valid"),
    (EXPORT, "314:20.1", "goods_listed"),
    (EXPORT, "314:20.1", "services_listed"),
    (EXPORT, "314:20.2", "own_goods"),
    (EXPORT, "314:20.2", "reimbursable_cost"),
    (EXPORT, "314:20.2", "paid_in_window"),
    (EXPORT, "314:11", "documented"),
    (EXPORT, "314:12", "without_indirect_taxes"),
    (EXPORT, "314:11", "processing_level"),
    (EXPORT, "314:11", "transport_bonus"),
    (EXPORT, "314:12", "taxes_paid"),
    (EXPORT, "314:16", "origin_valid"),
]


@pytest.mark.clause("342:2")
@pytest.mark.parametrize(("edition", "clause", "key"), ELIGIBILITY)
def test_who_does_not_meet_it_is_granted_nothing(edition: Edition, clause: str, key: str) -> None:
    assert edition.checks.by_key[key].clause == clause
    assert grant_with(edition, {}) == set()
    assert grant_with(edition, {key: Verdict.NO}) == {"not_eligible"}


@pytest.mark.clause("342:A3.1", "314:24")
@pytest.mark.parametrize(("edition", "clause", "key"), IN_PART)
def test_what_does_not_conform_leaves_the_rest(edition: Edition, clause: str, key: str) -> None:
    assert edition.checks.by_key[key].clause == clause
    assert grant_with(edition, {key: Verdict.NO}, refused_lines={}) == {"no_unanswered_for"}
    assert grant_with(edition, {key: Verdict.NO}, refused_lines={"1": (key,)}) == set()


@pytest.mark.parametrize("edition", [DOMESTIC, EXPORT])
def test_no_check_is_left_unanswered(edition: Edition) -> None:
    due = tuple(edition.checks.by_key)
    make = generous if edition is DOMESTIC else export_facts
    for open_one in due:
        given = {key: Verdict.YES for key in due if key != open_one}
        facts = make(CaseState.SUBSTANTIVE_REVIEW, Action.PROPOSE_GRANT, checks=given, checks_due=due)
        assert "checks_open" in outcome(edition, facts, Action.PROPOSE_GRANT, EXECUTOR), open_one


@pytest.mark.parametrize(
    ("clause", "number"),
    [
        ("342:A6.9.1", 1),
        ("342:A6.9.2", 2),
        ("342:A6.9.3", 3),
        ("342:A6.9.4", 4),
        ("342:A6.9.5", 5),
        ("342:A6.9.6", 6),
    ],
)
def test_each_ground_refuses_by_itself_after_its_hearing(clause: str, number: int) -> None:
    assert DOMESTIC.grounds.closed[number].clause == clause
    # The calculation, which leaves nothing here, shows what does not meet the rules; the others a document shows.
    chosen = ground(number) if number == UNFIT else ground(number, document=True, shown_by="")
    proposed = generous(CaseState.SUBSTANTIVE_REVIEW, Action.PROPOSE_REFUSAL, grounds=(chosen,))
    assert outcome(DOMESTIC, proposed, Action.PROPOSE_REFUSAL, EXECUTOR) == set()
    paper = draft(DraftKind.REFUSAL, grounds=(chosen,))
    heard = generous(CaseState.DECISION, Action.REFUSE, draft=paper, hearing=hearing(grounds=(chosen,)))
    assert outcome(DOMESTIC, heard, Action.REFUSE, HEAD) == set()
    unheard = generous(CaseState.DECISION, Action.REFUSE, draft=paper, hearing=hearing(grounds=()))
    assert outcome(DOMESTIC, unheard, Action.REFUSE, HEAD) == {"ground_not_heard"}


@pytest.mark.clause("342:A6.9")
@pytest.mark.parametrize("number", [0, 7, 99])
def test_the_list_of_grounds_is_closed(number: int) -> None:
    facts = generous(CaseState.SUBSTANTIVE_REVIEW, Action.PROPOSE_REFUSAL, grounds=(ground(number),))
    assert "no_ground" in outcome(DOMESTIC, facts, Action.PROPOSE_REFUSAL, EXECUTOR)


@pytest.mark.parametrize(
    ("clause", "state", "action", "makes", "target"),
    [
        ("342:15", CaseState.SUBSTANTIVE_REVIEW, Action.VISIT, "visit-record", CaseState.SUBSTANTIVE_REVIEW),
        ("342:25.4", CaseState.MONITORING, Action.VISIT, "visit-record", CaseState.MONITORING),
        ("342:A3.4.3", CaseState.MONITORING, Action.WARN, "risk-warning", CaseState.MONITORING),
        ("342:A3.6.1", CaseState.MONITORING, Action.ASK, "data-request", CaseState.MONITORING),
        ("342:A3.6.2", CaseState.PAYMENT, Action.TERMINATE, "termination-notice", CaseState.CLOSED),
        ("342:27", CaseState.MONITORING, Action.BREACH, "demand", CaseState.RECOVERY),
        ("342:25", CaseState.MONITORING, Action.CLOSE, "monitoring-conclusion", CaseState.CLOSED),
        ("342:23", CaseState.AGREEMENT, Action.DECLINE, "decline-notice", CaseState.DECLINED),
        ("342:21", CaseState.PAYMENT, Action.PAY, "payment-order", CaseState.MONITORING),
    ],
)
def test_an_act_of_the_agreement_makes_its_paper(
    clause: str, state: CaseState, action: Action, makes: str, target: CaseState
) -> None:
    row = DOMESTIC.workflow.row(state, action)
    assert row is not None
    assert (row.clause, row.makes, row.target) == (clause, makes, target)
