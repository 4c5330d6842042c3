"""The demo's people are right in form, and its papers say what its applications claim."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from dms.demo import OPERATOR, logins
from dms.demo.content import content_of, payment_days
from dms.demo.export_plans import EXPORT_PLANS
from dms.demo.export_stories import EXPORT_STORIES
from dms.demo.papers import Sheet, sheets_for, sheets_of
from dms.demo.papers.press import print_one
from dms.demo.people import ACCOUNTANT, APPLICANTS, STAFF, SUPPLIERS
from dms.demo.plans import PLANS
from workflows.numbers import is_bin, is_checked, is_iban, is_iin
from workflows.programmes import EDITIONS
from workflows.programmes.domestic_342.missing import missing
from workflows.programmes.editions import EXPORT
from workflows.states import STAFF_ROLES, Role

TODAY = date(2026, 11, 20)


def rate(_currency: str, _day: date) -> Decimal:
    return Decimal("512.40")


def test_every_number_has_its_check_digit() -> None:
    assert len(APPLICANTS) >= 8
    assert all(is_checked(head.number) and is_iin(head.iin) for head in APPLICANTS)
    assert any(head.is_proprietor for head in APPLICANTS)
    assert all(is_iin(person.iin) for person in STAFF)
    assert is_iin(ACCOUNTANT[2])
    assert all(is_bin(number) for _, number, _ in SUPPLIERS.values() if number)
    assert is_bin(OPERATOR["DMS_OPERATOR_BIN"])
    assert is_iban(OPERATOR["DMS_OPERATOR_IBAN"])
    numbers = [head.number for head in APPLICANTS]
    assert len(set(numbers)) == len(numbers)


def test_there_is_a_log_in_for_each_role() -> None:
    assert {role for role, _, _ in logins()} >= {str(role) for role in STAFF_ROLES}
    assert any(role.startswith(Role.APPLICANT) for role, _, _ in logins())


@pytest.mark.parametrize("key", [key for key in PLANS if key != "draft"])
def test_an_application_lacks_nothing(key: str) -> None:
    content = content_of(PLANS[key], TODAY, rate)
    assert missing(content, [sheet.kind for sheet in sheets_for(content)]) == []


@pytest.mark.parametrize("key", EXPORT_PLANS)
def test_an_export_application_lacks_nothing(key: str) -> None:
    plan = EXPORT_PLANS[key]
    content, edition = content_of(plan, TODAY, rate), EDITIONS[EXPORT][-1]
    sheets = sheets_of(content, plan.programme)
    assert list(edition.form.find_missing(content, [sheet.kind for sheet in sheets])) == []
    assert all(sheet.lines for sheet in sheets)
    assert any(len(sheet.text) > 10 for sheet in sheets), "a contract of several pages"


def test_every_export_plan_has_its_story() -> None:
    assert EXPORT_PLANS.keys() == EXPORT_STORIES.keys()
    assert not PLANS.keys() & EXPORT_PLANS.keys()
    languages = {head.language for head in APPLICANTS for plan in EXPORT_PLANS.values() if plan.applicant == head.key}
    assert languages == {"kk", "ru"}


def test_plans_cover_all_types_and_currencies() -> None:
    spent = [cost for plan in PLANS.values() for cost in plan.costs]
    assert {cost.subitem[0] for cost in spent} == {"1", "2", "3"}
    assert {cost.currency for cost in spent} >= {"KZT", "USD", "RUB"}
    assert {currency for plan in PLANS.values() for currency, _ in payment_days(plan, TODAY)} == {"USD", "RUB"}


def test_payments_make_up_the_sum() -> None:
    for plan in PLANS.values():
        for line in content_of(plan, TODAY, rate)["costs"]:
            assert sum(Decimal(row["amount"]) for row in line["payments"]) == Decimal(line["amount"])


def _first(kind: str, key: str) -> Sheet:
    return next(sheet for sheet in sheets_for(content_of(PLANS[key], TODAY, rate)) if sheet.kind == kind)


def test_a_contract_has_several_pages_and_a_scan_is_pictures() -> None:
    contract = pikepdf.open(io.BytesIO(print_one(_first("contract", "payment"))))
    assert len(contract.pages) >= 2
    scan = pikepdf.open(io.BytesIO(print_one(_first("completion_act", "payment"))))
    assert "/Font" not in scan.pages[0].Resources
