"""The application of order 314 page by page: started, filled in, what is missing told, its own documents asked for."""

from __future__ import annotations

from typing import Any

import pytest

from dms.services import clock
from dms.services.draft import application
from dms.services.tables import shipped
from tests.integration.portal.conftest import Applicant, text_of
from workflows.programmes.editions import EXPORT

PAGES = ("applicant", "payroll", "goods", "cost_types", "taxes", "bank", "declarations", "contact")
TICKS = ("declarations__accuracy", "declarations__no_bars", "declarations__personal_data")
PERSON = {"surname": "Қали", "given_name": "Ая", "position": "Директор", "phone": "+77010000001", "email": "a@b.kz"}


@pytest.fixture
def export(applicant: Applicant) -> Applicant:
    """An empty draft of the export programme."""
    organisation = applicant.case.organisation
    applicant.case = application.open_draft(organisation, applicant.user, "kk", programme=EXPORT)
    return applicant


def fill(export: Applicant) -> None:
    """Every short page, a cost of transport and its taxes, as a person types them."""
    address = export.draft
    head: dict[str, Any] = {f"head__{key}": value for key, value in PERSON.items()}
    where = {"postcode": "020000", "region": "Ақмола", "city": "Көкшетау", "street": "Абай, 1"}
    export.send(
        address + "applicant", **head, **{f"legal_address__{key}": value for key, value in where.items()},
        registration_date="20.01.2015", applicant_kind="entity", size="small",
    )  # fmt: skip
    export.send(address + "payroll", **{"payroll-0-year": "2024", "payroll-0-amount": "50 000 000"})
    export.send(address + "goods", **{"goods-0-code": "8438 1000 00", "goods-0-name": "Наубайхана жабдығы"})
    export.send(address + "cost_types", cost_subitems=["9.9"])
    line = export.send(address + "costs").location
    export.send(
        line, subitem="9.9", name="Тасымалдау", goods_code="8438100000", processing="upper", domestic_carrier="y",
        supplier_name="«Жол» ЖШС", contract_no="13", contract_date="01.08.2025", amount="500 000",
        **{"payments-0-paid_on": "10.10.2025", "payments-0-amount": "500 000"},
    )  # fmt: skip
    export.send(address + "taxes", taxes_paid_previous_year="90 000 000", vat_refunded_previous_year="0")
    export.send(
        address + "bank", bank__name="«Банк» АҚ", bank__iban="KZ476010131000179714", bank__bic="HSBKKZKX",
        bank__kbe="17",
    )  # fmt: skip
    export.send(
        address + "declarations", **{f"declarations__{key}": "y" for key in ("accuracy", "no_bars", "personal_data")}
    )
    export.send(address + "contact", **{f"contact__{key}": value for key, value in PERSON.items()})


def test_the_start_page_asks_for_the_programme(applicant: Applicant) -> None:
    html = applicant.get("/portal/start")
    assert "314:9.9" in html
    assert "342:8.1" in html
    token = {"organisation": applicant.case.organisation.public_id, "programme": EXPORT}
    answer = applicant.client.post("/portal/new", data=token)
    assert "Payroll fund" in applicant.get(answer.location)


def test_no_draft_of_a_programme_that_is_not_there(applicant: Applicant) -> None:
    sent = {"organisation": applicant.case.organisation.public_id, "programme": "import-1"}
    assert applicant.client.post("/portal/new", data=sent).status_code == 404


@pytest.mark.parametrize("key", PAGES)
def test_an_empty_page_may_be_saved(export: Applicant, key: str) -> None:
    export.send(export.draft + key)


@pytest.mark.parametrize("key", ["staff", "activity", "support"])
def test_pages_of_the_other_programme_are_not_there(export: Applicant, key: str) -> None:
    export.get(export.draft + key, status=404)


def test_what_is_typed_is_kept_in_the_shape_of_its_application(export: Applicant) -> None:
    fill(export)
    content = export.content()
    assert (content["applicant_kind"], content["size"]) == ("entity", "small")
    assert content["payroll"] == [{"year": 2024, "amount": "50000000.00"}]
    assert content["goods"] == [{"code": "8438100000", "name": "Наубайхана жабдығы"}]
    assert content["services"] == []
    line = content["costs"][0]
    assert (line["processing"], line["domestic_carrier"], line["sea_port"]) == ("upper", True, False)
    assert content["taxes_paid_previous_year"] == "90000000.00"


def test_nothing_but_documents_remains_of_a_filled_draft(export: Applicant) -> None:
    fill(export)
    html = export.get(export.draft + "review")
    for kind in ("origin_transport", "transport_invoice", "transport_act", "reconciliation_act"):
        assert f"{export.draft}documents#kind-{kind}" in html
    for page in (*PAGES, "costs"):
        assert f'href="{export.draft}{page}#' not in html, page
    assert "85 %" not in html
    assert "425\N{NO-BREAK SPACE}000,00" in html, "80 % of upper processing and 5 points for the carrier"


def test_the_answer_about_the_act_of_reconciliation_changes_the_documents(export: Applicant) -> None:
    fill(export)
    export.send(export.draft + "documents", circumstances__no_reconciliation_act="y")
    html = export.get(export.draft + "review")
    assert "kind-transport_payment" in html
    assert "kind-reconciliation_act" not in html


def test_goods_and_services_come_and_go_each_in_its_own_list(export: Applicant) -> None:
    address = export.draft + "goods"
    rows = {"goods-0-code": "843810", "goods-0-name": "Пеш", "services-0-oked_code": "6201"}
    answer = export.send(address, add="goods-2", **rows)
    html = export.get(answer.location)
    assert "goods-1-code" in html
    assert "services-1-oked_code" not in html
    export.send(address, drop="goods-0")
    assert export.content()["goods"] == []
    assert export.content()["services"] == [{"oked_code": "6201"}]


@pytest.mark.parametrize(
    ("page", "field", "typed"),
    [
        ("goods", "goods-0-code", "84381"),
        ("goods", "services-0-oked_code", "620"),
        ("payroll", "payroll-0-year", "24"),
        ("taxes", "taxes_paid_previous_year", "-1"),
    ],
)
def test_a_fault_is_told_at_the_field(export: Applicant, page: str, field: str, typed: str) -> None:
    assert f'id="{field}-error"' in export.send(export.draft + page, status=422, **{field: typed}).text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_page_speaks_the_language(export: Applicant, lang: str) -> None:
    export.client.post("/language", data={"lang": lang, "next": "/"})
    fill(export)
    for page in ("", *PAGES, "costs", "costs/1", "documents", "review", "estimate"):
        assert f'<html lang="{lang}">' in export.get(export.draft + page)
    assert text_of(export.get("/portal/start"))


def test_of_payments_outside_of_the_window_only_their_own_sum_is_lost(export: Applicant) -> None:
    fill(export)
    line = f"{export.draft}costs/1"
    export.send(line, add="2")
    export.send(line, page=f"{line}?rows=2", **{"payments-1-paid_on": "10.10.2019", "payments-1-amount": "100"})
    told = text_of(export.get(export.draft + "review")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Payments of 100,00 ₸ lie outside of" in told


def test_the_level_of_processing_is_proposed_by_the_list_of_goods(export: Applicant) -> None:
    """314:11: the row that gives the level is named; the choice stays the applicant's."""
    shipped.load(clock.now())
    export.send(export.draft + "cost_types", cost_subitems=["9.9"])
    line = export.send(export.draft + "costs").location
    assert 'id="figure-level" role="status"></p>' in export.get(line)
    export.send(line, subitem="9.9", name="Тасымалдау", goods_code="0409001000", supplier_name="«Жол» ЖШС")
    page = export.get(line)
    told = page.partition('id="figure-level"')[2].partition("</p>")[0]
    assert "4955" in told
    choice = page.partition('name="processing"')[2].partition("</select>")[0]
    assert not any(f'selected value="{level}"' in choice for level in ("upper", "medium", "lower"))


@pytest.mark.clause("314:9.4")
def test_a_kind_whose_words_nobody_has_given_is_not_offered(export: Applicant) -> None:
    page = export.get(export.draft + "cost_types")
    assert 'value="9.9"' in page
    assert 'value="9.4"' not in page
    assert "Not to be chosen here yet" in page
    assert "sub-paragraph 4)" not in page
    application.save(export.case.id, export.user, {"cost_subitems": ["9.4"]})  # of a draft begun before
    assert 'value="9.4"' in export.get(export.draft + "cost_types")
