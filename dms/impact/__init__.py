"""What a new edition would change for the cases of the office: every submitted case, decided or open, asked by the
edition it keeps and by the new one. Reads only.

``judge`` asks one case by one edition, ``cases`` reads them batch by batch, ``trial`` sets the answers side by side."""

from __future__ import annotations

from dms.impact.judge import Answer
from dms.impact.trial import Affected, Totals, Trial

__all__ = ["Affected", "Answer", "Totals", "Trial"]
