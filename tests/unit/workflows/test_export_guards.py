"""One rule of the export programme at a time: an act that everything else allows, and the one fact that stands against
it; every refusal speaks three languages and cites this law alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.matrix.cases import AUTHOR, NOW, draft
from tests.unit.workflows.export_facts import NAMED, OPEN, facts, open_ground
from tests.unit.workflows.export_samples import NOW as EDITION
from workflows.engine import decide
from workflows.facts import Actor, CaseFacts, Draft
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction, Relation, Verdict

A, X, S, K = Action, ExportAction, CaseState, DraftKind
ROWS, WORKFLOW = EDITION.workflow.rows, EDITION.workflow
NO, YES = Verdict.NO, Verdict.YES
ZERO, TODAY = Decimal(0), date(2026, 3, 20)


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
