from __future__ import annotations

from typing import Any

import pytest

from tests.unit.workflows.samples import application
from workflows.programmes.domestic_342.completeness import completeness_items
from workflows.programmes.domestic_342.cost_types import SUBITEMS, type_of, types_of
from workflows.programmes.domestic_342.documents import (
    DOCUMENT_KINDS,
    Situation,
    absent_documents,
    offered_documents,
    required_documents,
    situation_of,
)

COMMON = {"origin_proof", "contract", "tax_invoice", "completion_act", "payment_document", "cost_report"}


def required(**situation: Any) -> set[str]:
    return {kind.key for kind in required_documents(Situation(**situation))}


@pytest.mark.parametrize(
    ("subitems", "also"),
    [
        ({"1.assessment"}, {"conformity_proof"}),
        ({"1.tests", "1.reissue"}, {"conformity_proof"}),
        ({"2.means"}, {"marking_contract"}),
        ({"2.printing"}, {"marking_contract"}),
        ({"2.reequipment"}, {"equipment_contract", "commissioning_proof"}),
        ({"2.means", "2.reequipment"}, {"marking_contract", "equipment_contract", "commissioning_proof"}),
        ({"3.rail"}, {"supply_contract", "rail_waybill"}),
        ({"1.tests", "3.rail"}, {"conformity_proof", "supply_contract", "rail_waybill"}),
        (set(), set()),
    ],
)
@pytest.mark.clause("342:8.1-3", "342:A6.8", "342:A6.8.2-5")
def test_each_cost_type_has_its_documents(subitems: set[str], also: set[str]) -> None:
    assert required(subitems=frozenset(subitems)) == COMMON | also


@pytest.mark.parametrize(
    ("situation", "more"),
    [
        ({"payment_invoice": True}, {"payment_invoice"}),
        ({"foreign_language": True}, {"translation"}),
        ({"signer": "attorney"}, {"power_of_attorney"}),
        ({"signer": "acting_head"}, {"acting_proof"}),
        ({"signer": "sole_proprietor"}, set()),
        ({"nonresidents": True}, {"nonresident_service", "nonresident_registration"}),
    ],
)
@pytest.mark.clause("342:16", "342:19", "342:A6.8.4")
def test_each_condition_adds_its_document(situation: dict[str, Any], more: set[str]) -> None:
    assert required(**situation) == COMMON | more


@pytest.mark.clause("342:A6.8.4")
def test_a_wholly_foreign_application_has_payment_documents_but_no_acts_and_tax_invoices() -> None:
    found = required(residents=False, nonresidents=True)
    assert "payment_document" in found
    assert not found & {"tax_invoice", "completion_act"}


def test_conditions_of_rail_do_not_reach_other_types() -> None:
    told = {"waybill_names_documents": True, "act_lacks_detail": True}
    assert required(subitems=frozenset({"1.tests"}), **told) == COMMON | {"conformity_proof"}
    assert {"waybill_attachment", "work_list"} <= required(subitems=frozenset({"3.rail"}), **told)


def test_the_situation_follows_from_the_application() -> None:
    whole: Any = application()
    whole["costs"].append({**whole["costs"][0], "id": "2", "supplier_nonresident": True, "payment_invoice_no": "7"})
    whole["circumstances"] = {"foreign_language": True}
    whole["signer_capacity"] = "attorney"
    assert situation_of(whole) == Situation(
        subitems=frozenset({"1.tests"}),
        residents=True,
        nonresidents=True,
        payment_invoice=True,
        foreign_language=True,
        signer="attorney",
    )


def test_an_empty_draft_shows_the_usual_documents() -> None:
    assert {kind.key for kind in required_documents(situation_of({}))} == COMMON


def test_what_is_there_is_not_absent() -> None:
    absent = absent_documents(Situation(), COMMON - {"contract"})
    assert [kind.key for kind in absent] == ["contract"]


def test_a_conditional_kind_tells_its_condition_and_only_such_a_kind() -> None:
    for kind in DOCUMENT_KINDS:
        assert (kind.condition is not None) == kind.conditional, kind.key


def test_the_upload_page_offers_only_kinds_of_the_chosen_types() -> None:
    offered = {offer.kind.key for offer in offered_documents(Situation(subitems=frozenset({"1.tests"})))}
    assert "conformity_proof" in offered
    assert "rail_waybill" not in offered
    assert "other" in offered


@pytest.mark.clause("342:35", "342:A6.8.1")
def test_the_completeness_list_covers_every_document_asked() -> None:
    situation = Situation(subitems=frozenset({"2.means"}), payment_invoice=True)
    items = {item.document: item for item in completeness_items(situation) if item.document}
    assert {kind.key for kind in required_documents(situation)} <= items.keys()
    assert "other" not in items
    assert items["translation"].may_not_apply
    assert not items["contract"].may_not_apply


@pytest.mark.clause("342:8.1-3")
def test_sub_items_belong_to_the_type_that_their_key_begins_with() -> None:
    assert all(type_of(item.key) == item.key[0] for item in SUBITEMS)
    assert types_of(["3.rail", "1.tests", "1.reissue"]) == ("1", "3")
    assert [item.key for item in SUBITEMS if not item.in_form] == ["1.tests"]  # I-8
    with pytest.raises(KeyError):
        type_of("4.gold")
