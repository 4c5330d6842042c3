"""The archive package of an ended case: packed, sealed, read back, verified. ``contents`` says what goes in, ``index``
how its pages look, ``making`` how it comes to be sealed."""

from __future__ import annotations

from dms.services.packing.making import begin, pack, recheck, verify_stored

__all__ = ["begin", "pack", "recheck", "verify_stored"]
