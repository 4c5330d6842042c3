"""Outside registers about an applicant: state registration, category of business, taxes. Each has one adapter. None of
them can be reached everywhere, and of two no interface is public: a person enters such an answer with its evidence."""

from __future__ import annotations

from dms.config import Settings
from dms.registers.answers import Answer, BinAnswer, CategoryAnswer, TaxesAnswer, read
from dms.registers.port import Adapter, Garbled, NotFound, Refused, RegisterTrouble, Reply, Unreachable
from dms.registers.stat_gov import StatGov
from workflows.registers import Register

__all__ = [
    "Adapter", "Answer", "BinAnswer", "CategoryAnswer", "Garbled", "NotFound", "Refused", "RegisterTrouble", "Reply",
    "TaxesAnswer", "Unreachable", "adapter", "read",
]  # fmt: skip


def adapter(register: Register, settings: Settings) -> Adapter | None:
    """The way to ask a register over the network; None: it is asked by hand."""
    if register is Register.BIN and settings.register_bin_url:
        return StatGov(settings.register_bin_url)
    return None
