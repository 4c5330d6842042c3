"""The gate of a refusal of the whole: its grounds are of the law, each once, each with its fact and with what of the
case shows it, none against the case's own answers and sums. Asked when the refusal is proposed, when it is prepared and
when it is signed: what has changed in between is judged anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from workflows.engine import Guard
from workflows.facts import CALCULATION, Actor, CaseFacts, ChosenGround
from workflows.programmes import refused_lines
from workflows.programmes.checks import Checks
from workflows.programmes.grounds import Grounds
from workflows.programmes.machine import gate_texts as say
from workflows.programmes.machine import review_texts
from workflows.refusals import Refusal
from workflows.states import DraftKind, Verdict
from workflows.text import Text, join

Chosen = tuple[ChosenGround, ...]


def proposed(facts: CaseFacts) -> Chosen:
    """Of the proposal: what the officer hands in."""
    return facts.grounds


def prepared(facts: CaseFacts) -> Chosen:
    """Of the draft that is made: what is handed in; nothing handed in, all that was heard."""
    return facts.grounds or heard(facts)


def drafted(facts: CaseFacts) -> Chosen:
    """Of the refusal that waits for its signature."""
    return facts.draft.grounds if facts.draft and facts.draft.kind is DraftKind.REFUSAL else ()


def heard(facts: CaseFacts) -> Chosen:
    """On which the applicant was heard."""
    return facts.hearing.grounds if facts.hearing else ()


@dataclass(frozen=True, eq=False)
class Gate:
    """The guards of one edition at one step. Each names every ground that it is about, so that one look tells all.
    ``prepared_anew``: the grounds are not on a form but in a draft, which has to be made again."""

    checks: Checks
    grounds: Grounds
    step: Callable[[CaseFacts], Chosen]
    prepared_anew: bool = False

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What every step asks."""
        return (
            self.grounds_chosen, self.grounds_of_this_law, self.grounds_told_once, self.grounds_have_facts,
            self.grounds_shown, self.grounds_hold, self.nothing_allowed_in_part,
        )  # fmt: skip

    def grounds_chosen(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """A refusal rests on at least one ground, and on nothing but grounds: of the closed list, or, where grounds are
        open, clauses. Without a draft to sign there is nothing to judge."""
        found = self.step(facts)
        if (found and all(self.grounds.keys(found))) or self._nothing_drafted(facts):
            return None
        return self._refusal("no_ground", self.grounds.lacking, self.grounds.ask)

    def grounds_of_this_law(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """The clause of each ground stands in the known text of the law, in the edition that judges the case."""
        unknown = [ground for ground in self._known(facts) if not ground.in_law]
        return self._about(unknown, "ground_not_in_law", say.NOT_IN_LAW, say.OTHER_CLAUSE)

    def grounds_told_once(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """No ground stands twice: two facts of one ground are told together, so that they cannot part."""
        keys = [self.grounds.key(ground) for ground in self._known(facts)]
        twice = {self.grounds.key(g): g for g in self._known(facts) if keys.count(self.grounds.key(g)) > 1}
        return self._about(twice.values(), "ground_twice", say.TWICE, say.TELL_TOGETHER)

    def grounds_have_facts(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """Each ground has the officer's fact."""
        bare = [ground for ground in self._known(facts) if not ground.fact.strip()]
        return self._about(bare, "ground_without_fact", say.WITHOUT_FACT, say.WRITE_FACT)

    def grounds_shown(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """Each ground names what shows it: a document of the case, a check of its own that is answered "no" now, or the
        calculation that leaves nothing now."""
        bare = [ground for ground in self._known(facts) if not self._is_shown(ground, facts)]
        return self._about(bare, "ground_not_shown", say.NOT_SHOWN, say.NAME_PROOF)

    def grounds_hold(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """No ground stands against the officer's own answers: where every check that asks for the same thing is
        answered and none with "no", the ground is contradicted, unless it is the calculation that shows it."""
        against = [ground for ground in self._known(facts) if self._is_contradicted(ground, facts)]
        return self._about(against, "ground_contradicted", say.CONTRADICTED, say.ANSWER_OR_DROP)

    def nothing_allowed_in_part(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """Where a part may be granted, the rest is refused inside the grant (I-16): such a refusal of the whole stands
        only if the applicant is not eligible or the calculation leaves nothing. Before a ground is chosen it is told
        where every ground that could be chosen would fall."""
        found = self._known(facts)
        gives_way = self.grounds.gives_way_to_a_part(found) if found else self._only_a_part_is_left(facts)
        if not gives_way or self.checks.decisive_failures(facts.checks):
            return None
        if facts.proposed_total is None:
            return Refusal("not_calculated", review_texts.NOT_CALCULATED, "", review_texts.CALCULATE) if found else None
        if facts.proposed_total > 0:
            return Refusal("part_allowed", say.PART_ALLOWED, "", self._instead(facts))
        return None

    def _only_a_part_is_left(self, facts: CaseFacts) -> bool:
        """Whether every ground but those that give way to a part stands against the answers already."""
        if self._nothing_drafted(facts):
            return False
        others = (ChosenGround(number=number) for number in self.grounds.closed)
        return all(self._is_contradicted(one, facts) for one in others if not self.grounds.is_unfit(one))

    def _instead(self, facts: CaseFacts) -> Text:
        """A grant in part is open only once a refused cost line answers for every "no"."""
        unmet = refused_lines.unmet(self.checks, facts.checks_due, facts.checks)
        return say.REFUSE_LINE_FIRST if refused_lines.unanswered(unmet, facts.refused_lines) else say.PROPOSE_GRANT

    def grounds_were_heard(self, facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        """The refusal rests on grounds on which the applicant was heard. An earlier hearing about something else does
        not serve."""
        missed = [ground for ground in self._known(facts) if self.grounds.key(ground) not in self._heard(facts)]
        if not missed:
            return None
        words = say.NOT_HEARD.fill(what=self._told(missed))
        return Refusal("ground_not_heard", words, "", review_texts.HEARING_FIRST)

    def _heard(self, facts: CaseFacts) -> frozenset[str]:
        return self.grounds.keys(heard(facts))

    def _known(self, facts: CaseFacts) -> Chosen:
        """Those that are grounds at all: of the rest ``grounds_chosen`` speaks."""
        return tuple(ground for ground in self.step(facts) if self.grounds.key(ground))

    def _nothing_drafted(self, facts: CaseFacts) -> bool:
        return self.prepared_anew and (facts.draft is None or facts.draft.kind is not DraftKind.REFUSAL)

    def _is_shown(self, ground: ChosenGround, facts: CaseFacts) -> bool:
        if ground.document:
            return True
        if ground.shown_by == CALCULATION:
            return self._leaves_nothing(ground, facts)
        under = self.grounds.checks_under(ground, self.checks)
        return ground.shown_by in under and facts.checks.get(ground.shown_by) is Verdict.NO

    def _is_contradicted(self, ground: ChosenGround, facts: CaseFacts) -> bool:
        asked = [key for key in self.grounds.checks_under(ground, self.checks) if key in facts.checks_due]
        answers = [facts.checks.get(key) for key in asked]
        if not answers or None in answers or Verdict.NO in answers:
            return False
        return not (ground.shown_by == CALCULATION and self._leaves_nothing(ground, facts))

    def _leaves_nothing(self, ground: ChosenGround, facts: CaseFacts) -> bool:
        """Whether the calculation bears the ground out: it can only show that something does not meet the rules."""
        return self.grounds.is_unfit(ground) and facts.proposed_total is not None and facts.proposed_total <= 0

    def _about(self, grounds: Iterable[ChosenGround], code: str, words: Text, remedy: Text) -> Refusal | None:
        found = list(grounds)
        return self._refusal(code, words.fill(what=self._told(found)), remedy) if found else None

    def _refusal(self, code: str, words: Text, remedy: Text) -> Refusal:
        """On a form the way to it stays open; what stands in a draft is prepared anew."""
        to_do = review_texts.PREPARE_ANEW if self.prepared_anew else remedy
        return Refusal(code, words, "", to_do, in_form=not self.prepared_anew)

    def _told(self, grounds: Iterable[ChosenGround]) -> Text:
        clauses = (self.grounds.clause(ground) for ground in grounds)
        return join((Text(clause, clause, clause) for clause in dict.fromkeys(clauses)), ", ")
