"""The export programme's checks with their proposals, its obligation, its terms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.unit.workflows.export_samples import APPLIED_ON, NOW, application
from workflows.calculation import Cost, Outcome, Payment, Processing, Request, Size
from workflows.calendar import Calendar
from workflows.programmes.checks import CheckGroup
from workflows.programmes.findings import matches
from workflows.programmes.known import CodeList, Known, ListRow
from workflows.programmes.sums import Figures
from workflows.programmes.timing import Events, TermSettings
from workflows.states import CaseState, Verdict

YES, NO, NA = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE


def listed(*codes: str, whole: bool = True) -> CodeList:
    return CodeList(tuple(ListRow(code, code, "№ 314-НҚ", "upper") for code in codes), whole)


def test_what_the_data_answer_for_a_sound_application() -> None:
    known = Known(goods=listed("843810"), earlier_obligation_met=True)
    assert NOW.checks.proposals(application(), APPLIED_ON, known) == {
        "goods_listed": YES,
        "processing_level": YES,
        "paid_in_window": YES,
        "exchange_rates": NA,
        "earlier_obligation": YES,
    }


def test_without_tables_nothing_is_said_of_lists() -> None:
    assert (
        not {"goods_listed", "services_listed", "earlier_obligation"}
        & NOW.checks.proposals(application(), APPLIED_ON).keys()
    )


@pytest.mark.parametrize(
    ("code", "other", "answer"),
    [
        ("0409000000", "040900", True),
        ("0409 00 000 0", "040900", True),
        ("040900", "0409000000", True),
        ("04090", "040900", False),  # five digits are too few
        ("040900", "04090", False),
        ("040901", "040900", False),
        ("0409000000", "0409001000", False),
        ("", "040900", False),
    ],
)
@pytest.mark.clause("314:20.1")
def test_codes_are_compared_at_six_digits_or_more(code: str, other: str, answer: bool) -> None:
    assert matches(code, other, 6) is answer


@pytest.mark.clause("314:20.1")
def test_a_good_that_is_not_listed_and_a_service_that_is() -> None:
    of = application()
    of["goods"].append({"code": "2208601100", "name": "?"})
    of["services"] = [{"oked_code": "62.01.1", "oked_name": "?"}]
    known = Known(goods=listed("843810"), services=listed("6201"))
    found = NOW.checks.proposals(of, APPLIED_ON, known)
    assert (found["goods_listed"], found["services_listed"]) == (NO, YES)


@pytest.mark.parametrize(
    ("paid_on", "answer"),
    [("2025-03-20", YES), ("2025-03-19", NO), ("2026-03-20", YES), ("2026-03-21", NO), ("soon", None)],
)
@pytest.mark.clause("314:20.2")
def test_twelve_months_with_both_ends(paid_on: str, answer: Verdict | None) -> None:
    of = application()
    of["costs"][0]["payments"][0]["paid_on"] = paid_on
    assert NOW.checks.proposals(of, APPLIED_ON).get("paid_in_window") is answer


def test_a_removed_or_unknown_type_is_answered_no() -> None:
    of = application()
    of["costs"][0]["subitem"] = "9.3"
    assert NOW.checks.proposals(of, APPLIED_ON)["reimbursable_cost"] is NO


@pytest.mark.clause("314:11")
def test_no_mark_of_the_carrier_leaves_nothing_to_prove() -> None:
    of = application()
    of["costs"][1]["domestic_carrier"] = False
    assert NOW.checks.proposals(of, APPLIED_ON)["transport_bonus"] is NA


def test_checks_belong_to_their_costs() -> None:
    goods = {check.key for check in NOW.checks.due({"9.2"})}
    ict = {check.key for check in NOW.checks.due({"10.1"})}
    assert goods - ict == {"goods_listed", "origin_valid"}
    assert ict - goods == {"services_listed"}
    assert {"processing_level", "transport_bonus", "taxes_paid"} <= {check.key for check in NOW.checks.due({"9.9"})}


@pytest.mark.clause("314:4")
def test_who_is_barred_gets_nothing() -> None:
    assert NOW.checks.decisive == {
        "entity", "not_state_owned", "no_investment_project", "no_insolvency", "payroll_grew", "earlier_obligation",
    }  # fmt: skip
    assert NOW.checks.by_key["earlier_obligation"].group is CheckGroup.BARS


@pytest.mark.parametrize(
    ("income", "base", "met", "progress"),
    [
        ("110", "100", True, "1"),
        ("109.99", "100", False, "0.999"),
        ("100", "100", False, "0"),
        ("90", "100", False, "-1"),
        ("50", "0", None, None),
        ("0", "0", None, None),
    ],
)
@pytest.mark.clause("314:22")
def test_currency_income_grows_by_a_tenth(income: str, base: str, met: bool | None, progress: str | None) -> None:
    standing = NOW.sums.obligation.standing(Figures(Decimal(1), Decimal(income), Decimal(base)))
    assert standing.met is met
    assert standing.progress == (None if progress is None else Decimal(progress))
    assert standing.to_return is None  # the known text has no formula


@pytest.mark.parametrize(
    ("general", "delivery", "taxes", "clauses"),
    [
        ("56225000.00", "1.00", "100.00", set()),  # exactly 13 000 MCI of 4 325 tenge
        ("56225000.01", "1.00", "100.00", {"314:22.2"}),
        ("1.00", "100.00", "100.00", set()),
        ("1.00", "100.01", "100.00", {"314:22.4"}),
        ("56225000.01", "324375000.01", "100.00", {"314:22.2", "314:22.3", "314:22.4"}),
    ],
)
def test_every_clause_on_which_the_declared_costs_leave_it(
    general: str, delivery: str, taxes: str, clauses: set[str]
) -> None:
    paid = date(2026, 1, 10)
    request = Request(
        programme="export-314",
        applied_on=APPLIED_ON,
        decided_on=APPLIED_ON,
        size=Size.SMALL,
        mci=Decimal(4325),
        costs=(
            Cost(id="1", type="9.2", payments=(Payment(paid, Decimal(general)),)),
            Cost(id="2", type="9.9", payments=(Payment(paid, Decimal(delivery)),), processing=Processing.UPPER),
        ),
        taxes_paid_previous_year=Decimal(taxes),
        vat_refunded_previous_year=Decimal(0),
    )
    assert NOW.sums.leaving(request) == clauses
    assert clauses <= NOW.leaving.keys()
    assert (NOW.sums.calculate(request).outcome is Outcome.LEAVE) is bool(clauses)


def test_two_years_run_from_the_last_signature() -> None:
    obligation = NOW.sums.obligation
    assert obligation.ends_on(date(2026, 8, 1), date(2026, 2, 28)) == date(2028, 2, 28)
    assert len(obligation.after(date(2026, 2, 28))) == len(obligation.before(date(2026, 2, 28))) == 8


CALENDAR = Calendar.shipped()
SUBMITTED = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def due(events: Events, settings: TermSettings | None = None) -> dict[str, str]:
    terms = NOW.timing.terms(events, CALENDAR, settings).terms
    return {term.key: f"{term.due_on:%m-%d}" for term in terms}


@pytest.mark.clause("314:22")
def test_remarks_run_from_registration_and_the_repeat_notice_from_the_new_documents() -> None:
    assert due(Events(submitted_at=SUBMITTED)) == {"remarks": "03-27"}
    answered = Events(submitted_at=SUBMITTED, documents_in=datetime(2026, 3, 27, 5, 0, tzinfo=UTC))
    assert due(answered)["repeat_notice"] == "05-13"


def test_the_review_has_a_term_only_where_it_is_set() -> None:
    events = Events(submitted_at=SUBMITTED)
    found = due(events, TermSettings(review_days=20))
    assert found["review"] == "04-03"
    assert found["hearing_notice"] == "03-31"  # the seventeenth: three working days before the end
    assert NOW.timing.refusal_lawful_until(NOW.timing.terms(events, CALENDAR), None) is None
    deadlines = NOW.timing.terms(events, CALENDAR, TermSettings(review_days=20))
    until = NOW.timing.refusal_lawful_until(deadlines, None)
    in_time = NOW.timing.refusal_lawful_until(deadlines, SUBMITTED)
    assert until is not None
    assert in_time is not None
    assert (until.key, in_time.key) == ("hearing_notice", "review")
    with pytest.raises(ValueError, match="at least 4"):
        TermSettings(review_days=3)


def test_which_term_runs() -> None:
    running = NOW.timing.running
    assert running(CaseState.COMPLETENESS) == running(CaseState.SUBSTANTIVE_REVIEW) == "remarks"
    assert running(CaseState.COMPLETENESS, 1) == "repeat_notice"
    assert running(CaseState.REMARKS) == ""  # the law names no term for the applicant
    assert running(CaseState.HEARING) == "hearing"
