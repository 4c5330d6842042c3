"""Guards of order 342 from the completeness check to the decision: lists, checks, sums, hearing."""

from __future__ import annotations

from datetime import datetime

from workflows.facts import Actor, CaseFacts
from workflows.programmes.domestic_342 import review_texts as say
from workflows.programmes.domestic_342.checks import CHECK_BY_KEY, DECISIVE
from workflows.programmes.domestic_342.grounds import GROUNDS, UNFIT
from workflows.refusals import Refusal
from workflows.states import Verdict
from workflows.text import Text, join


def completeness_all_yes(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35: the application goes on only when every line of the list is answered and none is lacking."""
    open_lines = [key for key in facts.completeness_due if key not in facts.completeness]
    if open_lines:
        return Refusal("completeness_open", say.LIST_OPEN.fill(count=len(open_lines)), "342:35", say.ANSWER_LIST)
    if Verdict.NO in facts.completeness.values():
        return Refusal("incomplete", say.INCOMPLETE, "342:35", say.REJECT_INSTEAD)
    return None


def completeness_has_no(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35: only a missing document or missing information lets further consideration be refused."""
    if Verdict.NO in facts.completeness.values():
        return None
    return Refusal("nothing_lacking", say.NOTHING_LACKING, "342:35", say.MARK_LACKING)


def checks_answered(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35: the whole application is checked against the rules before a grant is proposed."""
    unanswered = [key for key in facts.checks_due if key not in facts.checks]
    if not unanswered:
        return None
    return Refusal("checks_open", say.CHECKS_OPEN.fill(what=_checks(unanswered)), "342:35", say.ANSWER_CHECKS)


def nothing_decisive_failed(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:2, 342:11, 342:A6.9: who is not eligible, or against whom a bar stands, gets nothing, not even in part."""
    failed = _decisive_failures(facts)
    if not failed:
        return None
    clause = CHECK_BY_KEY[failed[0]].clause
    return Refusal("not_eligible", say.NOT_ELIGIBLE.fill(what=_checks(failed)), clause, say.PROPOSE_REFUSAL)


def calculation_positive(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:9, 342:A3.1: there is something to reimburse, in full or in part, by a calculation made now."""
    if facts.proposed_total is None:
        return Refusal("not_calculated", say.NOT_CALCULATED, "342:9", say.CALCULATE)
    if facts.proposed_total <= 0:
        return Refusal("nothing_to_grant", say.NOTHING_TO_GRANT, "342:9", say.PROPOSE_REFUSAL)
    return None


def sums_match(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:9: the caps are reckoned again with what was granted meanwhile; a draft with other sums is made anew."""
    if facts.draft is None or facts.draft.sums_match:
        return None
    return Refusal("sums_changed", say.SUMS_CHANGED, "342:9", say.PREPARE_ANEW)


def grounds_chosen(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:36, 342:A6.9: a refusal rests on at least one ground of the closed list."""
    return _closed_list(facts.grounds, say.CHOOSE_GROUND, in_form=True)


def grounds_were_heard(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:37, 342:A6.9: the refusal rests on grounds on which the applicant was heard; none chosen anew, on all of
    them. An earlier hearing about something else does not serve."""
    heard = facts.hearing.grounds if facts.hearing else ()
    return _closed_list(facts.grounds or heard, say.CHOOSE_GROUND, in_form=True) or _heard(facts.grounds, heard)


def draft_grounds_were_heard(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:36, 342:37, 342:A6.9: the refusal that is signed names its grounds, and the applicant was heard on each."""
    if facts.draft is None:
        return None
    heard = facts.hearing.grounds if facts.hearing else ()
    return _closed_list(facts.draft.grounds, say.PREPARE_ANEW) or _heard(facts.draft.grounds, heard)


def answer_with_reason(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35: a line is answered by yes, no or not applicable, and a "no" says why."""
    if facts.answer is None:
        return Refusal("no_answer", say.NO_ANSWER, "342:35", say.ANSWER_IT, in_form=True)
    if facts.answer is Verdict.NO and not facts.reasons_given:
        return Refusal("reasons_missing", say.NO_WITHOUT_REASON, "342:35", say.WRITE_REASON, in_form=True)
    return None


def hearing_hour_named(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """342:37: the preliminary decision tells the hour and place (means) of the hearing, which lies ahead."""
    if facts.hearing_at is not None and facts.hearing_at > now:
        return None
    return Refusal("no_hearing_hour", say.NO_HOUR, "342:37", say.NAME_HOUR, in_form=True)


def nothing_allowed_in_part(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:A3.1, I-16: where a part may be granted, the rest is refused inside the grant. Ground 2 alone carries a
    refusal only if the applicant is not eligible or the calculation leaves nothing. Before a ground is chosen there is
    nothing to judge (``grounds_chosen`` speaks)."""
    if set(facts.grounds) != {UNFIT} or _decisive_failures(facts):
        return None
    if facts.proposed_total is None:
        return Refusal("not_calculated", say.NOT_CALCULATED, "342:9", say.CALCULATE)
    if facts.proposed_total > 0:
        return Refusal("part_allowed", say.PART_ALLOWED, "342:A3.1", say.PROPOSE_GRANT)
    return None


def hearing_announced(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:37: the applicant has the preliminary decision and the time and place (means) of the hearing."""
    if facts.hearing is not None and facts.hearing.planned_at is not None:
        return None
    return Refusal("hearing_not_announced", say.NOT_ANNOUNCED, "342:37", say.ANNOUNCE)


def hearing_time_reached(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """342:37: nobody is found absent, and no hearing closed, before its hour, unless the position is there already."""
    hearing = facts.hearing
    if hearing is None or hearing.planned_at is None or hearing.position_recorded or hearing.planned_at <= now:
        return None
    return Refusal("hearing_ahead", say.HEARING_AHEAD, "342:37", say.WAIT_FOR_HEARING)


def position_or_absence(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:37: the applicant's position is on record, or that nobody came and nothing was sent."""
    if facts.hearing is not None and (facts.hearing.position_recorded or facts.hearing.absence_recorded):
        return None
    return Refusal("no_position", say.NO_POSITION, "342:37", say.RECORD_POSITION, in_form=True)


def minutes_recorded(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:38: the result of the hearing is written down."""
    if facts.hearing is not None and facts.hearing.minutes_recorded:
        return None
    return Refusal("no_minutes", say.NO_MINUTES, "342:38", say.WRITE_MINUTES, in_form=True)


def hearing_held(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:37, 342:38: no refusal of the service, whichever its ground, without a hearing announced and held."""
    hearing = facts.hearing
    held = (
        hearing is not None
        and hearing.planned_at is not None
        and hearing.minutes_recorded
        and (hearing.position_recorded or hearing.absence_recorded)
    )
    return None if held else Refusal("no_hearing", say.NO_HEARING, "342:37", say.HEARING_FIRST)


def _closed_list(numbers: tuple[int, ...], remedy: Text, *, in_form: bool = False) -> Refusal | None:
    if numbers and all(number in GROUNDS for number in numbers):
        return None
    return Refusal("no_ground", say.NO_GROUND, "342:A6.9", remedy, in_form=in_form)


def _heard(numbers: tuple[int, ...], heard: tuple[int, ...]) -> Refusal | None:
    if set(numbers) <= set(heard):
        return None
    return Refusal("ground_not_heard", say.NOT_HEARD, "342:37", say.HEARING_FIRST)


def _decisive_failures(facts: CaseFacts) -> list[str]:
    return [key for key, verdict in facts.checks.items() if verdict is Verdict.NO and key in DECISIVE]


#: More checks than this are told by their clauses alone.
FEW = 3


def _checks(keys: list[str]) -> Text:
    if len(keys) > FEW:
        clauses = ", ".join(CHECK_BY_KEY[key].clause if key in CHECK_BY_KEY else key for key in keys)
        return Text(clauses, clauses, clauses)
    return join((CHECK_BY_KEY[key].title if key in CHECK_BY_KEY else Text(key, key, key) for key in keys), "; ")
