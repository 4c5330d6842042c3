"""The text of a file: its own layer, recognised, or none; read once, whatever happens to the job."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from dms import pdf
from dms.extensions import db
from dms.models import FileText, PageText, SearchEntry
from dms.pdf import recognising
from dms.queries import documents
from dms.queries import texts as kept
from dms.services.finding import texts
from tests.fixtures import good_pdfs
from tests.fixtures.texts import scanned, written
from tests.fixtures.walk import Walk
from tests.integration.finding.conftest import put


def told(paper: Any) -> kept.Told:
    return kept.told_of(paper.current.file.sha256)


def bodies(paper: Any) -> list[str]:
    return [page.body.strip() for page in kept.list_pages(paper.current.file.sha256)]


def test_a_text_layer_is_read_page_by_page(walk: Walk) -> None:
    paper = put(walk.draft(), written("Шарт № 8/26-Ш", "Қаласының\nәкімдігі"))
    assert told(paper) == kept.Told("layer", layer=2)
    assert bodies(paper) == ["Шарт № 8/26-Ш", "Қаласының\nәкімдігі"]


@pytest.mark.skipif(not recognising.languages(), reason="no tesseract with kaz or rus here: make test installs it")
def test_a_page_without_a_layer_is_recognised(walk: Walk) -> None:
    paper = put(walk.draft(), scanned(["Қызмет көрсету шарты", "Поставка оборудования"]))
    assert told(paper) == kept.Told("recognised", recognised=1)
    found = bodies(paper)[0].lower()
    assert "шарты" in found
    assert "оборудования" in found


def test_without_a_recogniser_it_says_none(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "languages", tuple)
    paper = put(walk.draft(), scanned(["Қызмет көрсету шарты"]))
    assert told(paper) == kept.Told("none", none=1)


def test_a_job_runs_twice_and_goes_on_where_it_was(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the first page; the second run reads the other pages alone, the third none."""
    monkeypatch.setattr(texts, "AT_ONCE", 1)
    body = written("бірінші бет мәтіні", "екінші бет мәтіні", "үшінші бет мәтіні")
    read, seen = pdf.read_text, []

    def reading(path: Any, first: int, last: int) -> list[str] | None:
        seen.append(first)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return read(path, first, last)

    monkeypatch.setattr(pdf, "read_text", reading)
    case = walk.draft()
    with pytest.raises(KeyboardInterrupt):
        put(case, body)
    db.session.rollback()
    paper = next(row for row in documents.documents_of(case.id) if row.current.pages == 3)
    assert told(paper) == kept.Told("waiting", layer=1)
    texts.read(paper.current.id)
    texts.read(paper.current.id)
    assert seen == [1, 2, 2, 3]
    assert told(paper) == kept.Told("layer", layer=3)
    assert db.session.query(SearchEntry).filter_by(document_id=paper.id, kind="page").count() == 3


def test_a_page_that_is_too_much_for_its_child_costs_no_other(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "AT_ONCE", 2)
    read = pdf.read_text
    monkeypatch.setattr(pdf, "read_text", lambda path, a, b: None if a <= 2 <= b else read(path, a, b))
    monkeypatch.setattr(recognising, "languages", tuple)
    paper = put(walk.draft(), written("бірінші бет мәтіні", "екінші бет мәтіні", "үшінші бет мәтіні"))
    assert bodies(paper) == ["бірінші бет мәтіні", "", "үшінші бет мәтіні"]
    assert told(paper) == kept.Told("layer", layer=2, none=1)


def test_pages_beyond_what_is_recognised_are_counted(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "RECOGNISED", 1)
    monkeypatch.setattr(pdf, "recognise", lambda *_a: "келісімшарт мәтіні")
    paper = put(walk.draft(), good_pdfs.scan("L", pages=3))
    assert told(paper) == kept.Told("recognised", recognised=1, none=2)


def test_the_same_bytes_are_read_once(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    body = written("бір мәтін")
    put(walk.draft(), body)
    monkeypatch.setattr(pdf, "read_text", lambda *_a: pytest.fail("read again"))
    assert told(put(walk.draft(), body)).status == "layer"


def test_an_older_reading_is_done_anew(walk: Walk) -> None:
    paper = put(walk.draft(), written("бір мәтін"))
    row = db.session.get_one(FileText, paper.current.file.sha256)
    row.extractor = 0
    db.session.get_one(PageText, (row.sha256, 1)).body = "old"
    db.session.commit()
    assert texts.redo(paper.current.id - 1, 100) == paper.current.id
    texts.read(paper.current.id)
    assert bodies(paper) == ["бір мәтін"]
    assert texts.redo(paper.current.id - 1, 100) == 0


def test_a_refused_file_is_not_read(walk: Walk, app: Flask) -> None:
    paper = put(walk.draft(), b"%PDF-1.7 nothing %%EOF")
    assert paper.current.check_status == "refused"
    texts.read(paper.current.id)
    assert kept.find_text(paper.current.file.sha256) is None
