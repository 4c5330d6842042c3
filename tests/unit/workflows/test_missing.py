from __future__ import annotations

from typing import Any

import pytest

from tests.unit.workflows.samples import application, documents
from workflows.programmes.domestic_342.form_items import ITEMS, PAGE_BY_KEY
from workflows.programmes.domestic_342.missing import missing


def keys(of: Any, kinds: set[str] | None = None) -> list[str]:
    return [gap.key for gap in missing(of, documents(of) if kinds is None else kinds)]


def spoiled(path: str, value: object = None) -> Any:
    """The complete application with one value taken away or replaced."""
    whole: Any = application()
    place = whole
    *parents, last = path.split(".")
    for parent in parents:
        place = place[int(parent)] if isinstance(place, list) else place[parent]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return whole


def test_nothing_is_missing_from_a_complete_application() -> None:
    assert keys(application()) == []


@pytest.mark.clause("342:A1.1-18")
def test_an_empty_application_lacks_something_of_every_item() -> None:
    gaps = missing({}, set())
    numbers = {gap.clause.removeprefix("342:A1.") for gap in gaps if gap.clause.startswith("342:A1.")}
    assert numbers == {str(item.number) for item in ITEMS}
    assert {gap.page for gap in gaps} == set(PAGE_BY_KEY)


@pytest.mark.parametrize(
    ("path", "gap"),
    [
        ("applicant_name", "applicant_name"),
        ("legal_address.region", "legal_address.region"),
        ("legal_address", "legal_address.postcode"),
        ("head.phone", "head.phone"),
        ("bin", "bin"),
        ("registration_date", "registration_date"),
        ("staff_total", "staff_total"),
        ("staff_citizens", "staff_citizens"),
        ("local_content_share", "local_content_share"),
        ("oked_code", "oked_code"),
        ("products", "products"),
        ("support_participant", "support_participant"),
        ("costs.0.contract_no", "costs.1.contract_no"),
        ("costs.0.amount", "costs.1.amount"),
        ("costs.0.act_no", "costs.1.act_no"),
        ("costs.0.invoice_date", "costs.1.invoice_date"),
        ("costs.0.payments", "costs.1.payments"),
        ("bank.iban", "bank.iban"),
        ("declarations.personal_data", "declarations.personal_data"),
        ("contact.email", "contact.email"),
    ],
)
def test_each_gap_is_found_by_name(path: str, gap: str) -> None:
    assert gap in keys(spoiled(path))


@pytest.mark.parametrize("path", ["registration_no", "head.patronymic", "legal_address.phone", "language"])
def test_what_the_form_leaves_optional_is_no_gap(path: str) -> None:
    whole: Any = application()
    place = whole
    for step in path.split(".")[:-1]:
        place = place[step]
    place.pop(path.split(".")[-1], None)
    assert keys(whole) == []


def test_blanks_are_not_an_answer_and_zero_is() -> None:
    assert "products" in keys(spoiled("products", "   "))
    assert keys(spoiled("staff_citizens", 0)) == []
    assert keys(spoiled("local_content_share", "0")) == []


@pytest.mark.clause("342:A6.8.4")
def test_a_foreign_supplier_needs_no_act_and_no_invoice_but_other_documents() -> None:
    whole: Any = application()
    whole["costs"][0]["supplier_nonresident"] = True
    for field in ("act_no", "act_date", "invoice_no", "invoice_date"):
        del whole["costs"][0][field]
    assert keys(whole) == []
    assert {"documents.nonresident_service", "documents.nonresident_registration"} <= set(keys(whole, set()))
    assert "documents.completion_act" not in keys(whole, set())


@pytest.mark.clause("342:13")
def test_a_payment_in_dollars_needs_its_rate() -> None:
    whole: Any = application()
    whole["costs"][0]["currency"] = "USD"
    assert keys(whole) == ["costs.1.payments.1.rate", "costs.1.payments.1.rate_units"]


def test_a_participant_names_his_measures() -> None:
    whole = spoiled("support_participant", True)
    assert keys(whole) == ["support_history"]
    whole["support_history"] = [{"year": 2024, "programme": "Қолдау"}]
    assert keys(whole) == ["support_history.1.measure"]


@pytest.mark.clause("342:8", "342:A1.11", "342:A1.12")
def test_ticks_and_cost_lines_agree() -> None:
    assert keys(spoiled("cost_subitems", ["1.tests", "3.rail"]))[0] == "costs.type.3"
    assert keys(spoiled("costs.0.subitem", "1.assessment")) == ["cost_subitems.1.assessment"]


def test_an_unknown_sub_item_is_no_answer() -> None:
    assert "cost_subitems" in keys(spoiled("cost_subitems", ["9.gold"]), set())


@pytest.mark.clause("342:14")
def test_every_required_document_is_asked_with_its_clause() -> None:
    whole = application()
    gaps = [gap for gap in missing(whole, set()) if gap.page == "documents"]
    assert {gap.key.removeprefix("documents.") for gap in gaps} == documents(whole)
    assert all(gap.clause.startswith("342:") for gap in gaps)


def test_gaps_speak_three_languages() -> None:
    for gap in missing({}, set()):
        assert gap.title.kk
        assert gap.title.ru
        assert gap.title.en
        assert "{" not in gap.title.kk
