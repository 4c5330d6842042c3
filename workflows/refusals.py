"""Why something is not allowed: coded reasons, each with its clause, its words and the shortest way to satisfy it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. ``clause`` is written as in the regulations' README (``342:35``); empty for a rule of the system
    itself. ``remedy`` says what to do next, None where nothing can be done. ``in_form``: the act's own form asks for
    what is lacking (reasons, grounds, an hour), so the way to the form stays open; ``field``: in which
    of its fields."""

    code: str
    text: Text
    clause: str = ""
    remedy: Text | None = None
    in_form: bool = False
    field: str = ""


class TransitionRefused(Exception):
    """The act is not allowed now. ``reasons`` are all reasons at once, never empty."""

    def __init__(self, action: StrEnum, reasons: Iterable[Refusal]) -> None:
        self.action = action
        self.reasons = tuple(reasons)
        super().__init__(f"{action}: " + "; ".join(r.code for r in self.reasons))
