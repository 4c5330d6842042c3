"""What the child says of two versions: which pages answer each other, where they differ, which words came and went."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

from dms import pdf
from dms.pdf.differences import words
from tests.fixtures import pdfs


def written(*texts: str) -> bytes:
    """A file with one page for each text, in letters that can be read."""
    made = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for text in texts:
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.Resources = Dictionary(Font=Dictionary(F=made.make_indirect(font)))
        page.Contents = made.make_stream(f"BT /F 20 Tf 60 700 Td ({text}) Tj ET".encode())
    return pdfs.saved(made)


def compared(folder: Path, before: bytes, after: bytes) -> list[dict[str, object]]:
    old, new = folder / "old.pdf", folder / "new.pdf"
    old.write_bytes(before)
    new.write_bytes(after)
    return pdf.compare(old, new)


def test_changed_page_is_framed_and_its_words_named(tmp_path: Path) -> None:
    rows = compared(tmp_path, written("Sum 100 tenge", "Second"), written("Sum 250 tenge", "Second"))
    assert [(row["earlier"], row["later"], row["same"]) for row in rows] == [(1, 1, False), (2, 2, True)]
    assert rows[0]["words"] == [["=", "Sum"], ["-", "100"], ["+", "250"], ["=", "tenge"]]
    ((left, top, width, height),) = rows[0]["boxes"]  # type: ignore[misc]  # one box of four numbers
    assert 5 < left < 40
    assert 10 < top < 25
    assert width < 30
    assert height < 10


def test_page_put_in_between_moves_no_other(tmp_path: Path) -> None:
    rows = compared(tmp_path, written("One", "Two"), written("One", "Between", "Two"))
    assert [(row["earlier"], row["later"]) for row in rows] == [(1, 1), (None, 2), (2, 3)]
    assert [row["same"] for row in rows] == [True, False, True]
    rows = compared(tmp_path, written("One", "Two"), written("Two"))
    assert [(row["earlier"], row["later"]) for row in rows] == [(1, None), (2, 1)]


def test_equal_files_differ_in_nothing(tmp_path: Path) -> None:
    assert all(row["same"] for row in compared(tmp_path, pdfs.scan(), pdfs.scan()))


def test_file_that_cannot_be_drawn_is_no_difference(tmp_path: Path) -> None:
    assert compared(tmp_path, b"%PDF-1.7\nnothing", written("One")) == []


def test_long_stretch_that_stayed_is_cut() -> None:
    before = [str(number) for number in range(100)]
    said = words(before, [*before, "new"])
    assert said[0][1] == "0 1 2 3 4 5 6 7 … 92 93 94 95 96 97 98 99"
    assert said[1] == ("+", "new")
