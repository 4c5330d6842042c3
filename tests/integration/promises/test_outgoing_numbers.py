"""Numbers of what goes out, under many hands on connections of their own: every delivered paper has exactly one, papers
and letters share the series, and none is skipped or given twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from dms.extensions import db
from dms.models import Case, Document, PaperOrder
from dms.services import clock, numbers, papers
from dms.services.papers import delivery
from dms.services.unit import unit
from tests.fixtures.walk import Walk
from tests.integration.promises.crowd import at_once, losing
from workflows.states import CaseState

EACH, LETTERS = 5, 6


def ordered(walk: Walk) -> list[int]:
    """Papers of two cases that wait for their job; they are delivered as soon as they are made."""
    cases = [walk.to(CaseState.REGISTERED).id for _ in range(2)]
    db.session.execute(text("DELETE FROM procrastinate_jobs"))
    with unit():
        for case_id in cases:
            case = db.session.get_one(Case, case_id)
            for _ in range(EACH):
                papers.order(case, "registration-notice", now=clock.now(), deliver=True)
    waiting = select(PaperOrder.id).where(PaperOrder.done_at.is_(None)).order_by(PaperOrder.id)
    found = list(db.session.scalars(waiting))
    db.session.remove()
    return found


def making(order_id: int) -> Callable[[], Any]:
    return lambda: papers.make(order_id)


def lettering(seed: int) -> Callable[[], list[str]]:
    """What registering letters does to the series."""
    return losing(seed, LETTERS, lambda: numbers.next_number("letters-outgoing", clock.today().year), pause=0.01)


def faults(answers: list[Any], letters: list[list[str]]) -> list[str]:
    """What is wrong with the numbers that were given."""
    found = [repr(answer) for answer in answers if isinstance(answer, Exception)]
    rows = db.session.scalars(select(Document).where(Document.origin == "generated", Document.for_applicant)).all()
    own = [row.outgoing_number for row in rows if row.kind == "registration-notice"]
    given = sorted([*map(str, own), *(number for row in letters for number in row)])
    wanted = [f"OUT-{clock.today().year}-{no:06d}" for no in range(1, len(given) + 1)]
    return found if given == wanted else [*found, f"{given} is not {wanted}"]


def crowd(walk: Walk, app: Flask) -> list[str]:
    """Every job twice, and letters between them, all at once; what came out wrong."""
    orders = ordered(walk)
    assert len(orders) == 2 * EACH
    acts = [*(making(order_id) for order_id in orders for _twice in range(2)), *(lettering(seed) for seed in (1, 2))]
    answers = at_once(app, acts)
    letters = [answer for answer in answers[-2:] if isinstance(answer, list)]
    return faults(answers, letters)


def test_papers_and_letters_share_the_numbers_without_gaps(fresh_walk: Walk, fresh_app: Flask) -> None:
    assert crowd(fresh_walk, fresh_app) == []


def test_a_counter_without_its_lock_is_found(
    fresh_walk: Walk, fresh_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the next number is read, not taken."""

    def careless(series: str, year: int) -> str:
        last = db.session.scalar(select(db.func.max(Document.outgoing_number))) or "0"
        time.sleep(0.05)
        return f"{numbers.PREFIX[series]}-{year}-{int(last[-6:]) + 1:06d}"

    monkeypatch.setattr(delivery, "next_number", careless)
    assert crowd(fresh_walk, fresh_app) != []


def test_a_paper_handed_over_again_keeps_its_number(fresh_walk: Walk, fresh_app: Flask) -> None:
    """Planted at the end: a delivery that gives another number. The database refuses it."""
    case = fresh_walk.to(CaseState.REGISTERED)
    notice = db.session.scalars(select(Document).where(Document.case_id == case.id, Document.outgoing_at.is_not(None)))
    paper = notice.one()
    first = paper.outgoing_number
    papers.deliver(paper, clock.now())
    db.session.commit()
    assert paper.outgoing_number == first
    paper.outgoing_number = numbers.next_number("letters-outgoing", clock.today().year)
    with pytest.raises(Exception, match="keeps its outgoing_number"):
        db.session.flush()
    db.session.rollback()
