"""Order 314 as amended by order 298-НҚ: the way of an application. The rows are those of every programme under the
clauses of this order, as far as its text is known; an application that lacks something goes back with remarks (314:22),
and may be left without consideration on four grounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflows import guards as g
from workflows.engine import CaseRow, CaseWorkflow, Guard
from workflows.labels import STATE_LABELS
from workflows.programmes.checks import Checks
from workflows.programmes.editions import EXPORT
from workflows.programmes.export_314 import guards as ge
from workflows.programmes.export_314.demand import NAMED_BY_THE_OFFICER
from workflows.programmes.export_314.grounds import OPEN_GROUNDS
from workflows.programmes.form import Form, gap_name
from workflows.programmes.machine import intake as gi
from workflows.programmes.machine import rows
from workflows.programmes.machine.law import APPLICANT, ASSIGNEE, EXECUTOR, MAKES, OWN, STAFF, Law
from workflows.programmes.machine.review import ReviewGuards, completeness_has_no
from workflows.programmes.papers import Papers
from workflows.states import CaseState as S
from workflows.states import DraftKind
from workflows.states import ExportAction as X
from workflows.text import Text

_CLAUSES: Mapping[str, str] = {
    "submit": "314:20",
    "register": "314:3",
    "take": "314:22",
    "assign@registered": "314:22",
    "answer_completeness": "314:22",
    "complete": "314:22",
    "send_remarks": "314:22",
    "answer_remarks": "314:22",
    "prepare_leaving": "314:22",
    "leave": "314:22",
    "answer_check": "314:20",
    "judge_line": "314:20",
    "propose_refusal": "314:24",
    "propose_grant": "314:24",
    "record_position": "314:24",
    "move_hearing": "314:24",
    "hold_hearing": "314:24",
    "prepare_grant": "314:24",
    "prepare_refusal": "314:24",
    "return_draft@decision": "314:24",
    "change_signer@decision": "314:24",
    "grant": "314:24",
    "refuse": "314:24",
    "send_back": "314:24",
    "pay": "314:11",
    "report_quarter": "314:22",
    "prepare_close": "314:22",
    "close": "314:22",
    "prepare_breach": "314:22",
    "breach": "314:22",
}
_CITES: Mapping[str, str] = {
    "nothing_missing": "314:16",
    "files_sound": "314:16",
    "completeness_all_yes": "314:22",
    "completeness_has_no": "314:22",
    "answer_with_reason": "314:22",
    "overruled_with_reason": "314:20",
    "checks_answered": "314:20",
    "line_of_application": "314:20",
    "line_rests_on_a_no": "314:20",
    "line_refused_with_fact": "314:24",
    "something_to_judge": "314:20",
    "lines_answer_for_checks": "314:24",
    "nothing_decisive_failed": "314:4",
    "calculation_positive": "314:11",
    "sums_match": "314:12",
    "grounds_chosen": "314:24",
    "grounds_of_this_law": "314:24",
    "grounds_told_once": "314:24",
    "grounds_have_facts": "314:24",
    "grounds_shown": "314:24",
    "grounds_hold": "314:24",
    "grounds_were_heard": "314:24",
    "nothing_allowed_in_part": "314:24",
    "hearing_hour_named": "314:24",
    "hearing_announced": "314:24",
    "hearing_time_reached": "314:24",
    "own_word": "314:24",
    "earlier_than_announced": "314:24",
    "moved_lawfully": "314:24",
    "presence_told": "314:24",
    "held_in_its_time": "314:24",
    "position_or_absence": "314:24",
    "minutes_recorded": "314:24",
    "hearing_held": "314:24",
    "sum_granted": "314:11",
    "balance_enough": "314:3",
    "payee_is_another": "314:11",
    "figures_given": "314:22",
    "monitoring_over": "314:22",
    "obligation_met": "314:22",
    "breach_found": "314:22",
    "something_to_return": "314:22",
}
_MAKES: Mapping[str, str] = {
    **MAKES,
    "submit": "application",
    "send_remarks": "remarks",
    "prepare_leaving": "leaving-notice",
    "leave": "leaving-notice",
    "prepare_grant": "notification, agreement",
    "grant": "notification, agreement",
    "prepare_refusal": "refusal",
    "refuse": "refusal",
    "sign_agreement": "agreement",
}
_TERMS: Mapping[str, str] = {"send_remarks": "remarks", "hold_hearing": "hearing"}
#: At each step of a grant, the proposal included: it drafts the grant as well.
_TURN: tuple[Guard, ...] = (ge.its_turn,)
#: What this law asks beside the shared guards. A draft of leaving that waits is signed or returned before the operator
#: goes on; the applicant's own acts do not wait for it.
_MORE: Mapping[str, tuple[Guard, ...]] = {
    "take@registered": (g.no_draft_waiting,),
    "propose_refusal@substantive_review": (ge.remarks_were_given, ge.review_term_known, g.no_draft_waiting),
    "propose_grant@substantive_review": (g.no_draft_waiting, *_TURN),
    "answer_check@substantive_review": (g.no_draft_waiting,),
    "judge_line@substantive_review": (g.no_draft_waiting,),
    "prepare_breach@monitoring": NAMED_BY_THE_OFFICER,
    "prepare_grant@decision": _TURN,
    "grant@decision": _TURN,
}

#: The known text closes no intake: what comes in when the year's money is used up is left without consideration.
_SKIPS = frozenset({"intake_open"})

#: Left without consideration from here (314:22.1-22.4).
LEAVABLE = (S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.REMARKS)


def workflow_of(checks: Checks, papers: Papers, form: Form) -> CaseWorkflow:
    """The machine of an edition with these checks, papers and form."""
    law = Law(
        clauses=_CLAUSES,
        cites=_CITES,
        makes=_MAKES,
        terms=_TERMS,
        review=ReviewGuards(checks, OPEN_GROUNDS, _INSTEAD),
        name_of=lambda key: gap_name(key, papers.by_key, form.item_by_key),
        more=_MORE,
        skips=_SKIPS,
    )
    return CaseWorkflow(EXPORT, tuple(_rows(law)), STATE_LABELS)


def _rows(law: Law) -> Iterable[CaseRow]:
    yield from rows.intake(law)
    yield from rows.completeness(law)
    yield from _remarks(law)
    yield from rows.review(law)
    yield from rows.hearing(law)
    yield from rows.decision(law)
    yield from rows.agreement(law)
    yield from rows.monitoring(law)
    yield from _leaving(law)
    yield from rows.endings(law, (*rows.WITHDRAWABLE, S.REMARKS), (*rows.ARCHIVABLE, S.LEFT))
    yield from rows.assignments(law, (*rows.ASSIGNED, S.REMARKS))


def _remarks(law: Law) -> Iterable[CaseRow]:
    """314:22: remarks on what is incomplete or does not conform, as often as the answer still falls short."""
    for here, guard in ((S.COMPLETENESS, completeness_has_no), (S.SUBSTANTIVE_REVIEW, ge.something_does_not_conform)):
        yield law.row(X.SEND_REMARKS, here, S.REMARKS, EXECUTOR, ASSIGNEE, guard, g.reasons_given, g.no_draft_waiting)
    yield law.row(
        X.ANSWER_REMARKS, S.REMARKS, S.COMPLETENESS, APPLICANT, OWN,
        ge.answered_with_something_new, gi.files_scanned, gi.files_sound, gi.frozen, gi.signed_by_applicant,
        gi.may_sign_for_applicant,
    )  # fmt: skip


def _leaving(law: Law) -> Iterable[CaseRow]:
    """314:22.1-22.4; prepared by one, signed by another, as everything that ends a case."""
    for here in LEAVABLE:
        relations = STAFF if here is S.REGISTERED else ASSIGNEE  # a registered case may not be given to anybody yet
        yield law.row(X.PREPARE_LEAVING, here, here, EXECUTOR, relations, ge.ground_to_leave)
        yield law.signature(X.LEAVE, here, S.LEFT, DraftKind.LEAVING, ge.drafted_ground_holds)
        yield from law.of_draft(here)


_INSTEAD = Text(
    "Ескертулер жіберіңіз немесе жауапты түзетіңіз.",
    "Направьте замечания или исправьте ответ.",
    "Send remarks, or correct the answer.",
)
