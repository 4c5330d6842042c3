"""What a reference table is: its key, its columns, how a value is written, and what is wrong with a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.text import Text


class Kind(StrEnum):
    """How a value is written in a row (always as JSON text, number or truth value)."""

    TEXT = "text"
    SUM = "sum"
    NUMBER = "number"
    WHOLE = "whole"
    TRUTH = "truth"
    CODE = "code"  # digits alone; blanks and dots between them are taken out
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row. ``shape``: regular expression of a code's digits, ``hint`` says it in words. ``choices``: the
    words of each value that may be chosen."""

    name: str
    kind: Kind
    title: Text
    required: bool = True
    shape: str = ""
    hint: Text | None = None
    choices: Mapping[str, Text] | None = None

    def words(self, value: str) -> Text:
        """The words of a chosen value."""
        known = (self.choices or {}).get(value)
        return known or Text(value, value, value)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as its table reads it; ``last`` None: until further notice."""

    key: str
    first: date
    last: date | None
    values: Mapping[str, object]


class BadRow(ValueError):
    """A row that the table cannot hold. ``column`` names where, ``text`` says what to do."""

    def __init__(self, column: str, text: Text) -> None:
        self.column, self.text = column, text
        super().__init__(f"{column}: {text.en}")


#: What a table asks of a whole row beyond its parts; raises BadRow.
Rule = Callable[[Row], None]

#: Key of the row by which a list says of some days that it has been entered whole.
WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Table:
    """``key_shape`` is a regular expression for the whole key, ``key_hint`` says it in words. ``open_ended``: a row
    may hold until further notice; otherwise its last day must be given. ``is_list``: a list of a law, which says by a
    row of its own (``WHOLE``) on which days it stands here whole; on other days what is not found may merely not have
    been entered."""

    name: str
    title: Text
    key_title: Text
    key_hint: Text
    key_shape: str
    columns: tuple[Column, ...]
    open_ended: bool = False
    is_list: bool = False
    rule: Rule | None = None

    @property
    def only_key(self) -> str:
        """The key of a table of one value; empty for any other table."""
        return self.key_shape if re.escape(self.key_shape) == self.key_shape else ""

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


KK = Column("kk", Kind.TEXT, Text("Қазақша атауы", "Название на казахском", "Name in Kazakh"))
RU = Column("ru", Kind.TEXT, Text("Орысша атауы", "Название на русском", "Name in Russian"))
EN = Column("en", Kind.TEXT, Text("Ағылшынша атауы", "Название на английском", "Name in English"), required=False)
NAMES = (KK, RU, EN)
