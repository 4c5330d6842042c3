"""To whom the money went: the bank details in force at the payment, of the application or of the last supplement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dms.events import Event


@dataclass(slots=True)
class Payee:
    """``bank``: what a supplement has put in force; None: as applied for."""

    bank: Mapping[str, Any] | None = None

    def retell(self, event: Event, facts: Mapping[str, Any]) -> None:
        """What one entry puts in force."""
        if event is Event.SUPPLEMENT_IN_FORCE:
            self.bank = facts["new"]

    def faults(self, event: Event, facts: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
        """Whether one entry sent the money elsewhere (342:A3.20). Entries older than supplements do not name the
        payee."""
        in_force = self.bank if self.bank is not None else (content.get("bank") or {})
        if event is not Event.PAID or facts.get("payee", in_force) == in_force:
            return []
        return ["paid to other bank details than those in force"]
