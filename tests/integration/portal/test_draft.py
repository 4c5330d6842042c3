"""The draft page by page: kept as typed, faults told at the field, a stale page refused, strangers outside."""

from __future__ import annotations

import copy

import pytest

from dms.extensions import db
from dms.queries import documents
from dms.services.draft import application
from dms.services.people import organisations
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import add_member, make_organisation, make_user, sign_in
from tests.integration.portal.conftest import Applicant, form_of, text_of
from workflows.programmes.domestic_342.form_items import PAGES

SHORT = [page.key for page in PAGES if page.key not in ("costs", "documents")]


def test_a_new_application_is_a_draft_of_the_chosen_organisation(applicant: Applicant) -> None:
    second = make_organisation(applicant.user)
    answer = applicant.send("/portal/new", page="/portal/start", organisation=second.public_id)
    assert second.name in applicant.get(answer.location)


def test_the_address_has_the_same_parts_on_the_organisations_page_and_in_an_application(applicant: Applicant) -> None:
    row = applicant.case.organisation
    where = {"postcode": "100000", "region": "Қарағанды облысы", "city": "Қарағанды", "street": "Степная көшесі, 1"}
    applicant.send(
        f"/account/organisations/{row.public_id}", **{f"legal_address__{key}": value for key, value in where.items()}
    )
    draft = application.open_draft(row, applicant.user, "kk")
    assert draft.content["legal_address"] == where
    form = form_of(applicant.get(f"/portal/a/{draft.public_id}/applicant"), f"/portal/a/{draft.public_id}/applicant")
    assert form["legal_address__street"] == ["Степная көшесі, 1"]


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
    add_member(organisation, helper)
    second = application.open_draft(organisation, helper, "kk").content
    for key in ("legal_address", "head", "bank", "registration_no", "oked_code"):
        assert second[key] == before[key], key
    assert second["contact"]["surname"] == "Оспанов"
    assert not second.keys() & {"costs", "cost_subitems", "declarations", "staff_total"}


def test_the_organisations_page_overrules_an_earlier_application(applicant: Applicant) -> None:
    organisation, before = applicant.case.organisation, applicant.content()
    applicant.walk.submit(applicant.case)
    where = {"city": "Алматы", "street": "Абай 10"}
    details = {"legal_address": where, "phone": "+77010001122"}
    organisations.keep_details(
        organisation, applicant.user, name=organisation.name, details=details, now=applicant.walk.clock()
    )
    content = application.open_draft(organisation, applicant.user, "kk").content
    assert content["legal_address"] == {**where, "phone": "+77010001122"}
    assert content["bank"] == before["bank"]
    other = make_organisation()
    add_member(other, applicant.user)
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


def test_the_task_list_tells_what_remains_and_leads_there(empty: Applicant) -> None:
    html = empty.get(empty.draft + "review")
    for page in SHORT:
        if page not in ("applicant",):
            assert f"{empty.draft}{page}" in html
    assert f"{empty.draft}documents#kind-contract" in html
    assert "aria-disabled" in html


def test_a_file_that_did_not_pass_its_check_is_named_where_it_stops_the_way(applicant: Applicant) -> None:
    paper = documents.handed_in(applicant.case.id)[0]
    where = f'href="{applicant.draft}documents#kind-{paper.kind}"'
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    applicant.walk.run_jobs()
    assert paper.current is not None
    paper.current.check_status, paper.current.findings = "refused", [{"code": "encrypted"}]
    name = paper.current.file.name
    db.session.commit()
    review = applicant.get(applicant.draft + "review")
    [gap] = [row for row in review.split("<li>") if f"“{name}” did not pass the check" in row]
    assert where in gap
    assert "aria-disabled" in review, "no PDF before the file is replaced"
    assert "1 thing remains" in text_of(applicant.get(applicant.draft))
    row = applicant.get(applicant.draft + "sign").partition(f'id="refused-{paper.public_id}"')[2].partition("</th>")[0]
    assert where in row


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
    paper = add_member(applicant.case.organisation, person, scope=["report"])
    number, since = paper.paper_no, f"{paper.valid_from:%d.%m.%Y}"
    sign_in(applicant.client, person)
    told = text_of(applicant.get(applicant.draft, status=403))
    assert f"№ {number}, " in told
    assert f"reports; from {since}" in told
    assert "does not cover this: preparing applications" in told
    assert "add a paper that reaches further" in told
    assert "administrator" not in told.partition("<footer")[0]


def test_a_representative_who_may_only_draft_does_not_submit(applicant: Applicant) -> None:
    person = make_user()
    add_member(applicant.case.organisation, person, scope=["draft"])
    sign_in(applicant.client, person)
    applicant.get(applicant.draft)
    assert applicant.client.post(applicant.draft + "submit", data={"version": 1}).status_code == 403


def test_answers_decide_which_documents_are_needed(applicant: Applicant) -> None:
    address = applicant.draft + "documents"
    before = text_of(applicant.get(applicant.draft))
    applicant.send(address, circumstances__foreign_language="y")
    after = text_of(applicant.get(applicant.draft))
    assert "Everything is filled in" in before
    assert "1 thing remains" in after


@pytest.mark.clause("342:A6.8.2")
def test_the_upload_of_the_proof_of_origin_names_the_day_on_which_certificates_end(applicant: Applicant) -> None:
    page = text_of(applicant.get(f"{applicant.draft}documents"))
    assert "Accepted only for a period that ended before 01.01.2026: CT-KZ certificate of origin" in page
    assert "Not checked for viruses" in page

    costs = copy.deepcopy(applicant.content()["costs"])
    costs[0]["payments"][0]["paid_on"] = "2026-03-05"
    application.save(applicant.case.id, applicant.user, {"costs": costs})
    page = text_of(applicant.get(f"{applicant.draft}documents"))
    assert "Not accepted from 01.01.2026 on: CT-KZ certificate of origin, industrial certificate" in page
