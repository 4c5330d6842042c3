"""The reference tables an office keeps by itself: which there are, what a row holds, how its values are read. Rows are
dated; a day that no row covers has no value, and whoever needs one fails closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workflows.programmes.editions import NAMES as EDITION_NAMES
from workflows.text import Text


class Kind(StrEnum):
    """How a value is written in a row (always as JSON text, number or truth value)."""

    TEXT = "text"
    SUM = "sum"
    NUMBER = "number"
    WHOLE = "whole"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row."""

    name: str
    kind: Kind
    title: Text
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """``key_shape`` is a regular expression for the whole key, ``key_hint`` says it in words. ``open_ended``: a row
    may hold until further notice; otherwise its last day must be given."""

    name: str
    title: Text
    key_title: Text
    key_hint: Text
    key_shape: str
    columns: tuple[Column, ...]
    open_ended: bool = False

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


class BadRow(ValueError):
    """A row that the table cannot hold. ``column`` names where, ``text`` says what to do."""

    def __init__(self, column: str, text: Text) -> None:
        self.column, self.text = column, text
        super().__init__(f"{column}: {text.en}")


_KK = Column("kk", Kind.TEXT, Text("Қазақша атауы", "Название на казахском", "Name in Kazakh"))
_RU = Column("ru", Kind.TEXT, Text("Орысша атауы", "Название на русском", "Name in Russian"))
_EN = Column("en", Kind.TEXT, Text("Ағылшынша атауы", "Название на английском", "Name in English"), required=False)

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
        _KK,
        _RU,
        _EN,
    ),
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
)
PRIORITY_GOODS = Table(
    "priority_goods",
    Text("Басым тауарлардың тізбесі", "Перечень приоритетных товаров", "List of priority goods"),
    Text("Код", "Код", "Code"),
    Text("ЕАЭО СЭҚ ТН немесе ЭҚЖЖ коды", "Код ТН ВЭД ЕАЭС или ОКЭД", "Customs or OKED code"),
    r"[0-9][0-9. ]{1,14}",
    (_KK, _RU, _EN),
    open_ended=True,
)
RETENTION = Table(
    "retention",
    Text("Сақтау мерзімдері", "Сроки хранения", "Retention periods"),
    Text("Номенклатура индексі", "Индекс по номенклатуре", "Index of the nomenclature"),
    Text("Мысалы, 07-12", "Например, 07-12", "For example, 07-12"),
    r"[0-9A-Za-zА-Яа-я][0-9A-Za-zА-Яа-я./-]{0,29}",
    (
        Column("years", Kind.WHOLE, Text("Жыл (0 — тұрақты)", "Лет (0 — постоянно)", "Years (0: for ever)")),
        _KK,
        _RU,
        _EN,
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

_ALL = (MCI, HOLIDAYS, RATES, PRIORITY_GOODS, RETENTION, IN_FORCE)
TABLES: Mapping[str, Table] = {table.name: table for table in _ALL}

_NEEDED = Text("Мәнін енгізіңіз.", "Введите значение.", "Enter a value.")
_WRONG: Mapping[Kind, Text] = {
    Kind.TEXT: _NEEDED,
    Kind.SUM: Text("Соманы 4325.00 түрінде жазыңыз.", "Запишите сумму как 4325.00.", "Write a sum like 4325.00."),
    Kind.NUMBER: Text("Санды 512.34 түрінде жазыңыз.", "Запишите число как 512.34.", "Write a number like 512.34."),
    Kind.WHOLE: Text("Бүтін сан жазыңыз.", "Запишите целое число.", "Write a whole number."),
    Kind.TRUTH: Text("«1» немесе «0» деп жазыңыз.", "Запишите 1 или 0.", "Write 1 or 0."),
}
_SHAPES = {
    Kind.SUM: re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?"),
    Kind.NUMBER: re.compile(r"[0-9]{1,12}(\.[0-9]{1,8})?"),
    Kind.WHOLE: re.compile(r"[0-9]{1,9}"),
}


def read_values(table: Table, given: Mapping[str, object]) -> dict[str, object]:
    """The values of a row from what a form or a file gave, each in its one spelling.

    Raises:
        BadRow: a value is missing or cannot be read; columns the table does not have are refused too.
    """
    unknown = set(given) - {column.name for column in table.columns}
    if unknown:
        raise BadRow(min(unknown), Text("Кестеде мұндай баған жоқ.", "Такого столбца нет.", "There is no such column."))
    values = {column.name: _read(column, given.get(column.name)) for column in table.columns}
    if table is RATES and (values["units"] == 0 or Decimal(str(values["rate"])) == 0):
        raise BadRow("rate", _WRONG[Kind.NUMBER])
    return values


def _read(column: Column, given: object) -> object:
    text = "" if given is None else str(given).strip()
    if column.kind is Kind.TRUTH:
        if text.lower() not in ("1", "0", "true", "false", ""):
            raise BadRow(column.name, _WRONG[column.kind])
        return text.lower() in ("1", "true")
    if not text:
        if column.required:
            raise BadRow(column.name, _NEEDED)
        return ""
    return _read_written(column, text)


def _read_written(column: Column, text: str) -> object:
    if column.kind is Kind.TEXT:
        return text[:500]
    bare = re.sub(r"[\s\N{NO-BREAK SPACE}]", "", text).replace(",", ".")
    if not _SHAPES[column.kind].fullmatch(bare):
        raise BadRow(column.name, _WRONG[column.kind])
    if column.kind is Kind.WHOLE:
        return int(bare)
    return f"{Decimal(bare):.2f}" if column.kind is Kind.SUM else bare


def check_key(table: Table, key: str, first: date, last: date | None) -> None:
    """A key of the right shape, days in order, and a last day where the table needs one.

    Raises:
        BadRow: what is wrong.
    """
    if not re.fullmatch(table.key_shape, key):
        raise BadRow("key", table.key_hint)
    if last is None and not table.open_ended:
        raise BadRow("valid_to", Text("Соңғы күнін көрсетіңіз.", "Укажите последний день.", "Give the last day."))
    if last is not None and last < first:
        raise BadRow(
            "valid_to",
            Text(
                "Соңғы күні бірінші күннен ерте.", "Последний день раньше первого.", "The last day is before the first."
            ),
        )
    if table is HOLIDAYS and not _covers_its_key(key, first, last):
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
