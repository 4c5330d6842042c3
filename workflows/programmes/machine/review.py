"""Guards from the completeness check to the decision: lists, checks, sums, hearing. What an edition checks and on what
grounds it refuses is handed in; where its law asks for each guard stands in the programme's own table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workflows.facts import Actor, CaseFacts
from workflows.programmes.checks import Checks
from workflows.programmes.grounds import Grounds
from workflows.programmes.machine import gate
from workflows.programmes.machine import review_texts as say
from workflows.programmes.machine.gate import Gate
from workflows.programmes.machine.lines import LineGuards
from workflows.refusals import Refusal
from workflows.states import Verdict
from workflows.text import Text, join

#: More checks than this are told by their clauses alone.
FEW = 3


class ReviewGuards:
    """The guards of one edition. ``instead``: what to do with an application that is not complete. The gate of a
    refusal stands at its three steps: ``proposing``, ``preparing``, ``signing``. ``judging``: what the refusal of a
    cost line asks; ``granting``: what a grant asks at each of its steps."""

    def __init__(self, checks: Checks, grounds: Grounds, instead: Text) -> None:
        self._checks = checks
        self._instead = instead
        preparing = Gate(checks, grounds, gate.prepared)
        signing = Gate(checks, grounds, gate.drafted, prepared_anew=True)
        self.proposing = Gate(checks, grounds, gate.proposed).guards
        self.preparing = (*preparing.guards, preparing.grounds_were_heard)
        self.signing = (*signing.guards, signing.grounds_were_heard)
        lines = LineGuards(checks)
        self.judging = lines.guards
        self.granting = (
            self.checks_answered, self.nothing_decisive_failed, lines.lines_answer_for_checks, calculation_positive,
        )  # fmt: skip

    def checks_answered(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """The whole application is checked against the rules before a grant is proposed."""
        unanswered = [key for key in facts.checks_due if key not in facts.checks]
        if not unanswered:
            return None
        return Refusal("checks_open", say.CHECKS_OPEN.fill(what=self._told(unanswered)), "", say.ANSWER_CHECKS)

    def completeness_all_yes(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """The application goes on only when every line of the list is answered and none is lacking."""
        open_lines = [key for key in facts.completeness_due if key not in facts.completeness]
        if open_lines:
            return Refusal("completeness_open", say.LIST_OPEN.fill(count=len(open_lines)), "", say.ANSWER_LIST)
        if Verdict.NO in facts.completeness.values():
            return Refusal("incomplete", say.INCOMPLETE, "", self._instead)
        return None

    def nothing_decisive_failed(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """Who is not eligible, or against whom a bar stands, gets nothing, not even in part."""
        failed = self._checks.decisive_failures(facts.checks)
        if not failed:
            return None
        clause = self._checks.by_key[failed[0]].clause
        return Refusal("not_eligible", say.NOT_ELIGIBLE.fill(what=self._told(failed)), clause, say.PROPOSE_REFUSAL)

    def _told(self, keys: Iterable[str]) -> Text:
        found = [(self._checks.by_key.get(key), key) for key in keys]
        if len(found) > FEW:
            clauses = ", ".join(check.clause or check.key if check else key for check, key in found)
            return Text(clauses, clauses, clauses)
        return join((check.title if check else Text(key, key, key) for check, key in found), "; ")


def completeness_has_no(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Only a missing document or missing information lets the application be sent away for what it lacks."""
    if Verdict.NO in facts.completeness.values():
        return None
    return Refusal("nothing_lacking", say.NOTHING_LACKING, "", say.MARK_LACKING)


def calculation_positive(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """There is something to reimburse, in full or in part, by a calculation made now."""
    if facts.proposed_total is None:
        return Refusal("not_calculated", say.NOT_CALCULATED, "", say.CALCULATE)
    if facts.proposed_total <= 0:
        return Refusal("nothing_to_grant", say.NOTHING_TO_GRANT, "", say.PROPOSE_REFUSAL)
    return None


def sums_match(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The caps are reckoned again with what was granted meanwhile; a draft with other sums is made anew."""
    if facts.draft is None or facts.draft.sums_match:
        return None
    return Refusal("sums_changed", say.SUMS_CHANGED, "", say.PREPARE_ANEW)


def answer_with_reason(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A line is answered by yes, no or not applicable, and a "no" says why."""
    if facts.answer is None:
        return Refusal("no_answer", say.NO_ANSWER, "", say.ANSWER_IT, in_form=True)
    if facts.answer is Verdict.NO and not facts.reasons_given:
        return Refusal("reasons_missing", say.NO_WITHOUT_REASON, "", say.WRITE_REASON, in_form=True, field="reasons")
    return None


def overruled_with_reason(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Whoever answers a check otherwise than the data do says why; of a "no" that is asked already."""
    if facts.answer in (None, Verdict.NO) or facts.reasons_given or facts.proposed in (None, facts.answer):
        return None
    return Refusal("overruled_without_reason", say.OVERRULED, "", say.WRITE_WHY, in_form=True, field="reasons")


#: What the answer to a check asks.
ANSWERING = (answer_with_reason, overruled_with_reason)
