"""Tables of the office's daily work: the MCI, the working days, exchange rates, how long papers are kept,
from which day an edition is in force."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from workflows.programmes.editions import NAMES as EDITION_NAMES
from workflows.reference_tables.shapes import NAMES, BadRow, Column, Kind, Row, Table
from workflows.text import Text


def _days_of_key(row: Row) -> None:
    """A day of the calendar holds on itself alone, a year on all its days."""
    if not _covers_its_key(row.key, row.first, row.last):
        raise BadRow(
            "key",
            Text("Кілт пен күндер сәйкес келмейді.", "Ключ не совпадает с днями.", "The key and the days differ."),
        )


def _covers_its_key(key: str, first: date, last: date | None) -> bool:
    try:
        if key.startswith("year-"):
            year = int(key[5:])
            return (first, last) == (date(year, 1, 1), date(year, 12, 31))
        return first == last == date.fromisoformat(key)
    except ValueError:
        return False


def _above_zero(row: Row) -> None:
    if row.values["units"] == 0 or Decimal(str(row.values["rate"])) == 0:
        text = Text("Нөлден үлкен сан жазыңыз.", "Запишите число больше нуля.", "Write a number above zero.")
        raise BadRow("rate", text)


MCI = Table(
    "mci",
    Text("Айлық есептік көрсеткіш", "Месячный расчетный показатель", "Monthly calculation index"),
    Text("Көрсеткіш", "Показатель", "Index"),
    Text("mci", "mci", "mci"),
    "mci",
    (Column("value", Kind.SUM, Text("Мөлшері, теңге", "Размер, тенге", "Value, tenge")),),
)
HOLIDAYS = Table(
    "holidays",
    Text("Жұмыс күндерінің күнтізбесі", "Календарь рабочих дней", "Calendar of working days"),
    Text("Күн немесе жыл", "День или год", "Day or year"),
    Text(
        "Күн: 2026-05-08. Жылды растау: year-2027",
        "День: 2026-05-08. Подтверждение года: year-2027",
        "A day: 2026-05-08. To confirm a year: year-2027",
    ),
    r"year-\d{4}|\d{4}-\d{2}-\d{2}",
    (
        Column(
            "off",
            Kind.TRUTH,
            Text(
                "Демалыс күні (жыл үшін: күнтізбе расталды)",
                "Выходной день (для года: календарь подтвержден)",
                "Day off (for a year: its calendar is confirmed)",
            ),
        ),
        *NAMES,
    ),
    rule=_days_of_key,
)
RATES = Table(
    "rates",
    Text("Ұлттық Банктің бағамдары", "Курсы Национального Банка", "Rates of the National Bank"),
    Text("Валюта", "Валюта", "Currency"),
    Text("Әріптік коды, мысалы USD", "Буквенный код, например USD", "Its letters, for example USD"),
    "[A-Z]{3}",
    (
        Column("rate", Kind.NUMBER, Text("Бағамы, теңге", "Курс, тенге", "Rate, tenge")),
        Column("units", Kind.WHOLE, Text("Валюта бірліктерінің саны", "За сколько единиц", "For how many units")),
    ),
    rule=_above_zero,
)
RETENTION = Table(
    "retention",
    Text("Істер номенклатурасы", "Номенклатура дел", "Nomenclature of cases"),
    Text("Номенклатура индексі", "Индекс по номенклатуре", "Index of the nomenclature"),
    Text("Мысалы, 07-12", "Например, 07-12", "For example, 07-12"),
    r"[0-9A-Za-zА-Яа-я][0-9A-Za-zА-Яа-я./-]{0,29}",
    (
        Column("years", Kind.WHOLE, Text("Жыл (0 — тұрақты)", "Лет (0 — постоянно)", "Years (0: for ever)")),
        Column(
            "article",
            Kind.TEXT,
            Text("Сақтау мерзімінің негізі", "Основание срока хранения", "What the period rests on"),
            required=False,
        ),
        Column("unit", Kind.TEXT, Text("Құрылымдық бөлімше", "Структурное подразделение", "Unit"), required=False),
        *NAMES,
    ),
    open_ended=True,
)
#: An order comes into force ten days after a publication whose date is not in its text: the row begins on that day.
IN_FORCE = Table(
    "editions",
    Text("Редакциялардың күшіне енуі", "Вступление редакций в силу", "Editions coming into force"),
    Text("Редакция", "Редакция", "Edition"),
    Text(*[", ".join(EDITION_NAMES)] * 3),
    "|".join(map(re.escape, EDITION_NAMES)),
    (
        Column(
            "published",
            Kind.TEXT,
            Text("Алғашқы ресми жарияланған күні", "Дата первого официального опубликования", "First published on"),
            required=False,
        ),
    ),
    open_ended=True,
)
