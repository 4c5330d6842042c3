"""A cost line has one number everywhere: that of the form."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from dms.services.draft import application, draft_pages
from dms.services.files import attach
from dms.services.judging import sums
from tests.fixtures.texts import written
from tests.fixtures.walk import Walk

EMPTY = {"currency": "KZT", "payments": []}


def changed(walk: Walk) -> tuple[Any, Any]:
    """A draft whose first cost was taken out and another put in: its lines are 2 and 3, a file proves both."""
    case = walk.draft()
    head, whole = walk.applicant(case), case.content["costs"][0]
    ids = []
    for _ in range(2):
        ids.append(draft_pages.next_line(case.content))
        seen = draft_pages.mark_line(EMPTY | {"id": ids[-1]})
        draft_pages.save_line(case, head, ids[-1], seen, lambda old: whole | {"id": old["id"]})
        case = walk.fresh(case)
    draft_pages.remove_line(case, head, whole["id"])
    case = walk.fresh(case)
    paper = attach.upload(case, head, "contract", BytesIO(written("Шарт")), "шарт.pdf", lines=ids)
    return case, paper


def test_the_lines_are_counted_when_the_form_is_made(walk: Walk) -> None:
    case, paper = changed(walk)
    assert [line["id"] for line in case.content["costs"]] == ["2", "3"]
    application.freeze(case.id, walk.applicant(case), version=None)
    case = walk.fresh(case)
    assert [line["id"] for line in case.content["costs"]] == ["1", "2"]
    assert paper.lines == ["1", "2"]
    assert [line.id for line in sums.of_case(case, walk.clock()).lines] == ["1", "2"]
    assert draft_pages.next_line(case.content) == "3"


def test_what_the_operator_may_have_named_stays(walk: Walk) -> None:
    case, paper = changed(walk)
    case.state = "remarks"
    application.freeze(case.id, walk.applicant(case), version=None)
    assert [line["id"] for line in walk.fresh(case).content["costs"]] == ["2", "3"]
    assert paper.lines == ["2", "3"]
