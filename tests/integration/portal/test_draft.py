"""The draft page by page: kept as typed, faults told at the field, a stale page refused, strangers outside."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal

import pytest

from dms.models import ReferenceRow
from dms.services import application, organisations
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import add_member, make_organisation, make_user, sign_in
from tests.integration.portal.conftest import Applicant, form_of, text_of
from workflows.programmes.domestic_342.form_items import PAGES

SHORT = [page.key for page in PAGES if page.key not in ("costs", "documents")]


@pytest.fixture
def empty(applicant: Applicant) -> Applicant:
    """A draft of which only the organisation's data are known."""
    applicant.case = application.open_draft(applicant.case.organisation, applicant.user, "kk")
    return applicant


def test_a_new_application_is_a_draft_of_the_chosen_organisation(applicant: Applicant) -> None:
    second = make_organisation(applicant.user)
    answer = applicant.send("/portal/new", page="/portal/start", organisation=second.public_id)
    assert second.name in applicant.get(answer.location)


def test_nobody_opens_a_draft_for_an_organisation_of_others(applicant: Applicant) -> None:
    strange = make_organisation()
    applicant.send("/portal/new", status=404, page="/portal/start", organisation=strange.public_id)


def test_what_was_filled_in_before_is_offered_to_the_next_application(applicant: Applicant) -> None:
    organisation, before = applicant.case.organisation, applicant.content()
    first = application.open_draft(organisation, applicant.user, "kk").content
    assert first["bank"] == first["legal_address"] == {}
    assert first["head"]["surname"] == "Сейітова", "the account of the first head"
    applicant.walk.submit(applicant.case)
    helper = make_user(name="Оспанов Ерлан")
    second = application.open_draft(organisation, helper, "kk").content
    for key in ("legal_address", "head", "bank", "registration_no", "oked_code"):
        assert second[key] == before[key], key
    assert second["contact"]["surname"] == "Оспанов"
    assert not second.keys() & {"costs", "cost_subitems", "declarations", "staff_total"}


def test_the_organisations_page_overrules_an_earlier_application(applicant: Applicant) -> None:
    organisation, before = applicant.case.organisation, applicant.content()
    applicant.walk.submit(applicant.case)
    details = {"address": "Алматы, Абай 10", "phone": "+77010001122"}
    organisations.keep_details(
        organisation, applicant.user, name=organisation.name, details=details, now=applicant.walk.clock()
    )
    content = application.open_draft(organisation, applicant.user, "kk").content
    assert content["legal_address"] == {"street": "Алматы, Абай 10", "phone": "+77010001122"}
    assert content["bank"] == before["bank"]
    other = make_organisation()
    assert application.open_draft(other, applicant.user, "kk").content["bank"] == {}


@pytest.mark.parametrize("key", SHORT)
def test_a_page_saved_as_shown_changes_nothing(applicant: Applicant, key: str) -> None:
    applicant.send(applicant.draft + key)  # telephones come into one spelling
    before, version = copy.deepcopy(applicant.content()), applicant.now().version
    applicant.send(applicant.draft + key)
    assert (applicant.content(), applicant.now().version) == (before, version)


def test_a_postal_index_of_the_newer_kind_is_kept_in_one_spelling(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "applicant", legal_address__postcode="a05 h9k7")
    assert applicant.content()["legal_address"]["postcode"] == "A05H9K7"


def test_the_review_tells_numbers_and_the_registration_in_words(empty: Applicant) -> None:
    empty.send(empty.draft + "staff", local_content_share="98.5")
    empty.send(empty.draft + "applicant", registration_date="01.08.2009", registration_no=None)
    words = text_of(empty.get(empty.draft + "review"))
    assert "98,5 %" in words
    assert "98.5" not in words
    assert "no number, registered (re-registered) on 01.08.2009" in words
    empty.send(empty.draft + "applicant", registration_no="1910-01")
    assert "number 1910-01, registered" in text_of(empty.get(empty.draft + "review"))


@pytest.mark.parametrize("key", SHORT)
def test_an_empty_page_may_be_saved(empty: Applicant, key: str) -> None:
    empty.send(empty.draft + key)


def test_what_is_typed_is_kept_in_the_shape_of_the_application(empty: Applicant) -> None:
    empty.send(
        empty.draft + "applicant", registration_date="1.8.2009", head__phone="8 701 000 00 00", head__surname=" Қали "
    )
    content = empty.content()
    assert content["registration_date"] == "2009-08-01"
    assert content["head"]["phone"] == "+77010000000"
    assert content["head"]["surname"] == "Қали"


@pytest.mark.parametrize(
    ("page", "field", "typed"),
    [
        ("bank", "bank__iban", "KZ00 1234"),
        ("bank", "bank__kbe", "1"),
        ("applicant", "head__email", "no address"),
        ("applicant", "registration_date", "31.02.2020"),
        ("applicant", "registration_date", "01.01.2090"),
        ("applicant", "registration_date", "01.01.0202"),
        ("applicant", "legal_address__postcode", "01"),
        ("applicant", "head__phone", "12345"),
        ("bank", "bank__bic", "CASPKZKA"),  # the account is Halyk's
        ("staff", "staff_total", "999999999"),
        ("activity", "oked_code", "00.10"),
        ("staff", "staff_citizens", "101"),
        ("staff", "local_content_share", "100,5"),
        ("activity", "oked_code", "shoes"),
    ],
)
def test_a_fault_is_told_at_the_field_and_above_and_the_rest_is_kept(
    applicant: Applicant, page: str, field: str, typed: str
) -> None:
    applicant.send(applicant.draft + page)  # telephones come into one spelling
    before = copy.deepcopy(applicant.content())
    html = applicant.send(applicant.draft + page, status=422, **{field: typed}).text
    assert f'id="{field}-error"' in html
    assert f'href="#{field}"' in html
    assert f'value="{typed}"' in html or f'value="{typed.replace(" ", "").upper()}"' in html
    assert applicant.content() == before


def test_the_rest_of_a_page_with_a_fault_is_kept(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "bank", status=422, bank__iban="KZ1", bank__name="«Жаңа банк» АҚ")
    assert applicant.content()["bank"]["name"] == "«Жаңа банк» АҚ"
    assert applicant.content()["bank"]["iban"] == CONTENT["bank"]["iban"]


def test_a_page_saves_itself_and_goes_on_saving(applicant: Applicant) -> None:
    address = applicant.draft + "bank"
    form = form_of(applicant.get(address), address)
    for name in ("«А» АҚ", "«Ә» АҚ"):
        answer = applicant.client.post(
            address, data={**form, "bank__name": name}, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 200
        assert answer.json["saved_at"] == "10:00"
        form["seen"] = answer.json["seen"]
        assert applicant.content()["bank"]["name"] == name


def test_of_two_screens_of_one_page_the_second_is_refused(applicant: Applicant) -> None:
    address = applicant.draft + "bank"
    stale = form_of(applicant.get(address), address)
    applicant.send(address, bank__name="«Бірінші» АҚ")
    answer = applicant.client.post(address, data={**stale, "bank__name": "«Екінші» АҚ"})
    assert answer.status_code == 409
    assert applicant.content()["bank"]["name"] == "«Бірінші» АҚ"


def test_two_screens_of_different_pages_do_not_disturb_each_other(applicant: Applicant) -> None:
    form = form_of(applicant.get(applicant.draft + "staff"), applicant.draft + "staff")
    applicant.send(applicant.draft + "bank", bank__name="«Бірінші» АҚ")
    assert applicant.client.post(applicant.draft + "staff", data={**form, "staff_total": "120"}).status_code == 302
    assert applicant.content()["staff_total"] == 120
    assert applicant.content()["bank"]["name"] == "«Бірінші» АҚ"


def test_measures_come_and_go_one_by_one(empty: Applicant) -> None:
    address = empty.draft + "support"
    row = {
        "support_history-0-year": "2024",
        "support_history-0-programme": "ГПИИР",
        "support_history-0-measure": "заем",
    }
    answer = empty.send(address, support_participant="yes", add="2", **row)
    assert "support_history-1-year" in empty.get(answer.location)
    assert empty.content()["support_history"] == [{"year": 2024, "programme": "ГПИИР", "measure": "заем"}]
    empty.send(address, drop="0")
    assert empty.content()["support_history"] == []
    assert empty.content()["support_participant"] is True


def test_a_cost_is_added_filled_and_removed_and_its_number_is_not_used_again(empty: Applicant) -> None:
    costs = empty.draft + "costs"
    line = empty.send(costs).location
    values = {"subitem": "1.tests", "name": "Сынақ", "amount": "1 000,50", "payments-0-paid_on": "10.11.2025"}
    empty.send(line, **values, **{"payments-0-amount": "1000,5"})
    kept = empty.content()["costs"][0]
    assert kept["payments"] == [{"paid_on": "2025-11-10", "amount": "1000.50"}]
    assert empty.now().requested_sum == Decimal("1000.50")
    assert "1 000,50 ₸" in empty.get(costs).replace("\N{NO-BREAK SPACE}", " ")
    empty.client.post(line + "/remove")
    assert empty.content()["costs"] == []
    assert empty.send(costs).location.endswith("/costs/2")


def test_payments_above_the_invoice_are_taken_and_said_so_everywhere(applicant: Applicant) -> None:
    line = applicant.draft + "costs/1"
    odd = "more than the sum of the tax invoice"
    for address in (line, applicant.draft + "costs", applicant.draft + "review"):
        assert odd not in text_of(applicant.get(address)), address
    kept = applicant.content()["costs"][0]
    form = form_of(applicant.get(line), line) | {"supplier_bin": "090840000906"}
    form |= {"amount": f"{Decimal(kept['payments'][0]['amount']) - 1:f}"}
    answer = applicant.client.post(line, data=form, headers={"Accept": "application/json"})
    assert answer.status_code == 200, "the law forbids nothing here"
    assert f"1,00 ₸ {odd}" in text_of(answer.json["shown"]["figure-over"])
    for address in (line, applicant.draft + "costs", applicant.draft + "review"):
        assert odd in text_of(applicant.get(address)), address
    assert f"{applicant.draft}costs/1#payments" in applicant.get(applicant.draft + "review")
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")


def test_a_foreign_payment_takes_the_rate_of_its_day_from_the_table(empty: Applicant, session: object) -> None:
    row = ReferenceRow(
        table="rates", key="USD", valid_from=date(2025, 11, 10), valid_to=date(2025, 11, 10),
        values={"rate": "523.40", "units": 1}, source="ҚР ҰБ", status="approved", proposed_at=empty.walk.clock(),
    )  # fmt: skip
    session.add(row)
    session.commit()
    line = empty.send(empty.draft + "costs").location
    form = form_of(empty.get(line), line)
    form |= {"subitem": "1.tests", "currency": "USD", "payments-0-paid_on": "10.11.2025", "payments-0-amount": "100"}
    answer = empty.client.post(line, data=form, headers={"Accept": "application/json"}).json
    assert answer["filled"]["payments-0-rate"] == "523,40"
    assert answer["shown"]["figure-tenge"].replace("\N{NO-BREAK SPACE}", " ") == "52 340,00 ₸"
    assert empty.content()["costs"][0]["payments"][0]["rate"] == "523.40"


def test_the_task_list_tells_what_remains_and_leads_there(empty: Applicant) -> None:
    html = empty.get(empty.draft + "review")
    for page in SHORT:
        if page not in ("applicant",):
            assert f"{empty.draft}{page}" in html
    assert f"{empty.draft}documents#kind-contract" in html
    assert "aria-disabled" in html


def test_costs_without_their_type_ticked_lead_to_the_tick_list(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "cost_types", cost_subitems=[])
    assert f"{applicant.draft}cost_types#cost_subitems" in applicant.get(applicant.draft + "review")


def test_any_change_voids_the_pdf(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    applicant.send(applicant.draft + "bank", bank__name="«Басқа» АҚ")
    answer = applicant.client.get(applicant.draft + "sign")
    assert answer.location.endswith("/review")


def test_strangers_do_not_learn_that_the_draft_is_there(applicant: Applicant) -> None:
    stranger = make_user()
    make_organisation(stranger)
    sign_in(applicant.client, stranger)
    for address in ("", "bank", "costs", "costs/1", "documents", "review", "sign", "estimate"):
        applicant.get(applicant.draft + address, status=404)
    for address in ("", "hearing", "agreement", "withdraw", "quarters"):
        applicant.get(applicant.address + address, status=404)
    for address in ("bank", "costs", "costs/1", "freeze", "submit"):
        assert applicant.client.post(applicant.draft + address).status_code == 404


def test_a_representative_who_may_only_report_does_not_draft(applicant: Applicant) -> None:
    person = make_user()
    add_member(applicant.case.organisation, person, scope=["report"])
    sign_in(applicant.client, person)
    applicant.get(applicant.draft, status=403)


def test_a_representative_who_may_only_draft_does_not_submit(applicant: Applicant) -> None:
    person = make_user()
    add_member(applicant.case.organisation, person, scope=["draft"])
    sign_in(applicant.client, person)
    applicant.get(applicant.draft)
    assert applicant.client.post(applicant.draft + "submit", data={"version": 1}).status_code == 403


def test_documents_say_which_costs_they_prove(applicant: Applicant) -> None:
    from dms.queries import documents

    paper = documents.documents_of(applicant.case.id, "uploaded")[0]
    address = f"{applicant.draft}documents/{paper.public_id}/lines"
    assert applicant.client.post(address, data={"lines": ["1", "99"]}).status_code == 302
    assert documents.get_document(applicant.case, paper.public_id).lines == ["1"]


def test_answers_decide_which_documents_are_needed(applicant: Applicant) -> None:
    address = applicant.draft + "documents"
    before = text_of(applicant.get(applicant.draft))
    applicant.send(address, circumstances__foreign_language="y")
    after = text_of(applicant.get(applicant.draft))
    assert "Everything is filled in" in before
    assert "1 thing remains" in after


def test_copying_lends_no_costs(applicant: Applicant) -> None:
    html = applicant.get(applicant.client.post(applicant.address + "copy").location)
    assert "0,00" in html
    assert f"{applicant.draft}" not in html
