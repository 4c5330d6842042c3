"""After an answer to remarks: what was lacking is open again in the facts, the lists, the pages and the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures.export import EXPORT_CONTENT, ExportWalk
from tests.integration.desk.conftest import Sign
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, ExportAction, Verdict

S, X, A = CaseState, ExportAction, Action


@pytest.fixture
def answered(export_walk: ExportWalk) -> Any:
    """A case whose remarks of the completeness check are answered with another name of the goods."""
    case = export_walk.send_remarks(export_walk.to(S.COMPLETENESS))
    export_walk.clock.advance(days=1)
    export_walk.correct(case, {"goods": [{**EXPORT_CONTENT["goods"][0], "name": "Пеш"}]})
    return export_walk.act(case, X.ANSWER_REMARKS, export_walk.applicant(case))


def test_remarks_are_not_sent_twice_for_one_answer(answered: Any, export_walk: ExportWalk) -> None:
    from dms.queries import cases
    from dms.services import clock
    from dms.views.desk import next_act

    (lacking,) = [row for row in cases.earlier_answers(answered.id, "completeness").values() if row.verdict == "no"]
    with pytest.raises(TransitionRefused) as told:
        export_walk.act(answered, X.SEND_REMARKS, export_walk.assignee(answered), reasons="Тағы да")
    assert "nothing_lacking" in {reason.code for reason in told.value.reasons}
    row = next_act.next_row(answered, next_act.known_of([answered])[answered.id], clock.now())
    assert row is not None
    assert row.action is A.ANSWER_COMPLETENESS
    assert lacking.key not in cases.newest_answers(answered.id, "completeness")
    with pytest.raises(TransitionRefused) as told:
        export_walk.act(answered, A.COMPLETE, export_walk.assignee(answered))
    assert {reason.code for reason in told.value.reasons} == {"completeness_open"}

    export_walk.act(
        answered, A.ANSWER_COMPLETENESS, export_walk.assignee(answered), key=lacking.key, verdict=Verdict.NO,
        reasons="Әлі жоқ",
    )  # fmt: skip
    again = export_walk.act(answered, X.SEND_REMARKS, export_walk.assignee(answered), reasons="Қайта")
    assert again.state == S.REMARKS


def test_what_was_not_touched_stays_answered(answered: Any) -> None:
    from dms.queries import archive, cases, review
    from dms.queries.impact import answers_of

    kept, opened = (ask(answered.id, "completeness") for ask in (cases.newest_answers, cases.earlier_answers))
    assert kept
    assert not kept.keys() & opened.keys()
    assert review.newest_verdicts([answered.id])[answered.id]["completeness"].keys() == kept.keys()
    assert {key for sheet, key in answers_of([answered.id])[answered.id] if sheet == "completeness"} == kept.keys()
    (entry,) = [row for row in archive.journal_of(answered.id) if row.event == "remarks_answered"]
    assert all(key in entry.body for key in opened)


def test_the_checks_of_the_review_are_asked_again(export_walk: ExportWalk) -> None:
    from dms.queries import cases

    case = export_walk.to(S.SUBSTANTIVE_REVIEW)
    export_walk.answer(case)
    bar = "no_insolvency"
    export_walk.act(case, A.ANSWER_CHECK, export_walk.assignee(case), key=bar, verdict=Verdict.NO, reasons="Сот шешімі")
    case = export_walk.act(case, X.SEND_REMARKS, export_walk.assignee(case), reasons="Сәйкес емес")
    export_walk.clock.advance(days=1)
    export_walk.correct(case, {"goods": [{**EXPORT_CONTENT["goods"][0], "name": "Пеш"}]})
    case = export_walk.act(case, X.ANSWER_REMARKS, export_walk.applicant(case))
    assert bar in cases.earlier_answers(case.id, "check")
    export_walk.answer(case)
    case = export_walk.act(case, A.COMPLETE, export_walk.assignee(case))
    with pytest.raises(TransitionRefused) as told:
        export_walk.act(case, X.SEND_REMARKS, export_walk.assignee(case), reasons="Сәйкес емес")
    assert "nothing_to_remark" in {reason.code for reason in told.value.reasons}


def test_the_page_shows_the_earlier_answer_and_asks(
    answered: Any, export_walk: ExportWalk, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    browser = as_user(export_walk.assignee(answered))
    assert "Earlier answer: no" in text_of(browser.get(f"/desk/c/{answered.public_id}/documents"))
    assert "Asked again" in text_of(browser.get(f"/desk/c/{answered.public_id}/history"))
