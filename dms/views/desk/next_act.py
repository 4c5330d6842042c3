"""The act that comes next on a case: the one its state leads to, or the one that clears what stands against it. The
rules themselves are asked, by their guards; what they need is read once for a whole page of cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dms.models import Case
from dms.queries import monitoring
from dms.queries.monitoring import Watched
from dms.queries.worklists import Listed
from dms.services import clock, moves
from dms.services.judging.held import Held, held_of, held_of_one
from dms.services.judging.law import edition_of
from dms.services.signed.deciding import SIGNING
from workflows.engine import CaseRow
from workflows.facts import Actor, CaseFacts
from workflows.programmes.sums import Figures
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction, Relation, Role

A, S = Action, CaseState

#: The act that the work in a state leads to.
MAIN: Mapping[CaseState, CaseAct] = {
    S.SUBMITTED: A.REGISTER,
    S.REGISTERED: A.TAKE,
    S.COMPLETENESS: A.COMPLETE,
    S.SUBSTANTIVE_REVIEW: A.PROPOSE_GRANT,
    S.HEARING: A.HOLD_HEARING,
    S.DECISION: A.PREPARE_GRANT,
    S.AGREEMENT: A.SIGN_AGREEMENT,
    S.PAYMENT: A.PAY,
    S.MONITORING: A.PREPARE_CLOSE,
    S.RECOVERY: A.RECOVER,
    S.CLOSED: A.ARCHIVE,
    S.REFUSED: A.ARCHIVE,
    S.DECLINED: A.ARCHIVE,
    S.WITHDRAWN: A.ARCHIVE,
    S.LEFT: A.ARCHIVE,
    S.REMARKS: ExportAction.ANSWER_REMARKS,
}
#: State and code of a reason against an act → the act that answers it.
INSTEAD: Mapping[tuple[CaseState, str], CaseAct] = {
    (S.COMPLETENESS, "completeness_open"): A.ANSWER_COMPLETENESS,
    (S.COMPLETENESS, "incomplete"): A.PREPARE_REJECTION,
    (S.SUBSTANTIVE_REVIEW, "checks_open"): A.ANSWER_CHECK,
    (S.SUBSTANTIVE_REVIEW, "not_eligible"): A.PROPOSE_REFUSAL,
    (S.SUBSTANTIVE_REVIEW, "no_unanswered_for"): A.JUDGE_LINE,
    (S.HEARING, "hearing_ahead"): A.RECORD_POSITION,
    (S.DECISION, "checks_open"): A.ANSWER_CHECK,
    (S.DECISION, "not_eligible"): A.PREPARE_REFUSAL,
    (S.DECISION, "no_unanswered_for"): A.JUDGE_LINE,
    (S.DECISION, "no_hearing"): A.SEND_BACK,
    (S.MONITORING, "monitoring_runs"): A.REPORT_QUARTER,
    (S.MONITORING, "obligation_open"): A.PREPARE_BREACH,
}
#: Reasons that remarks answer where the law has them.
LACKING = frozenset({"incomplete", "no_remarks_yet"})
#: The states whose guards are asked here; elsewhere the main act is the only one.
ASKED = frozenset(state for state, _code in INSTEAD)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case beside its row. ``watched``: how far its monitoring is, in that state alone."""

    held: Held
    watched: Watched | None = None


def known_of(page: Sequence[Case]) -> dict[int, Known]:
    """By row id, asked once for a whole ``page``."""
    found, told = held_of(page), watched_of(page)
    return {case.id: Known(found[case.id], told.get(case.id)) for case in page}


def known_of_one(case: Case) -> Known:
    """The same of the case whose page is shown."""
    return Known(held_of_one(case), watched_of([case]).get(case.id))


def watched_of(page: Sequence[Case | Listed]) -> Mapping[int, Watched]:
    """How far the monitoring of those of the ``page`` is that are in it."""
    ids = [case.id for case in page if case.state == S.MONITORING]
    return monitoring.watched(ids, clock.today()) if ids else {}


def next_row(case: Case, known: Known, now: datetime) -> CaseRow | None:
    """The row of the machine that comes next: the signature of a waiting draft, else the first act that nothing but
    its own form stands against; None where the state knows none."""
    state, draft = CaseState(case.state), known.held.draft
    workflow = moves.workflow_of(case)
    if draft:
        return workflow.row(state, SIGNING[DraftKind(draft)])
    if unwatched(known):
        return workflow.row(state, A.ASSIGN)
    main = MAIN.get(state)
    first = row = workflow.row(state, main) if main else None
    if state not in ASKED:
        return first
    facts = facts_of(case, known)
    for _turn in INSTEAD:
        reason = _against(row, facts, now) if row else None
        if row is None or reason is None or row.action is A.REPORT_QUARTER:  # what is left is to wait for its day
            break
        action = _instead(state, reason, facts)
        row = workflow.row(state, action) if action else None
        if row is None and reason in LACKING:  # a law with remarks gives the chance to mend first (I-22)
            row = workflow.row(state, ExportAction.SEND_REMARKS)
    return row or first


def unwatched(known: Known) -> bool:
    """Whether the case is in monitoring and with nobody who monitors."""
    return known.watched is not None and not known.watched.with_monitor


def _against(row: CaseRow, facts: CaseFacts, now: datetime) -> str | None:
    """The code of the first reason that no form can clear. Who does the act is not asked: a list names the work, not
    its reader's part in it."""
    actor = Actor(id=0, roles=frozenset(Role), relation=Relation.ASSIGNEE, may_sign=True)
    reasons = (guard(facts, actor, now) for guard in row.guards)
    return next((reason.code for reason in reasons if reason and not reason.in_form), None)


def _instead(state: CaseState, code: str, facts: CaseFacts) -> CaseAct | None:
    if code == "obligation_open" and facts.obligation_met is None:
        return A.REPORT_QUARTER  # a figure is still owed: nothing is broken yet
    return INSTEAD.get((state, code))


def facts_of(case: Case, known: Known) -> CaseFacts:
    """What the guards of the states in ``ASKED`` look at. The sum is not reckoned for a list; it counts as positive
    until the calculation on the case says otherwise."""
    state = CaseState(case.state)
    return CaseFacts(
        state=state,
        programme=case.programme,
        assignee_id=case.assignee_id,
        proposed_total=case.requested_sum or Decimal(1),
        **PARTS[state](case, known),
    )


def _completeness(_case: Case, known: Known) -> dict[str, Any]:
    return {"completeness": known.held.given("completeness"), "completeness_due": known.held.lines_due}


def _review(_case: Case, known: Known) -> dict[str, Any]:
    held = known.held
    return {
        "checks": held.given("check"),
        "checks_due": held.checks_due,
        "lines": held.lines,
        "refused_lines": held.refused_lines,
        "hearing": held.hearing,
    }


def _monitoring(case: Case, known: Known) -> dict[str, Any]:
    found = known.watched
    return {"monitoring_ends_on": found.ends_on, "obligation_met": _met(case, found)} if found else {}


PARTS: Mapping[CaseState, Callable[[Case, Known], dict[str, Any]]] = {
    S.COMPLETENESS: _completeness,
    S.SUBSTANTIVE_REVIEW: _review,
    S.HEARING: _review,
    S.DECISION: _review,
    S.MONITORING: _monitoring,
}


def _met(case: Case, watched: Watched) -> bool | None:
    """Whether the counter-obligation is met; None until every quarter is in."""
    figures = Figures(case.granted_sum or Decimal(0), watched.income, watched.base)
    return edition_of(case).sums.obligation.standing(figures).met if watched.all_in else None
