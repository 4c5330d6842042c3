"""Lists as spreadsheets, written row by row with little memory and handed out in pieces."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 64 * 1024
#: A text that begins like this would be taken for a formula by a spreadsheet program.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | Decimal | datetime | None


def write(title: str, head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """The workbook in a temporary file, rewound. Texts are never formulas; moments lose their zone, which the format
    does not know (hand them in as local ones)."""
    from openpyxl import Workbook  # 17 MB of every web process, most of which never write a workbook

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False):
        sheet.column_dimensions[column].width = width
    cells = _Cells(sheet)
    sheet.append([cells.bold(text) for text in head])
    for row in rows:
        sheet.append([cells.plain(value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller, who streams and closes it
    book.save(file)
    file.seek(0)
    return file


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces, closed at the end."""
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


class _Cells:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._sheet, self._make, self._bold = sheet, WriteOnlyCell, Font(bold=True)

    def bold(self, text: str) -> Any:
        cell = self._make(self._sheet, value=text)
        cell.font = self._bold
        return cell

    def plain(self, value: Any) -> Any:
        if isinstance(value, datetime):
            value = value.replace(tzinfo=None)
        cell = self._make(self._sheet, value=value)
        if isinstance(value, str) and value.startswith(FORMULA):
            cell.data_type = "s"
        if isinstance(value, Decimal):
            cell.number_format = "#,##0.00"
        if isinstance(value, datetime):
            cell.number_format = "dd.mm.yyyy hh:mm"
        return cell
