"""Order 342 in the edition of 23.10.2025: the way of an application (digest, "The way of an application").

The rows are those of every programme under the clauses of this order; an application that lacks something is refused
further consideration (342:35), for this law has no correction round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflows.engine import CaseRow, CaseWorkflow
from workflows.labels import STATE_LABELS
from workflows.programmes.checks import Checks
from workflows.programmes.domestic_342 import guards_agreement, guards_intake, guards_review
from workflows.programmes.domestic_342.checks import THE_CHECKS
from workflows.programmes.domestic_342.documents import PAPERS
from workflows.programmes.editions import DOMESTIC
from workflows.programmes.machine import rows
from workflows.programmes.machine.law import ASSIGNEE, EXECUTOR, MAKES, Law
from workflows.programmes.machine.review import completeness_has_no
from workflows.programmes.papers import Papers
from workflows.states import Action as A
from workflows.states import CaseState as S
from workflows.states import DraftKind

NAME = "342@2025-10-23"

_CLAUSES: Mapping[str, str] = {
    "submit": "342:14",
    "register": "342:33",
    "take": "342:35",
    "assign": "342:35",
    "assign@agreement": "342:21",
    "assign@payment": "342:21",
    "assign@monitoring": "342:24",
    "assign@recovery": "342:27",
    "answer_completeness": "342:35",
    "complete": "342:35",
    "prepare_rejection": "342:35",
    "reject_incomplete": "342:35",
    "return_draft@completeness": "342:35",
    "change_signer@completeness": "342:35",
    "answer_check": "342:38",
    "answer_check@substantive_review": "342:35",
    "judge_line": "342:38",
    "judge_line@substantive_review": "342:35",
    "visit": "342:15",
    "visit@monitoring": "342:25.4",
    "propose_refusal": "342:37",
    "propose_grant": "342:36",
    "record_position": "342:37",
    "move_hearing": "342:37",
    "hold_hearing": "342:37",
    "prepare_grant": "342:36",
    "prepare_refusal": "342:36",
    "return_draft@decision": "342:36",
    "change_signer@decision": "342:36",
    "grant": "342:36",
    "refuse": "342:36",
    "send_back": "342:37",
    "sign_agreement": "342:22",
    "decline": "342:23",
    "pay": "342:21",
    "prepare_termination": "342:A3.6.2",
    "terminate": "342:A3.6.2",
    "return_draft@payment": "342:A3.6.2",
    "change_signer@payment": "342:A3.6.2",
    "report_quarter": "342:24",
    "warn": "342:A3.4.3",
    "ask": "342:A3.6.1",
    "prepare_close": "342:25",
    "close": "342:25",
    "prepare_breach": "342:27",
    "breach": "342:27",
    "return_draft@monitoring": "342:27",
    "change_signer@monitoring": "342:27",
    "recover": "342:27",
}
_MAKES: Mapping[str, str] = {
    **MAKES,
    "submit": "annex-1",
    "prepare_rejection": "completeness-refusal",
    "reject_incomplete": "completeness-refusal",
    "prepare_grant": "annex-2, annex-3",
    "grant": "annex-2, annex-3",
    "prepare_refusal": "annex-5",
    "refuse": "annex-5",
    "sign_agreement": "annex-3",
}
_TERMS: Mapping[str, str] = {
    "take": "completeness",
    "assign@registered": "completeness",
    "complete": "completeness",
    "reject_incomplete": "completeness",
    "propose_refusal": "hearing_notice",
    "propose_grant": "substantive_review",
    "hold_hearing": "hearing",
    "grant": "service",
    "refuse": "service",
    "pay": "payment",
    "ask": "data_request",
    "breach": "money_back",
    "recover": "money_back",
}


def workflow_of(checks: Checks, papers: Papers) -> CaseWorkflow:
    """The machine of an edition with these checks and papers."""
    law = Law(
        clauses=_CLAUSES,
        cites={**guards_intake.CITES, **guards_review.CITES, **guards_agreement.CITES},
        makes=_MAKES,
        terms=_TERMS,
        review=guards_review.guards_of(checks),
        name_of=guards_intake.names_of(papers),
    )
    return CaseWorkflow(DOMESTIC, tuple(_rows(law)), STATE_LABELS)


def _rows(law: Law) -> Iterable[CaseRow]:
    yield from rows.intake(law)
    yield from rows.completeness(law)
    yield from _rejection(law)
    yield from rows.review(law)
    yield from rows.hearing(law)
    yield from rows.decision(law)
    yield from rows.agreement(law)
    yield from rows.monitoring(law)
    yield from rows.endings(law)
    yield from rows.assignments(law, rows.ASSIGNED)


def _rejection(law: Law) -> Iterable[CaseRow]:
    """342:35: incomplete means refusal, without a hearing (342:37 is for refusing the service)."""
    here = S.COMPLETENESS
    yield law.row(A.PREPARE_REJECTION, here, here, EXECUTOR, ASSIGNEE, completeness_has_no)
    yield law.signature(A.REJECT_INCOMPLETE, here, S.REFUSED, DraftKind.REJECTION, completeness_has_no)
    yield from law.of_draft(here)


WORKFLOW = workflow_of(THE_CHECKS, PAPERS)
ROWS = WORKFLOW.rows
