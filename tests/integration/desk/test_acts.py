"""Acts through the pages: the grant path and the refusal path by two hands, stale pages, two clerks at once."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

import pytest

from dms.queries import cases, documents, history
from dms.services import clock
from dms.services.desk import notes
from dms.services.desk.standing import of_staff
from dms.services.judging import facts
from dms.services.signed import demo_signing
from tests.fixtures import people
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Browser, Sign
from workflows.programmes.domestic_342.checks import checks_for
from workflows.states import Action, CaseState, Role


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def post_act(browser: Browser, case: Any, action: Action, **fields: Any) -> Any:
    """Opens the page of the act and sends its form as it stands, with ``fields``."""
    address = f"/desk/c/{case.public_id}/act/{action}"
    page = browser.get(address)
    assert page.status_code == 200, (action, page.status_code)
    return browser.post(address, data={"version": hidden(page.get_data(as_text=True), "version"), **fields})


def sign_form(browser: Browser, case: Any) -> dict[str, str]:
    page = browser.get(f"/desk/c/{case.public_id}/decision").get_data(as_text=True)
    return {name: hidden(page, name) for name in ("version", "decision")}


def test_the_grant_path_in_the_browser(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.REGISTERED)
    clerk, head = as_user(walk.staff(Role.EXECUTOR)), as_user(walk.staff(Role.HEAD))
    base = f"/desk/c/{case.public_id}"
    assert post_act(clerk, case, Action.TAKE).status_code == 302

    page = clerk.get(f"{base}/documents").get_data(as_text=True)
    size = len(set(re.findall(r'name="verdict_(\d+)"', page)))
    sheet = {f"verdict_{n}": "yes" for n in range(size)}
    assert clerk.post(f"{base}/documents", data={"version": hidden(page, "version"), **sheet}).status_code == 302
    assert post_act(clerk, case, Action.COMPLETE).status_code == 302
    assert walk.fresh(case).state == CaseState.SUBSTANTIVE_REVIEW

    version = str(walk.fresh(case).version)
    assert clerk.post(f"{base}/checks/confirm", data={"version": version}).status_code == 302
    answered = cases.newest_answers(case.id, "check")
    assert answered
    assert all(row.automatic for row in answered.values())
    for check in checks_for(["1"]):
        if check.key not in answered:
            data = {"version": str(walk.fresh(case).version), "verdict": "yes", "reasons": "Тізілімде бар"}
            assert clerk.post(f"{base}/checks?check={check.key}", data=data).status_code == 302

    assert post_act(clerk, case, Action.PROPOSE_GRANT).status_code == 302
    walk.run_jobs()
    assert head.post(f"{base}/decision/sign", data=sign_form(head, case)).status_code == 302
    assert walk.fresh(case).state == CaseState.AGREEMENT
    signed = documents.documents_of(case.id, "generated")
    assert {p.kind for p in signed if facts.signed_by(p, "operator")} == {"annex-2", "annex-3", "calculation-sheet"}


def test_the_refusal_path_in_the_browser(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    clerk, head = as_user(walk.staff(Role.EXECUTOR)), as_user(walk.staff(Role.HEAD))
    base = f"/desk/c/{case.public_id}"
    empty = post_act(clerk, case, Action.PROPOSE_REFUSAL)
    assert empty.status_code == 200
    assert "Choose at least one ground." in empty.get_data(as_text=True)
    paper = documents.documents_of(case.id, "uploaded")[0].public_id
    grounds = {"ground_1": "y", "facts_1": "Шот-фактура жарамсыз", "shown_1": f"document:{paper}"}
    sent = post_act(clerk, case, Action.PROPOSE_REFUSAL, hearing_at="03.04.2026 11:00", place="305-кабинет", **grounds)
    assert sent.status_code == 302, sent.get_data(as_text=True)
    assert walk.fresh(case).state == CaseState.HEARING

    early = {"version": str(walk.fresh(case).version), "presence": "nobody", "minutes": "Ешкім келмеді"}
    assert "Not possible now" in clerk.get(f"{base}/act/hold_hearing").get_data(as_text=True)
    assert clerk.post(f"{base}/act/hold_hearing", data=early).status_code == 409
    walk.clock.advance(days=3)
    assert post_act(clerk, case, Action.HOLD_HEARING, presence="nobody", minutes="Ешкім келмеді").status_code == 302
    assert post_act(clerk, case, Action.PREPARE_REFUSAL, **grounds).status_code == 302
    walk.run_jobs()
    page = head.get(f"{base}/decision").get_data(as_text=True)
    assert "Шот-фактура жарамсыз" in page
    assert head.post(f"{base}/decision/sign", data=sign_form(head, case)).status_code == 302
    assert walk.fresh(case).state == CaseState.REFUSED


def test_whoever_prepared_does_not_sign_and_no_key_touches_the_papers(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    both = people.make_staff(Role.EXECUTOR, Role.HEAD)
    walk.act(case, Action.ASSIGN, walk.staff(Role.REGISTRAR), assignee_id=both.id, reasons="Демалыс")
    case = walk.on(walk.fresh(case), CaseState.DECISION)
    browser = as_user(both)
    page = browser.get(f"/desk/c/{case.public_id}/decision").get_data(as_text=True)
    assert "Whoever prepared the paper cannot sign it." in page
    decision = cases.open_decision(case.id)
    assert decision is not None
    data = {"version": str(case.version), "decision": str(decision.id)}
    refused = browser.post(f"/desk/c/{case.public_id}/decision/sign", data=data)
    assert refused.status_code == 409
    assert walk.fresh(case).state == CaseState.DECISION
    assert not any(p.current and p.current.signatures for p in documents.documents_of_decision(decision.id))


JSON = {"Accept": "application/json"}


def offered(browser: Browser, case: Any) -> Any:
    decision = cases.open_decision(case.id)
    assert decision is not None
    return browser.post(
        f"/desk/c/{case.public_id}/decision/signing", json={"decision": [str(decision.id)]}, headers=JSON
    )


def sent(browser: Browser, group: dict[str, Any], *signatures: tuple[str, bytes]) -> Any:
    rows = [{"version": name, "cms": base64.b64encode(cms).decode()} for name, cms in signatures]
    return browser.post(group["url"], json={"offer": group["offer"], "signatures": rows})


def test_signatures_of_ones_own_come_in_and_the_last_one_decides(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.DECISION)
    head = walk.staff(Role.HEAD)
    browser = as_user(head)
    (group,) = offered(browser, case).json["groups"]
    names = [paper["id"] for paper in group["documents"]]
    (whole,) = offered(browser, case).json["groups"]
    assert sent(browser, group, (names[0], b"junk")).json["results"][0]["verdict"] == "invalid"
    made = [
        (name, demo_signing.sign(documents.get_version(case, name), head, case, "operator", clock.now()))
        for name in names
    ]
    assert sent(browser, group, made[0]).status_code == 409, "an offer is good once"
    first = sent(browser, offered(browser, case).json["groups"][0], made[0])
    assert (first.status_code, first.json["results"][0]["verdict"]) == (200, "valid")
    assert walk.fresh(case).state == CaseState.DECISION
    told = sent(browser, whole, *made)
    assert [row["verdict"] for row in told.json["results"]] == ["valid"] * len(names)
    assert told.json["results"][-1]["word"] == "Reimbursement was granted"
    assert walk.fresh(case).state == CaseState.AGREEMENT
    assert sent(browser, whole, *made).json == told.json, "sent twice"
    assert offered_again(browser, case) == 409


def offered_again(browser: Browser, case: Any) -> int:
    return int(browser.post(f"/desk/c/{case.public_id}/decision/signing", json={"decision": ["1"]}).status_code)


def test_whoever_may_not_sign_is_offered_nothing(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    both = people.make_staff(Role.EXECUTOR, Role.HEAD)
    walk.act(case, Action.ASSIGN, walk.staff(Role.REGISTRAR), assignee_id=both.id, reasons="Демалыс")
    case = walk.on(walk.fresh(case), CaseState.DECISION)
    answer = offered(as_user(both), case)
    assert answer.status_code == 409
    assert "Whoever prepared the paper cannot sign it." in answer.json["reasons"][0]["text"]


def test_a_draft_made_anew_is_not_signed_unseen(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.DECISION)
    head = as_user(walk.staff(Role.HEAD))
    seen = sign_form(head, case)
    assert post_act(head, case, Action.RETURN_DRAFT, reasons="Сомасын тексеріңіз").status_code == 302
    walk.act(case, Action.PREPARE_GRANT, walk.assignee(case))
    seen["version"] = str(walk.fresh(case).version)
    assert head.post(f"/desk/c/{case.public_id}/decision/sign", data=seen).status_code == 409


def test_a_stale_page_changes_nothing(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.REGISTERED)
    first, second = as_user(walk.staff(Role.EXECUTOR)), as_user(people.make_staff(Role.EXECUTOR))
    page = second.get(f"/desk/c/{case.public_id}/act/take").get_data(as_text=True)
    assert post_act(first, case, Action.TAKE).status_code == 302
    late = second.post(f"/desk/c/{case.public_id}/act/take", data={"version": hidden(page, "version")})
    assert late.status_code == 409
    assert "has changed since you opened" in late.get_data(as_text=True)
    assert walk.fresh(case).assignee_id == walk.staff(Role.EXECUTOR).id


def test_a_no_says_why_and_an_overruled_proposal_too(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    clerk = as_user(walk.staff(Role.EXECUTOR))
    address = f"/desk/c/{case.public_id}/checks?check="
    for check, verdict in (("local_producer", "no"), ("one_year_registered", "no"), ("exchange_rates", "yes")):
        data = {"version": str(walk.fresh(case).version), "verdict": verdict}
        answer = clerk.post(address + check, data=data)
        assert answer.status_code == 200, check
        assert "Write what this answer rests on." in answer.get_data(as_text=True)
        answer = clerk.post(address + check, data={**data, "reasons": "Тізілімде жоқ"})
        assert answer.status_code == 302
        assert cases.newest_answers(case.id, "check")[check].verdict == verdict
        assert not cases.newest_answers(case.id, "check")[check].automatic


def test_a_document_is_accepted_once_or_not_with_a_reason(walk: Walk, as_user: Sign, session: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    first, second = documents.documents_of(case.id, "uploaded")[:2]
    for paper in (first, second):
        paper.state = "checked"
    session.commit()
    clerk, other = as_user(walk.staff(Role.EXECUTOR)), as_user(people.make_staff(Role.EXECUTOR))
    base = f"/desk/c/{case.public_id}/documents"
    version = {"version": str(walk.fresh(case).version)}
    assert other.post(f"{base}/{first.public_id}/accept", data=version).status_code == 403
    assert clerk.post(f"{base}/{first.public_id}/accept", data=version).status_code == 302
    assert clerk.post(f"{base}/{first.public_id}/accept", data=version).status_code == 409
    version = {"version": str(walk.fresh(case).version)}
    assert clerk.post(f"{base}/{second.public_id}/not-accept", data=version).status_code == 200
    sent = clerk.post(f"{base}/{second.public_id}/not-accept", data={**version, "reasons": "Мөрі жоқ"})
    assert sent.status_code == 302
    session.expire_all()
    assert (first.state, second.state) == ("accepted", "not_accepted")
    assert "Мөрі жоқ" in clerk.get(f"{base}?doc={second.public_id}").get_data(as_text=True)


def test_the_supervisor_reads_all_and_changes_nothing(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.DECISION)
    eyes = as_user(people.make_staff(Role.SUPERVISOR))
    before = (case.version, len(history.entries_of(case.id, limit=1000)))
    page = eyes.get(f"/desk/c/{case.public_id}/").get_data(as_text=True)
    assert "Internal notes" not in page
    assert "/act/" not in page
    for address in ("act/return_draft", "act/assign"):
        assert eyes.get(f"/desk/c/{case.public_id}/{address}").status_code == 404
        sent = eyes.post(f"/desk/c/{case.public_id}/{address}", data={"version": "1", "reasons": "x"})
        assert sent.status_code in (403, 404, 409)
    for address in ("decision/sign", "notes", "checks/confirm"):
        sent = eyes.post(f"/desk/c/{case.public_id}/{address}", data={"version": str(case.version), "text": "x"})
        assert sent.status_code in (403, 409), address
    fresh = walk.fresh(case)
    assert (fresh.version, len(history.entries_of(case.id, limit=1000))) == before


def test_an_internal_note_never_reaches_the_applicant(
    walk: Walk, as_user: Sign, text_of: Callable[[Any], str], session: Any
) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    secret = "Құпия пікір 7431"
    clerk = as_user(walk.staff(Role.EXECUTOR))
    assert clerk.post(f"/desk/c/{case.public_id}/notes", data={"text": secret}).status_code == 302
    assert secret in text_of(clerk.get(f"/desk/c/{case.public_id}/"))
    assert clerk.post(f"/desk/c/{case.public_id}/notes", data={"text": "  "}).status_code == 302
    assert len(history.notes_of(case.id)) == 1
    assert not any(secret in entry.body for entry, _actor in history.entries_of(case.id, limit=1000))
    applicant = as_user(walk.applicant(case))
    for address in (f"/portal/c/{case.public_id}/", "/portal/", "/account/notices", f"/desk/c/{case.public_id}/"):
        assert secret not in applicant.get(address).get_data(as_text=True)


def test_the_database_hides_notes_from_an_applicants_scope(walk: Walk, session: Any) -> None:
    from dms import scope

    case = walk.to(CaseState.COMPLETENESS)
    notes.write(of_staff(case.public_id, walk.staff(Role.EXECUTOR), clock.now()), "Құпия", clock.now())
    session.commit()
    with scope.acting(scope.Scope("applicant", (case.organisation_id,))):
        session.rollback()
        assert session.get(type(case), case.id) is not None
        assert history.notes_of(case.id) == []
    session.rollback()
    assert len(history.notes_of(case.id)) == 1


@pytest.mark.parametrize("action", ["nonsense", "register", "pay", "submit"])
def test_there_is_no_page_for_what_is_no_act_of_the_desk(walk: Walk, as_user: Sign, action: str) -> None:
    case = walk.to(CaseState.REGISTERED)
    assert as_user(walk.staff(Role.EXECUTOR)).get(f"/desk/c/{case.public_id}/act/{action}").status_code == 404
