"""The export programme's machine: its table written from the law, one fact against one act, its clauses."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from tests.matrix.cases import AUTHOR, NOW, draft, generous, ground, hearing
from tests.matrix.test_moves import TABLE, WHO
from tests.unit.workflows.export_samples import NOW as EDITION
from workflows.engine import allowed, decide
from workflows.facts import Actor, CaseFacts, ChosenGround, Demand, Draft
from workflows.refusals import TransitionRefused
from workflows.rights import rights, states_with
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction, Relation, Right, Role, Verdict

A, X, S, K = Action, ExportAction, CaseState, DraftKind
ROWS, WORKFLOW = EDITION.workflow.rows, EDITION.workflow
NO, YES = Verdict.NO, Verdict.YES

#: What the domestic table does not have: from | act | to | who.
OWN = """
completeness | send_remarks | remarks | executor given
substantive_review | send_remarks | remarks | executor given
remarks | answer_remarks | completeness | applicant
remarks | withdraw | withdrawn | applicant
remarks | assign | remarks | assigner any
registered | prepare_leaving | registered | executor any
completeness | prepare_leaving | completeness | executor given
substantive_review | prepare_leaving | substantive_review | executor given
remarks | prepare_leaving | remarks | executor given
registered | return_draft | registered | signer any
registered | change_signer | registered | signer any
substantive_review | return_draft | substantive_review | signer any
substantive_review | change_signer | substantive_review | signer any
remarks | return_draft | remarks | signer any
remarks | change_signer | remarks | signer any
registered | leave | left | signer any
completeness | leave | left | signer any
substantive_review | leave | left | signer any
remarks | leave | left | signer any
left | archive | archived | archivist any
"""
GONE = {"prepare_rejection", "reject_incomplete"}
Cell = tuple[CaseState, str, Role, Relation]


def expected() -> dict[Cell, CaseState]:
    cells: dict[Cell, CaseState] = {}
    for line in (TABLE.strip() + OWN).strip().splitlines():
        state, action, target, who = (part.strip() for part in line.split("|"))
        if action not in GONE:
            for group in who.split(" + "):
                cells |= {(S(state), action, role, relation): S(target) for role, relation in WHO[group]}
    return cells


EXPECTED = expected()
ACTS: tuple[CaseAct, ...] = (*Action, *ExportAction)


def open_ground(clause: str, **changes: Any) -> ChosenGround:
    """A clause that is not kept, shown by the calculation that leaves nothing."""
    return ground(0, clause=clause, **changes)


OPEN = (open_ground("314:16"),)


ZERO, TODAY = Decimal(0), date(2026, 3, 20)
NAMED = Demand(amount=Decimal(100), ground="Келісімнің 7-тармағы", fact="Түсім өспеді", return_by=date(2026, 3, 21))


def facts(state: S, action: CaseAct, **changes: Any) -> CaseFacts:
    """A case in which nothing but its state stands against the act."""
    known: dict[str, Any] = {
        "programme": "export-314",
        "grounds": OPEN,
        "hearing": hearing(grounds=OPEN),
        "rounds": 1,
        "new_documents": True,
        "review_term_set": True,
        "earlier_waiting": (),
        "leave_clause": "314:22.2",
        "leave_clauses": frozenset({"314:22.2"}),
    }
    if action is A.PREPARE_BREACH:
        known["demand"] = NAMED
    if action is X.SEND_REMARKS:
        known |= {"completeness": {"form": NO}, "checks": {"documents_conform": NO}}
    if action is X.LEAVE:
        known["draft"] = draft(K.LEAVING, clauses=("314:22.2",))
    if action is A.REFUSE:
        known["draft"] = draft(K.REFUSAL, grounds=OPEN)
    base = action if isinstance(action, Action) else A.COMPLETE
    return generous(state, base, **{**known, **changes})


def outcome(state: S, action: CaseAct, role: Role, relation: Relation) -> S | None:
    actor = Actor(5, frozenset({role}), relation, may_sign=True)
    try:
        return decide(WORKFLOW, action, facts(state, action), actor, NOW).target
    except TransitionRefused:
        return None


@pytest.mark.parametrize("state", CaseState)
def test_every_cell(state: S) -> None:
    wrong = [
        (action, role, relation, found)
        for action, role, relation in product(ACTS, Role, Relation)
        if (found := outcome(state, action, role, relation)) != EXPECTED.get((state, str(action), role, relation))
    ]
    assert wrong == []


def test_the_table_names_every_row() -> None:
    assert {(state, action) for state, action, _role, _relation in EXPECTED} == {
        (row.source, str(row.action)) for row in ROWS
    }


def test_the_executor_is_offered_remarks_in_place_of_a_rejection() -> None:
    actor = Actor(5, frozenset({Role.EXECUTOR}), Relation.ASSIGNEE)
    offers = {offer.action: offer for offer in allowed(WORKFLOW, facts(S.COMPLETENESS, X.SEND_REMARKS), actor, NOW)}
    assert offers[X.SEND_REMARKS].ok
    assert not offers[A.COMPLETE].ok
    assert not GONE & {str(action) for action in offers}


def refused(state: S, action: CaseAct, **changes: Any) -> list[tuple[str, str]]:
    """Codes and clauses of the reasons given to somebody whose role and relation are right."""
    row = WORKFLOW.row(state, action)
    assert row is not None
    who = changes.pop("actor", 5)
    actor = Actor(who, row.roles, next(iter(sorted(row.relations))), may_sign=True)
    try:
        decide(WORKFLOW, action, facts(state, action, **changes), actor, NOW)
    except TransitionRefused as refusal:
        return [(reason.code, reason.clause) for reason in refusal.reasons]
    return []


def test_intake_is_never_closed_here() -> None:
    """What comes in when the money is used up is left without consideration (314:22.1)."""
    assert refused(S.DRAFT, A.SUBMIT, intake_open=False) == []


def test_whoever_may_act_may_read_and_the_applicant_mends_what_came_back() -> None:
    for row in ROWS:
        for role, relation in product(row.roles, row.relations):
            if Actor(5, frozenset({role}), relation).acting_roles:
                assert Right.READ in rights(row.source, role, relation), (row.source, row.action, role)
    assert {Right.EDIT, Right.ATTACH} <= rights(S.REMARKS, Role.APPLICANT, Relation.OWN)
    assigned = {row.source for row in WORKFLOW.rows_of(A.ASSIGN)}
    assert states_with(Right.ASSIGN, Role.REGISTRAR, Relation.STAFF) == assigned


def leaving_of(signer: int) -> Draft:
    return draft(K.LEAVING, clauses=("314:22.2",), signer=signer)


HELD = frozenset({"314:22.1"})
EARLIER = {"earlier_waiting": ("E314-2026-000001",)}
BARRED = ("not_eligible", "314:4")
PAPER = (open_ground("314:16", document=True, shown_by=""),)
ORIGIN_YES = {"checks": {"origin_valid": YES}, "checks_due": ("origin_valid",)}
NOT_IN_LAW, TWICE = ("ground_not_in_law", "314:24"), ("ground_twice", "314:24")
AGAINST, NOT_SHOWN = ("ground_contradicted", "314:24"), ("ground_not_shown", "314:24")
NO_FACT, NO_CLAUSE = (open_ground("314:16", fact=" "),), (open_ground(""),)


@pytest.mark.parametrize(
    ("state", "action", "changes", "reason"),
    [
        (S.COMPLETENESS, X.SEND_REMARKS, {"completeness": {"form": YES}}, ("nothing_lacking", "314:22")),
        (S.COMPLETENESS, X.SEND_REMARKS, {"reasons_given": False}, ("reasons_missing", "")),
        (S.COMPLETENESS, X.SEND_REMARKS, {"draft": draft(K.LEAVING)}, ("draft_waits", "")),
        (S.COMPLETENESS, X.SEND_REMARKS, {"rounds": 3}, None),  # the law bounds no number of rounds
        (S.COMPLETENESS, A.COMPLETE, {"completeness": {"form": NO}}, ("incomplete", "314:22")),
        (
            S.SUBSTANTIVE_REVIEW,
            X.SEND_REMARKS,
            {"checks": {"entity": YES}, "completeness": {"form": YES}},
            ("nothing_to_remark", "314:22"),
        ),
        (S.SUBSTANTIVE_REVIEW, X.SEND_REMARKS, {"checks": {"earlier_obligation": NO}, "completeness": {}}, None),
        (S.REMARKS, X.ANSWER_REMARKS, {"new_documents": False}, ("nothing_new", "314:22")),
        (S.REMARKS, X.ANSWER_REMARKS, {"files_sound": False}, ("files_not_sound", "314:16")),
        (S.REMARKS, X.ANSWER_REMARKS, {"signed": False}, ("not_signed", "")),
        (S.REMARKS, X.ANSWER_REMARKS, {"draft": draft(K.LEAVING)}, None),  # the applicant does not wait for it
        (S.REGISTERED, X.PREPARE_LEAVING, {"leave_clause": ""}, ("no_ground_to_leave", "314:22")),
        (S.REGISTERED, X.PREPARE_LEAVING, {"leave_clauses": HELD}, ("ground_does_not_hold", "314:22.2")),
        (S.REGISTERED, A.TAKE, {"draft": draft(K.LEAVING)}, ("draft_waits", "")),
        (S.REMARKS, X.LEAVE, {"leave_clauses": HELD}, ("ground_does_not_hold", "314:22")),
        (S.REMARKS, X.LEAVE, {"draft": draft(K.LEAVING, clauses=())}, ("ground_does_not_hold", "314:22")),
        (S.REMARKS, X.LEAVE, {"draft": draft(K.REFUSAL, clauses=("314:22.2",))}, ("no_draft", "")),
        (S.REMARKS, X.LEAVE, {"actor": AUTHOR, "draft": leaving_of(AUTHOR)}, ("author_signs", "")),
        (S.REMARKS, X.LEAVE, {"draft": leaving_of(6)}, ("names_another", "")),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"rounds": 0}, ("no_remarks_yet", "314:22")),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"review_term_set": False}, ("review_term_unknown", "314:24")),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": ()}, ("no_ground", "314:24")),
        (
            S.SUBSTANTIVE_REVIEW,
            A.PROPOSE_REFUSAL,
            {"grounds": NO_FACT},
            ("ground_without_fact", "314:24"),
        ),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": NO_CLAUSE}, ("no_ground", "314:24")),
        (
            S.SUBSTANTIVE_REVIEW,
            A.PROPOSE_REFUSAL,
            {"proposed_total": Decimal(1), "grounds": PAPER},
            ("part_allowed", "314:24"),
        ),
        # a clause that is not there, one with two facts, one whose check says yes, the check of another
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": (open_ground("314:99", in_law=False),)}, NOT_IN_LAW),
        (S.DECISION, A.REFUSE, {"draft": draft(K.REFUSAL, grounds=(*OPEN, open_ground("314:16", fact="two")))}, TWICE),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": PAPER, **ORIGIN_YES}, AGAINST),
        (S.DECISION, A.PREPARE_REFUSAL, {"grounds": PAPER, **ORIGIN_YES}, AGAINST),
        (S.DECISION, A.REFUSE, {"draft": draft(K.REFUSAL, grounds=PAPER), **ORIGIN_YES}, AGAINST),
        (
            S.SUBSTANTIVE_REVIEW,
            A.PROPOSE_REFUSAL,
            {"grounds": (open_ground("314:16.1", document=True, shown_by=""),), **ORIGIN_YES},
            AGAINST,
        ),  # a part of the clause that the check is on
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, {"grounds": (open_ground("314:16", shown_by="entity"),)}, NOT_SHOWN),
        (
            S.SUBSTANTIVE_REVIEW,
            A.PROPOSE_REFUSAL,
            {"proposed_total": Decimal(1), "checks": {"payroll_grew": NO}, "grounds": PAPER},
            None,
        ),
        (
            S.SUBSTANTIVE_REVIEW,
            A.PROPOSE_GRANT,
            {"checks": {"entity": YES, "no_insolvency": NO}},
            ("not_eligible", "314:4"),
        ),
        (S.SUBSTANTIVE_REVIEW, A.PROPOSE_GRANT, EARLIER, ("not_its_turn", "314:3")),
        (S.DECISION, A.PREPARE_GRANT, EARLIER, ("not_its_turn", "314:3")),
        (S.DECISION, A.GRANT, EARLIER, ("not_its_turn", "314:3")),
        (
            S.DECISION,
            A.PREPARE_REFUSAL,
            EARLIER,
            None,
        ),  # takes nothing of the budget
        (
            S.DECISION,
            A.REFUSE,
            {"draft": draft(K.REFUSAL, grounds=(open_ground("314:17"),))},
            ("ground_not_heard", "314:24"),
        ),
        (S.DECISION, A.REFUSE, {"draft": draft(K.REFUSAL, grounds=())}, ("no_ground", "314:24")),
        # a demand without a formula (I-29)
        (S.MONITORING, A.PREPARE_BREACH, {"demand": NAMED}, None),
        (S.MONITORING, A.PREPARE_BREACH, {"demand": replace(NAMED, amount=None)}, ("sum_not_named", "314:22")),
        (S.MONITORING, A.PREPARE_BREACH, {"demand": replace(NAMED, amount=ZERO)}, ("sum_out_of_bounds", "314:22")),
        (S.MONITORING, A.PREPARE_BREACH, {"granted": Decimal("99.99")}, ("sum_out_of_bounds", "314:22")),
        (S.MONITORING, A.PREPARE_BREACH, {"demand": replace(NAMED, ground=" ")}, ("ground_not_named", "314:22")),
        (S.MONITORING, A.PREPARE_BREACH, {"demand": replace(NAMED, fact="")}, ("fact_not_told", "314:22")),
        (S.MONITORING, A.PREPARE_BREACH, {"demand": replace(NAMED, return_by=None)}, ("day_not_named", "314:22")),
        (S.MONITORING, A.PREPARE_BREACH, {"demand": replace(NAMED, return_by=TODAY)}, ("day_not_named", "314:22")),
        (S.MONITORING, A.CLOSE, {"monitoring_ends_on": date(2026, 3, 20)}, ("monitoring_runs", "314:22")),
    ],
)
def test_one_fact_against_one_act(
    state: S, action: CaseAct, changes: dict[str, Any], reason: tuple[str, str] | None
) -> None:
    assert refused(state, action, **changes) == ([reason] if reason else [])


def test_an_unfilled_case_is_told_every_reason_in_three_languages_and_only_under_this_law() -> None:
    found = 0
    for row in ROWS:
        actor = Actor(AUTHOR, row.roles, Relation.OWN)
        bare = CaseFacts(
            state=row.source, draft=draft(K.GRANT, ready=False, signers=frozenset(), sums_match=False, grounds=())
        )
        try:
            decide(WORKFLOW, row.action, bare, actor, NOW - timedelta(days=1))
        except TransitionRefused as refusal:
            for reason in refusal.reasons:
                for text in (reason.text, reason.remedy):
                    assert text is None or all(
                        text.get(lang) and "{" not in text.get(lang) for lang in ("kk", "ru", "en")
                    )
                assert reason.clause == "" or re.fullmatch(r"314:\d+(\.\d+)?", reason.clause), reason
                found += 1
    assert found > 120


def test_no_row_speaks_of_the_other_law() -> None:
    for row in ROWS:
        assert row.clause == "" or row.clause.startswith("314:")
        assert all("342:" not in (guard.__doc__ or "") for guard in row.guards), row
        assert "annex" not in row.makes
