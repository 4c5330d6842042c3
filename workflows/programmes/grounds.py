"""The grounds of refusal of an edition: a closed list, or open, where any clause with its fact is one. Under each stand
the checks of the edition that ask for the same thing, so that a ground and an answer cannot say two things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflows.facts import ChosenGround
from workflows.programmes.checks import Checks
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a closed list; the Kazakh is the order's own wording. ``checks``: keys of the checks that ask for
    the same thing; of the ground "does not meet the rules" all that no other ground has."""

    number: int
    title: Text
    clause: str
    checks: tuple[str, ...] = ()


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

    def key(self, ground: ChosenGround) -> str:
        """What makes two grounds one: the number of the closed list, or the clause. Empty for no ground at all."""
        if self.is_open:
            return ground.clause
        return str(ground.number) if ground.number in self.closed else ""

    def keys(self, grounds: Iterable[ChosenGround]) -> frozenset[str]:
        """The keys of several."""
        return frozenset(self.key(ground) for ground in grounds)

    def clause(self, ground: ChosenGround) -> str:
        """Where it stands in the law."""
        return ground.clause if self.is_open else self.closed[ground.number].clause

    def is_unfit(self, ground: ChosenGround) -> bool:
        """Whether it says that something does not meet the rules: what a calculation can show, and a part can mend."""
        return self.is_open or ground.number == self.unfit

    def gives_way_to_a_part(self, grounds: Iterable[ChosenGround]) -> bool:
        """Whether a refusal on these falls where a part may be granted."""
        return all(self.is_unfit(ground) for ground in grounds)

    def checks_under(self, ground: ChosenGround, checks: Checks) -> tuple[str, ...]:
        """Keys of the checks that ask for the same thing: where grounds are open, those on the clause, on one it stands
        in or on a part of it."""
        if self.is_open:
            return tuple(check.key for check in checks.all if _touches(check.clause, ground.clause))
        taken = {key for known in self.closed.values() for key in known.checks}
        if self.is_unfit(ground):
            return tuple(check.key for check in checks.all if check.key not in taken)
        return self.closed[ground.number].checks


def _touches(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or one.startswith(f"{other}.") or other.startswith(f"{one}."))
