"""The way of an application as every programme has it, row by row, under the clauses of a law.

Every act that the head signs is two acts in one state: ``prepare_*`` makes the draft, the act itself moves the case.
Whoever is late is shown as late; no row knows a term as a condition. How an application that lacks something is sent
away belongs to the programmes.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflows import guards as g
from workflows.engine import CaseRow
from workflows.programmes.machine import agreement as ga
from workflows.programmes.machine import hearing as gh
from workflows.programmes.machine import intake as gi
from workflows.programmes.machine import review as gr
from workflows.programmes.machine.law import (
    APPLICANT,
    ARCHIVIST,
    ASSIGNEE,
    ASSIGNERS,
    EXECUTOR,
    FINANCE,
    MONITOR,
    OWN,
    SIGNERS,
    STAFF,
    Law,
)
from workflows.states import Action as A
from workflows.states import CaseState as S
from workflows.states import DraftKind, Relation, Role


def intake(law: Law) -> Iterable[CaseRow]:
    yield law.row(
        A.SUBMIT, S.DRAFT, S.SUBMITTED, APPLICANT, OWN,
        gi.intake_open, gi.nothing_missing(law.name_of), gi.files_scanned, gi.files_sound, gi.frozen,
        gi.signed_by_applicant, gi.may_sign_for_applicant,
    )  # fmt: skip
    yield law.row(
        A.REGISTER, S.SUBMITTED, S.REGISTERED, frozenset({Role.SYSTEM}), frozenset({Relation.NONE}),
        gi.office_hours_reached,
    )  # fmt: skip
    yield law.row(A.TAKE, S.REGISTERED, S.COMPLETENESS, EXECUTOR, STAFF, g.not_given_to_another)
    yield law.row(A.ASSIGN, S.REGISTERED, S.COMPLETENESS, ASSIGNERS, STAFF, g.given_to_a_worker)


def assignments(law: Law, states: Iterable[S]) -> Iterable[CaseRow]:
    """Reassignment keeps the state. While the case is judged it has its reason; what is decided passes on by itself,
    from who reviewed to who pays and monitors, and no clause asks why."""
    for state in states:
        explained = () if state in PASSED_ON else (g.reassignment_explained,)
        yield law.row(A.ASSIGN, state, state, ASSIGNERS, STAFF, g.given_to_a_worker, *explained)


#: Where a case changes hands in the ordinary course of things.
PASSED_ON = frozenset({S.PAYMENT, S.MONITORING})


#: Where a case may be given to somebody else, by the way it goes.
ASSIGNED = (
    S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION, S.AGREEMENT, S.PAYMENT, S.MONITORING, S.RECOVERY,
)  # fmt: skip


def completeness(law: Law) -> Iterable[CaseRow]:
    here = S.COMPLETENESS
    yield law.row(A.ANSWER_COMPLETENESS, here, here, EXECUTOR, ASSIGNEE, gr.answer_with_reason, g.no_draft_waiting)
    yield law.row(
        A.COMPLETE, here, S.SUBSTANTIVE_REVIEW, EXECUTOR, ASSIGNEE, law.review.completeness_all_yes, g.no_draft_waiting
    )


def review(law: Law) -> Iterable[CaseRow]:
    here, guards = S.SUBSTANTIVE_REVIEW, law.review
    yield law.row(A.ANSWER_CHECK, here, here, EXECUTOR, ASSIGNEE, *gr.ANSWERING)
    yield law.row(A.JUDGE_LINE, here, here, EXECUTOR, ASSIGNEE, *guards.judging)
    yield law.row(A.VISIT, here, here, EXECUTOR, ASSIGNEE, g.reasons_given)
    yield law.row(
        A.PROPOSE_REFUSAL, here, S.HEARING, EXECUTOR, ASSIGNEE,
        *guards.proposing, gh.hearing_hour_named,
    )  # fmt: skip
    yield law.row(A.PROPOSE_GRANT, here, S.DECISION, EXECUTOR, ASSIGNEE, *guards.granting)


def hearing(law: Law) -> Iterable[CaseRow]:
    here = S.HEARING
    yield law.row(
        A.RECORD_POSITION, here, here, APPLICANT | EXECUTOR, OWN | ASSIGNEE, gh.hearing_announced, gh.own_word,
        gh.earlier_than_announced, gi.may_speak_for_applicant,
    )  # fmt: skip
    yield law.row(A.ANSWER_CHECK, here, here, EXECUTOR, ASSIGNEE, *gr.ANSWERING)
    yield law.row(A.JUDGE_LINE, here, here, EXECUTOR, ASSIGNEE, *law.review.judging)
    yield law.row(
        A.MOVE_HEARING, here, here, EXECUTOR, ASSIGNEE,
        gh.hearing_announced, gh.hearing_hour_named, gh.moved_lawfully, g.reasons_given,
    )  # fmt: skip
    yield law.row(
        A.HOLD_HEARING, here, S.DECISION, EXECUTOR, ASSIGNEE,
        gh.hearing_announced, gh.hearing_time_reached, gh.presence_told, gh.held_in_its_time, gh.position_or_absence,
        gh.minutes_recorded,
    )  # fmt: skip


def decision(law: Law) -> Iterable[CaseRow]:
    here, guards = S.DECISION, law.review
    yield law.row(A.ANSWER_CHECK, here, here, EXECUTOR, ASSIGNEE, *gr.ANSWERING, g.no_draft_waiting)
    yield law.row(A.JUDGE_LINE, here, here, EXECUTOR, ASSIGNEE, *guards.judging, g.no_draft_waiting)
    yield law.row(A.PREPARE_GRANT, here, here, EXECUTOR, ASSIGNEE, *guards.granting)
    yield law.row(A.PREPARE_REFUSAL, here, here, EXECUTOR, ASSIGNEE, *guards.preparing, gh.hearing_held)
    yield from law.of_draft(here)
    yield law.signature(A.GRANT, here, S.AGREEMENT, DraftKind.GRANT, *guards.granting, gr.sums_match)
    yield law.signature(A.REFUSE, here, S.REFUSED, DraftKind.REFUSAL, *guards.signing, gh.hearing_held)
    yield law.row(A.SEND_BACK, here, S.SUBSTANTIVE_REVIEW, SIGNERS, STAFF, g.may_sign, g.reasons_given)


def agreement(law: Law) -> Iterable[CaseRow]:
    yield law.row(
        A.SIGN_AGREEMENT, S.AGREEMENT, S.PAYMENT, APPLICANT, OWN,
        ga.operator_signed, ga.applicant_signed, gi.may_sign_for_applicant,
    )  # fmt: skip
    yield law.row(A.DECLINE, S.AGREEMENT, S.DECLINED, APPLICANT, OWN, g.reasons_given, gi.may_sign_for_applicant)
    here = S.PAYMENT
    yield law.row(
        A.PAY, here, S.MONITORING, FINANCE, STAFF,
        ga.operator_signed, ga.applicant_signed, ga.sum_granted, ga.balance_enough, ga.payee_is_another,
        ga.details_settled, g.no_draft_waiting,
    )  # fmt: skip
    yield law.row(A.PREPARE_TERMINATION, here, here, EXECUTOR | MONITOR, ASSIGNEE, g.reasons_given)
    yield from law.of_draft(here)
    yield law.signature(A.TERMINATE, here, S.CLOSED, DraftKind.TERMINATION)


def monitoring(law: Law) -> Iterable[CaseRow]:
    here = S.MONITORING
    yield law.row(A.REPORT_QUARTER, here, here, APPLICANT | MONITOR, OWN | ASSIGNEE, ga.quarter_over,
        ga.figures_given, gi.may_report_for_applicant,
    )  # fmt: skip
    for action in (A.WARN, A.ASK, A.VISIT):
        yield law.row(action, here, here, MONITOR, ASSIGNEE, g.reasons_given)
    ended = (ga.monitoring_over, ga.obligation_met)
    yield law.row(A.PREPARE_CLOSE, here, here, MONITOR, ASSIGNEE, *ended)
    yield law.signature(A.CLOSE, here, S.CLOSED, DraftKind.CLOSING, *ended, gr.sums_match)
    yield law.row(A.PREPARE_BREACH, here, here, MONITOR, ASSIGNEE, ga.breach_found, ga.something_to_return)
    yield law.signature(
        A.BREACH, here, S.RECOVERY, DraftKind.BREACH, ga.something_to_return, gr.sums_match
    )  # fmt: skip
    yield from law.of_draft(here)
    yield law.row(A.RECOVER, S.RECOVERY, S.CLOSED, FINANCE, STAFF, ga.money_back, ga.no_more_than_demanded)


#: Where the applicant may still take a submitted application back, by the way it goes.
WITHDRAWABLE = (S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION)
#: Ends that every programme has.
ARCHIVABLE = (S.CLOSED, S.REFUSED, S.DECLINED, S.WITHDRAWN)


def endings(
    law: Law, withdrawable: Iterable[S] = WITHDRAWABLE, archivable: Iterable[S] = ARCHIVABLE
) -> Iterable[CaseRow]:
    yield law.row(A.WITHDRAW, S.DRAFT, S.WITHDRAWN, APPLICANT, OWN, gi.may_draft_for_applicant)
    for state in withdrawable:
        yield law.row(A.WITHDRAW, state, S.WITHDRAWN, APPLICANT, OWN, gi.may_sign_for_applicant)
    for state in archivable:
        only_records = (g.was_submitted,) if state is S.WITHDRAWN else ()
        yield law.row(A.ARCHIVE, state, S.ARCHIVED, ARCHIVIST, STAFF, g.package_sealed, *only_records)
