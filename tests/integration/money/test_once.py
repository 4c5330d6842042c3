"""P5 with money: people who press at the same moment, on connections of their own. Nothing is paid twice, nothing is
granted past the caps, the account is never overdrawn."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from dms.errors import AppError
from dms.extensions import db
from dms.models import Case, MoneyMovement, User
from dms.queries import money
from dms.services import moves
from dms.services.judging.given import Given
from dms.services.money import ledger
from dms.services.unit import unit
from tests.fixtures.office import PROGRAMME
from tests.fixtures.promises import Trial
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

SUM = Decimal("480000.00")


def at_once(app: Flask, acts: list[Callable[[], object]]) -> list[str]:
    """Every act in a thread and connection of its own, all let go together; ``done`` or the name of what refused it."""
    from dms import scope

    gate = threading.Barrier(len(acts))
    results = ["lost"] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        with app.app_context(), scope.acting(scope.SYSTEM):
            try:
                gate.wait(timeout=30)
                act()
                results[place] = "done"
            except (AppError, TransitionRefused) as refused:
                results[place] = type(refused).__name__
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def payer(case_id: int, version: int | None, finance_id: int, reference: str) -> Callable[[], object]:
    def pay() -> object:
        user = db.session.get_one(User, finance_id)
        return moves.perform(case_id, Action.PAY, user, version=version, given=Given(reference=reference))

    return pay


def payments(case_id: int) -> int:
    rows = money.movements(PROGRAMME, case_id=case_id)
    return sum(1 for row in rows if row.movement.kind == "pay")


def leave(walk: Walk, case: Any, left: Decimal) -> None:
    """So much on the account, whatever was there."""
    with unit():
        over = money.on_account(PROGRAMME) - left
        key = f"pay:test:{case.id}"
        db.session.add(
            MoneyMovement(programme=PROGRAMME, kind="pay", amount=-over, case_id=case.id, key=key, at=walk.clock())
        )


@pytest.mark.promise("P5")
def test_one_case_is_paid_once(fresh_walk: Walk, fresh_app: Flask, trial: Trial) -> None:
    """Double clicks, two tabs, and retries without a version."""
    finance = fresh_walk.staff(Role.FINANCE).id
    for _ in range(trial.rounds(1, 60)):
        case = fresh_walk.to(CaseState.PAYMENT)
        seen = [case.version, case.version, None, None]
        acts = [payer(case.id, version, finance, f"PP-{i % 2}") for i, version in enumerate(seen)]
        db.session.rollback()
        results = at_once(fresh_app, acts)
        db.session.rollback()
        trial.count(results.count("done") == 1 and payments(case.id) == 1)
    assert money.on_account(PROGRAMME) >= 0


@pytest.mark.promise("P5")
def test_two_payments_never_overdraw_the_account(fresh_walk: Walk, fresh_app: Flask, trial: Trial) -> None:
    """The account holds one payment and a half; two cases are paid at the same moment."""
    finance = fresh_walk.staff(Role.FINANCE).id
    for _ in range(trial.rounds(1, 40)):
        first, second = fresh_walk.to(CaseState.PAYMENT), fresh_walk.to(CaseState.PAYMENT)
        leave(fresh_walk, first, SUM * 3 / 2)
        acts = [payer(case.id, case.version, finance, f"PP-{case.id}") for case in (first, second)]
        db.session.rollback()
        results = at_once(fresh_app, acts)
        db.session.rollback()
        trial.count(results.count("done") == 1 and money.on_account(PROGRAMME) == SUM / 2)
        with unit():
            more = SUM * 10
            ledger.transfer_in(
                PROGRAMME, more, f"IN-{first.id}", fresh_walk.staff(Role.FINANCE), fresh_walk.clock(), ""
            )


@pytest.mark.promise("P5")
def test_the_account_lock_is_what_holds(
    fresh_walk: Walk, fresh_app: Flask, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted fault: without the lock both payments see the same balance, and the account is overdrawn."""
    finance = fresh_walk.staff(Role.FINANCE).id
    first, second = fresh_walk.to(CaseState.PAYMENT), fresh_walk.to(CaseState.PAYMENT)
    leave(fresh_walk, first, SUM * 3 / 2)
    acts = [payer(case.id, case.version, finance, f"PP-{case.id}") for case in (first, second)]
    both = threading.Barrier(2)
    real = moves.engine.decide

    def decide(*given: Any) -> Any:
        found = real(*given)
        both.wait(timeout=20)  # both have read the balance before either pays
        return found

    db.session.rollback()
    with monkeypatch.context() as patched:
        patched.setattr(moves.money, "lock_account", lambda _programme: None)
        patched.setattr(moves.engine, "decide", decide)
        at_once(fresh_app, acts)
    db.session.rollback()
    trial.planted(money.on_account(PROGRAMME) < 0)
    trial.count(True)


@pytest.mark.promise("P5")
def test_one_case_is_granted_once(fresh_walk: Walk, fresh_app: Flask, trial: Trial) -> None:
    """Six signatures of the head at the same moment: one reservation."""
    head = fresh_walk.staff(Role.HEAD).id
    for _ in range(trial.rounds(1, 40)):
        case = fresh_walk.to(CaseState.DECISION)
        fresh_walk.sign_decision(case, fresh_walk.staff(Role.HEAD))
        case = fresh_walk.fresh(case)
        case_id, version = case.id, case.version

        def grant(case_id: int = case_id, version: int = version) -> object:
            return moves.perform(case_id, Action.GRANT, db.session.get_one(User, head), version=version)

        db.session.rollback()
        results = at_once(fresh_app, [grant] * 6)
        db.session.rollback()
        kinds = [row.movement.kind for row in money.movements(PROGRAMME, case_id=case_id)]
        trial.count(results.count("done") == 1 and kinds == ["reserve"])
        assert db.session.get_one(Case, case_id, populate_existing=True).state == CaseState.AGREEMENT
