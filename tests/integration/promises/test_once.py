"""P5: a decision happens once, however many people press the button at the same moment."""

from __future__ import annotations

import copy
import itertools
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dms.errors import AppError
from dms.extensions import db
from dms.models import Case, User
from dms.queries import cases, money
from dms.services import moves
from dms.services.judging.given import Given
from dms.services.money import ledger
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import make_organisation
from tests.fixtures.promises import Trial
from tests.fixtures.walk import Walk
from tests.integration.promises.conftest import Hand
from tests.integration.promises.crowd import at_once
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

PEOPLE = 6
#: Who comes second is told so, and nothing else happens to him.
LATE = (AppError, TransitionRefused)
A, S = Action, CaseState


def press(case_id: int, action: Action, user_id: int, version: int, **given: Any) -> Callable[[], Any]:
    """One person's press on the button of a screen that showed ``version``."""

    def act() -> Any:
        user = db.session.get_one(User, user_id)
        return moves.perform(case_id, action, user, version=version, given=Given(**given)).state

    return act


def crowd_of(case: Any, action: Action, user_id: int) -> list[Callable[[], Any]]:
    return [press(case.id, action, user_id, case.version, reference=f"PP-{no}") for no in range(PEOPLE)]


def once(hand: Hand, results: list[Any], kind: str) -> bool:
    """Exactly one went through, the others were told that they were late, and the money moved once."""
    done = [result for result in results if not isinstance(result, Exception)]
    late = [result for result in results if isinstance(result, LATE)]
    moved = hand.ask(f"SELECT count(*) FROM money_movements WHERE kind = '{kind}'")[0][0]
    return len(done) == 1 and len(late) == PEOPLE - 1 and moved == 1


@pytest.mark.promise("P5")
@pytest.mark.parametrize(
    ("state", "action", "role", "kind"),
    [(S.PAYMENT, A.PAY, Role.FINANCE, "pay"), (S.DECISION, A.GRANT, Role.HEAD, "reserve")],
    ids=["pay", "grant"],
)
def test_one_of_six(
    fresh_walk: Walk,
    fresh_app: Flask,
    hand: Hand,
    trial: Trial,
    state: CaseState,
    action: Action,
    role: Role,
    kind: str,
) -> None:
    case = fresh_walk.to(state)
    if action is A.GRANT:
        fresh_walk.sign_decision(case, fresh_walk.staff(Role.HEAD))
        case = fresh_walk.fresh(case)
    acts = crowd_of(case, action, fresh_walk.staff(role).id)
    db.session.remove()
    hand.keep()
    for _ in range(trial.rounds(5, 500)):
        trial.count(once(hand, at_once(fresh_app, acts), kind))
        hand.turn_back()


@pytest.mark.promise("P5")
def test_without_walls_it_is_paid_twice(
    fresh_walk: Walk, fresh_app: Flask, hand: Hand, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: no row lock, no version, no lock on the account, no key of the movement."""
    case = fresh_walk.to(S.PAYMENT)
    acts = crowd_of(case, A.PAY, fresh_walk.staff(Role.FINANCE).id)
    db.session.remove()
    gate, numbers, add = threading.Barrier(PEOPLE), itertools.count(), ledger._add

    def read_only(case_id: int) -> Case:
        found = db.session.scalars(select(Case).where(Case.id == case_id)).one()
        gate.wait(timeout=60)
        return found

    def keyless(programme: str, kind: str, amount: Decimal, of: Any, key: str, *more: Any) -> None:
        add(programme, kind, amount, of, f"{key}:{next(numbers)}", *more)

    monkeypatch.setattr(cases, "lock", read_only)
    monkeypatch.setattr(money, "lock_account", lambda _programme: None)
    monkeypatch.setattr(ledger, "_add", keyless)
    monkeypatch.setattr(Case.__mapper__, "version_id_col", None)
    results = at_once(fresh_app, acts)
    trial.planted(not once(hand, results, "pay"))
    trial.count(True)


@pytest.mark.promise("P5")
def test_two_grants_at_once_stay_under_the_cap(fresh_walk: Walk, fresh_app: Flask, hand: Hand, trial: Trial) -> None:
    """Two applications of one applicant, each within the cap alone, together above it: one is granted, the other is
    refused because its sums have changed (342:9)."""
    organisation = make_organisation()
    content = copy.deepcopy(CONTENT)
    content["costs"][0]["amount"] = content["costs"][0]["payments"][0]["amount"] = "100000000.00"
    head = fresh_walk.staff(Role.HEAD)
    acts = []
    for _ in range(2):
        case = fresh_walk.to(S.DECISION, organisation=organisation, content=content)
        fresh_walk.sign_decision(case, head)
        acts.append(press(case.id, A.GRANT, head.id, fresh_walk.fresh(case).version))
    db.session.remove()
    hand.keep()
    for _ in range(trial.rounds(3, 100)):
        results = at_once(fresh_app, acts)
        refused = [reason.code for error in results if isinstance(error, TransitionRefused) for reason in error.reasons]
        granted = hand.ask("SELECT coalesce(sum(amount), 0) FROM caps")[0][0]
        trial.count(refused == ["sums_changed"] and granted == Decimal("50000000.00"))
        hand.turn_back()
