"""The reference tables an office keeps by itself: which there are, what a row holds, how its values are read. Rows are
dated; a day that no row covers has no value, and whoever needs one fails closed."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.reference_tables.lists import CATEGORIES, GOODS, LABELS, PRIORITY_GOODS, SERVICES
from workflows.reference_tables.office import HOLIDAYS, IN_FORCE, MCI, RATES, RETENTION
from workflows.reference_tables.reading import read_row
from workflows.reference_tables.shapes import WHOLE, BadRow, Column, Kind, Row, Table

__all__ = ["HOLIDAYS", "TABLES", "WHOLE", "BadRow", "Column", "Kind", "Row", "Table", "read_row"]

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (MCI, HOLIDAYS, RATES, PRIORITY_GOODS, GOODS, SERVICES, CATEGORIES, LABELS, RETENTION, IN_FORCE)
}
