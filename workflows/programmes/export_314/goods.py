"""What is known of the goods list (314:BA2): the changes of order 298-НҚ. The list itself is data that the operator
enters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflows.programmes.export_314.cost_types import ORDER_298


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row whose words the order gives. ``level``: lower, medium or upper processing."""

    number: str
    code: str
    kk: str
    ru: str
    en: str
    level: str
    since: date


@dataclass(frozen=True, slots=True)
class Removal:
    """From which day a row is no more, and by which act."""

    day: date
    act: str


CLAUSE = "314:BA2"
ACT_298 = "№ 298-НҚ, 02.08.2024"
KNOWN_ROWS = (KnownRow("4955", "040900", "Бал табиғи", "Мед натуральный", "Natural honey", "lower", ORDER_298),)
REMOVED_ROWS: Mapping[str, Removal] = {"4043-1": Removal(ORDER_298, ACT_298)}
