"""The papers that demo applicants attach: contracts, acts, invoices, payment orders, waybills, certificates.
``writing`` says what stands in each, ``press`` prints them; some come as colour scans, as real ones do."""

from __future__ import annotations

from dms.demo.papers.press import Pdf, printing
from dms.demo.papers.sheet import Sheet
from dms.demo.papers.writing import sheets_for

__all__ = ["Pdf", "Sheet", "printing", "sheets_for"]
