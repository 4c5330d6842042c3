"""A letter about an application of a programme whose own forms are not at hand: its words are handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.annexes.contexts.parts import UNSIGNED, Addressee, Cited, Decided, Reference, Signatory
from forms.annexes.contexts.rules import Context, Line, Name, Prose, Required


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Context):
    """One line of the table: what it is called, and its value, which may span lines."""

    label: Name
    value: Required


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow(Context):
    """One row of a table, as many cells as its head has."""

    cells: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Context):
    """A table of sums: the first column names the row, the last row is the total."""

    head: tuple[Name, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetter(Decided):
    """``lead`` opens it; ``items``, ``grid`` and ``facts`` follow where there are any, ``closing`` ends it. ``second``:
    the other party's place to sign. ``own``: the applicant writes it to the operator; ``mark``: what stands in the
    place of a written signature."""

    addressee: Addressee
    operator_name: Name
    title: Name
    application: Reference
    on: date
    lead: Required
    items: tuple[Cited, ...] = ()
    grid: Grid | None = None
    facts: tuple[Fact, ...] = ()
    closing: Prose = ""
    signatory: Signatory = UNSIGNED
    second: Signatory | None = None
    own: bool = False
    mark: Line = ""
