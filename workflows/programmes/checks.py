"""The checks of an edition: each requirement with its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from workflows.programmes.findings import Finding
from workflows.programmes.known import NOTHING, Known
from workflows.registers import Register
from workflows.states import Verdict
from workflows.text import Text


class CheckGroup(StrEnum):
    """What a check is about."""

    ELIGIBILITY = "eligibility"  # the applicant
    COSTS = "costs"
    PAPERS = "papers"
    BARS = "bars"  # grounds of refusal that lie outside the papers


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement, answered by the officer (``automatic``: with a proposal from the data). ``title``: what must
    hold; ``remedy``: where the answer is found or how the requirement is met. ``cost_types`` empty: for every
    application. ``may_not_apply``: the answer "not applicable" is open. ``registers``: whom to ask about it."""

    key: str
    clause: str
    group: CheckGroup
    title: Text
    remedy: Text
    automatic: bool = False
    cost_types: tuple[str, ...] = ()
    may_not_apply: bool = False
    interpretation: str = ""
    registers: tuple[Register, ...] = ()


#: (application, day of submission, what is known) → check → what the data say; a check of which they say nothing is
#: left out.
Propose = Callable[[Any, date, Known], Mapping[str, Finding]]


@dataclass(frozen=True)
class Checks:
    """``decisive``: keys of checks whose "no" leaves nothing to grant, not even in part."""

    all: tuple[Check, ...]
    propose: Propose
    by_key: Mapping[str, Check] = field(init=False, repr=False, compare=False)
    decisive: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        groups = (CheckGroup.ELIGIBILITY, CheckGroup.BARS)
        object.__setattr__(self, "by_key", {check.key: check for check in self.all})
        object.__setattr__(self, "decisive", frozenset(check.key for check in self.all if check.group in groups))

    def due(self, cost_types: Iterable[str]) -> tuple[Check, ...]:
        """The checks of an application with these cost types, in the order of the law."""
        chosen = set(cost_types)
        return tuple(check for check in self.all if not check.cost_types or chosen & set(check.cost_types))

    def decisive_failures(self, answers: Mapping[str, Verdict]) -> list[str]:
        """Keys of the decisive checks that are answered "no"."""
        return [key for key, answer in answers.items() if answer is Verdict.NO and key in self.decisive]

    def findings(self, application: Any, applied_on: date, known: Known = NOTHING) -> Mapping[str, Finding]:
        """What the application's own data, the tables and the registers say, check by check."""
        told = self.propose(application, applied_on, known)
        return {key: finding for key, finding in told.items() if key in self.by_key}

    def proposals(self, application: Any, applied_on: date, known: Known = NOTHING) -> Mapping[str, Verdict]:
        """The answers alone that the data propose; the officer confirms or overrules them."""
        told = self.findings(application, applied_on, known)
        return {key: finding.verdict for key, finding in told.items() if finding.verdict is not None}
