"""Two connections at once: a payment and new bank details exclude each other, and locks are taken in one order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from dms import scope
from dms.errors import StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Supplement
from dms.queries import documents
from dms.replay import replay
from dms.services import clock, moves
from dms.services.judging.given import Given
from dms.services.money import ledger
from dms.services.signed import demo_signing, signatures, supplement_force, supplements
from tests.fixtures.people import journal_of
from tests.fixtures.supplements import NEW
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role


class Both:
    """A supplement that lacks the operator's signature alone, and a payment on the way; ``gate`` holds whoever is
    first under the case's lock."""

    def __init__(self, app: Flask, walk: Walk) -> None:
        self.app, self.walk = app, walk
        case = walk.to(CaseState.PAYMENT)
        supplements.propose(case.id, walk.applicant(case), NEW, version=case.version)
        walk.run_jobs()
        self.case_id, self.old = case.id, case.content["bank"]["iban"]
        self.finance, self.head = walk.staff(Role.FINANCE).id, walk.staff(Role.HEAD).id
        self._sign(walk.applicant(case), "applicant")
        self.version = walk.fresh(case).version
        db.session.commit()
        db.session.remove()
        self.inside, self.gate = threading.Event(), threading.Event()

    def _sign(self, who: Any, side: str) -> str:
        case = db.session.get_one(Case, self.case_id)
        (paper,) = [p for p in documents.documents_of(self.case_id, "generated") if p.kind == "supplement"]
        cms = demo_signing.sign(paper.current, who, case, side, clock.now())
        return signatures.receive(paper.current, cms, who, side, clock.now()).verdict

    def sign(self) -> Any:
        from dms.models import User

        return self._sign(db.session.get_one(User, self.head), "operator")

    def pay(self) -> Any:
        from dms.models import User

        finance = db.session.get_one(User, self.finance)
        given = Given(reference="PP-1")
        return moves.perform(self.case_id, Action.PAY, finance, version=self.version, given=given).state

    def hold(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        """Whoever comes to this function, under the case's lock, waits for the gate."""
        own = getattr(module, name)

        def held(*given: Any, **named: Any) -> Any:
            self.inside.set()
            assert self.gate.wait(30)
            return own(*given, **named)

        monkeypatch.setattr(module, name, held)

    def run(self, first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
        """``second`` begins while ``first`` holds the lock; what each gave or raised."""
        found: list[Any] = [None, None]

        def work(place: int, act: Callable[[], Any]) -> None:
            with self.app.app_context(), scope.acting(scope.SYSTEM):
                try:
                    found[place] = act()
                except Exception as error:
                    found[place] = error
                finally:
                    db.session.remove()

        threads = [threading.Thread(target=work, args=(no, act), daemon=True) for no, act in enumerate((first, second))]
        threads[0].start()
        assert self.inside.wait(30)
        threads[1].start()
        threads[1].join(1)
        assert threads[1].is_alive(), "it does not wait for the case's lock"
        self.gate.set()
        for thread in threads:
            thread.join(30)
        assert not any(thread.is_alive() for thread in threads)
        return found


@pytest.fixture
def both(fresh_app: Flask, fresh_walk: Walk) -> Both:
    return Both(fresh_app, fresh_walk)


def payees() -> list[str]:
    return [entry["facts"]["payee"]["iban"] for entry in journal_of(Event.PAID)]


def test_details_first_refuse_the_payment_of_an_old_page(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    both.hold(monkeypatch, supplement_force, "_begin")
    signed, paid = both.run(both.sign, both.pay)
    assert (signed, type(paid)) == ("valid", StaleCase)
    assert payees() == []


def test_a_payment_first_goes_to_the_details_of_its_moment(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    both.hold(monkeypatch, ledger, "pay")
    paid, signed = both.run(both.pay, both.sign)
    assert (paid, signed) == (CaseState.MONITORING, "valid")
    assert payees() == [both.old]
    case = db.session.get_one(Case, both.case_id)
    row = db.session.query(Supplement).filter_by(case_id=both.case_id).one()
    assert row.in_force_at is not None
    assert replay(case.number).differences == []


def test_declining_and_signing_at_once_wait_in_one_order(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.models import User

    def decline() -> Any:
        supplements.end(both.case_id, 1, db.session.get_one(User, both.head), "Банк растамады")

    both.hold(monkeypatch, supplement_force, "_begin")
    signed, ended = both.run(both.sign, decline)
    assert (signed, type(ended)) == ("valid", TransitionRefused)
