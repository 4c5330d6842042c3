"""The supplement to an agreement: other bank details of the applicant, in Kazakh and Russian in one paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.annexes.contexts.parts import Bank, Party, Reference
from forms.annexes.contexts.rules import Context, ContextError, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement(Context):
    """``number`` counts the supplements of the agreement; ``on`` is the day it was proposed. The day of force is known
    only after both signatures: the signature sheet carries it. The operator stands in each language. ``of_annex_3``:
    the agreement is that of Annex 3 of order 342, whose items and section the text cites."""

    number: Name
    on: date
    agreement: Reference
    operator_kk: Party
    operator_ru: Party
    applicant: Party
    old: Bank
    new: Bank
    of_annex_3: bool = True

    def check_together(self) -> None:
        if self.old == self.new:
            raise ContextError("new", "must differ from the old details")
