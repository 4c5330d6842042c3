"""A provision and the days on which it is in force; an edition is what holds on its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)  # no slots: a generic one cannot be called through an alias on 3.11
class Provision(Generic[T]):
    """``value`` holds from ``since`` on and until the day before ``until``; None: from the beginning, without end."""

    value: T
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on the day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def ended(self, on: date) -> bool:
        """Whether it was in force once and is no more."""
        return self.until is not None and self.until <= on


def in_force(provisions: Iterable[Provision[T]], on: date) -> tuple[T, ...]:
    """What holds on the day, in the given order."""
    return tuple(provision.value for provision in provisions if provision.holds(on))


def taken_out(provisions: Iterable[Provision[T]], on: date) -> tuple[T, ...]:
    """What the law once had and no longer has on the day, in the given order."""
    return tuple(provision.value for provision in provisions if provision.ended(on))
