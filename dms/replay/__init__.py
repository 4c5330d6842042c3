"""Deterministic replay: every case rebuilt from its journal, by the rules of the edition it keeps, and set against what
the database says. Reads only.

``fold`` retells one case from its entries, ``compare`` sets it against the row, ``papers`` makes the generated papers
again from their kept contexts."""

from __future__ import annotations

from dms.replay.compare import Difference, Replay, replay

__all__ = ["Difference", "Replay", "replay"]
