"""What tables and registers say about checks: facts and proposals; silence where they do not settle a check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.workflows import export_samples
from tests.unit.workflows.known_samples import ALL_TYPES, APPLIED_ON, EVERYTHING, listed, said, taxes
from tests.unit.workflows.samples import application
from workflows.programmes.domestic_342.checks import CHECKS, THE_CHECKS
from workflows.programmes.export_314.checks import CHECKS as EXPORT_CHECKS
from workflows.programmes.findings import Finding
from workflows.programmes.known import NOTHING, Arrears, Category, CodeList, Known, KnownRate, ListRow, Registration
from workflows.states import Verdict

YES, NO, NA = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE


def of_342(key: str, known: Known = NOTHING, **changes: Any) -> Finding | None:
    return THE_CHECKS.findings({**application(), **changes}, APPLIED_ON, known).get(key)


def of_314(key: str, known: Known = NOTHING, **changes: Any) -> Finding | None:
    whole: Any = {**export_samples.application(), **changes}
    return export_samples.NOW.checks.findings(whole, APPLIED_ON, known).get(key)


def answer(found: Finding | None) -> Verdict | None:
    return found.verdict if found else None


def english(found: Finding | None) -> str:
    assert found is not None
    return " | ".join(fact.en for fact in found.facts)


def test_each_finding_has_its_facts_in_three_languages() -> None:
    told = [
        *THE_CHECKS.findings(ALL_TYPES, APPLIED_ON, EVERYTHING).items(),
        *export_samples.NOW.checks.findings(export_samples.application(), APPLIED_ON, EVERYTHING).items(),
    ]
    assert len(told) > 15
    for key, finding in told:
        assert finding.facts, key
        for fact in finding.facts:
            assert "{" not in fact.kk + fact.ru + fact.en
            assert fact.kk != fact.en, key


def test_every_automatic_export_check_can_be_answered_by_data() -> None:
    of = export_samples.application()
    of["services"] = [{"oked_code": "6201", "oked_name": "?"}]
    of["costs"][1]["domestic_carrier"] = False
    spoiled: Any = {**of, "costs": [*of["costs"], {"id": "3", "subitem": "9.3"}]}
    checks = export_samples.NOW.checks
    told = {**checks.findings(of, APPLIED_ON, EVERYTHING), **checks.findings(spoiled, APPLIED_ON, EVERYTHING)}
    assert set(told) == {check.key for check in EXPORT_CHECKS if check.automatic}


# --- lists


@pytest.mark.clause("314:20.1")
@pytest.mark.parametrize(
    ("goods", "verdict"),
    [
        (listed("843810", whole=False), YES),
        (listed("8438101000"), NO),
        (listed("040900"), NO),
        (listed("040900", whole=False), None),  # it may merely not have been entered
        (CodeList(), None),  # no list for the day
        (listed(), NO),  # entered whole, and without a single row
    ],
)
def test_a_list_says_no_only_where_it_is_entered_whole(goods: CodeList, verdict: Verdict | None) -> None:
    found = of_314("goods_listed", Known(goods=goods))
    assert answer(found) is verdict
    assert "8438100000" in english(found)


@pytest.mark.clause("314:20.1")
def test_a_match_names_its_row_and_act() -> None:
    assert english(of_314("goods_listed", EVERYTHING)) == "8438100000: row №843810 of the list, code 843810 (№ 306)"


def test_one_unlisted_good_is_enough_for_no_and_a_short_code_proves_nothing() -> None:
    goods = [{"code": "8438100000"}, {"code": "220860"}]
    assert answer(of_314("goods_listed", EVERYTHING, goods=goods)) is NO
    assert answer(of_314("goods_listed", EVERYTHING, goods=[{"code": "84381"}])) is None
    assert of_314("goods_listed", EVERYTHING, goods=[{"name": "?"}]) is None


@pytest.mark.clause("342:11.5")
@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("25.11", YES),
        ("2511", YES),
        ("25110", YES),
        ("25.1", None),  # three digits are too few
        ("25.12", None),  # that an activity is not on a list of goods proves nothing
        ("251100", None),  # six digits are a code of customs, not of OKED
    ],
)
def test_an_activity_on_the_list_of_priority_goods(row: str, verdict: Verdict | None) -> None:
    found = of_342("priority_product", Known(priority=listed(row)))
    assert answer(found) is verdict
    assert "25.11.0" in english(found)


@pytest.mark.clause("342:8.3")
def test_the_cargo_is_what_went_by_rail() -> None:
    assert answer(THE_CHECKS.findings(ALL_TYPES, APPLIED_ON, EVERYTHING)["priority_cargo"]) is YES
    assert of_342("priority_cargo", EVERYTHING) is None
    other: Any = {**ALL_TYPES, "costs": [{**ALL_TYPES["costs"][2], "oked_code": "49.20.0"}]}
    assert answer(THE_CHECKS.findings(other, APPLIED_ON, EVERYTHING)["priority_cargo"]) is None


def lines(**more: Any) -> list[dict[str, Any]]:
    return [{**export_samples.TRANSPORT, **more}]


@pytest.mark.clause("314:11")
@pytest.mark.parametrize(
    ("goods", "stated", "verdict"),
    [
        (listed("843810", level="upper"), "upper", YES),
        (listed("843810", level="lower"), "upper", NO),
        (listed("843810", level="upper"), "", NO),
        (listed("040900", level="lower"), "upper", None),
        (CodeList((ListRow("1", "843810", "№", "lower"), ListRow("2", "8438100000", "№", "upper"))), "upper", None),
    ],
)
def test_the_level_of_processing_is_that_of_the_list(goods: CodeList, stated: str, verdict: Verdict | None) -> None:
    assert answer(of_314("processing_level", Known(goods=goods), costs=lines(processing=stated))) is verdict


def test_a_line_without_a_code_leaves_the_level_open() -> None:
    both = [*lines(), {**export_samples.TRANSPORT, "id": "3", "goods_code": ""}]
    goods = listed("843810", level="upper")
    assert answer(of_314("processing_level", Known(goods=goods), costs=both)) is None
    assert of_314("processing_level", Known(goods=goods), costs=[export_samples.EXHIBITION]) is None


# --- registers


@pytest.mark.clause("342:11.3")
def test_the_register_overrules_the_form_about_the_day_of_registration() -> None:
    known = Known(registration=Registration(date(2025, 3, 21), said()))
    found = of_342("one_year_registered", known)
    assert answer(found) is NO
    assert "answer No. 7" in english(found)
    assert "20.01.2015" in english(found)
    assert answer(of_342("taxes_grew", known)) is NA


@pytest.mark.clause("342:11.6")
@pytest.mark.parametrize(
    ("value", "on", "verdict"),
    [
        ("micro", APPLIED_ON, YES),
        ("small", APPLIED_ON, YES),
        ("medium", date(2026, 3, 25), YES),
        ("large", APPLIED_ON, NO),
        ("small", date(2026, 3, 19), None),  # older than the application
    ],
)
def test_small_or_medium(value: str, on: date, verdict: Verdict | None) -> None:
    assert answer(of_342("small_or_medium", Known(category=Category(value, said(on))))) is verdict


@pytest.mark.clause("314:11")
@pytest.mark.parametrize(
    ("stated", "value", "verdict"),
    [("small", "micro", YES), ("small", "small", YES), ("small", "medium", NO), ("large", "large", YES)],
)
def test_the_stated_category_is_that_of_the_register(stated: str, value: str, verdict: Verdict) -> None:
    found = of_314("business_category", Known(category=Category(value, said())), size=stated)
    assert answer(found) is verdict


@pytest.mark.clause("342:11.2")
@pytest.mark.parametrize(
    ("arrears", "on", "verdict"),
    [
        (False, APPLIED_ON, YES),
        (True, APPLIED_ON, NO),
        (False, date(2026, 3, 21), None),  # the law asks about the day of the application alone
        (False, date(2026, 3, 19), None),
    ],
)
def test_arrears_on_the_day_of_the_application(arrears: bool, on: date, verdict: Verdict | None) -> None:
    assert answer(of_342("no_arrears", Known(arrears=Arrears(arrears, said(on))))) is verdict
    assert of_342("no_arrears", Known(taxes=taxes(1, 2, 3))) is None


@pytest.mark.clause("342:11.7")
@pytest.mark.parametrize(
    ("paid", "verdict"),
    [
        ((100, 200, 300), YES),
        ((100, 100, 300), NO),
        ((300, 200, 400), NO),
        ((100, 300, 200), NO),
        ((200, 300), None),  # a year is missing
        ((0, 1, 2), YES),
    ],
)
def test_growth_is_two_comparisons_of_three_years(paid: tuple[int, ...], verdict: Verdict | None) -> None:
    assert answer(of_342("taxes_grew", Known(taxes=taxes(*paid)))) is verdict


def test_growth_is_not_asked_of_the_exempt_nor_told_by_last_years_answer() -> None:
    assert answer(of_342("taxes_grew", Known(taxes=taxes(exempt=True)))) is NA
    assert answer(of_342("taxes_grew", Known(taxes=taxes(1, 2, 3, on=date(2025, 12, 31))))) is None
    assert of_342("taxes_grew", Known(taxes=taxes())) is None


@pytest.mark.clause("314:12")
@pytest.mark.parametrize(
    ("paid", "refunded", "verdict"),
    [(90_000_000, 0, YES), (90_000_001, 0, NO), (90_000_000, 5, NO), (90_000_000, None, None), (80_000_000, None, NO)],
)
def test_the_tax_ceiling_is_compared_with_the_answer(paid: int, refunded: int | None, verdict: Verdict | None) -> None:
    assert answer(of_314("taxes_paid", Known(taxes=taxes(paid, refunded=refunded)))) is verdict


# --- rates


def dollars(**payment: Any) -> list[dict[str, Any]]:
    row = {"paid_on": "2025-11-10", "amount": "10.00", "rate": "512.40", "rate_units": 1, **payment}
    return [{**application()["costs"][0], "currency": "USD", "payments": [row]}]


@pytest.mark.clause("342:13")
@pytest.mark.parametrize(
    ("payment", "verdict"),
    [
        ({}, YES),
        ({"rate": "51240", "rate_units": 100}, YES),  # the same rate, quoted for a hundred
        ({"rate": "512.41"}, NO),
        ({"rate": ""}, None),
        ({"rate": "many"}, None),
        ({"paid_on": "2025-11-11"}, None),
    ],
)
def test_a_payment_is_compared_with_the_rate_of_its_own_day(payment: Any, verdict: Verdict | None) -> None:
    known = Known(rates={("USD", date(2025, 11, 10)): KnownRate(Decimal("512.4"), 1, "№ 1")})
    assert answer(of_342("exchange_rates", known, costs=dollars(**payment))) is verdict


def test_the_export_programme_goes_by_the_same_table() -> None:
    known = Known(rates={("USD", date(2025, 11, 10)): KnownRate(Decimal("512.4"), 1, "№ 1")})
    assert answer(of_314("exchange_rates", known, costs=dollars())) is YES
    assert answer(of_314("exchange_rates", known, costs=dollars(rate="500"))) is NO


def test_without_the_table_the_stated_rate_is_said_to_be_unproved() -> None:
    finding = of_342("exchange_rates", costs=dollars())
    assert finding is not None
    assert finding.verdict is None
    assert [fact.en for fact in finding.facts] == [
        "Cost 1: the table has no rate of USD on 10.11.2025, see the National Bank's site"
    ]
    in_tenge = of_342("exchange_rates")
    assert in_tenge is not None
    assert in_tenge.verdict is Verdict.NOT_APPLICABLE


def test_checks_of_registers_are_automatic() -> None:
    for check in (*CHECKS, *EXPORT_CHECKS):
        assert check.automatic or not check.registers, check.key
