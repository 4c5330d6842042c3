"""Replay: what the journal tells gives the database again, and a row that was changed behind its back is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from dms.models import PaperOrder
from dms.replay import replay
from dms.replay.papers import remade
from dms.services import clock
from dms.services.judging import sums
from dms.services.tables import reference
from tests.fixtures.export import ExportWalk
from tests.fixtures.filled import CONTENT
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, ExportAction, Verdict

STATES = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.HEARING, CaseState.PAYMENT, CaseState.MONITORING)


@pytest.mark.parametrize("state", STATES)
def test_a_case_is_the_same_again(walk: Walk, state: CaseState) -> None:
    walk.to(state)
    found = replay()
    assert [str(one) for one in found.differences] == []
    assert found.cases == 1


def test_two_grants_of_one_applicant_count_one_after_the_other(walk: Walk) -> None:
    walk.to(CaseState.PAYMENT)
    walk.to(CaseState.AGREEMENT)
    found = replay()
    assert [str(one) for one in found.differences] == []
    assert found.grants == 2


@pytest.mark.parametrize("end", [CaseState.DECLINED, CaseState.CLOSED])
def test_what_was_given_up_unpaid_frees_its_cap(walk: Walk, end: CaseState, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-43: the cap holds one grant; the second case is granted only after the first has ended without payment."""
    monkeypatch.setattr(reference, "mci_on", lambda _day: Decimal(32))
    first = walk.to(CaseState.AGREEMENT)
    waiting = walk.to(CaseState.SUBSTANTIVE_REVIEW, organisation=first.organisation)
    walk.answer(waiting)
    with pytest.raises(TransitionRefused) as refused:
        walk.act(waiting, Action.PROPOSE_GRANT, walk.assignee(waiting))
    assert "nothing_to_grant" in {reason.code for reason in refused.value.reasons}
    if end is CaseState.CLOSED:
        first = walk.on(first, CaseState.PAYMENT)
    walk.on(first, end)
    second = walk.on(walk.on(waiting, CaseState.DECISION), CaseState.AGREEMENT)
    assert str(second.granted_sum) == "480000.00"
    assert [str(one) for one in replay().differences] == []


def test_what_was_paid_counts(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "mci_on", lambda _day: Decimal(32))
    paid = walk.to(CaseState.RECOVERY)
    waiting = walk.to(CaseState.SUBSTANTIVE_REVIEW, organisation=paid.organisation)
    assert sums.of_case(waiting, clock.now()).caps[0].used == Decimal(480000)


def test_an_export_grant_given_up_unpaid_frees_its_cap(export_walk: ExportWalk) -> None:
    walk = export_walk
    held = walk.to(CaseState.PAYMENT)
    waiting = walk.to(CaseState.SUBSTANTIVE_REVIEW, organisation=held.organisation)
    assert sum(cap.used for cap in sums.of_case(waiting, clock.now()).caps) == held.granted_sum
    walk.on(held, CaseState.CLOSED)
    assert sum(cap.used for cap in sums.of_case(waiting, clock.now()).caps) == 0
    assert [str(one) for one in replay().differences] == []


def refuse_line(walk: Walk, case: Any, key: str) -> Any:
    """The check is answered "no" and line 2 refused on it."""
    who = walk.assignee(case)
    case = walk.act(case, Action.ANSWER_CHECK, who, key=key, verdict=Verdict.NO, reasons="Құжат жоқ")
    return walk.act(
        case, Action.JUDGE_LINE, who, key="2", verdict=Verdict.NO, checks=(key,), reasons="Төлем құжаты жоқ"
    )


def test_the_sum_of_a_grant_in_part_is_the_same_again(walk: Walk, session: Any) -> None:
    """By what the journal says of checks and lines, and not by the tables of today."""
    second = {**CONTENT["costs"][0], "id": "2", "contract_no": "9"}
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW, content={**CONTENT, "costs": [*CONTENT["costs"], second]})
    walk.answer(case)
    refuse_line(walk, case, "accounting_papers")
    case = refuse_line(walk, case, "without_taxes")
    case = walk.act(
        case, Action.ANSWER_CHECK, walk.assignee(case), key="accounting_papers", verdict=Verdict.YES, reasons="Табылды"
    )
    walk.act(case, Action.PROPOSE_GRANT, walk.assignee(case))
    case = walk.on(walk.fresh(case), CaseState.AGREEMENT)
    assert str(case.granted_sum) == "480000.00"
    session.execute(text("UPDATE answers SET verdict = 'yes' WHERE sheet = 'line'"))
    session.expire_all()
    assert [str(one) for one in replay().differences] == []


def test_an_export_line_that_remarks_opened_again_counts(export_walk: ExportWalk) -> None:
    walk = export_walk
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    walk.answer(case)
    case = refuse_line(walk, case, "documented")
    walk.act(case, ExportAction.SEND_REMARKS, walk.assignee(case), reasons="Түзетіңіз")
    walk.clock.advance(days=1)
    walk.correct(case, {"goods": [{"code": "8438100000", "name": "Наубайхана"}]})
    case = walk.act(case, ExportAction.ANSWER_REMARKS, walk.applicant(case))
    case = walk.on(case, CaseState.SUBSTANTIVE_REVIEW)
    case = walk.on(walk.on(case, CaseState.DECISION), CaseState.AGREEMENT)
    assert str(case.granted_sum) == "775000.00"
    assert [str(one) for one in replay().differences] == []


PLANTED = {
    "state": "state = 'closed'",
    "due_at": "due_at = due_at + interval '1 day'",
    "term_key": "term_key = 'service'",
    "service_due_at": "service_due_at = service_due_at - interval '1 second'",
    "granted_sum": "granted_sum = granted_sum + 1",
    "requested_sum": "requested_sum = requested_sum - 1",
    "registered_at": "registered_at = registered_at - interval '1 hour'",
    "application": "content = jsonb_set(content, '{products}', '\"other\"')",
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_change_behind_the_journal_is_found(walk: Walk, session: Any, what: str) -> None:
    case = walk.to(CaseState.PAYMENT)
    session.execute(text(f"UPDATE cases SET {PLANTED[what]} WHERE id = :id"), {"id": case.id})
    session.expire_all()
    assert what in {one.what for one in replay(case.number).differences}


def test_an_entry_that_skips_a_step_is_found(walk: Walk, session: Any) -> None:
    """As a superuser would forge it; the chain would show it, too."""
    from dms.events import Event
    from dms.services import clock, journal

    case = walk.to(CaseState.COMPLETENESS)
    facts = {"from": "completeness", "to": "payment"}
    journal.write(Event.COMPLETED, actor=None, at=clock.now() + timedelta(hours=1), case=case, facts=facts)
    faults = [one.retold for one in replay().differences if one.what == "journal"]
    assert any("knows no way from completeness to payment" in fault for fault in faults)


def test_papers_say_the_same_again(
    app: Flask, drawn_papers: None, walk: Walk, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.to(CaseState.AGREEMENT)
    found = list(remade())
    assert len(found) >= 4
    assert [str(one) for one in found if one] == []
    own = replace(app.config["SETTINGS"], public_url="https://moved.example.kz")
    monkeypatch.setitem(app.config, "SETTINGS", own)
    assert [str(one) for one in remade() if one] == [], "a paper keeps the address that was printed on it"
    order = session.scalars(select(PaperOrder).where(PaperOrder.form == "annex-2")).one()
    order.context = order.context | {"applicant_name": "Басқа серіктестік"}
    session.commit()
    session.expire_all()
    [one] = [one for one in remade() if one]
    assert one.what == "paper annex-2"
    assert one.retold.startswith("Басқа серіктестік")
