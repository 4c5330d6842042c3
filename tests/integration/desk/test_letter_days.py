"""Days by which letters are answered: whoever carries the letter is reminded before and after, of each day once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from dms.models import Letter, Notice
from dms.notice_words import say
from dms.queries import reminding
from dms.services import correspondence
from dms.services.correspondence import Given
from dms.services.dates import letter_days, reminders
from dms.services.tables import reference
from tests.fixtures.walk import Walk
from tests.integration.desk.test_letters import A, done, pdf, sent
from tests.integration.desk.test_letters import told as letter_of
from workflows.calendar import NoCalendar
from workflows.clock import ALMATY
from workflows.letter_kinds import LetterKind
from workflows.states import CaseState, Role

CODES = ("letter_due", "letter_late", "answer_due", "answer_late")


def told(session: Any, letter: Letter) -> list[tuple[str, int]]:
    """What was said of the letter, and to whom."""
    session.expire_all()
    rows = session.query(Notice).filter(Notice.code.in_(CODES)).order_by(Notice.id)
    return [(row.code, row.user_id) for row in rows if row.params["letter_id"] == letter.public_id]


def on(walk: Walk, day: date) -> datetime:
    walk.clock.set(datetime.combine(day, time(9), ALMATY))
    return walk.clock()


def two_before(day: date) -> date:
    """Two working days before."""
    for _step in range(2):
        day -= timedelta(days=1)
        while not reference.calendar().is_working(day):
            day -= timedelta(days=1)
    return day


def came(walk: Walk) -> tuple[Any, Letter]:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = correspondence.send_in(case, walk.applicant(case), letter_of(), pdf())
    return case, done(letter, A.REGISTER, walk.staff(Role.REGISTRAR))


def test_the_executor_is_reminded_of_a_letter_before_its_day_and_after_it_once(walk: Walk, session: Any) -> None:
    case, letter = came(walk)
    executor, day, said = case.assignee_id, letter.due_on, list[date]()
    assert day is not None
    today = walk.clock().date()
    while today < day + timedelta(days=4):
        for _twice in range(2):
            said += [today] * reminders.run_due(on(walk, today))
        today += timedelta(days=1)
    assert said == [two_before(day), day + timedelta(days=1)]
    assert told(session, letter) == [("letter_due", executor), ("letter_late", executor)]
    params = session.query(Notice).filter_by(code="letter_due").one().params
    words = say("letter_due", params)
    assert all(letter.number in line and f"{day:%d.%m.%Y}" in line for line in (words.kk, words.ru, words.en))


def test_a_letter_that_gets_another_day_is_spoken_of_anew(walk: Walk, session: Any) -> None:
    case, letter = came(walk)
    assert letter.due_on is not None
    later, executor = letter.due_on + timedelta(days=7), case.assignee_id
    now = on(walk, letter.due_on)
    assert (letter_days.remind(now), letter_days.remind(now)) == (1, 0)
    given = {"responsible_id": executor, "due_on": later, "due_reason": "Сұрату жіберілді"}
    done(session.get_one(Letter, letter.id), A.GIVE, walk.staff(Role.HEAD), **given)
    assert letter_days.remind(walk.clock()) == 0
    now = on(walk, later)
    assert (letter_days.remind(now), letter_days.remind(now)) == (1, 0)
    assert told(session, letter) == [("letter_due", executor)] * 2


def test_who_answers_is_reminded_beside_the_executor_of_the_case(walk: Walk, session: Any) -> None:
    case, letter = came(walk)
    head = walk.staff(Role.HEAD)
    letter = done(letter, A.GIVE, head, responsible_id=head.id)
    assert letter.due_on is not None
    letter_days.remind(on(walk, letter.due_on))
    assert {who for _code, who in told(session, letter)} == {case.assignee_id, head.id}


def test_of_what_is_answered_nothing_is_said(walk: Walk, session: Any) -> None:
    case, letter = came(walk)
    day = letter.due_on
    assert day is not None
    sent(walk, session, case, answers=letter, kind=LetterKind.ANSWER)
    assert letter_days.remind(on(walk, day)) == letter_days.remind(on(walk, day + timedelta(days=9))) == 0
    assert told(session, letter) == []


def test_what_is_answered_while_the_run_goes_on_is_not_spoken_of(
    walk: Walk, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run found it, and somebody was faster: under the lock it is looked at once more."""
    _case, letter = came(walk)
    day, ask = letter.due_on, reminding.unanswered
    assert day is not None

    def found(*given: Any, letter_id: int | None = None) -> Any:
        return ask(*given, letter_id=letter_id) if letter_id else [letter.id]

    monkeypatch.setattr(reminding, "unanswered", found)
    assert letter_days.remind(on(walk, day - timedelta(days=9))) == 0
    assert told(session, letter) == []


def test_an_answer_that_we_wait_for_is_spoken_of_too(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = sent(walk, session, case, due_on=walk.clock().date() + timedelta(days=20), due_reason="Сұрату")
    day, executor = letter.due_on, walk.assignee(case).id
    assert day is not None
    assert letter_days.remind(on(walk, two_before(day) - timedelta(days=1))) == 0
    for today in (two_before(day), day, day + timedelta(days=1), day + timedelta(days=2)):
        letter_days.remind(on(walk, today))
    assert told(session, letter) == [("answer_due", executor), ("answer_late", executor)]


def test_of_a_letter_in_no_case_its_author_is_reminded(walk: Walk, session: Any) -> None:
    registrar = walk.staff(Role.REGISTRAR)
    asked = letter_of(correspondent="Министрлік", their_number="07-1/15")
    letter = correspondence.enter(None, registrar, asked, pdf(), Given())
    day = letter.due_on
    assert day is not None
    letter_days.remind(on(walk, day))
    letter_days.remind(on(walk, day + timedelta(days=1)))
    assert told(session, letter) == [("letter_due", registrar.id), ("letter_late", registrar.id)]
    assert "Министрлік" in say("letter_late", session.query(Notice).filter_by(code="letter_late").one().params).ru


def test_beyond_the_calendar_every_day_counts(walk: Walk, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _case, letter = came(walk)
    day = letter.due_on
    assert day is not None

    class Short:
        def next_working(self, day: date) -> date:
            raise NoCalendar(day)

    monkeypatch.setattr(reference, "calendar", Short)
    assert letter_days.remind(on(walk, day - timedelta(days=3))) == 0
    assert letter_days.remind(on(walk, day - timedelta(days=2))) == 1
