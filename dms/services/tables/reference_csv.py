"""Reference tables as CSV files: out for a look in a spreadsheet, in as proposals that somebody else approves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from dms.errors import BadInput
from dms.models import ReferenceRow
from dms.services.tables.reference import Proposal
from workflows.reference_tables import BadRow, Column, Kind, Table, read_row
from workflows.text import Text

MOST_ROWS = 5000
FIXED = ("key", "valid_from", "valid_to", "source")
#: A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(table: Table, rows: Iterable[ReferenceRow]) -> str:
    """The rows with a heading, comma between, UTF-8 with its mark so that spreadsheets see Kazakh letters."""
    out = io.StringIO()
    out.write("\N{BYTE ORDER MARK}")
    writer = csv.writer(out)
    names = [column.name for column in table.columns]
    writer.writerow([*FIXED, *names])
    for row in rows:
        last = row.valid_to.isoformat() if row.valid_to else ""
        values = [_cell(_written(column, row.values.get(column.name, ""))) for column in table.columns]
        writer.writerow([_cell(row.key), row.valid_from.isoformat(), last, _cell(row.source), *values])
    return out.getvalue()


def _written(column: Column, value: object) -> object:
    """A code in groups: a spreadsheet would take ``0409001000`` for a number and lose its first digit."""
    if column.kind is not Kind.CODE:
        return value
    return " ".join(filter(None, (str(value)[first:last] for first, last in ((0, 4), (4, 6), (6, 9), (9, None)))))


def _cell(value: object) -> str:
    text = str(int(value)) if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def read(table: Table, data: bytes) -> list[Proposal]:
    """Every row of a file as a proposal; all rows are checked before any is kept.

    Raises:
        BadInput: not such a file, or the first line that is wrong, by number.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(
            0, Text("Файл UTF-8 кодында емес.", "Файл не в кодировке UTF-8.", "The file is not in UTF-8.")
        ) from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        found = list(_proposals(table, reader))
    except csv.Error:
        raise _wrong(reader.line_num, Text("Жол бұзылған.", "Строка повреждена.", "The line is broken.")) from None
    if not found:
        raise _wrong(0, Text("Файл бос.", "Файл пуст.", "The file is empty."))
    return found


def _proposals(table: Table, reader: csv.DictReader[str]) -> Iterator[Proposal]:
    missing = [name for name in FIXED if name not in (reader.fieldnames or ())]
    if missing:
        name = missing[0]
        raise _wrong(1, Text(f"«{name}» бағаны жоқ.", f"Нет столбца «{name}».", f"The column {name} is missing."))
    for count, line in enumerate(reader, start=1):
        if count > MOST_ROWS:
            raise _wrong(reader.line_num, Text("Жол тым көп.", "Слишком много строк.", "Too many lines."))
        try:
            yield _proposal(table, line)
        except BadRow as error:
            name = error.column
            raise _wrong(
                reader.line_num, Text(*(f"{name}: {error.text.get(lang)}" for lang in ("kk", "ru", "en")))
            ) from None


def _proposal(table: Table, line: dict[str, str]) -> Proposal:
    if None in line or any(value is None for value in line.values()):
        raise BadRow("key", Text("Бағандар саны дұрыс емес.", "Неверное число столбцов.", "A wrong number of columns."))
    bare = {name: value.removeprefix("'").strip() for name, value in line.items()}
    first, last = _day("valid_from", bare["valid_from"]), bare["valid_to"]
    proposal = Proposal(
        table=table.name,
        key=bare["key"],
        valid_from=first,
        valid_to=_day("valid_to", last) if last else None,
        values={name: value for name, value in bare.items() if name not in FIXED},
        source=bare["source"],
    )
    read_row(table, proposal.key, proposal.valid_from, proposal.valid_to, proposal.values)
    return proposal


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRow(
            name,
            Text("Күнді 2026-11-21 түрінде жазыңыз.", "Запишите день как 2026-11-21.", "Write a day like 2026-11-21."),
        ) from None


def _wrong(line: int, text: Text) -> BadInput:
    if not line:
        return BadInput(text, field="file")
    where = Text("{line}-жол: {text}", "Строка {line}: {text}", "Line {line}: {text}")
    return BadInput(where.fill(line=line, text=text), field="file")
