"""The grounds of refusal of an edition: a closed list, or open, where any clause with its fact is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.facts import CaseFacts
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a closed list; the Kazakh is the order's own wording."""

    number: int
    title: Text
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """``closed`` is empty where the grounds are open. ``unfit`` is the ground of a closed list that a grant in part
    rules out; open grounds are all of that kind. ``lacking`` and ``ask`` are what a person without one is told."""

    closed: Mapping[int, Ground] = field(default_factory=dict)
    unfit: int | None = None
    lacking: Text
    ask: Text

    @property
    def is_open(self) -> bool:
        """Whether any clause with its fact is a ground."""
        return not self.closed

    def of_act(self, facts: CaseFacts) -> frozenset[str]:
        """Keys of the grounds handed in with the act: numbers of the closed list, or clauses (empty: no fact)."""
        if self.is_open:
            return frozenset(ground.clause if ground.fact.strip() else "" for ground in facts.open_grounds)
        return frozenset(map(str, facts.grounds))

    def heard(self, facts: CaseFacts) -> frozenset[str]:
        """Keys of those on which the applicant was heard."""
        if facts.hearing is None:
            return frozenset()
        return frozenset(facts.hearing.clauses if self.is_open else map(str, facts.hearing.grounds))

    def drafted(self, facts: CaseFacts) -> frozenset[str]:
        """Keys of those that the prepared refusal names."""
        if facts.draft is None:
            return frozenset()
        return frozenset(facts.draft.clauses if self.is_open else map(str, facts.draft.grounds))

    def sound(self, keys: frozenset[str]) -> bool:
        """At least one, and nothing but grounds."""
        known = all(keys) if self.is_open else all(key.isdigit() and int(key) in self.closed for key in keys)
        return bool(keys) and known

    def gives_way_to_a_part(self, keys: frozenset[str]) -> bool:
        """Whether a refusal on these falls where a part may be granted."""
        return bool(keys) and (self.is_open or keys == {str(self.unfit)})
