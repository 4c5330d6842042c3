"""The name and the IIN of somebody who signs decisions are corrected by two administrators."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Notice, StaffRole, User, UserCorrection
from dms.queries import corrections as queries
from dms.services import clock
from dms.services.people import corrections
from tests.fixtures.journal_last import written_after_the_journal
from tests.fixtures.people import journal_of, make_iin, make_staff, sign_in
from workflows.states import Role


def said(user: User, **changes: str) -> dict[str, str]:
    return {name: getattr(user, name) or "" for name in corrections.FIELDS} | changes


def correct(user: User, by: User, **changes: str) -> tuple[bool, bool]:
    return corrections.correct(user, said(user, **changes), by=by, now=clock.now())


def waiting(user: User) -> UserCorrection:
    found = queries.find_open(user.id)
    assert found is not None
    return found


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY])
@pytest.mark.parametrize("field", ["name", "iin"])
def test_one_proposes_and_another_approves(two: tuple[User, User], role: Role, field: str) -> None:
    (first, second), signer, new = two, make_staff(role), make_iin() if field == "iin" else "Ахметов Болат"
    old = getattr(signer, field)
    assert correct(signer, first, **{field: new}, phone="+7 700 000 00 00") == (True, True)
    db.session.refresh(signer)
    assert (getattr(signer, field), signer.phone) == (old, "+7 700 000 00 00"), "what one may change is changed at once"
    assert journal_of(Event.CORRECTION_PROPOSED)[-1]["facts"]["changes"] == {field: [old, new]}
    assert db.session.query(Notice).filter_by(user_id=second.id, code="correction_to_approve").count() == 1
    row = waiting(signer)
    with pytest.raises(BadInput) as refused:
        corrections.approve(row.user.public_id, row.public_id, first, clock.now())
    assert refused.value.text is corrections.PROPOSER_APPROVES
    corrections.approve(row.user.public_id, row.public_id, second, clock.now())
    db.session.refresh(signer)
    assert getattr(signer, field) == new
    entry = journal_of(Event.USER_CORRECTED)[-1]
    assert (entry["facts"]["changes"], entry["facts"]["proposed_by"]) == ({field: [old, new]}, first.public_id)
    with pytest.raises(StaleCase):
        corrections.approve(row.user.public_id, row.public_id, second, clock.now())


def test_the_database_refuses_one_hand_for_both(two: tuple[User, User]) -> None:
    signer = make_staff(Role.HEAD)
    correct(signer, two[0], name="Ахметов Болат")
    for hand, name in (("proposed_by_id", "two_people"), ("user_id", "not_oneself")):
        with pytest.raises(IntegrityError, match=name):
            db.session.execute(
                text(f"UPDATE user_corrections SET status = 'approved', settled_by_id = {hand}, settled_at = now()")
            )
        db.session.rollback()


def test_the_person_himself_never_approves(two: tuple[User, User]) -> None:
    signer = make_staff(Role.HEAD, Role.ADMINISTRATOR)
    correct(signer, two[0], name="Ахметов Болат")
    with pytest.raises(BadInput):
        corrections.approve(signer.public_id, waiting(signer).public_id, signer, clock.now())


def test_where_there_is_no_second_one_it_says_what_to_do(session: Any) -> None:
    only, signer = make_staff(Role.ADMINISTRATOR), make_staff(Role.HEAD)
    with pytest.raises(BadInput) as refused:
        correct(signer, only, name="Ахметов Болат", phone="+7 700 000 00 00")
    assert refused.value.text is corrections.NO_SECOND
    db.session.refresh(signer)
    assert (queries.find_open(signer.id), signer.phone) == (None, ""), "nothing is written in part"
    assert correct(signer, only, phone="+7 700 000 00 00") == (True, False), "the rest takes one"


def test_ending_the_role_first_is_no_way_round(two: tuple[User, User]) -> None:
    signer = make_staff(Role.DEPUTY)
    row = db.session.query(StaffRole).filter_by(user_id=signer.id).one()
    row.valid_to = clock.today() - timedelta(days=1)
    db.session.commit()
    assert correct(signer, two[0], iin=make_iin()) == (False, True)


def test_of_others_one_administrator_is_enough(two: tuple[User, User]) -> None:
    clerk = make_staff(Role.EXECUTOR)
    assert correct(clerk, two[0], name="Ахметова Айгүл", iin=make_iin()) == (True, False)
    assert clerk.name == "Ахметова Айгүл"


def test_one_at_a_time_and_it_may_be_put_aside(two: tuple[User, User]) -> None:
    signer = make_staff(Role.HEAD)
    correct(signer, two[0], name="Ахметов Болат")
    with pytest.raises(BadInput) as refused:
        correct(signer, two[1], name="Ахметов Бек")
    assert refused.value.text is corrections.WAITS
    corrections.reject(signer.public_id, waiting(signer).public_id, two[1], clock.now())
    assert queries.find_open(signer.id) is None
    assert db.session.query(Notice).filter_by(user_id=two[0].id, code="correction_rejected").count() == 1
    assert journal_of(Event.CORRECTION_REJECTED)[-1]["facts"]["account"] == signer.public_id
    assert correct(signer, two[1], name="Ахметов Бек") == (False, True)


def test_what_has_changed_meanwhile_is_not_overwritten(two: tuple[User, User]) -> None:
    signer = make_staff(Role.HEAD)
    correct(signer, two[0], name="Ахметов Болат")
    signer.name = "Үшінші Есім"
    db.session.commit()
    with pytest.raises(StaleCase):
        corrections.approve(signer.public_id, waiting(signer).public_id, two[1], clock.now())


def test_the_pages_of_both(client: FlaskClient, two: tuple[User, User]) -> None:
    (first, second), signer = two, make_staff(Role.HEAD)
    address = f"/admin/users/{signer.public_id}"
    sign_in(client, first)
    told = client.post(f"{address}/person", data=said(signer, name="Ахметов Болат"), follow_redirects=True)
    assert "another administrator has been asked to approve" in told.text
    row = waiting(signer)
    approve, reject = (f"{address}/corrections/{row.public_id}/{act}" for act in ("approve", "reject"))
    assert approve not in told.text
    assert reject in told.text
    assert "Whoever proposed a change cannot approve it" in client.post(approve, follow_redirects=True).text
    sign_in(client, second)
    page = client.get(address).text
    assert approve in page
    assert "Ахметов Болат" in page
    assert client.post(approve).status_code == 302
    db.session.refresh(signer)
    assert signer.name == "Ахметов Болат"


def test_the_journal_is_written_last(two: tuple[User, User]) -> None:
    signer = make_staff(Role.HEAD)
    with written_after_the_journal() as late:
        assert correct(signer, two[0], name="Ахметов Болат", email="other@demo.kz") == (True, True)
    assert late == []
