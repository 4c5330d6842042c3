"""What the export programme asks of an application: costs, documents by edition, form, completeness."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.workflows.export_samples import BEFORE, NOW, application, documents
from workflows.programmes import by_name
from workflows.programmes.export_314 import rates
from workflows.programmes.form import PageStatus, gap_name
from workflows.text import Text


def asked(edition: object, of: object) -> dict[str, bool]:
    papers = edition.papers
    return {offer.kind.key: offer.required for offer in papers.offered(papers.situation_of(of))}


def test_a_complete_application_lacks_nothing() -> None:
    whole = application()
    assert NOW.form.missing(whole, documents(whole)) == []
    assert set(NOW.form.progress(whole, documents(whole)).values()) == {PageStatus.DONE}


def test_an_empty_draft_lacks_what_every_application_has() -> None:
    keys = {gap.key for gap in NOW.form.missing({}, set())}
    assert {"applicant_name", "head.phone", "applicant_kind", "payroll", "cost_subitems", "costs"} <= keys
    assert "goods" not in keys  # asked once a cost of goods is ticked
    statuses = NOW.form.progress({}, set())
    assert {statuses[page] for page in statuses.keys() - {"goods", "taxes", "documents"}} == {PageStatus.NOT_STARTED}


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda a: a.pop("goods"), "goods"),
        (lambda a: a["goods"][0].pop("code"), "goods.1.code"),
        (lambda a: a.pop("taxes_paid_previous_year"), "taxes_paid_previous_year"),
        (lambda a: a["costs"][1].pop("processing"), "costs.2.processing"),
        (lambda a: a["costs"][0].pop("goods_code"), "costs.1.goods_code"),
        (lambda a: a["declarations"].pop("no_bars"), "declarations.no_bars"),
        (lambda a: a["payroll"][0].pop("amount"), "payroll.1.amount"),
        (lambda a: a["costs"].pop(1), "costs.type.9.9"),
    ],
)
def test_one_gap_is_told_with_its_page(spoil: object, key: str) -> None:
    spoiled = application()
    present = documents(spoiled)
    spoil(spoiled)
    (gap,) = NOW.form.missing(spoiled, present)
    assert gap.key == key
    assert gap.page in NOW.form.page_by_key
    assert gap.title.kk[0].isdigit()


@pytest.mark.clause("314:18", "314:10.3", "314:20.1")
def test_ict_costs_ask_for_services_and_no_goods() -> None:
    ict = application()
    ict["cost_subitems"], ict["costs"] = ["10.3.contacts"], []
    del ict["goods"]
    assert {"services", "costs"} == {gap.key for gap in NOW.form.missing(ict, documents(ict))}
    kinds = asked(NOW, ict)
    assert kinds["ict_proof"]
    assert kinds["trip_order_ict"]
    assert not {"origin_goods", "origin_transport"} & kinds.keys()


def test_every_page_and_declaration_has_its_item() -> None:
    pages = {item.page for item in NOW.form.items} | {"documents"}
    assert pages == NOW.form.page_by_key.keys()
    assert [item.key for item in NOW.form.declarations] == ["accuracy", "no_bars", "personal_data"]
    assert [item.number for item in NOW.form.items] == list(range(1, 19))


@pytest.mark.clause("314:17.5", "314:16")
def test_transport_asks_for_its_own_papers() -> None:
    of = application()
    kinds = asked(NOW, of)
    assert kinds["reconciliation_act"]
    assert not kinds["transport_payment"]
    assert kinds["trip_order_goods"]
    of["circumstances"] = {"no_reconciliation_act": True}
    kinds = asked(NOW, of)
    assert kinds["transport_payment"]
    assert not kinds["reconciliation_act"]


@pytest.mark.clause("314:16.3", "314:17.5")
def test_a_payment_invoice_is_asked_where_a_payment_names_it() -> None:
    of = application()
    of["costs"][1]["payment_invoice_no"] = "7"
    kinds = asked(NOW, of)
    assert not kinds["transport_payment_invoice"]  # acts of reconciliation prove the payment
    assert not kinds["payment_invoice"]
    of["circumstances"] = {"no_reconciliation_act": True}
    assert asked(NOW, of)["transport_payment_invoice"]
    of["costs"][0]["payment_invoice_no"] = "8"
    assert asked(NOW, of)["payment_invoice"]


@pytest.mark.clause("314:17.5")
def test_a_carrier_from_abroad_proves_the_service_instead() -> None:
    of = application()
    of["costs"][1]["supplier_nonresident"] = True
    kinds = asked(NOW, of)
    assert kinds["nonresident_service"]
    assert kinds["nonresident_payment"]
    assert not any(kinds[key] for key in ("transport_invoice", "transport_act", "reconciliation_act"))


@pytest.mark.clause("298:4", "314:16.1", "314:17.1")
def test_the_deferred_paragraphs_restate_the_proof_of_origin() -> None:
    before, now = (edition.papers.by_key for edition in (BEFORE, NOW))
    assert (BEFORE.name, NOW.name) == ("314@2024-08-02", "314@2025-01-01")
    assert before.keys() == now.keys()
    changed = {key for key in now if (before[key].title, before[key].clause) != (now[key].title, now[key].clause)}
    assert changed == {"origin_goods", "origin_transport"}
    assert "СТ-KZ" in now["origin_goods"].title.kk
    assert "СТ-KZ" not in before["origin_goods"].title.kk


def test_the_completeness_list_is_the_paper_and_its_kinds() -> None:
    whole = application()
    items = NOW.papers.completeness(NOW.papers.situation_of(whole))
    assert [item.key for item in items][:3] == ["form", "signature", "format"]
    assert {item.document for item in items if item.document and not item.may_not_apply} == documents(whole)
    assert "document.other" not in {item.key for item in items}


@pytest.mark.clause("314:9.3", "314:9.6", "314:10.4")
def test_removed_types_stay_known_and_cannot_be_ticked() -> None:
    removed = {cost_type.key: cost_type.clause for cost_type in NOW.costs.removed}
    assert removed == {"9.3": "314:9.3", "9.6": "314:9.6", "10.4": "314:10.4"}
    assert not removed.keys() & {item.type for item in NOW.costs.subitems}
    assert NOW.costs.type_by_key["9.3"].clause == "314:9.3"
    assert {t.key for t in NOW.costs.types} == {key for types in rates.GROUPS.values() for key in types}


@pytest.mark.clause("314:9.2", "314:9.9", "314:10.2", "314:10.3")
@pytest.mark.clause("314:9.1", "314:9.4", "314:9.5", "314:9.7", "314:9.8")
@pytest.mark.clause("314:10.1", "314:10.5-7")
def test_an_administrator_names_only_what_the_known_text_does_not() -> None:
    own = Text("жарнама", "реклама", "advertising")
    renamed = NOW.labelled({"9.1": own, "9.2": own}).costs
    assert renamed.type_by_key["9.1"].title == own
    assert renamed.subitem_by_key["9.1"].title == own
    assert renamed.type_by_key["9.2"].title == NOW.costs.type_by_key["9.2"].title
    assert {t.key for t in NOW.costs.types if not t.editable} == {"9.2", "9.9", "10.2", "10.3"}


@pytest.mark.clause("342:A6.8.2")
def test_the_certificates_of_order_342_end_with_2025() -> None:
    proofs = by_name("342@2025-10-23").papers.origin_proofs
    last = {proof.key for proof in proofs(date(2025, 12, 31))}
    assert last - {proof.key for proof in proofs(date(2026, 1, 1))} == {"ct_kz", "industrial"}


def test_what_is_missing_has_a_name() -> None:
    found = gap_name("documents.origin_goods", NOW.papers.by_key, NOW.form.item_by_key)
    assert found is not None
    assert found.en.startswith("Copy of the CT-KZ")
    assert gap_name("x", NOW.papers.by_key, NOW.form.item_by_key) is None
