"""The act that comes next on a case: the one its state leads to, or the one that clears what stands against it. The
rules themselves are asked, by their guards; what they need is read once for a whole page of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dms.models import Case, Hearing
from dms.queries import monitoring, review, worklists
from dms.queries.monitoring import Watched
from dms.services import clock, cost_lines, law, moves
from dms.services.deciding import SIGNING
from dms.services.facts import hearing_of
from dms.services.law import edition_of
from workflows.engine import CaseRow
from workflows.facts import Actor, CaseFacts, HearingFacts
from workflows.programmes.sums import Figures
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction, Relation, Role, Verdict

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
    """What a page of cases was found to hold: by case (row id), the answers also by sheet. ``drafts``: the kind of the
    draft that waits for its signature; ``refused_lines``: line → the checks that it was refused on."""

    drafts: Mapping[int, str]
    answers: Mapping[tuple[int, str], Mapping[str, Verdict]]
    hearings: Mapping[int, Hearing]
    refused_lines: Mapping[int, Mapping[str, tuple[str, ...]]]
    watched: Mapping[int, Watched]

    def given(self, case: Case, sheet: str) -> Mapping[str, Verdict]:
        """The answers that count on one sheet of a case."""
        return self.answers.get((case.id, sheet), {})


def known_of(cases: Sequence[Case]) -> Known:
    """Asked once for all ``cases``: never more queries than five."""
    ids = [case.id for case in cases]
    watched = [case.id for case in cases if case.state == S.MONITORING]
    answers = review.newest_verdicts(ids)
    judged = [case_id for case_id, sheet in answers if sheet == cost_lines.SHEET]
    return Known(
        worklists.open_draft_kinds(ids),
        answers,
        review.newest_hearings(ids),
        review.refused_lines(judged) if judged else {},
        monitoring.watched(watched, clock.today()) if watched else {},
    )


def next_row(case: Case, known: Known, now: datetime) -> CaseRow | None:
    """The row of the machine that comes next: the signature of a waiting draft, else the first act that nothing but
    its own form stands against; None where the state knows none."""
    state, draft = CaseState(case.state), known.drafts.get(case.id)
    workflow = moves.workflow_of(case)
    if draft:
        return workflow.row(state, SIGNING[DraftKind(draft)])
    if unwatched(case, known):
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


def unwatched(case: Case, known: Known) -> bool:
    """Whether the case is in monitoring and with nobody who monitors."""
    found = known.watched.get(case.id)
    return found is not None and not found.with_monitor


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
    hearing, watched = known.hearings.get(case.id), known.watched.get(case.id)
    return CaseFacts(
        state=CaseState(case.state),
        programme=case.programme,
        assignee_id=case.assignee_id,
        completeness=known.given(case, "completeness"),
        completeness_due=lines_due(case),
        checks=known.given(case, "check"),
        checks_due=checks_due(case),
        proposed_total=case.requested_sum or Decimal(1),
        lines=cost_lines.lines_of(case),
        refused_lines=known.refused_lines.get(case.id, {}),
        hearing=_hearing(case, hearing) if hearing else None,
        monitoring_ends_on=watched.ends_on if watched else None,
        obligation_met=_met(case, watched) if watched else None,
    )


def lines_due(case: Case) -> tuple[str, ...]:
    """The lines of completeness that the case is asked about."""
    return tuple(item.key for item in law.lines_due(case))


def checks_due(case: Case) -> tuple[str, ...]:
    """The checks that the case is put to."""
    return tuple(check.key for check in law.checks_due(case))


def _hearing(case: Case, row: Hearing) -> HearingFacts:
    """A list does not ask for the papers of every case: those that the grounds name count as its own."""
    return hearing_of(case, row, papers=[str(told.get("document")) for told in row.grounds])


def _met(case: Case, watched: Watched) -> bool | None:
    """Whether the counter-obligation is met; None until every quarter is in."""
    figures = Figures(case.granted_sum or Decimal(0), watched.income, watched.base)
    return edition_of(case).sums.obligation.standing(figures).met if watched.all_in else None
