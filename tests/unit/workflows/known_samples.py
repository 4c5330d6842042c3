"""What tables and registers may say about the sample applications, all of it at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.unit.workflows.samples import application
from workflows.programmes.known import (
    Arrears,
    Category,
    CodeList,
    Known,
    KnownRate,
    ListRow,
    Registration,
    Repeat,
    Said,
    Taxes,
)
from workflows.text import Text

APPLIED_ON = date(2026, 3, 20)
SOURCE = Text("жауап № 7", "ответ № 7", "answer No. 7")


def said(on: date = APPLIED_ON) -> Said:
    return Said(SOURCE, on)


def listed(*codes: str, whole: bool = True, level: str = "") -> CodeList:
    """A list with these codes, each the name of its own row."""
    return CodeList(tuple(ListRow(f"№{code}", code, "№ 306", level) for code in codes), whole)


def taxes(*paid: int, on: date = APPLIED_ON, exempt: bool = False, refunded: int | None = None) -> Taxes:
    """Taxes of the years up to 2025, the last one last."""
    years = {2026 - len(paid) + place: Decimal(amount) for place, amount in enumerate(paid)}
    back = {} if refunded is None else {2025: Decimal(refunded)}
    return Taxes(said(on), exempt=exempt, paid=years, refunded=back)


EVERYTHING = Known(
    goods=listed("843810", level="upper"),
    services=listed("6201"),
    priority=listed("15200"),
    registration=Registration(date(2015, 1, 20), said()),
    category=Category("medium", said()),
    arrears=Arrears(False, said()),
    taxes=taxes(1, 2, 3, refunded=0),
    rates={("USD", date(2025, 11, 10)): KnownRate(Decimal("512.40"), 1, "№ 1")},
    repeats=(Repeat("1", "export-314", granted=True, by_file=False),),
    earlier_obligation_met=True,
)

#: A sample application of all three cost types whose costs were paid in dollars.
ALL_TYPES: Any = {
    **application(),
    "costs": [
        {
            **application()["costs"][0],
            "subitem": subitem,
            "oked_code": "15.20.0",
            "currency": "USD",
            "payments": [{"paid_on": "2025-11-10", "amount": "10.00", "rate": "512.40", "rate_units": 1}],
        }
        for subitem in ("1.tests", "2.means", "3.rail")
    ],
}
