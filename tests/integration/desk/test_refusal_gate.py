"""The gate of a refusal through the services and the pages: what shows each ground is asked, kept, printed; a ground
against the case's own answers is stopped at each of the three steps, the last time before any key touches the paper."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dms.events import Event
from dms.models import Answer, Document, Hearing, PaperOrder
from dms.queries import cases, documents
from dms.services import moves
from dms.services.judging import grounds, law
from dms.services.judging.given import Ground
from dms.services.signed import deciding
from tests.fixtures.export import ExportWalk
from tests.fixtures.people import journal_of
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role, Verdict

A, S = Action, CaseState
FACT = "Шот-фактура жарамсыз"


def codes(told: pytest.ExceptionInfo[TransitionRefused]) -> set[str]:
    return {reason.code for reason in told.value.reasons}


def propose(walk: Walk, case: Any, *chosen: Ground) -> Any:
    return walk.act(
        case, A.PROPOSE_REFUSAL, walk.assignee(case), grounds=chosen,
        hearing_at=walk.clock() + timedelta(days=2), place="305-кабинет",
    )  # fmt: skip


def answer(walk: Walk, case: Any, key: str, verdict: Verdict) -> None:
    walk.act(case, A.ANSWER_CHECK, walk.assignee(case), key=key, verdict=verdict, reasons="Тексерілді")


def test_the_form_asks_what_shows_a_ground_and_begins_with_the_answers(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    answer(walk, case, "no_arrears", Verdict.NO)
    answer(walk, case, "documents_true", Verdict.YES)
    clerk, address = as_user(walk.assignee(case)), f"/desk/c/{case.public_id}/act/propose_refusal"
    page = clerk.get(address).get_data(as_text=True)
    assert 'value="answer:no_arrears"' in page
    assert "checked" in next(tag for tag in page.split("<") if 'id="ground_2"' in tag)
    assert "Its checks are answered, none with “no”." in page  # ground 1
    data = {"version": str(walk.fresh(case).version), "ground_1": "y", "facts_1": FACT, "place": "305"}
    sent = clerk.post(address, data={**data, "hearing_at": "03.04.2026 11:00"})
    assert sent.status_code == 200
    assert "Choose what of the case shows this ground." in sent.get_data(as_text=True)


@pytest.mark.clause("342:36", "342:37", "342:A6.9")
def test_what_shows_a_ground_is_kept_printed_and_read(walk: Walk, as_user: Sign, session: Any) -> None:
    case = walk.to(S.HEARING)
    paper = documents.documents_of(case.id, "uploaded")[0]
    assert cases.newest_hearing(case.id).grounds[0]["document"] == paper.public_id
    (told,) = journal_of(Event.REFUSAL_PROPOSED)
    assert told["facts"]["grounds"][0]["document"] == paper.public_id
    order = session.scalars(
        select(PaperOrder).join(Document).where(Document.case_id == case.id, Document.kind == "preliminary-decision")
    ).one()
    printed = order.context["grounds"][0]["facts"]
    assert FACT in printed
    assert "Растайтын құжат: " in printed
    assert paper.current is not None
    assert paper.current.file.name in printed
    portal = as_user(walk.applicant(case)).get(f"/portal/c/{case.public_id}/hearing").get_data(as_text=True)
    assert "Shown by the document: " in portal
    assert paper.current.file.name in portal


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (Ground(1, FACT), "ground_not_shown"),
        (Ground(1, FACT, document="nosuchdocument00"), "ground_not_shown"),
        (Ground(1, FACT, shown_by="no_arrears"), "ground_not_shown"),
        (Ground(2, FACT, shown_by="calculation"), "ground_not_shown"),  # it grants
        (Ground(1, " ", document="paper"), "ground_without_fact"),
        (Ground(9, FACT, document="paper"), "no_ground"),
    ],
)
def test_an_uncited_ground_goes_no_way(walk: Walk, ground: Ground, code: str) -> None:
    from dataclasses import replace

    case = walk.to(S.SUBSTANTIVE_REVIEW)
    if ground.document == "paper":
        ground = replace(ground, document=documents.documents_of(case.id, "uploaded")[0].public_id)
    with pytest.raises(TransitionRefused) as told:
        propose(walk, case, ground)
    assert code in codes(told)
    assert walk.fresh(case).state == S.SUBSTANTIVE_REVIEW


def test_a_paper_of_another_case_shows_nothing(walk: Walk) -> None:
    other = documents.documents_of(walk.to(S.SUBSTANTIVE_REVIEW).id, "uploaded")[0]
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    with pytest.raises(TransitionRefused) as told:
        propose(walk, case, Ground(1, FACT, document=other.public_id))
    assert codes(told) == {"ground_not_shown"}


def test_what_contradicts_the_answers_is_stopped_when_proposed_and_when_prepared(walk: Walk) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    ground = walk.untrue_ground(case)
    answer(walk, case, "documents_true", Verdict.YES)
    with pytest.raises(TransitionRefused) as told:
        propose(walk, case, ground, ground)
    assert codes(told) == {"ground_contradicted", "ground_twice"}
    answer(walk, case, "documents_true", Verdict.NO)
    case = propose(walk, case, ground)
    case = walk.hold_hearing(case)
    answer(walk, case, "documents_true", Verdict.YES)  # the hearing convinced the officer
    with pytest.raises(TransitionRefused) as told:
        walk.act(case, A.PREPARE_REFUSAL, walk.assignee(case))
    assert codes(told) == {"ground_contradicted"}


@pytest.mark.clause("342:36", "342:A6.9.1")
def test_a_draft_is_judged_again_before_any_key_touches_it(walk: Walk, as_user: Sign, session: Any) -> None:
    """What the draft rests on changes behind it: the paper is named in the reason, nothing is signed."""
    case = walk.hold_hearing(walk.to(S.HEARING))
    walk.act(case, A.PREPARE_REFUSAL, walk.assignee(case))
    head = walk.staff(Role.HEAD)
    offers = {offer.action: offer for offer in moves.offers(walk.fresh(case), head)}
    assert [reason.code for reason in offers[A.REFUSE].reasons] == ["draft_not_signed"]
    session.add(
        Answer(
            case_id=case.id, sheet="check", key="documents_true", verdict="yes", automatic=False, facts={}, note="",
            author_id=head.id, at=walk.clock(),
        )
    )  # fmt: skip
    session.commit()
    decision = cases.open_decision(case.id)
    assert decision is not None
    with pytest.raises(TransitionRefused) as told:
        deciding.sign_and_decide(walk.fresh(case), decision, head, version=None, now=walk.clock())
    assert codes(told) == {"ground_contradicted"}
    (reason,) = told.value.reasons
    assert (reason.clause, "342:A6.9.1" in reason.text.kk, reason.in_form) == ("342:36", True, False)
    assert not any(p.current and p.current.signatures for p in documents.documents_of_decision(decision.id))
    browser = as_user(head)
    page = browser.get(f"/desk/c/{case.public_id}/decision").get_data(as_text=True)
    assert reason.text.en in html.unescape(re.sub(r"<[^>]+>", "", page))  # its clause is a link
    data = {"version": str(walk.fresh(case).version), "decision": str(decision.id)}
    sent = browser.post(f"/desk/c/{case.public_id}/decision/sign", data=data, headers={"Accept": "application/json"})
    assert (sent.status_code, [r["code"] for r in sent.json["reasons"]]) == (409, ["ground_contradicted"])
    assert walk.fresh(case).state == S.DECISION


def test_a_removed_paper_no_longer_shows_a_ground(walk: Walk, session: Any) -> None:
    case = walk.to(S.HEARING)
    hearing = session.scalars(select(Hearing).where(Hearing.case_id == case.id)).one()
    assert grounds.of_rules(case, hearing.grounds)[0].document
    documents.documents_of(case.id, "uploaded")[0].removed_at = walk.clock()
    session.commit()
    assert not grounds.of_rules(case, hearing.grounds)[0].document


@pytest.mark.clause("314:24")
def test_an_open_ground_stands_in_the_known_text_of_its_edition(export_walk: ExportWalk) -> None:
    case = export_walk.to(S.SUBSTANTIVE_REVIEW)
    rows = [{"clause": ref, "facts": FACT} for ref in ("314:16", "314:99", "314:9.3", "342:11.2", "")]
    assert [ground.in_law for ground in grounds.of_rules(case, rows)] == [True, False, False, False, False]
    with pytest.raises(TransitionRefused) as told:
        propose(export_walk, case, Ground(0, FACT, clause="314:9.3"), Ground(0, FACT, clause="314:9.3"))
    assert {"ground_not_in_law", "ground_twice", "ground_not_shown"} <= codes(told)


@pytest.mark.clause("342:A3.1")
def test_a_refusal_that_a_part_rules_out_is_not_offered_and_the_advice_leads_on(walk: Walk) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    for key in law.checks_due(case):
        answer(walk, case, key.key, Verdict.YES)
    answer(walk, case, "without_taxes", Verdict.NO)
    offers = {offer.action: offer for offer in moves.offers(walk.fresh(case), walk.assignee(case))}
    told = next(reason for reason in offers[A.PROPOSE_REFUSAL].reasons if not reason.in_form)
    assert (offers[A.PROPOSE_REFUSAL].can_begin, told.code) == (False, "part_allowed")
    assert told.remedy is not None
    assert "under Calculation" in told.remedy.en  # a grant is not open either: it asks for the cost line first
    assert not offers[A.PROPOSE_GRANT].can_begin


def test_what_was_typed_is_shown_again_with_the_reason_against_it(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    answer(walk, case, "without_taxes", Verdict.NO)
    clerk, address = as_user(walk.assignee(case)), f"/desk/c/{case.public_id}/act/propose_refusal"
    data = {"version": str(walk.fresh(case).version), "ground_2": "y", "facts_2": FACT, "place": "305-кабинет"}
    data |= {"shown_2": "answer:without_taxes", "hearing_at": "03.04.2026 11:00"}
    sent = clerk.post(address, data=data)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409
    assert "cannot be refused as a whole" in page
    assert FACT in page
    assert "305-кабинет" in page
    assert walk.fresh(case).state == S.SUBSTANTIVE_REVIEW
