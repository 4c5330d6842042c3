"""Which term runs in a state, from the moments of a case: the same question for the case of today and for a replay."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from workflows.calendar import Calendar, Change, NoCalendar
from workflows.clock import ALMATY
from workflows.programmes import EDITIONS
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.programmes.timing import Due, Moments, TermSettings, Timing
from workflows.states import CaseState as S
from workflows.text import Text

KK, EX = EDITIONS[DOMESTIC][-1].timing, EDITIONS[EXPORT][-1].timing
CALENDAR = Calendar.shipped()
IN = datetime(2026, 3, 3, 10, tzinfo=ALMATY)
DAY = date(2029, 1, 1)  # the first without a calendar


def due(timing: Timing, state: S, settings: TermSettings | None = None, **told: Any) -> Due:
    return timing.due(state, Moments(received=IN, **told), CALENDAR, settings)


def test_each_state_has_its_term() -> None:
    assert due(KK, S.REGISTERED).key == "completeness"
    found = due(KK, S.SUBSTANTIVE_REVIEW, completed=IN)
    assert (found.key, found.at is not None, found.result_at is not None) == ("substantive_review", True, True)
    assert due(KK, S.AGREEMENT) == Due()
    assert due(KK, S.PAYMENT) == Due()  # nobody has signed
    assert due(KK, S.PAYMENT, agreement_signed=IN).key == "payment"
    assert due(KK, S.RECOVERY, demanded=IN).key == "money_back"
    quarter = due(KK, S.MONITORING, quarter_due=date(2026, 7, 25))
    assert quarter == Due("quarter", datetime.combine(date(2026, 7, 25), time(23, 59, 59), ALMATY))


def test_remarks_turn_into_the_repeat_notice() -> None:
    assert due(EX, S.COMPLETENESS).key == "remarks"
    assert due(EX, S.REMARKS, rounds=1) == Due()
    again = due(EX, S.COMPLETENESS, rounds=1, documents_in=IN)
    assert (again.key, again.at is not None) == ("repeat_notice", True)
    assert due(EX, S.DECISION) == Due("review")  # its length is not set
    assert due(EX, S.DECISION, TermSettings(review_days=20)).at is not None
    assert due(EX, S.PAYMENT, agreement_signed=IN) == Due()


def test_nothing_runs_before_submission_and_no_calendar_is_no_guess() -> None:
    assert KK.due(S.REGISTERED, Moments(), CALENDAR) == Due()
    beyond = Moments(received=datetime(2049, 1, 4, 6, tzinfo=UTC))
    assert KK.due(S.REGISTERED, beyond, CALENDAR) == Due(lacks=date(2049, 1, 4))
    with pytest.raises(NoCalendar):
        KK.of_moments(beyond, CALENDAR)


def test_a_term_past_the_calendar_has_no_date_and_the_others_keep_theirs() -> None:
    """The eight days of the service run into 2029; the two of completeness do not."""
    late = Moments(received=datetime(2028, 12, 26, 10, tzinfo=ALMATY))
    found = KK.due(S.COMPLETENESS, late, CALENDAR)
    assert (found.key, found.at is not None, found.result_at, found.lacks) == ("completeness", True, None, DAY)
    assert KK.due(S.DECISION, late, CALENDAR) == Due("service", lacks=DAY)
    whole = KK.of_moments(late, CALENDAR)
    assert whole is not None
    assert {term.key for term in whole.uncounted} == {"service", "hearing_notice"}
    with pytest.raises(NoCalendar):
        whole.whole()
    assert KK.due(S.PAYMENT, Moments(agreement_signed=datetime(2028, 12, 29, tzinfo=ALMATY)), CALENDAR).lacks == DAY


def test_a_registration_stays_where_it_was_when_its_day_is_taken_away() -> None:
    """3 March was worked when the number was given; an act of a later day makes it a day off."""
    moved = CALENDAR.with_changes([Change(IN.date(), True, Text("а", "б", "c"))])
    kept = KK.of_moments(Moments(received=IN, registered=IN), moved)
    fresh = KK.of_moments(Moments(received=IN), moved)
    assert kept is not None
    assert fresh is not None
    assert (kept.registered_at, fresh.registered_at.day) == (IN, 4)
    assert kept.term("completeness").due_on < fresh.term("completeness").due_on


def test_a_provisional_year_is_told() -> None:
    assert not due(KK, S.REGISTERED).provisional
    assert KK.due(S.REGISTERED, Moments(received=datetime(2026, 12, 28, 10, tzinfo=ALMATY)), CALENDAR).provisional
