"""What the child says of two versions: which pages answer each other, where they differ, which words came and went."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from dms import pdf
from dms.pdf import child, comparing, runner
from dms.pdf.wording import words
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


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child would answer, without one for each few pages."""
    monkeypatch.setattr(runner, "_run", lambda *words: json.loads(json.dumps(child.answer(list(words)))))


def compared(folder: Path, before: bytes, after: bytes) -> list[dict[str, object]]:
    old, new = folder / "old.pdf", folder / "new.pdf"
    old.write_bytes(before)
    new.write_bytes(after)
    return pdf.compare(old, new, (before.count(b"/Contents") or None, after.count(b"/Contents") or None))


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


@pytest.mark.usefixtures("near")
def test_file_that_cannot_be_drawn_is_not_compared(tmp_path: Path) -> None:
    (row,) = compared(tmp_path, b"%PDF-1.7\nnothing", written("One"))
    assert (row["earlier"], row["later"], row["same"], row.get("failed")) == (1, 1, False, True)


@pytest.mark.usefixtures("near")
def test_difference_on_a_late_page_is_found(tmp_path: Path) -> None:
    texts = [f"Clause {number}" for number in range(1, 151)]
    changed = [*texts[:139], "Clause of another sum", *texts[140:]]
    rows = compared(tmp_path, written(*texts), written(*changed))
    assert [row["later"] for row in rows if not row["same"]] == [140]
    assert len(rows) == 150
    assert ["+", "of another sum"] in rows[139]["words"]  # type: ignore[operator]  # signs and words


@pytest.mark.usefixtures("near")
def test_page_that_is_too_much_for_its_child_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The batch fails, then its pages are asked for one by one."""
    asked, marks = [], runner.marks

    def heavy(path: Path, first: int, last: int) -> list[tuple[str, bool]] | None:
        asked.append((first, last))
        return None if first <= 2 <= last else marks(path, first, last)

    monkeypatch.setattr(comparing.runner, "marks", heavy)
    monkeypatch.setattr(comparing, "MARKED", 3)
    rows = compared(tmp_path, written("One", "Two", "Three", "Four"), written("One", "Two", "Three", "Other"))
    assert [(row["later"], row["same"], row.get("failed", False)) for row in rows] == [
        (1, True, False), (2, False, True), (3, True, False), (4, False, False),
    ]  # fmt: skip
    assert asked[:5] == [(1, 3), (1, 1), (2, 2), (3, 3), (4, 4)]


@pytest.mark.usefixtures("near")
def test_pages_without_words_of_their_own_wait_for_them(tmp_path: Path) -> None:
    (row,) = compared(tmp_path, pdfs.scan(), pdfs.scan())
    assert row["unread"] is True
    (row,) = compared(tmp_path, written("One"), written("Two"))
    assert "unread" not in row


def test_long_stretch_that_stayed_is_cut() -> None:
    before = [str(number) for number in range(100)]
    said = words(before, [*before, "new"])
    assert said[0][1] == "0 1 2 3 4 5 6 7 … 92 93 94 95 96 97 98 99"
    assert said[1] == ("+", "new")
