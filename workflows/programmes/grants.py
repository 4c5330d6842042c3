"""What became of a granted sum, and from when until when it uses up a cap (342:9, 314:12, I-43). The one place of this
rule: the caps of today, the replay and the trial of an edition tell what happened to the case and ask here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fate:
    """``ended_at``: when the granted case ended, None while it goes on; ``paid``: the money has gone."""

    ended_at: datetime | None = None
    paid: bool = False

    @property
    def given_up_at(self) -> datetime | None:
        """When the grant ended unpaid: the applicant did not sign the agreement, or it ended before the money went.
        What was paid is never given up, even where it comes back later."""
        return None if self.paid else self.ended_at

    def counts_at(self, moment: datetime) -> bool:
        """Whether it uses up a cap in a decision made at ``moment``: until it ends unpaid, and not after (I-43)."""
        given_up = self.given_up_at
        return given_up is None or given_up > moment
