"""The typed answers of the registers and their one JSON shape, as rows and the journal keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from workflows.money import format_plain
from workflows.registers import Register


@dataclass(frozen=True, slots=True)
class BinAnswer:
    """State registration. ``registered_on`` is a day of Kazakhstan; ``activity`` and ``more_activities`` are codes of
    OKED. The size by headcount that the register knows is no category of business and is left out."""

    name: str
    registered_on: date
    activity: str = ""
    more_activities: tuple[str, ...] = ()
    address: str = ""
    head: str = ""

    def plain(self) -> dict[str, Any]:
        return {
            "name": self.name, "registered_on": self.registered_on.isoformat(), "activity": self.activity,
            "more_activities": list(self.more_activities), "address": self.address, "head": self.head,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CategoryAnswer:
    """Category of business: ``micro``, ``small``, ``medium`` or ``large``."""

    category: str

    def plain(self) -> dict[str, Any]:
        return {"category": self.category}


@dataclass(frozen=True, slots=True)
class TaxesAnswer:
    """``arrears`` None: nothing is said of them. ``paid`` and ``refunded`` (VAT): tenge by calendar year."""

    arrears: bool | None = None
    exempt: bool = False
    paid: Mapping[int, Decimal] = field(default_factory=dict)
    refunded: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def speaks_of_sums(self) -> bool:
        """Whether it says anything besides arrears."""
        return self.exempt or bool(self.paid or self.refunded)

    def plain(self) -> dict[str, Any]:
        return {
            "arrears": self.arrears, "exempt": self.exempt, "paid": _sums(self.paid), "refunded": _sums(self.refunded),
        }  # fmt: skip


Answer: TypeAlias = BinAnswer | CategoryAnswer | TaxesAnswer


def _sums(sums: Mapping[int, Decimal]) -> dict[str, str]:
    return {str(year): format_plain(amount) for year, amount in sorted(sums.items())}


def _read_bin(told: Mapping[str, Any]) -> BinAnswer:
    rest = {name: told.get(name, "") for name in ("activity", "address", "head")}
    more = tuple(told.get("more_activities", ()))
    return BinAnswer(told["name"], date.fromisoformat(told["registered_on"]), more_activities=more, **rest)


def _read_category(told: Mapping[str, Any]) -> CategoryAnswer:
    return CategoryAnswer(told["category"])


def _read_taxes(told: Mapping[str, Any]) -> TaxesAnswer:
    by_year = {
        name: {int(year): Decimal(amount) for year, amount in told[name].items()} for name in ("paid", "refunded")
    }
    return TaxesAnswer(told["arrears"], told["exempt"], **by_year)


_READERS: Mapping[Register, Callable[[Mapping[str, Any]], Answer]] = {
    Register.BIN: _read_bin,
    Register.CATEGORY: _read_category,
    Register.TAXES: _read_taxes,
}


def read(register: Register, told: Mapping[str, Any]) -> Answer:
    """The answer from its own shape (``plain``)."""
    return _READERS[register](told)
