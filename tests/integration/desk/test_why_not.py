"""Why an act is not allowed: the page, its JSON, the refused request and what ``perform`` raises say the same, for many
states and everybody who may come."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from structlog.testing import capture_logs

from dms.errors import NotVisible
from dms.models import User
from dms.services import moves
from dms.services.desk import register
from dms.services.desk.standing import of_staff
from dms.why_not import reasons_json
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import STAFF_ROLES, Action, CaseState, Role

S = CaseState
#: States whose acts ask many different guards.
STATES = (
    S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION, S.AGREEMENT, S.PAYMENT,
    S.MONITORING, S.REFUSED,
)  # fmt: skip
ROLES = tuple(sorted(STAFF_ROLES))
Told = list[dict[str, Any]]


def told_on(page: str) -> dict[str, list[str]]:
    """Act → its reasons as the page shows them, words and clauses and remedies run together."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = {}
    for box in tree.iter():
        name = box.get("id", "") if isinstance(box.tag, str) else ""
        if name.startswith("why-"):
            found[name.removeprefix("why-")] = [_plain("".join(item.itertext())) for item in box.iter("li")]
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("→", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def same(shown: list[str], reasons: Told) -> bool:
    """Whether every reason is on the page, in its order, with its words, its clause and its remedy."""
    if len(shown) != len(reasons):
        return False
    return all(
        _plain(reason["text"]) in line
        and (not reason["clause"] or reason["clause"].partition(":")[2] in line)
        and (not reason["remedy"] or line.endswith(_plain(reason["remedy"])))
        for line, reason in zip(shown, reasons, strict=True)
    )


def raised(case: Any, action: str, who: User | None) -> tuple[Refusal, ...]:
    """What the service says; nothing when it does the act."""
    act = next(row.action for row in moves.workflow_of(case).rows if row.action.value == action)
    try:
        moves.perform(case.id, act, who, version=None)
    except TransitionRefused as refused:
        return refused.reasons
    return ()


def may_look(case: Any, who: User, walk: Walk) -> bool:
    try:
        of_staff(case.public_id, who, walk.clock())
    except NotVisible:
        return False
    return True


@pytest.mark.parametrize("state", STATES)
def test_page_json_and_service_say_the_same(walk: Walk, as_user: Sign, session: Any, state: CaseState) -> None:
    case = walk.to(state)
    seen = 0
    for role in ROLES:
        who = walk.staff(Role(role))
        if not may_look(case, who, walk):
            assert as_user(who).get(f"/desk/c/{case.public_id}/acts").status_code == 404
            continue
        browser = as_user(who)
        answer = browser.get(f"/desk/c/{case.public_id}/acts")
        assert answer.status_code == 200
        told = answer.json
        assert (told["state"], told["version"]) == (state.value, walk.fresh(case).version)
        shown = told_on(browser.get(f"/desk/c/{case.public_id}/").get_data(as_text=True))
        for act in (*told["acts"], *told["system"]):
            assert act["ok"] == (act["reasons"] == [])
            if act["key"] in shown:
                assert same(shown[act["key"]], act["reasons"]), (role, act, shown[act["key"]])
                seen += 1
        assert set(shown) <= {act["key"] for act in (*told["acts"], *told["system"])}
        for act in told["acts"]:
            if not act["ok"]:
                assert reasons_json(raised(case, act["key"], who), "en") == act["reasons"], (role, act["key"])
    assert seen or state in (S.SUBMITTED, S.REGISTERED, S.AGREEMENT, S.REFUSED)  # where all may be done


def test_the_page_and_the_json_of_the_applicant(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.MONITORING)
    head = walk.applicant(case)
    browser = as_user(head)
    told = browser.get(f"/portal/c/{case.public_id}/acts").json
    report = next(act for act in told["acts"] if act["key"] == "report_quarter")
    assert [reason["code"] for reason in report["reasons"]] == ["quarter_runs", "no_figures"]
    shown = told_on(browser.get(f"/portal/c/{case.public_id}/").get_data(as_text=True))
    assert same(shown["report_quarter"], report["reasons"])
    assert reasons_json(raised(case, "report_quarter", head), "en") == report["reasons"]
    stranger = as_user(walk.applicant(walk.draft()))
    assert stranger.get(f"/portal/c/{case.public_id}/acts").status_code == 404


def test_a_refused_request_answers_with_the_same_json(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.COMPLETENESS)
    clerk = as_user(walk.assignee(case))
    told = clerk.get(f"/desk/c/{case.public_id}/acts").json
    complete = next(act for act in told["acts"] if act["key"] == "complete")
    sent = clerk.post(
        f"/desk/c/{case.public_id}/act/complete", data={"version": str(told["version"])},
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert sent.status_code == 409
    assert (sent.json["act"], sent.json["reasons"]) == ("complete", complete["reasons"])
    assert complete["reasons"][0]["remedy"]
    stale = clerk.post(
        f"/desk/c/{case.public_id}/act/complete", data={"version": "0"}, headers={"Accept": "application/json"}
    )
    assert (stale.status_code, stale.json["reasons"]) == (409, [])


def test_what_a_job_is_refused_stands_on_the_case_in_its_log_and_on_the_jobs_page(
    walk: Walk, as_user: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before office hours the job does not even try; a rule that stands against it later is told everywhere."""
    case = walk.to(S.SUBMITTED)
    walk.wait_for_office(case)
    from dms.services.judging import facts

    whole = facts.build

    def without_its_hour(case: Any, given: Any, now: Any) -> Any:
        from dataclasses import replace

        return replace(whole(case, given, now), registers_at=None)

    monkeypatch.setattr(facts, "build", without_its_hour)
    with capture_logs() as lines:
        assert register.run() == 0
    (line,) = [line for line in lines if line["event"] == "act_refused"]
    assert (line["act"], line["case"]) == ("register", case.public_id)
    clerk, admin = as_user(walk.staff(Role.REGISTRAR)), as_user(walk.staff(Role.ADMINISTRATOR))
    (act,) = clerk.get(f"/desk/c/{case.public_id}/acts").json["system"]
    assert act["reasons"] == line["reasons"] == reasons_json(raised(case, Action.REGISTER.value, None), "en")
    assert same(told_on(clerk.get(f"/desk/c/{case.public_id}/").get_data(as_text=True))["register"], act["reasons"])
    assert act["reasons"][0]["text"] in admin.get("/admin/jobs").get_data(as_text=True)
