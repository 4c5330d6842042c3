"""A supplement that ends without coming into force, declined or left behind by its case, changes nothing; what has come
into force, nobody changes any more (342:A3.20)."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from dms.errors import BadInput
from dms.events import Event
from dms.extensions import db
from dms.models import Notice
from dms.queries import supplements as queries
from dms.services import clock
from dms.services.packing import making
from dms.services.signed import demo_signing, signatures, supplement_ends, supplements
from tests.fixtures.supplements import NEW, Change, told
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import CaseState, Role


def test_what_is_declined_changes_nothing_and_may_come_again(walk: Walk, change: Change) -> None:
    head = walk.staff(Role.HEAD)
    change.sign("applicant")
    supplements.end(change.case.id, 1, head, "Банктің анықтамасы жоқ")
    assert told(Event.SUPPLEMENT_ENDED)[-1]["reasons"] == "Банктің анықтамасы жоқ"
    old = change.case.content["bank"]["iban"]
    with pytest.raises(TransitionRefused, match="wrong_state"):
        supplements.end(change.case.id, 1, head, "екінші рет")
    cms = demo_signing.sign(change.paper.current, head, change.case, "operator", clock.now())
    signatures.receive(change.paper.current, cms, head, "operator", clock.now())
    assert change.payee() == old, "a late signature does not raise it"
    again = supplements.propose(change.case.id, walk.applicant(change.case), NEW, version=change.case.version)
    assert again.no == 2


def test_the_case_that_leaves_ends_what_waits(walk: Walk, change: Change) -> None:
    change.sign("applicant")
    case = walk.on(change.case, CaseState.CLOSED)
    db.session.refresh(change.row)
    assert change.row.ended_at is not None
    assert change.row.reasons == supplement_ends.LEFT_BEHIND.get(case.language)
    assert told(Event.SUPPLEMENT_ENDED)[-1]["reasons"] == change.row.reasons
    codes = db.session.scalars(select(Notice.code).where(Notice.case_id == case.id)).all()
    assert "supplement_left_behind" in codes


def test_nothing_comes_into_force_outside_its_states(
    walk: Walk, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the row still waits: a case that has ended keeps its details."""
    change.sign("applicant")
    monkeypatch.setattr(supplement_ends, "with_case", lambda *_given: None)
    case = walk.on(change.case, CaseState.CLOSED)
    change.sign("operator")
    assert queries.open_of(case.id) is not None
    assert told(Event.SUPPLEMENT_IN_FORCE) == []
    with pytest.raises(BadInput, match="supplement"):
        making.begin(case.id, walk.staff(Role.ARCHIVIST), "")


@pytest.mark.parametrize(
    "change_of",
    ["new = '{}'", "old = '{}'", "no = 9", "in_force_at = now() + interval '1 day'", "in_force_at = NULL",
     "ended_at = now(), ended_by_id = author_id"],
)  # fmt: skip
def test_the_database_keeps_what_is_in_force(change: Change, change_of: str) -> None:
    change.sign("applicant")
    change.sign("operator")
    with pytest.raises(DBAPIError, match=r"permission denied|never changes|once"):
        db.session.execute(text(f"UPDATE supplements SET {change_of}"))
    db.session.rollback()


def test_an_end_has_a_hand(change: Change) -> None:
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE supplements SET ended_at = now()"))
    db.session.rollback()
