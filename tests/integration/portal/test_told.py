"""What the applicant's pages say: no words cut from their sentence, none false for the hour, a way on from each end."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from dms.formatting import dmy, dmyhm
from dms.models import Document, DocumentVersion
from dms.queries import notices
from dms.services import clock
from dms.services.papers.titles import title_of
from dms.views.portal.papers import name_of
from forms.after_submission import COMES
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import add_member, make_user, sign_in
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import Applicant, come, form_of, text_of
from workflows.states import Action, Role
from workflows.states import CaseState as S


def test_a_cost_is_of_a_kind_that_was_ticked(applicant: Applicant) -> None:
    kinds, costs = applicant.content()["cost_subitems"], applicant.draft + "costs"
    offered = form_choices(applicant.get(costs + "/1"), "subitem")
    assert offered == {"", *kinds}
    left = "1.reissue"
    applicant.send(applicant.draft + "cost_types", cost_subitems=[left])
    assert form_choices(applicant.get(costs + "/1"), "subitem") == {
        "",
        applicant.content()["costs"][0]["subitem"],
        left,
    }
    page = text_of(applicant.get(costs))
    assert "tick: " in page, "the page of costs tells it too"
    assert "Done" not in page.partition("Still empty")[0]


def form_choices(html: str, name: str) -> set[str]:
    return set(
        part.split('"')[0] for part in html.split(f'name="{name}"')[1].split("</select>")[0].split('value="')[1:]
    )


def test_each_declaration_is_told_by_its_own_words(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "declarations", declarations__accuracy=None, declarations__no_other_support=None)
    page = applicant.get(applicant.draft + "review")
    assert "15. confirm: “The applicant warrants" in text_of(page)
    assert "15. confirm: “The applicant confirms that the costs were not financed" in text_of(page)
    told = text_of(page.partition("<h2")[2])
    assert "15. The applicant warrants that the information" in told
    assert "Participation in state programmes" in told


def test_for_an_organisation_its_heads_sign(applicant: Applicant) -> None:
    page = applicant.get(applicant.draft + "documents")
    assert 'value="first_head"' in page
    assert 'value="sole_proprietor"' not in page


def test_the_check_before_signing_tells_the_payments_and_the_estimate_its_own_limits(applicant: Applicant) -> None:
    [payment] = applicant.content()["costs"][0]["payments"]
    told = text_of(applicant.get(applicant.draft + "review"))
    assert f"paid on {dmy(date.fromisoformat(payment['paid_on']))}" in told
    assert f"payment order No. {payment['order_no']}" in told
    estimate = text_of(applicant.get(applicant.draft + "estimate"))
    assert "2+3" not in estimate


def test_no_is_an_answer(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "support", support_participant="no")
    row = applicant.get(applicant.draft).partition("/support")[2].partition("</li>")[0]
    assert "Not required" not in text_of(row)
    assert "Done" in text_of(row)


def test_the_hearing_is_told_with_its_hour_and_place_until_it_is_answered(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.HEARING))
    [notice] = [row for row, _case in notices.notices_of(applicant.user.id) if row.code == "hearing"]
    pages = {applicant.address: "The hearing: ", "/portal/": "The hearing: ", "/account/notices": "The hearing is on "}
    for page, words in pages.items():
        told = applicant.get(page).replace("\N{NO-BREAK SPACE}", " ")
        assert notice.params["place"] in told, page
        assert words in told, page
    applicant.send(f"{applicant.address}hearing", part=COMES, position="")
    for page in (applicant.address, "/portal/"):
        told = applicant.get(page)
        assert "You have accepted the time." in told
        assert "Accept the time, or send" not in told


def test_a_notice_leads_to_its_case(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.REGISTERED))
    assert f'href="{applicant.address}"' in applicant.get("/account/notices")


def test_who_acts_no_more_is_told_so(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.REGISTERED))
    person, yesterday = make_user(), clock.today() - timedelta(days=1)
    add_member(applicant.case.organisation, person, paper_no="15-д", valid_to=yesterday)
    sign_in(client, person)
    told = text_of(applicant.get("/portal/"))
    assert f"You no longer act for {applicant.case.organisation.name}" in told
    assert f"15-д ended on {yesterday:%d.%m.%Y}" in told
    assert "First open your organisation" not in told
    add_member(applicant.case.organisation, person, paper_no="16-д")
    assert "You no longer act" not in applicant.get("/portal/")


def test_the_last_day_of_the_payment_stands_under_the_terms(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.PAYMENT))
    terms = applicant.get(applicant.address).partition('id="terms"')[2].partition("<details")[0]
    assert dmy(applicant.case.due_at) in terms


def test_a_cost_that_is_not_reimbursed_is_named_with_its_reason_and_clause(client: FlaskClient, walk: Walk) -> None:
    content = copy.deepcopy(CONTENT)
    old = {"paid_on": "2019-05-01", "amount": "1500000.00"}
    content["costs"].append({**content["costs"][0], "id": "2", "name": "Сертификат тіркеу", "payments": [old]})
    applicant = come(client, walk, walk.to(S.AGREEMENT, content=content))
    page = applicant.get(applicant.address)
    [row] = page.partition('id="left-out"')[2].partition("</ul>")[0].split("<li>")[1:]
    told = text_of(row)
    assert told.startswith("2. Сертификат тіркеу : refused")
    assert "no payment lies between" in told
    assert "342:10.1" in told
    [notice] = [row for row, _case in notices.notices_of(applicant.user.id) if row.code == "granted_in_part"]
    assert "Сертификат тіркеу (342:10.1)" in notice.params["lines"]
    assert 'id="left-out"' not in applicant.get(come(client, walk, walk.to(S.AGREEMENT)).address)


def test_terms_whose_act_is_done_are_not_shown_as_open(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.AGREEMENT))
    terms, _, why = applicant.get(applicant.address).partition('id="terms"')[2].partition("<details")
    for title in ("Completeness check", "Whole service"):
        assert title not in terms
        assert "done" in text_of(why.partition(title)[2].partition("</h3>")[0])


def test_a_refusal_is_told_with_its_grounds_and_the_way_to_complain(client: FlaskClient, walk: Walk) -> None:
    case = walk.hold_hearing(walk.to(S.HEARING))
    ground, head = walk.untrue_ground(case), walk.staff(Role.HEAD)
    walk.act(case, Action.PREPARE_REFUSAL, walk.assignee(case), grounds=(ground,), reasons="Негіз бар")
    walk.sign_decision(case, head)
    applicant = come(client, walk, walk.act(case, Action.REFUSE, head))
    told = text_of(applicant.get(applicant.address))
    assert "within three months" in told
    assert ground.facts in told


def test_a_refused_act_leads_back_to_its_case(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.SUBMITTED))
    address = f"{applicant.address}withdraw"
    form = form_of(applicant.get(address), address)
    walk.on(applicant.case, S.REGISTERED)
    answer = client.post(address, data={**form, "sure": "y"})
    assert answer.status_code == 409
    assert f'href="{applicant.address}"' in answer.text
    assert f'href="{applicant.address}"' in client.post(applicant.draft + "staff", data={"staff_total": "9"}).text


def test_what_is_done_shows_when_it_was_done(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.SUBSTANTIVE_REVIEW))
    track = applicant.get(applicant.address).partition('class="track"')[2].partition("</ol>")[0]
    done = next(step for step in track.split("<li")[1:] if "track-done" in step and "Registered" not in step)
    assert dmyhm(applicant.case.completed_at) in done


def test_after_monitoring_the_page_says_so(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.MONITORING))
    assert "The two years of monitoring end on" in applicant.get(f"{applicant.address}quarters")
    walk.clock.advance(days=3 * 365)
    told = applicant.get(f"{applicant.address}quarters")
    assert "The two years of monitoring ended on" in told
    assert "The figures of the last quarter" in told


def test_a_day_of_the_result_that_has_passed_is_marked(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.REGISTERED))
    assert "The day has passed" not in applicant.get("/portal/")
    walk.clock.advance(days=60)
    assert "The day has passed" in applicant.get("/portal/")


@pytest.mark.parametrize(
    ("lang", "name"), [("kk", "Қолтаңбалар парағы: Өтінім"), ("en", "Signature sheet: Application")]
)
def test_a_signature_sheet_names_what_was_signed_in_one_language(lang: str, name: str) -> None:
    version = DocumentVersion(context={"document": title_of("annex-1").ru})
    sheet = Document(kind="signature-sheet", origin="generated", versions=[version])
    assert name_of(sheet).get(lang).startswith(name)
