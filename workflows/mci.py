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


_LAW = Text(
    "«{years} жылдарға арналған республикалық бюджет туралы» Қазақстан Республикасының Заңы",
    "Закон Республики Казахстан «О республиканском бюджете на {years} годы»",
    "Law of the Republic of Kazakhstan “On the republican budget for {years}”",
)
_REVISED_2020 = Text(
    "2020 жылға арналған нақтыланған республикалық бюджет",
    "Уточненный республиканский бюджет на 2020 год",
    "Revised republican budget for 2020",
)


def _law(years: str) -> str:
    return _LAW.fill(years=years).kk


#: Shipped values; an administrator's rows take their place. Nothing after the last row: it fails closed.
SHIPPED: tuple[MciRow, ...] = (
    MciRow(date(2019, 1, 1), date(2019, 12, 31), Decimal("2525.00"), _law("2019–2021")),
    MciRow(date(2020, 1, 1), date(2020, 3, 31), Decimal("2651.00"), _law("2020–2022")),
    MciRow(date(2020, 4, 1), date(2020, 12, 31), Decimal("2778.00"), _REVISED_2020.kk),
    MciRow(date(2021, 1, 1), date(2021, 12, 31), Decimal("2917.00"), _law("2021–2023")),
    MciRow(date(2022, 1, 1), date(2022, 12, 31), Decimal("3063.00"), _law("2022–2024")),
    MciRow(date(2023, 1, 1), date(2023, 12, 31), Decimal("3450.00"), _law("2023–2025")),
    MciRow(date(2024, 1, 1), date(2024, 12, 31), Decimal("3692.00"), _law("2024–2026")),
    MciRow(date(2025, 1, 1), date(2025, 12, 31), Decimal("3932.00"), _law("2025–2027")),
    MciRow(date(2026, 1, 1), date(2026, 12, 31), Decimal("4325.00"), _law("2026–2028")),
)


#: What each act that a shipped row names is called, by its Kazakh name, which the rows keep.
ACTS = {
    act.kk: act
    for act in (
        *(_LAW.fill(years=f"{year}–{year + 2}") for year in range(SHIPPED[0].since.year, SHIPPED[-1].since.year + 1)),
        _REVISED_2020,
    )
}


def mci_on(day: date, rows: Sequence[MciRow] = SHIPPED) -> Decimal:
    """Tenge on ``day``; of two rows that cover it the one that begins later. Raises NoMci."""
    covering = [row for row in rows if row.since <= day <= row.until]
    if not covering:
        raise NoMci(day)
    return max(covering, key=lambda row: row.since).value
