"""The monthly calculation index (АЕК, МРП): intervals, since it has changed in the middle of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.calculation import NotCalculable
from workflows.text import Text


class NoMci(NotCalculable):
    """No value is known for the day."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__("mci", "", _NO_VALUE.fill(day=f"{day:%d.%m.%Y}"))


_NO_VALUE = Text(
    "{day} күнге АЕК мәні енгізілмеген",
    "на {day} значение МРП не введено",
    "no value of the MCI is known for {day}",
)


@dataclass(frozen=True, slots=True)
class MciRow:
    """``value`` tenge from ``since`` to ``until``, both inside. ``source`` is the act the value comes from."""

    since: date
    until: date
    value: Decimal
    source: str


_LAW = "«{years} жылдарға арналған республикалық бюджет туралы» Қазақстан Республикасының Заңы"
_REVISED_2020 = "2020 жылға арналған нақтыланған республикалық бюджет"

#: Shipped values; an administrator's rows take their place. Nothing after the last row: it fails closed.
SHIPPED: tuple[MciRow, ...] = (
    MciRow(date(2019, 1, 1), date(2019, 12, 31), Decimal("2525.00"), _LAW.format(years="2019–2021")),
    MciRow(date(2020, 1, 1), date(2020, 3, 31), Decimal("2651.00"), _LAW.format(years="2020–2022")),
    MciRow(date(2020, 4, 1), date(2020, 12, 31), Decimal("2778.00"), _REVISED_2020),
    MciRow(date(2021, 1, 1), date(2021, 12, 31), Decimal("2917.00"), _LAW.format(years="2021–2023")),
    MciRow(date(2022, 1, 1), date(2022, 12, 31), Decimal("3063.00"), _LAW.format(years="2022–2024")),
    MciRow(date(2023, 1, 1), date(2023, 12, 31), Decimal("3450.00"), _LAW.format(years="2023–2025")),
    MciRow(date(2024, 1, 1), date(2024, 12, 31), Decimal("3692.00"), _LAW.format(years="2024–2026")),
    MciRow(date(2025, 1, 1), date(2025, 12, 31), Decimal("3932.00"), _LAW.format(years="2025–2027")),
    MciRow(date(2026, 1, 1), date(2026, 12, 31), Decimal("4325.00"), _LAW.format(years="2026–2028")),
)


def mci_on(day: date, rows: Sequence[MciRow] = SHIPPED) -> Decimal:
    """Tenge on ``day``; of two rows that cover it the one that begins later. Raises NoMci."""
    covering = [row for row in rows if row.since <= day <= row.until]
    if not covering:
        raise NoMci(day)
    return max(covering, key=lambda row: row.since).value
