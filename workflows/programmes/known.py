"""What reference tables, registers and earlier cases say when a check is asked about one application. The application
room of the system fills it; rules only read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflows.text import Text


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list of the law. ``name``: its key in the list, ``code`` in digits, ``act`` the row's source,
    ``level`` the level of processing where the list has one."""

    name: str
    code: str
    act: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list on the day of the application, as far as its rows bear on the application's codes. ``whole``: it is
    entered whole for that day, so that a code that is not found is not listed."""

    rows: tuple[ListRow, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Who said it and when: ``source`` in words (a register with the day and evidence of its answer, a table with its
    act), ``on`` the day of which it speaks."""

    source: Text
    on: date


@dataclass(frozen=True, slots=True)
class Registration:
    """The state register of legal entities: the day of registration (342:11.3)."""

    day: date
    said: Said


@dataclass(frozen=True, slots=True)
class Category:
    """The category of business (342:11.6, 314:11): ``micro``, ``small``, ``medium``, ``large``."""

    value: str
    said: Said


@dataclass(frozen=True, slots=True)
class Arrears:
    """Whether there were arrears on the day of which is spoken (342:11.2)."""

    there: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Taxes:
    """Data of the State Revenue Committee (342:11.7, 314:12). ``paid``: taxes by calendar year, tenge; ``refunded``:
    VAT given back, likewise. ``exempt``: pays none by law."""

    said: Said
    exempt: bool = False
    paid: Mapping[int, Decimal] = field(default_factory=dict)
    refunded: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownRate:
    """``rate`` tenge for ``units`` units of a currency on one day."""

    rate: Decimal
    units: int
    act: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A cost of the application that stands in another case too, by its tax invoice, supplier and sum or by a file that
    proves it. ``programme``: of the other case; ``granted``: whether money was granted there. Which case it is each
    reader learns by his rights."""

    line: str
    programme: str
    granted: bool
    by_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """None or empty: not known."""

    goods: CodeList = CodeList()  # Annex 2 to order 314
    services: CodeList = CodeList()  # Annex 3 to order 314
    priority: CodeList = CodeList()  # order 306
    registration: Registration | None = None
    category: Category | None = None
    arrears: Arrears | None = None
    taxes: Taxes | None = None
    rates: Mapping[tuple[str, date], KnownRate] = field(default_factory=dict)
    repeats: tuple[Repeat, ...] = ()
    earlier_obligation_met: bool | None = None  # of the applicant's earlier agreements of the programme


NOTHING = Known()
