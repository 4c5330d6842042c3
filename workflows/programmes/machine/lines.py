"""Guards of the refusal of a cost line, and what it means for a grant: a "no" to a check of the costs or the papers
takes the costs that it concerns out of the calculation, and nothing is granted past it (342:A3.1, I-16)."""

from __future__ import annotations

from datetime import datetime

from workflows.engine import Guard
from workflows.facts import Actor, CaseFacts
from workflows.programmes import refused_lines
from workflows.programmes.checks import Checks
from workflows.programmes.machine import line_texts as say
from workflows.refusals import Refusal
from workflows.states import Verdict
from workflows.text import join


class LineGuards:
    """The guards of an edition with these checks. The answer "no" refuses the line, any other takes it back."""

    def __init__(self, checks: Checks) -> None:
        self._checks = checks

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What the act asks."""
        return self.something_to_judge, self.line_of_application, self.line_rests_on_a_no, self.line_refused_with_fact

    def something_to_judge(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """A check of the costs or the papers is answered "no", or a line is refused."""
        if self._unmet(facts) or facts.refused_lines:
            return None
        return Refusal("nothing_to_judge", say.NOTHING_TO_JUDGE, "", say.ANSWER_FIRST)

    def line_of_application(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """The line is one of the application's own."""
        if facts.line in facts.lines:
            return None
        return Refusal("no_line", say.NO_LINE, "", say.CHOOSE_LINE, in_form=True)

    def line_rests_on_a_no(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """A refusal rests on checks of the costs or the papers that are due and answered "no" now; only a refusal is
        taken back. Where nothing can be judged ``something_to_judge`` speaks."""
        if not self._unmet(facts) and not facts.refused_lines:
            return None
        if facts.answer is not Verdict.NO:
            if facts.line in facts.refused_lines or facts.line not in facts.lines:
                return None
            return Refusal("line_not_refused", say.NOT_REFUSED, "", say.CHOOSE_LINE, in_form=True)
        if facts.line_checks and set(facts.line_checks) <= set(self._unmet(facts)):
            return None
        return Refusal("check_not_no", say.RESTS_ON_NOTHING, "", say.NAME_CHECK, in_form=True)

    def line_refused_with_fact(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """The refusal has the officer's fact."""
        if facts.answer is not Verdict.NO or facts.reasons_given:
            return None
        return Refusal("line_without_fact", say.WITHOUT_FACT, "", say.WRITE_FACT, in_form=True)

    def lines_answer_for_checks(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """Every check of the costs and the papers that is answered "no" is answered for by a refused line."""
        missed = refused_lines.unanswered(self._unmet(facts), facts.refused_lines)
        if not missed:
            return None
        found = [self._checks.by_key[key] for key in missed]
        told = say.CHECK_UNANSWERED_FOR.fill(what=join((check.title for check in found), "; "))
        return Refusal("no_unanswered_for", told, refused_lines.clause_of(found[0]), say.REFUSE_LINE)

    def _unmet(self, facts: CaseFacts) -> tuple[str, ...]:
        return refused_lines.unmet(self._checks, facts.checks_due, facts.checks)
