"""While a slow server holds its answer, the job holds nothing in the database: no open transaction, no row."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from dms import scope
from dms.extensions import db
from dms.models import Signature
from dms.queries import documents
from dms.services import clock
from dms.services.draft import application
from dms.services.signed import again, demo_signing, signatures
from dms.signing.types import Verdict, Verification, Verifier
from dms.signing.words import reason
from tests.fixtures.walk import Walk
from workflows.states import CaseState

OPEN = text(
    "SELECT state, query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND state LIKE 'idle in transaction%'"
)
LOCK = text("SELECT v.id FROM document_versions v WHERE v.id = :id FOR UPDATE NOWAIT")


class Slow:
    """Asks ``own`` once it is let go on."""

    def __init__(self, own: Verifier) -> None:
        self.own, self.asked, self.go_on = own, threading.Event(), threading.Event()

    def verify(self, *given: Any) -> Verification:
        self.asked.set()
        assert self.go_on.wait(30)
        return self.own.verify(*given)


class Unsure:
    def verify(self, *_given: object) -> Verification:
        return Verification(verdict=Verdict.CANNOT_TELL, reasons=(reason("no_revocation_data", serial="0a"),))


@pytest.fixture
def slow(fresh_app: Flask) -> Iterator[Slow]:
    """The judge that asks; the one of requests cannot tell."""
    found = Slow(fresh_app.extensions["verifier"])
    fresh_app.extensions |= {"verifier": Unsure(), "asking_verifier": found}
    yield found
    found.go_on.set()


def received(walk: Walk) -> Signature:
    case = walk.to(CaseState.DRAFT)
    who, now = walk.applicant(case), clock.now()
    application.freeze(case.id, who, version=None)
    walk.run_jobs()
    paper = documents.documents_of(case.id, "generated")[0]
    cms = demo_signing.sign(paper.current, who, case, "applicant", now)
    return signatures.receive(paper.current, cms, who, "applicant", now)


def in_a_worker(app: Flask, signature_id: int) -> threading.Thread:
    def work() -> None:
        with app.app_context(), scope.acting(scope.SYSTEM):
            try:
                again.judge_again(signature_id)
            finally:
                db.session.remove()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_no_transaction_is_open_while_it_is_asked(fresh_app: Flask, fresh_walk: Walk, slow: Slow) -> None:
    row = received(fresh_walk)
    signature_id, version_id = row.id, row.version_id
    db.session.commit()
    worker = in_a_worker(fresh_app, signature_id)
    assert slow.asked.wait(30)
    assert db.session.execute(OPEN).all() == []
    assert db.session.execute(LOCK, {"id": version_id}).scalar_one() == version_id
    db.session.commit()
    slow.go_on.set()
    worker.join(30)
    answer = db.session.query(Signature).filter_by(again_of=signature_id).one()
    assert answer.verdict == "valid"


def test_an_answer_that_came_in_meanwhile_stays_the_only_one(fresh_app: Flask, fresh_walk: Walk, slow: Slow) -> None:
    row = received(fresh_walk)
    signature_id = row.id
    db.session.commit()
    workers = [in_a_worker(fresh_app, signature_id), in_a_worker(fresh_app, signature_id)]
    assert slow.asked.wait(30)
    slow.go_on.set()
    for worker in workers:
        worker.join(30)
    assert db.session.query(Signature).filter_by(again_of=signature_id).count() == 1
