"""Reads a row from what a form or a file gave."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from workflows.reference_tables.shapes import WHOLE, BadRow, Column, Kind, Row, Table
from workflows.text import LANGS, Text

_NEEDED = Text("Мәнін енгізіңіз.", "Введите значение.", "Enter a value.")
_WRONG: Mapping[Kind, Text] = {
    Kind.SUM: Text("Соманы 4325.00 түрінде жазыңыз.", "Запишите сумму как 4325.00.", "Write a sum like 4325.00."),
    Kind.NUMBER: Text("Санды 512.34 түрінде жазыңыз.", "Запишите число как 512.34.", "Write a number like 512.34."),
    Kind.WHOLE: Text("Бүтін сан жазыңыз.", "Запишите целое число.", "Write a whole number."),
    Kind.TRUTH: Text("«1» немесе «0» деп жазыңыз.", "Запишите 1 или 0.", "Write 1 or 0."),
    Kind.CODE: Text("Кодты цифрлармен жазыңыз.", "Запишите код цифрами.", "Write the code in digits."),
    Kind.CHOICE: Text("Мыналардың бірі: {words}.", "Одно из: {words}.", "One of: {words}."),
}
_SHAPES = {
    Kind.SUM: re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?"),
    Kind.NUMBER: re.compile(r"[0-9]{1,12}(\.[0-9]{1,8})?"),
    Kind.WHOLE: re.compile(r"[0-9]{1,9}"),
}


def read_row(table: Table, key: str, first: date, last: date | None, given: Mapping[str, object]) -> Row:
    """The row, each value in its one spelling.

    Raises:
        BadRow: a key of another shape, days out of order or without an end, a value that is missing or cannot be read,
            a column that the table does not have, or what the table's own rule says.
    """
    _check_key(table, key, first, last)
    row = Row(key, first, last, _read_values(table, given, every=key != WHOLE))
    if table.rule is not None:
        table.rule(row)
    return row


def _check_key(table: Table, key: str, first: date, last: date | None) -> None:
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


def _read_values(table: Table, given: Mapping[str, object], *, every: bool) -> dict[str, object]:
    """``every``: what the table requires must be there."""
    unknown = set(given) - {column.name for column in table.columns}
    if unknown:
        raise BadRow(min(unknown), Text("Кестеде мұндай баған жоқ.", "Такого столбца нет.", "There is no such column."))
    return {column.name: _read(column, given.get(column.name), every) for column in table.columns}


def _read(column: Column, given: object, every: bool) -> object:
    text = "" if given is None else str(given).strip()
    if column.kind is Kind.TRUTH:
        return _truth(column, text)
    if not text:
        if column.required and every:
            raise BadRow(column.name, _NEEDED)
        return ""
    return _READERS[column.kind](column, text)


def _truth(column: Column, text: str) -> bool:
    if text.lower() not in ("1", "0", "true", "false", ""):
        raise BadRow(column.name, _WRONG[column.kind])
    return text.lower() in ("1", "true")


def _text(_column: Column, text: str) -> str:
    return text[:500]


def _code(column: Column, text: str) -> str:
    bare = re.sub(r"[\s.\N{NO-BREAK SPACE}]", "", text)
    if not re.fullmatch(column.shape, bare):
        raise BadRow(column.name, column.hint or _WRONG[Kind.CODE])
    return bare


def _choice(column: Column, text: str) -> str:
    """The value itself or its words in any of the languages: files are written by people."""
    choices = column.choices or {}
    for value, words in choices.items():
        if text.casefold() in (value, *(words.get(lang).casefold() for lang in LANGS)):
            return value
    said = Text(*(", ".join(words.get(lang) for words in choices.values()) for lang in LANGS))
    raise BadRow(column.name, _WRONG[Kind.CHOICE].fill(words=said))


def _number(column: Column, text: str) -> object:
    bare = re.sub(r"[\s\N{NO-BREAK SPACE}]", "", text).replace(",", ".")
    if not _SHAPES[column.kind].fullmatch(bare):
        raise BadRow(column.name, _WRONG[column.kind])
    if column.kind is Kind.WHOLE:
        return int(bare)
    return f"{Decimal(bare):.2f}" if column.kind is Kind.SUM else bare


_READERS: Mapping[Kind, Callable[[Column, str], object]] = {
    Kind.TEXT: _text,
    Kind.SUM: _number,
    Kind.NUMBER: _number,
    Kind.WHOLE: _number,
    Kind.CODE: _code,
    Kind.CHOICE: _choice,
}
