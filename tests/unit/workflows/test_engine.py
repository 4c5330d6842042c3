from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.matrix.cases import NOW, draft, generous
from workflows import documents, packages
from workflows.engine import CaseRow, CaseWorkflow, DuplicateRow, allowed, decide
from workflows.facts import Actor, CaseFacts
from workflows.programmes.domestic_342.edition_2025 import ROWS, WORKFLOW
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import Action, CaseState, DraftKind, Relation, Role
from workflows.text import Text

HEAD = Actor(5, frozenset({Role.HEAD}), Relation.STAFF, may_sign=True)
APPLICANT = Actor(1, frozenset({Role.APPLICANT}), Relation.OWN, may_sign=True)


def reasons(action: Action, facts: CaseFacts, actor: Actor, now: datetime = NOW) -> list[str]:
    with pytest.raises(TransitionRefused) as refused:
        decide(WORKFLOW, action, facts, actor, now)
    assert refused.value.action == action
    return [reason.code for reason in refused.value.reasons]


def test_an_allowed_act_says_where_it_leads() -> None:
    step = decide(WORKFLOW, Action.GRANT, generous(CaseState.DECISION, Action.GRANT), HEAD, NOW)
    assert (step.source, step.target, step.clause) == (CaseState.DECISION, CaseState.AGREEMENT, "342:36")
    assert step.row.makes == "annex-2, annex-3"


def test_all_reasons_come_at_once() -> None:
    author = Actor(77, frozenset({Role.EXECUTOR}), Relation.STAFF, may_sign=False)
    facts = generous(
        CaseState.DECISION,
        Action.GRANT,
        draft=draft(DraftKind.GRANT, ready=False, signers=frozenset(), sums_match=False),
        checks={},
        proposed_total=None,
    )
    assert reasons(Action.GRANT, facts, author) == [
        "wrong_role",
        "may_not_sign",
        "draft_not_ready",
        "draft_not_signed",
        "author_signs",
        "names_another",
        "checks_open",
        "not_calculated",
        "sums_changed",
    ]


def test_wrong_role_and_wrong_relation_are_two_reasons() -> None:
    stranger = Actor(9, frozenset({Role.MONITOR}), Relation.STAFF)
    facts = generous(CaseState.COMPLETENESS, Action.COMPLETE)
    assert reasons(Action.COMPLETE, facts, stranger) == ["wrong_role", "wrong_relation"]


def test_an_act_of_another_state_names_the_states_where_it_has_its_place() -> None:
    with pytest.raises(TransitionRefused) as refused:
        decide(WORKFLOW, Action.PAY, CaseFacts(state=CaseState.DRAFT), APPLICANT, NOW)
    state, role = refused.value.reasons
    assert (state.code, role.code) == ("wrong_state", "wrong_role")
    assert "Төлемде" in state.text.kk
    assert "Черновик" in state.text.ru
    assert "Payment" in state.text.en


def test_a_state_that_the_programme_does_not_have_is_a_refusal_and_no_crash() -> None:
    assert reasons(Action.GRANT, CaseFacts(state=CaseState.LEFT), HEAD) == ["wrong_state"]


def test_an_act_that_the_programme_does_not_have_is_a_refusal_and_no_crash() -> None:
    small = CaseWorkflow("small", [row for row in ROWS if row.action is Action.PAY])
    with pytest.raises(TransitionRefused) as refused:
        decide(small, Action.GRANT, CaseFacts(state=CaseState.PAYMENT), HEAD, NOW)
    assert [reason.code for reason in refused.value.reasons] == ["unknown_act"]


def test_default_facts_refuse_whatever_needs_a_fact() -> None:
    assert set(reasons(Action.SUBMIT, CaseFacts(state=CaseState.DRAFT), APPLICANT)) == {
        "intake_closed",
        "missing",
        "files_not_scanned",
        "files_not_sound",
        "not_frozen",
        "not_signed",
    }


def test_two_rows_for_one_cell_are_refused_when_the_table_is_built() -> None:
    with pytest.raises(DuplicateRow):
        CaseWorkflow("twice", [*ROWS, ROWS[0]])


def test_there_is_no_trigger_but_the_acts_of_the_table() -> None:
    assert set(WORKFLOW.machine.events) == {row.action.value for row in ROWS}
    assert WORKFLOW.machine.models == []
    decide(WORKFLOW, Action.GRANT, generous(CaseState.DECISION, Action.GRANT), HEAD, NOW)
    assert WORKFLOW.machine.models == []


def test_a_fault_in_a_guard_is_not_taken_for_a_refusal() -> None:
    def broken(_facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        raise KeyError("fault")

    row = CaseRow(
        Action.PAY,
        CaseState.PAYMENT,
        CaseState.MONITORING,
        frozenset({Role.HEAD}),
        frozenset({Relation.STAFF}),
        (broken,),
        "",
        Text("", "", ""),
    )
    with pytest.raises(KeyError, match="fault"):
        decide(CaseWorkflow("broken", [row]), Action.PAY, CaseFacts(state=CaseState.PAYMENT), HEAD, NOW)


def test_offers_carry_the_reasons_of_decide() -> None:
    facts = generous(CaseState.AGREEMENT, Action.SIGN_AGREEMENT, reasons_given=False)
    offers = {offer.action: offer for offer in allowed(WORKFLOW, facts, APPLICANT, NOW)}
    assert offers.keys() == {Action.SIGN_AGREEMENT, Action.DECLINE}
    assert offers[Action.SIGN_AGREEMENT].ok
    assert [reason.code for reason in offers[Action.DECLINE].reasons] == reasons(Action.DECLINE, facts, APPLICANT)


def test_nobody_is_offered_what_his_role_never_does() -> None:
    facts = generous(CaseState.COMPLETENESS, Action.COMPLETE)
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.FINANCE, Role.ARCHIVIST, Role.MONITOR):
        assert allowed(WORKFLOW, facts, Actor(3, frozenset({role}), Relation.STAFF), NOW) == ()


def test_an_executor_without_the_case_sees_the_act_and_why_not() -> None:
    facts = generous(CaseState.COMPLETENESS, Action.COMPLETE)
    offers = allowed(WORKFLOW, facts, Actor(3, frozenset({Role.EXECUTOR}), Relation.STAFF), NOW)
    complete = next(offer for offer in offers if offer.action is Action.COMPLETE)
    assert [reason.code for reason in complete.reasons] == ["wrong_relation"]
    assert complete.reasons[0].remedy is not None


def test_no_term_ever_blocks_an_act() -> None:
    late = datetime(2046, 1, 1, tzinfo=UTC)
    assert decide(WORKFLOW, Action.GRANT, generous(CaseState.DECISION, Action.GRANT), HEAD, late)
    assert decide(WORKFLOW, Action.REFUSE, generous(CaseState.DECISION, Action.REFUSE), HEAD, late)


def test_every_machine_is_built_without_back_doors() -> None:
    for machine in (documents.WORKFLOW.machine, packages.WORKFLOW.machine):
        assert not [name for name in machine.events if name.startswith("to_")]


def test_a_button_is_live_when_only_its_own_form_is_lacking() -> None:
    facts = generous(CaseState.AGREEMENT, Action.DECLINE, reasons_given=False)
    offers = {offer.action: offer for offer in allowed(WORKFLOW, facts, APPLICANT, NOW)}
    assert (offers[Action.DECLINE].ok, offers[Action.DECLINE].can_begin) == (False, True)
    assert offers[Action.SIGN_AGREEMENT].can_begin
    representative = Actor(2, APPLICANT.roles, Relation.OWN, may_sign=False)
    assert not any(offer.can_begin for offer in allowed(WORKFLOW, facts, representative, NOW))
