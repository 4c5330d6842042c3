"""Many at once: the chain of the journal, the numbers of registration, a screen that is out of date, two hands."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from dms.errors import StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Decision, User
from dms.queries import cases
from dms.services import clock, correspondence, journal, moves, numbers
from dms.services.journal import checking
from dms.services.unit import constraint_of, unit
from tests.fixtures.filled import small_pdf
from tests.fixtures.office import PROGRAMME
from tests.fixtures.promises import Trial
from tests.fixtures.walk import Walk
from tests.integration.promises.conftest import Hand
from tests.integration.promises.crowd import at_once, losing
from workflows.letter_kinds import LetterKind
from workflows.letters import LetterAction
from workflows.states import Action, CaseState, Role

WRITERS = 8


@pytest.mark.promise("P4")
def test_chain_holds_after_eight_writers(fresh_walk: Walk, fresh_app: Flask, hand: Hand, trial: Trial) -> None:
    ids = [fresh_walk.draft().id for _ in range(2)]
    each = trial.rounds(10, 250)
    db.session.remove()

    def writer(own: int) -> Callable[[], int]:
        def write() -> int:
            for no in range(each):
                with unit():
                    case = db.session.get_one(Case, ids[(own + no) % 2])
                    journal.write(Event.NOTE_WRITTEN, actor=None, at=clock.now(), case=case, facts={"no": no})
            return each

        return write

    before = hand.ask("SELECT count(*) FROM journal")[0][0]
    written = at_once(fresh_app, [writer(no) for no in range(WRITERS)])
    assert written == [each] * WRITERS
    found = checking.verify()
    trial.count(found.faults == [] and found.entries == before + WRITERS * each)
    hand.ask("SET session_replication_role = replica")
    hand.ask("DELETE FROM journal WHERE id = 3")
    db.session.remove()
    trial.planted(checking.verify().faults != [])


def test_numbers_have_no_gaps(fresh_app: Flask, hand: Hand) -> None:
    """Eight at once take numbers, a third of them fails after taking one: the rest are 1, 2, 3 … without a gap."""

    def take() -> str:
        return numbers.next_number(PROGRAMME, 2026)

    taken = at_once(fresh_app, [losing(seed, 15, take) for seed in range(WRITERS)])
    given = sorted(number for own in taken for number in own)
    assert given == [f"D342-2026-{no:06d}" for no in range(1, len(given) + 1)]


def test_an_old_screen_changes_nothing(fresh_walk: Walk, hand: Hand) -> None:
    case = fresh_walk.to(CaseState.REGISTERED)
    seen = case.version
    fresh_walk.act(case, Action.TAKE, fresh_walk.staff(Role.EXECUTOR))
    head = fresh_walk.staff(Role.HEAD)
    before = hand.digest()
    with pytest.raises(StaleCase):
        moves.perform(case.id, Action.ASSIGN, head, version=seen)
    assert hand.digest() == before


def test_author_cannot_sign_even_past_the_rules(fresh_walk: Walk, fresh_app: Flask) -> None:
    """The guard taken away, the database still refuses one hand for both."""
    case = fresh_walk.to(CaseState.DECISION)
    decision: Any = cases.open_decision(case.id)
    decision.status, decision.signed_by_id, decision.signed_at = "signed", decision.prepared_by_id, clock.now()
    with pytest.raises(IntegrityError) as refused:
        db.session.flush()
    assert constraint_of(refused.value) == "ck_decisions_author_is_not_signer"
    db.session.rollback()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "signed"}, "ck_decisions_signed_has_signer"),
        ({"status": "lost"}, "ck_decisions_status"),
    ],
)
def test_a_decision_without_its_parts_is_refused(
    fresh_walk: Walk, fresh_app: Flask, values: dict[str, str], constraint: str
) -> None:
    case = fresh_walk.to(CaseState.DRAFT)
    db.session.add(
        Decision(
            case_id=case.id, kind="grant", payload={}, prepared_by_id=case.author_id, prepared_at=clock.now(), **values
        )
    )
    with pytest.raises(IntegrityError) as refused:
        db.session.flush()
    assert constraint_of(refused.value) == constraint
    db.session.rollback()


def test_an_act_on_a_letter_waits_for_its_case_before_it_holds_the_letter(
    fresh_walk: Walk, fresh_app: Flask, hand: Hand
) -> None:
    """Sending an answer touches the letter that it answers, which others may give on at the same moment: whoever held
    a letter while he waits for the case could wait for ever."""
    case, registrar = fresh_walk.to(CaseState.SUBSTANTIVE_REVIEW), fresh_walk.staff(Role.REGISTRAR)
    told = correspondence.Told(kind=LetterKind.REQUEST, subject="Сұрау", language="kk")
    sent = [(io.BytesIO(small_pdf()), "1.pdf")]
    letter_id, case_id = correspondence.send_in(case, fresh_walk.applicant(case), told, sent).id, case.id
    registrar_id = registrar.id
    db.session.remove()

    def register() -> str:
        who = db.session.get_one(User, registrar_id)
        return correspondence.perform(letter_id, LetterAction.REGISTER, who, version=None).state

    def meanwhile() -> int:
        with hand.connection.transaction():
            hand.ask(f"SELECT 1 FROM cases WHERE id = {case_id} FOR UPDATE")
            waited.set()
            while not hand.ask("SELECT 1 FROM pg_locks WHERE NOT granted"):
                time.sleep(0.05)
            return len(hand.ask(f"SELECT 1 FROM letters WHERE id = {letter_id} FOR UPDATE NOWAIT"))

    waited = threading.Event()
    assert at_once(fresh_app, [meanwhile, lambda: waited.wait(60) and register()]) == [1, "registered"]
