from __future__ import annotations

from typing import Any, get_type_hints

from tests.unit.workflows.samples import application, documents
from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.form_items import PAGES
from workflows.programmes.domestic_342.progress import KEYS, STATUS_LABELS, PageStatus, progress


def test_an_empty_draft_has_not_been_started_anywhere() -> None:
    assert set(progress({}, set()).values()) == {PageStatus.NOT_STARTED}
    blank: Any = {"bank": {"iban": "  "}, "costs": [], "legal_address": {}}
    assert set(progress(blank, set()).values()) == {PageStatus.NOT_STARTED}


def test_a_complete_application_is_done_everywhere() -> None:
    whole = application()
    assert set(progress(whole, documents(whole)).values()) == {PageStatus.DONE}


def test_one_answer_begins_a_page_and_no_other() -> None:
    for part, page in (({"bank": {"kbe": "17"}}, "bank"), ({"staff_total": 0}, "staff"), ({"bin": "1"}, "applicant")):
        found = progress(part, set())
        assert [key for key, status in found.items() if status is not PageStatus.NOT_STARTED] == [page]
        assert found[page] is PageStatus.IN_PROGRESS


def test_a_document_begins_the_documents() -> None:
    assert progress({}, {"contract"})["documents"] is PageStatus.IN_PROGRESS


def test_pages_come_in_the_order_of_the_task_list_and_cover_the_whole_form() -> None:
    assert list(progress({}, set())) == [page.key for page in PAGES]
    assert KEYS.keys() == {page.key for page in PAGES}
    filled = {key for keys in KEYS.values() for key in keys}
    assert get_type_hints(Application).keys() - filled == {
        "language",
        "signer_capacity",
        "last_cost",
    }  # asked outside the pages, or kept by the software
    assert set(STATUS_LABELS) == set(PageStatus)
