"""Order 342 in the edition of 23.10.2025: the way of an application, row by row (digest, "The way of an application").

Every act that the head signs is two acts in one state: ``prepare_*`` makes the draft, the act itself moves the case
(decision 10). Whoever is late is shown as late; no row knows a term as a condition.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflows import guards as g
from workflows.act_labels import ACTION_LABELS
from workflows.engine import CaseRow, CaseWorkflow, Guard
from workflows.labels import STATE_LABELS
from workflows.programmes.domestic_342 import guards_agreement as ga
from workflows.programmes.domestic_342 import guards_intake as gi
from workflows.programmes.domestic_342 import guards_review as gr
from workflows.states import Action as A
from workflows.states import CaseState as S
from workflows.states import DraftKind, Relation, Role

NAME = "342@2025-10-23"

_OWN = frozenset({Relation.OWN})
_ASSIGNEE = frozenset({Relation.ASSIGNEE})
_STAFF = frozenset({Relation.STAFF, Relation.ASSIGNEE})

_APPLICANT = frozenset({Role.APPLICANT})
_EXECUTOR = frozenset({Role.EXECUTOR})
_MONITOR = frozenset({Role.MONITOR})
_SIGNERS = frozenset({Role.HEAD, Role.DEPUTY})
_ASSIGNERS = frozenset({Role.REGISTRAR, Role.HEAD, Role.DEPUTY})
_FINANCE = frozenset({Role.FINANCE})


def _row(
    action: A,
    source: S,
    target: S,
    roles: frozenset[Role],
    relations: frozenset[Relation],
    clause: str,
    *guards: Guard,
    makes: str = "",
    term: str = "",
) -> CaseRow:
    return CaseRow(action, source, target, roles, relations, guards, clause, ACTION_LABELS[action], makes, term)


def _signed(kind: DraftKind) -> tuple[Guard, ...]:
    """What every signature of the operator needs."""
    return (g.may_sign, g.draft_of(kind), g.draft_ready, g.draft_signed, g.not_author)


def _intake() -> Iterable[CaseRow]:
    yield _row(
        A.SUBMIT, S.DRAFT, S.SUBMITTED, _APPLICANT, _OWN, "342:14",
        gi.intake_open, gi.nothing_missing, gi.files_scanned, gi.files_sound, gi.frozen, gi.signed_by_applicant,
        gi.may_sign_for_applicant, makes="annex-1",
    )  # fmt: skip
    yield _row(
        A.REGISTER, S.SUBMITTED, S.REGISTERED, frozenset({Role.SYSTEM}), frozenset({Relation.NONE}), "342:33",
        gi.office_hours_reached, makes="registration-notice",
    )  # fmt: skip
    yield _row(
        A.TAKE, S.REGISTERED, S.COMPLETENESS, _EXECUTOR, _STAFF, "342:35", g.not_given_to_another, term="completeness"
    )
    yield _row(A.ASSIGN, S.REGISTERED, S.COMPLETENESS, _ASSIGNERS, _STAFF, "342:35", term="completeness")


def _assignments() -> Iterable[CaseRow]:
    """Reassignment, with its reason, keeps the state."""
    clauses = {S.AGREEMENT: "342:21", S.PAYMENT: "342:21", S.MONITORING: "342:24", S.RECOVERY: "342:27"}
    for state in (S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION, *clauses):
        clause = clauses.get(state, "342:35")
        yield _row(A.ASSIGN, state, state, _ASSIGNERS, _STAFF, clause, g.reassignment_explained)


def _completeness() -> Iterable[CaseRow]:
    here = S.COMPLETENESS
    yield _row(
        A.ANSWER_COMPLETENESS, here, here, _EXECUTOR, _ASSIGNEE, "342:35", gr.answer_with_reason, g.no_draft_waiting
    )
    yield _row(
        A.COMPLETE, here, S.SUBSTANTIVE_REVIEW, _EXECUTOR, _ASSIGNEE, "342:35",
        gr.completeness_all_yes, g.no_draft_waiting, term="completeness",
    )  # fmt: skip
    yield _row(
        A.PREPARE_REJECTION, here, here, _EXECUTOR, _ASSIGNEE, "342:35", gr.completeness_has_no,
        makes="completeness-refusal",
    )  # fmt: skip
    yield _row(
        A.REJECT_INCOMPLETE, here, S.REFUSED, _SIGNERS, _STAFF, "342:35",
        *_signed(DraftKind.REJECTION), gr.completeness_has_no, makes="completeness-refusal", term="completeness",
    )  # fmt: skip
    yield _return_draft(here, "342:35")


def _review() -> Iterable[CaseRow]:
    here = S.SUBSTANTIVE_REVIEW
    yield _row(A.ANSWER_CHECK, here, here, _EXECUTOR, _ASSIGNEE, "342:35", gr.answer_with_reason)
    yield _row(A.VISIT, here, here, _EXECUTOR, _ASSIGNEE, "342:15", g.reasons_given, makes="visit-record")
    yield _row(
        A.PROPOSE_REFUSAL, here, S.HEARING, _EXECUTOR, _ASSIGNEE, "342:37",
        gr.grounds_chosen, gr.nothing_allowed_in_part, gr.hearing_hour_named,
        makes="preliminary-decision", term="hearing_notice",
    )  # fmt: skip
    yield _row(
        A.PROPOSE_GRANT, here, S.DECISION, _EXECUTOR, _ASSIGNEE, "342:36",
        gr.checks_answered, gr.nothing_decisive_failed, gr.calculation_positive, term="substantive_review",
    )  # fmt: skip


def _hearing() -> Iterable[CaseRow]:
    here = S.HEARING
    both = _APPLICANT | _EXECUTOR
    yield _row(A.RECORD_POSITION, here, here, both, _OWN | _ASSIGNEE, "342:37", gr.hearing_announced)
    yield _row(A.ANSWER_CHECK, here, here, _EXECUTOR, _ASSIGNEE, "342:38", gr.answer_with_reason)
    yield _row(
        A.HOLD_HEARING, here, S.DECISION, _EXECUTOR, _ASSIGNEE, "342:37",
        gr.hearing_announced, gr.hearing_time_reached, gr.position_or_absence, gr.minutes_recorded,
        makes="hearing-minutes", term="hearing",
    )  # fmt: skip


def _decision() -> Iterable[CaseRow]:
    here = S.DECISION
    grantable = (gr.checks_answered, gr.nothing_decisive_failed, gr.calculation_positive)
    yield _row(A.ANSWER_CHECK, here, here, _EXECUTOR, _ASSIGNEE, "342:38", gr.answer_with_reason, g.no_draft_waiting)
    yield _row(
        A.PREPARE_GRANT, here, here, _EXECUTOR, _ASSIGNEE, "342:36", *grantable, makes="annex-2, annex-3"
    )  # fmt: skip
    yield _row(
        A.PREPARE_REFUSAL, here, here, _EXECUTOR, _ASSIGNEE, "342:36", gr.grounds_were_heard, gr.hearing_held,
        makes="annex-5",
    )  # fmt: skip
    yield _return_draft(here, "342:36")
    yield _row(
        A.GRANT, here, S.AGREEMENT, _SIGNERS, _STAFF, "342:36",
        *_signed(DraftKind.GRANT), *grantable, gr.sums_match, makes="annex-2, annex-3", term="service",
    )  # fmt: skip
    yield _row(
        A.REFUSE, here, S.REFUSED, _SIGNERS, _STAFF, "342:36",
        *_signed(DraftKind.REFUSAL), gr.draft_grounds_were_heard, gr.hearing_held, makes="annex-5", term="service",
    )  # fmt: skip
    yield _row(
        A.SEND_BACK, here, S.SUBSTANTIVE_REVIEW, _SIGNERS, _STAFF, "342:37", g.may_sign, g.reasons_given, makes="note"
    )


def _agreement() -> Iterable[CaseRow]:
    yield _row(
        A.SIGN_AGREEMENT, S.AGREEMENT, S.PAYMENT, _APPLICANT, _OWN, "342:22",
        ga.operator_signed, ga.applicant_signed, gi.may_sign_for_applicant, makes="annex-3",
    )  # fmt: skip
    yield _row(
        A.DECLINE, S.AGREEMENT, S.DECLINED, _APPLICANT, _OWN, "342:23", g.reasons_given, gi.may_sign_for_applicant,
        makes="decline-notice",
    )  # fmt: skip
    here = S.PAYMENT
    yield _row(
        A.PAY, here, S.MONITORING, _FINANCE, _STAFF, "342:21",
        ga.operator_signed, ga.applicant_signed, ga.sum_granted, ga.balance_enough, g.no_draft_waiting,
        makes="payment-order", term="payment",
    )  # fmt: skip
    yield _row(
        A.PREPARE_TERMINATION, here, here, _EXECUTOR | _MONITOR, _ASSIGNEE, "342:A3.6.2", g.reasons_given,
        makes="termination-notice",
    )  # fmt: skip
    yield _return_draft(here, "342:A3.6.2")
    yield _row(
        A.TERMINATE, here, S.CLOSED, _SIGNERS, _STAFF, "342:A3.6.2", *_signed(DraftKind.TERMINATION),
        makes="termination-notice",
    )  # fmt: skip


def _monitoring() -> Iterable[CaseRow]:
    here = S.MONITORING
    yield _row(A.REPORT_QUARTER, here, here, _APPLICANT | _MONITOR, _OWN | _ASSIGNEE, "342:24")
    for action, clause, makes, term in (
        (A.WARN, "342:A3.4.3", "risk-warning", ""),
        (A.ASK, "342:A3.6.1", "data-request", "data_request"),
        (A.VISIT, "342:25.4", "visit-record", ""),
    ):
        yield _row(action, here, here, _MONITOR, _ASSIGNEE, clause, g.reasons_given, makes=makes, term=term)
    ended = (ga.monitoring_over, ga.obligation_met)
    yield _row(A.PREPARE_CLOSE, here, here, _MONITOR, _ASSIGNEE, "342:25", *ended, makes="monitoring-conclusion")
    yield _row(
        A.CLOSE, here, S.CLOSED, _SIGNERS, _STAFF, "342:25", *_signed(DraftKind.CLOSING), *ended,
        makes="monitoring-conclusion",
    )  # fmt: skip
    yield _row(A.PREPARE_BREACH, here, here, _MONITOR, _ASSIGNEE, "342:27", ga.breach_found, makes="demand")
    yield _row(
        A.BREACH, here, S.RECOVERY, _SIGNERS, _STAFF, "342:27", *_signed(DraftKind.BREACH),
        makes="demand", term="money_back",
    )  # fmt: skip
    yield _return_draft(here, "342:27")
    yield _row(A.RECOVER, S.RECOVERY, S.CLOSED, _FINANCE, _STAFF, "342:27", ga.money_back, term="money_back")


def _endings() -> Iterable[CaseRow]:
    yield _row(A.WITHDRAW, S.DRAFT, S.WITHDRAWN, _APPLICANT, _OWN, "")
    for state in (S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION):
        yield _row(
            A.WITHDRAW, state, S.WITHDRAWN, _APPLICANT, _OWN, "", gi.may_sign_for_applicant,
            makes="withdrawal-notice",
        )  # fmt: skip
    for state in (S.CLOSED, S.REFUSED, S.DECLINED, S.WITHDRAWN):
        only_records = (g.was_submitted,) if state is S.WITHDRAWN else ()
        yield _row(
            A.ARCHIVE, state, S.ARCHIVED, frozenset({Role.ARCHIVIST}), _STAFF, "",
            g.package_sealed, *only_records, makes="archive-package",
        )  # fmt: skip


def _return_draft(here: S, clause: str) -> CaseRow:
    return _row(
        A.RETURN_DRAFT, here, here, _SIGNERS, _STAFF, clause, g.draft_waiting, g.may_sign, g.reasons_given, makes="note"
    )


ROWS: tuple[CaseRow, ...] = (
    *_intake(),
    *_completeness(),
    *_review(),
    *_hearing(),
    *_decision(),
    *_agreement(),
    *_monitoring(),
    *_endings(),
    *_assignments(),
)

WORKFLOW: CaseWorkflow = CaseWorkflow("domestic-342", ROWS, STATE_LABELS)
