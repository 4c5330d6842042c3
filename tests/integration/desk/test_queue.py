"""Many drafts under one call of the signing program: each is offered, judged and decided by itself."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from dms.events import Event
from dms.queries import cases, documents
from dms.services import clock
from dms.services.signed import deciding, demo_signing, signatures
from dms.signing.binding import commitment
from tests.fixtures import people
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

S = CaseState


def key_of(case: Any) -> str:
    draft = cases.open_decision(case.id)
    assert draft is not None
    return f"{case.public_id}.{draft.id}"


def signed(browser: Any, walk: Walk, case: Any, group: dict[str, Any], bad: bool = False) -> list[str]:
    """Sends the signatures of one group as the page does; what became of each."""
    head, rows = walk.staff(Role.HEAD), []
    for paper in group["documents"]:
        cms = demo_signing.sign(documents.get_version(case, paper["id"]), head, case, "operator", clock.now())
        rows.append({"version": paper["id"], "cms": base64.b64encode(b"junk" if bad else cms).decode()})
    answer = browser.post(group["url"], json={"offer": group["offer"], "signatures": rows})
    return [row["verdict"] for row in answer.json["results"]]


def test_each_draft_goes_its_own_way(walk: Walk, as_user: Sign) -> None:
    three = [walk.to(S.DECISION) for _ in range(3)]
    browser = as_user(walk.staff(Role.HEAD))
    page = browser.get("/desk/to-sign").get_data(as_text=True)
    assert all(f'value="{key_of(case)}"' in page for case in three)
    offer = browser.post("/desk/to-sign/signing", json={"draft": [key_of(case) for case in three]}).json
    assert [group["title"] for group in offer["groups"]] == [case.number for case in three]
    first, second, third = zip(three, offer["groups"], strict=True)
    assert set(signed(browser, walk, *first)) == {"valid"}
    assert set(signed(browser, walk, *second, bad=True)) == {"invalid"}
    assert set(signed(browser, walk, *third)) == {"valid"}
    assert [walk.fresh(case).state for case in three] == [S.AGREEMENT, S.DECISION, S.AGREEMENT]
    again = browser.post("/desk/to-sign/signing", json={"draft": [key_of(three[1]), f"{three[0].public_id}.1"]}).json
    assert [group["title"] for group in again["groups"]] == [three[1].number]
    assert [row["title"] for row in again["refused"]] == [three[0].number]


def test_what_was_asked_for_is_kept_with_each_signature(walk: Walk, as_user: Sign) -> None:
    """The nonce of the offer with the person, the case and the version; the journal holds the commitment to it."""
    case, head = walk.to(S.DECISION), walk.staff(Role.HEAD)
    browser = as_user(head)
    group = browser.post("/desk/to-sign/signing", json={"draft": [key_of(case)]}).json["groups"][0]
    assert set(signed(browser, walk, case, group)) == {"valid"}
    rows = [row for paper in documents.documents_of(case.id, "generated") if paper.decision_id and paper.current
            for row in paper.current.signatures]  # fmt: skip
    bound = [row.evidence["offer"] for row in rows]
    assert len(rows) == len(group["documents"]) > 1
    assert len({one["nonce"] for one in bound}) == 1, "one offer, one nonce"
    assert all(len(one["nonce"]) >= 32 for one in bound)
    assert {(one["user"], one["case"]) for one in bound} == {(head.public_id, case.public_id)}
    assert [(one["version"], one["sha256"]) for one in bound] == [(r.version.public_id, r.sha256) for r in rows]
    told = [entry["facts"]["offer"] for entry in people.journal_of(Event.PAPER_SIGNED)][-len(rows) :]
    assert sorted(told) == sorted(commitment(one) for one in bound)


def test_what_one_may_not_sign_says_why_and_holds_nobody_up(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    both = people.make_staff(Role.EXECUTOR, Role.HEAD, name="Аа Аа")
    walk.act(case, Action.ASSIGN, walk.staff(Role.REGISTRAR), assignee_id=both.id, reasons="Демалыс")
    own, other = walk.on(walk.fresh(case), S.DECISION), walk.to(S.DECISION)
    offer = as_user(both).post("/desk/to-sign/signing", json={"draft": [key_of(own), key_of(other)]}).json
    assert [group["title"] for group in offer["groups"]] == [other.number]
    assert "Whoever prepared the paper cannot sign it." in offer["refused"][0]["reasons"][0]


def test_a_draft_made_anew_is_not_signed_unseen(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.DECISION)
    seen, head = key_of(case), walk.staff(Role.HEAD)
    walk.act(case, Action.RETURN_DRAFT, head, reasons="Сомасын тексеріңіз")
    walk.act(case, Action.PREPARE_GRANT, walk.assignee(case))
    walk.run_jobs()
    offer = as_user(head).post("/desk/to-sign/signing", json={"draft": [seen]}).json
    assert (offer["groups"], len(offer["refused"])) == ([], 1)


def test_the_demos_key_signs_what_is_marked(walk: Walk, as_user: Sign) -> None:
    two = [walk.to(S.DECISION) for _ in range(2)]
    browser = as_user(walk.staff(Role.HEAD))
    answer = browser.post("/desk/to-sign/demo", data={"draft": [key_of(case) for case in two]})
    assert answer.status_code == 302
    assert {walk.fresh(case).state for case in two} == {S.AGREEMENT}


def test_junk_finds_nothing(walk: Walk, as_user: Sign) -> None:
    browser = as_user(walk.staff(Role.HEAD))
    for sent in (None, [], {}, {"draft": "x"}, {"draft": []}):
        assert browser.post("/desk/to-sign/signing", json=sent).json["groups"] == []
    assert browser.post("/desk/to-sign/signing", json={"draft": ["unknown.1"]}).status_code == 404


def test_nobody_decides_by_anothers_signature(walk: Walk, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    case, head, deputy = walk.to(S.DECISION), walk.staff(Role.HEAD), walk.staff(Role.DEPUTY)
    draft = cases.open_decision(case.id)
    assert draft is not None
    for paper in deciding.unsigned(draft, deputy):
        cms = demo_signing.sign(paper, deputy, case, "operator", clock.now())
        assert signatures.receive(paper, cms, deputy, "operator", clock.now()).verdict == "valid"
    with monkeypatch.context() as real:  # outside the demo no key signs by itself
        real.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))
        with pytest.raises(TransitionRefused) as told:
            deciding.sign_and_decide(walk.fresh(case), draft, head, version=None, now=clock.now())
    assert [reason.code for reason in told.value.reasons] == ["draft_not_signed"]
    assert deciding.unsigned(draft, head), "he may sign them himself"
    with pytest.raises(TransitionRefused, match="names_another"):  # the paper names the head
        deciding.sign_and_decide(walk.fresh(case), draft, deputy, version=None, now=clock.now())
    walk.sign_decision(case, head)
    deciding.sign_and_decide(walk.fresh(case), draft, head, version=None, now=clock.now())
    assert walk.fresh(case).state == S.AGREEMENT
