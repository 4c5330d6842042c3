"""Supplements in the head's queue: signed together with the drafts, each by itself (342:A3.19)."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from dms.queries import documents
from dms.queries import supplements as queries
from dms.services import clock
from dms.services.signed import demo_signing
from tests.fixtures.supplements import NEW, Change, proposed
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.test_queue import key_of, signed
from workflows.states import CaseState, Role

S = CaseState


@pytest.fixture
def change(walk: Walk) -> Change:
    found = proposed(walk, walk.to(S.PAYMENT))
    found.sign("applicant")
    return found


def key(change: Change) -> str:
    row = queries.open_of(change.case.id)
    assert row is not None
    return f"{change.case.public_id}.s{row.no}"


def offered(browser: Any, *keys: str) -> Any:
    return browser.post("/desk/to-sign/signing", json={"draft": list(keys)}).json


def test_drafts_and_supplements_are_signed_in_one_go(walk: Walk, as_user: Sign, change: Change) -> None:
    other = proposed(walk, walk.to(S.PAYMENT))
    other.sign("applicant")
    draft = walk.to(S.DECISION)
    browser = as_user(walk.staff(Role.HEAD))
    page = browser.get("/desk/to-sign").get_data(as_text=True)
    keys = [key_of(draft), key(change), key(other)]
    assert all(f'value="{one}"' in page for one in keys)
    offer = offered(browser, *keys)
    assert offer["refused"] == []
    assert [group["title"] for group in offer["groups"]] == [draft.number, change.case.number, other.case.number]
    for case, group in zip((draft, change.case, other.case), offer["groups"], strict=True):
        assert set(signed(browser, walk, case, group)) == {"valid"}
    assert walk.fresh(draft).state == S.AGREEMENT
    assert {queries.bank_at(one.case, clock.now())["iban"] for one in (change, other)} == {NEW["iban"]}
    again = offered(browser, keys[1])
    assert (again["groups"], [row["title"] for row in again["refused"]]) == ([], [change.case.number])


def test_one_that_took_anothers_place_is_not_signed_unseen(walk: Walk, as_user: Sign, change: Change) -> None:
    offer = offered(as_user(walk.staff(Role.HEAD)), f"{change.case.public_id}.s9")
    assert (offer["groups"], len(offer["refused"])) == ([], 1)


def test_who_is_not_named_reads_why(walk: Walk, as_user: Sign, change: Change) -> None:
    browser = as_user(walk.staff(Role.DEPUTY))
    page = browser.get("/desk/to-sign").get_data(as_text=True)
    assert f'value="{key(change)}"' not in page
    assert f"Names as the signer: {walk.staff(Role.HEAD).name}" in page
    offer = offered(browser, key(change))
    assert offer["groups"] == []
    assert "This paper names another signer" in offer["refused"][0]["reasons"][0]


def test_a_bad_signature_holds_the_others_not_up(walk: Walk, as_user: Sign, change: Change) -> None:
    other = proposed(walk, walk.to(S.PAYMENT))
    other.sign("applicant")
    browser, head = as_user(walk.staff(Role.HEAD)), walk.staff(Role.HEAD)
    bad, good = offered(browser, key(change), key(other))["groups"]
    assert set(signed(browser, walk, change.case, bad, bad=True)) == {"invalid"}
    (paper,) = good["documents"]
    cms = demo_signing.sign(documents.get_version(other.case, paper["id"]), head, other.case, "operator", clock.now())
    row = {"version": paper["id"], "cms": base64.b64encode(cms).decode()}
    told = browser.post(good["url"], json={"offer": good["offer"], "signatures": [row]}).json
    assert [result["verdict"] for result in told["results"]] == ["valid"]
    assert queries.bank_at(other.case, clock.now())["iban"] == NEW["iban"]
    assert queries.bank_at(change.case, clock.now())["iban"] != NEW["iban"]


def test_the_demos_key_signs_what_is_marked(walk: Walk, as_user: Sign, change: Change) -> None:
    marked = key(change)
    browser = as_user(walk.staff(Role.HEAD))
    assert browser.post("/desk/to-sign/demo", data={"draft": [marked]}).status_code == 302
    assert queries.bank_at(change.case, clock.now())["iban"] == NEW["iban"]
    assert browser.post("/desk/to-sign/demo", data={"draft": [marked]}).status_code == 302
