"""The papers that demo applicants attach: contracts, acts, invoices, payment orders, waybills, certificates.
``writing`` and ``export_writing`` say what stands in each, ``press`` prints them; some come as colour scans, as real
ones do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dms.demo.papers.export_writing import export_sheets
from dms.demo.papers.press import Pdf, print_one, printing
from dms.demo.papers.sheet import Sheet
from dms.demo.papers.writing import sheets_for
from workflows.programmes.editions import DOMESTIC

__all__ = ["Pdf", "Sheet", "print_now", "printing", "sheets_for", "sheets_of"]


def sheets_of(content: Mapping[str, Any], programme: str) -> list[Sheet]:
    """Every paper that the programme's rules require for this application."""
    return sheets_for(content) if programme == DOMESTIC else export_sheets(content)


def print_now(content: Mapping[str, Any], only: Sequence[str]) -> list[tuple[Sheet, Pdf]]:
    """Papers of these kinds of an export application, printed here when they are asked for."""
    return [(sheet, _later(sheet)) for sheet in export_sheets(content, only)]


def _later(sheet: Sheet) -> Pdf:
    return lambda: print_one(sheet)
