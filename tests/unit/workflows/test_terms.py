"""Office moments and terms: the promised example, checks worked by hand, and a second count of everything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.workflows import naive_terms
from tests.unit.workflows.naive_terms import same
from workflows import clock
from workflows.calendar import Calendar, NoCalendar
from workflows.clock import ALMATY, OfficeHours, Unit, add_working_days, local, office_moment
from workflows.programmes import EDITIONS, by_name
from workflows.programmes.domestic_342 import terms as domestic
from workflows.programmes.export_314 import terms as export
from workflows.programmes.terms import terms

CALENDAR = Calendar.shipped()
PLUS5 = timezone(timedelta(hours=5))
INSTANTS = ("00:00:00", "08:29:59.999999", "08:30:00", "13:10:00", "17:30:00", "17:30:00.000001", "23:59:59")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PLUS5)


def due(deadlines: object) -> dict[str, str]:
    return {term.key: f"{term.due_at:%m-%d}" for term in deadlines.terms}


@pytest.mark.parametrize(
    ("received", "registered"),
    [
        ("2026-03-19T18:40:00", "2026-03-20T08:30:00"),
        ("2026-03-19T17:30:00", "2026-03-19T17:30:00"),
        ("2026-03-19T17:30:00.000001", "2026-03-20T08:30:00"),
        ("2026-03-19T08:29:59", "2026-03-19T08:30:00"),
        ("2026-03-19T08:30:00", "2026-03-19T08:30:00"),
        ("2026-03-19T13:00:00", "2026-03-19T13:00:00"),  # lunch moves nothing (I-9)
        ("2026-03-20T23:59:59", "2026-03-26T08:30:00"),
        ("2026-03-21T12:00:00", "2026-03-26T08:30:00"),
        ("2026-12-31T18:00:00", "2027-01-05T08:30:00"),
    ],
)
@pytest.mark.clause("342:A6.7")
def test_what_comes_in_is_registered_at_the_next_office_moment(received: str, registered: str) -> None:
    assert office_moment(at(received), CALENDAR) == at(registered)


def test_a_moment_is_read_on_the_clock_of_almaty() -> None:
    assert office_moment(datetime(2026, 3, 19, 12, 30, tzinfo=UTC), CALENDAR) == at("2026-03-19T17:30:00")
    assert office_moment(datetime(2026, 3, 19, 12, 31, tzinfo=UTC), CALENDAR) == at("2026-03-20T08:30:00")
    assert local(datetime(2024, 2, 28, 12, tzinfo=UTC)).hour == 18  # before the one time zone of 1 March 2024
    assert local(datetime(2024, 3, 1, 12, tzinfo=UTC)).hour == 17
    with pytest.raises(ValueError, match="offset"):
        local(datetime(2026, 3, 19, 12))


def test_a_machine_with_old_zone_data_is_set_right(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stale(ZoneInfo):
        def __new__(cls, key: str) -> ZoneInfo:
            return ZoneInfo("Asia/Omsk")  # an hour ahead, as Almaty was

    monkeypatch.setattr(clock, "ZoneInfo", Stale)
    zone = clock._almaty()
    assert datetime(2024, 2, 29, 23, tzinfo=zone).utcoffset() == timedelta(hours=6)
    assert datetime(2024, 3, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=5)


@pytest.mark.clause("342:33", "342:35")
def test_the_promised_example() -> None:
    found = terms("domestic-342", at("2026-03-19T18:40:00"), CALENDAR)
    term = found.term("completeness")
    assert found.registered_at.isoformat() == "2026-03-20T08:30:00+05:00"
    assert term.due_at.isoformat() == "2026-03-27T17:30:00+05:00"
    assert [day.date.day for day in term.skipped] == [21, 22, 23, 24, 25]
    assert term.skipped[0].why.kk == "Наурыз мейрамы"
    assert (found.edition, found.edition_assumed) == ("342@2025-10-23", False)
    assert not term.provisional


@pytest.mark.parametrize(
    ("registered", "completeness", "service"),
    [("2026-03-17", "03-19", "04-01"), ("2026-04-28", "04-30", "05-13")],
)
@pytest.mark.clause("342:34", "342:35")
def test_terms_worked_by_hand(registered: str, completeness: str, service: str) -> None:
    found = due(terms("domestic-342", at(f"{registered}T09:00:00"), CALENDAR))
    assert (found["completeness"], found["service"]) == (completeness, service)


@pytest.mark.clause("342:37")
def test_a_hearing_notice_goes_out_by_working_day_five_and_the_hearing_is_by_seven() -> None:
    found = terms("domestic-342", at("2026-06-01T09:00:00"), CALENDAR, hearing_notice=at("2026-06-08T10:00:00"))
    assert due(found) == {"completeness": "06-03", "service": "06-11", "hearing_notice": "06-08", "hearing": "06-10"}


@pytest.mark.clause("342:34", "342:35")
def test_the_review_never_runs_past_the_service() -> None:
    early = terms("domestic-342", at("2026-06-01T09:00:00"), CALENDAR, completeness_done=at("2026-06-02T10:00:00"))
    assert due(early)["substantive_review"] == "06-10"
    late = terms("domestic-342", at("2026-06-01T09:00:00"), CALENDAR, completeness_done=at("2026-06-08T10:00:00"))
    review = late.term("substantive_review")
    assert (review.due_at, review.days) == (late.term("service").due_at, 6)
    assert [day.date.day for day in review.skipped] == []
    with pytest.raises(KeyError):
        late.term("hearing")


@pytest.mark.clause("342:37")
def test_a_refusal_stays_lawful_only_after_a_notice_in_time() -> None:
    found = terms("domestic-342", at("2026-06-01T09:00:00"), CALENDAR)
    notice, service = found.term("hearing_notice"), found.term("service")
    timing = by_name("342@2025-10-23").timing
    assert timing.refusal_lawful_until(found, None) == notice
    assert timing.refusal_lawful_until(found, notice.due_at) == service
    assert timing.refusal_lawful_until(found, notice.due_at + timedelta(seconds=1)) == notice


def test_a_term_into_an_unconfirmed_year_is_provisional() -> None:
    found = terms("domestic-342", at("2026-12-25T09:00:00"), CALENDAR)
    assert {term.key: term.provisional for term in found.terms} == {
        "completeness": False,
        "service": True,
        "hearing_notice": True,
    }
    confirmed = CALENDAR.with_year(2027, confirmed=True)
    assert not any(term.provisional for term in terms("domestic-342", at("2026-12-25T09:00:00"), confirmed).terms)


def test_a_term_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(NoCalendar):
        terms("domestic-342", at("2028-12-25T09:00:00"), CALENDAR)
    with pytest.raises(KeyError):
        terms("domestic", at("2026-12-25T09:00:00"), CALENDAR)


@pytest.mark.parametrize(
    ("rule", "event", "due_at"),
    [
        (domestic.PAYMENT, date(2026, 5, 6), "2026-05-12T17:30:00+05:00"),
        (domestic.INTAKE_NOTICE, date(2026, 5, 8), "2026-05-12T17:30:00+05:00"),
        (domestic.PROBLEM_REPORT, date(2026, 6, 1), "2026-06-08T17:30:00+05:00"),
        (domestic.FORCE_MAJEURE, date(2026, 6, 5), "2026-06-10T17:30:00+05:00"),
        (domestic.DATA_REQUEST, date(2026, 1, 31), "2026-03-02T23:59:59+05:00"),
        (domestic.MONEY_BACK, date(2026, 6, 1), "2026-07-01T23:59:59+05:00"),
        (export.REMARKS, date(2026, 6, 1), "2026-06-22T17:30:00+05:00"),
    ],
)
@pytest.mark.clause("342:21", "342:6", "342:A3.5.2", "342:A3.5.5", "342:A3.5.7", "342:A3.14", "314:22", "342:39")
def test_other_terms(rule: object, event: date, due_at: str) -> None:
    term = rule.after(event, CALENDAR)
    assert term.due_at.isoformat() == due_at
    assert term.clause.startswith(("342:", "314:"))


def test_calendar_days_need_no_calendar() -> None:
    term = domestic.MONEY_BACK.after(date(2031, 1, 1), CALENDAR)
    assert (term.unit, term.provisional, term.due_on) == (Unit.CALENDAR, False, date(2031, 1, 31))


def test_office_hours_are_a_setting() -> None:
    hours = OfficeHours(opens=datetime.min.time().replace(hour=9), closes=datetime.min.time().replace(hour=18))
    found = terms("export-314", at("2026-06-01T17:45:00"), CALENDAR, hours=hours)
    assert found.registered_at == at("2026-06-01T17:45:00")
    assert found.term("remarks").due_at == at("2026-06-22T18:00:00")


def test_every_rule_has_its_words_and_clause() -> None:
    for edition in (edition for known in EDITIONS.values() for edition in known):
        for key, rule in edition.timing.rules.items():
            assert key == rule.key
            assert all(rule.title.get(lang) for lang in ("kk", "ru", "en"))


#: Around the one time zone, worked weekend days, long holidays, new editions and the first year without its act.
EDGE_DAYS = [
    date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 4), date(2024, 5, 8), date(2024, 8, 1), date(2024, 8, 2),
    date(2024, 12, 31), date(2025, 1, 3), date(2025, 1, 5), date(2025, 3, 20), date(2025, 10, 22), date(2025, 10, 23),
    date(2026, 3, 20), date(2026, 5, 8), date(2026, 12, 31), date(2027, 1, 4), date(2028, 2, 29),
]  # fmt: skip
ON_THE_EDGE = st.builds(
    lambda day, instant, zone: datetime.fromisoformat(f"{day}T{instant}").replace(tzinfo=ALMATY).astimezone(zone),
    st.sampled_from(EDGE_DAYS),
    st.sampled_from(INSTANTS),
    st.sampled_from([UTC, PLUS5, timezone(timedelta(hours=-12)), timezone(timedelta(hours=5, minutes=45))]),
)
MOMENTS = ON_THE_EDGE | st.datetimes(
    datetime(2024, 1, 3), datetime(2028, 10, 1), timezones=st.sampled_from([UTC, PLUS5, ALMATY, timezone.max])
)


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20)), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_random_moments_count_as_a_second_count_says(
    submitted: datetime, review: timedelta, hearing: timedelta
) -> None:
    done, notice = submitted + review, submitted + hearing
    found = terms("domestic-342", submitted, CALENDAR, completeness_done=done, hearing_notice=notice)
    expected = naive_terms.domestic(submitted, done, notice)
    assert {term.key: term.due_on for term in found.terms} == expected
    assert found.registered_at.replace(tzinfo=None) == naive_terms.registered(submitted)
    abroad = terms("export-314", submitted, CALENDAR, hearing_notice=notice)
    assert same(abroad, naive_terms.export(submitted, notice))
    for answer in (found, abroad):
        day = naive_terms.registered(submitted).date()
        assert (answer.edition, answer.edition_assumed) == naive_terms.edition(answer.programme, day)


@given(st.dates(date(2024, 1, 1), date(2028, 6, 1)), st.integers(1, 40), st.integers(1, 40))
def test_terms_add_up(start: date, first: int, second: int) -> None:
    middle = add_working_days(start, first, CALENDAR)
    assert add_working_days(middle, second, CALENDAR) == add_working_days(start, first + second, CALENDAR)
