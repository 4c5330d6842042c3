"""The costs of a draft: lines that come and go, payments and their days, rates of the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dms.extensions import db
from dms.models import ReferenceRow
from dms.queries import cases, documents
from tests.integration.portal.conftest import Applicant, form_of, text_of


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
    assert f"1,00 ₸ {odd}" in text_of(answer.json["shown"]["figure-odd"])
    for address in (line, applicant.draft + "costs", applicant.draft + "review"):
        assert odd in text_of(applicant.get(address)), address
    assert f"{applicant.draft}costs/1#payments" in applicant.get(applicant.draft + "review")
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")


@pytest.mark.parametrize("field", ["payments-0-paid_on", "contract_date"])
def test_a_day_that_has_not_come_is_told_at_its_field_and_never_lost_in_silence(
    applicant: Applicant, field: str
) -> None:
    line, typed = applicant.draft + "costs/1", "01.01.2090"
    form = form_of(applicant.get(line), line) | {"supplier_bin": "090840000906", field: typed}
    answer = applicant.client.post(line, data=form, headers={"Accept": "application/json"})
    assert answer.status_code == 422, "saved by itself, the page must not say that all is kept"
    assert "has not come yet" in answer.json["faults"][field]
    html = applicant.send(line, status=422, supplier_bin="090840000906", **{field: typed}).text
    assert f'id="{field}-error"' in html
    assert f'href="#{field}"' in html
    assert f'value="{typed}"' in html


def test_a_cost_paid_outside_of_its_window_is_told_with_the_clause_everywhere(applicant: Applicant) -> None:
    pages = (applicant.draft + "costs/1", applicant.draft + "costs", applicant.draft + "review")
    odd = "nothing of this cost is reimbursed"
    for address in pages:
        assert odd not in text_of(applicant.get(address)), address
    long_ago = {"payments-0-paid_on": "01.05.2019", "contract_date": "01.04.2019"}
    form = form_of(applicant.get(pages[0]), pages[0]) | {"supplier_bin": "090840000906"} | long_ago
    answer = applicant.client.post(pages[0], data=form, headers={"Accept": "application/json"})
    assert odd in text_of(answer.json["shown"]["figure-odd"])
    for address in pages:
        told = applicant.get(address).split(odd)
        assert len(told) == 2, address
        assert "342:10.1" in told[1][:400], address
    assert "Worth a look" in text_of(applicant.get(applicant.draft + "costs"))
    assert "Worth a look" in text_of(applicant.get(applicant.draft))


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


def test_costs_without_their_type_ticked_lead_to_the_tick_list(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "cost_types", cost_subitems=[])
    assert f"{applicant.draft}cost_types#cost_subitems" in applicant.get(applicant.draft + "review")


def test_documents_say_which_costs_they_prove(applicant: Applicant) -> None:
    paper = documents.documents_of(applicant.case.id, "uploaded")[0]
    address = f"{applicant.draft}documents/{paper.public_id}/lines"
    assert applicant.client.post(address, data={"lines": ["1", "99"]}).status_code == 302
    assert documents.get_document(applicant.case, paper.public_id).lines == ["1"]


def test_a_line_in_which_nothing_is_written_is_not_kept(empty: Applicant) -> None:
    line = empty.send(empty.draft + "costs").location
    assert "costs" not in empty.content()
    form = form_of(empty.get(line), line)
    for _twice in range(2):
        assert empty.client.post(line, data=form, headers={"Accept": "application/json"}).status_code == 200
    assert not empty.content().get("costs")
    assert empty.send(empty.draft + "costs").location == line
    empty.send(line, name="Сынақ")
    assert [row["id"] for row in empty.content()["costs"]] == ["1"]


def test_of_two_screens_of_a_new_line_the_second_is_refused(empty: Applicant) -> None:
    line = empty.send(empty.draft + "costs").location
    form = form_of(empty.get(line), line)
    assert empty.client.post(line, data=form | {"name": "Бірінші"}).status_code == 302
    assert empty.client.post(line, data=form | {"name": "Екінші"}).status_code == 409
    assert [row["name"] for row in empty.content()["costs"]] == ["Бірінші"]


def test_copying_lends_no_costs_that_are_asked_for(applicant: Applicant) -> None:
    html = applicant.get(applicant.client.post(applicant.address + "copy").location)
    assert "0,00" in html
    assert f"{applicant.draft}" not in html
    assert "but for its costs" in html


def test_costs_for_which_nothing_was_granted_are_lent_without_their_papers(applicant: Applicant) -> None:
    applicant.case.state = "refused"
    db.session.commit()
    where = applicant.client.post(applicant.address + "copy").location
    assert "costs are copied too" in applicant.get(where)
    made = cases.get_case(where.split("/")[3], applicant.user, applicant.walk.clock().date())
    assert (made.content["costs"], made.requested_sum) == (applicant.content()["costs"], applicant.now().requested_sum)
    assert "declarations" not in made.content
    assert not documents.documents_of(made.id, "uploaded")
