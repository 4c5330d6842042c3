"""A role that signs takes two administrators: one proposes it by the order, another approves."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Notice, StaffRole, User, UserCorrection
from dms.queries import corrections as queries
from dms.queries import people
from dms.services import clock
from dms.services.files import lone_files
from dms.services.people import appointments, corrections
from dms.services.people.roles import Holding
from tests.fixtures import pdfs
from tests.fixtures.people import journal_of, make_staff, sign_in
from workflows.states import Role

BY_ORDER = Holding(valid_from=date(2026, 4, 1), order_no="12-ө", order_on=date(2026, 3, 31))


def appoint(user: User, role: Role, by: User, held: Holding = BY_ORDER) -> bool:
    return appointments.appoint(user, role, held, by=by, now=clock.now())


def waiting(user: User) -> UserCorrection:
    found = queries.find_open(user.id)
    assert found is not None
    return found


def settle(act: Any, user: User, by: User) -> None:
    act(user.public_id, waiting(user).public_id, by, clock.now())


def roles_of(user: User) -> frozenset[Role]:
    db.session.expire_all()
    return people.staff_roles(user, clock.today())


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY, Role.ADMINISTRATOR])
def test_one_proposes_and_another_approves(two: tuple[User, User], role: Role) -> None:
    (first, second), clerk = two, make_staff(Role.EXECUTOR)
    assert appoint(clerk, role, first) is False
    assert roles_of(clerk) == {Role.EXECUTOR}
    facts = journal_of(Event.ROLE_PROPOSED)[-1]["facts"]
    assert (facts["role"], facts["order_no"], facts["order_on"]) == (role.value, "12-ө", "2026-03-31")
    assert db.session.query(Notice).filter_by(user_id=second.id, code="role_to_approve").count() == 1
    with pytest.raises(BadInput) as refused:
        settle(corrections.approve, clerk, first)
    assert refused.value.text is corrections.PROPOSER_APPROVES
    with pytest.raises(BadInput):
        settle(corrections.approve, clerk, clerk)
    row = waiting(clerk)
    settle(corrections.approve, clerk, second)
    assert roles_of(clerk) == {Role.EXECUTOR, role}
    given = journal_of(Event.ROLE_GRANTED)[-1]
    assert (given["actor"]["id"], given["facts"]["proposed_by"]) == (second.public_id, first.public_id)
    held = db.session.query(StaffRole).filter_by(user_id=clerk.id, role=role.value).one()
    assert (held.order_no, held.order_on, held.valid_from) == ("12-ө", date(2026, 3, 31), date(2026, 4, 1))
    with pytest.raises(StaleCase):
        corrections.approve(clerk.public_id, row.public_id, second, clock.now())


def test_a_new_account_waits_with_its_role(two: tuple[User, User]) -> None:
    account = {"email": "head@example.kz", "name": "Жаңа Басшы", "iin": "", "locale": "kk"}
    made, given = appointments.hire(account, Role.HEAD, BY_ORDER, by=two[0], now=clock.now())
    assert (given, roles_of(made)) == (False, frozenset())
    said = {name: getattr(made, name) or "" for name in corrections.FIELDS} | {"name": "Басқа Есім"}
    with pytest.raises(BadInput) as refused:
        corrections.correct(made, said, by=two[0], now=clock.now())
    assert refused.value.text is corrections.WAITS, "who is to sign is not renamed by one hand meanwhile"
    settle(corrections.approve, made, two[1])
    assert roles_of(made) == {Role.HEAD}


def test_no_head_without_an_order_and_nothing_in_part(two: tuple[User, User]) -> None:
    account = {"email": "head@example.kz", "name": "Жаңа Басшы", "iin": "", "locale": "kk"}
    with pytest.raises(BadInput) as refused:
        appointments.hire(account, Role.HEAD, Holding(valid_from=clock.today()), by=two[0], now=clock.now())
    assert refused.value.text is appointments.NEEDS_ORDER
    db.session.rollback()
    assert people.find_user_by_email("head@example.kz") is None


def test_it_may_be_put_aside_and_proposed_again(two: tuple[User, User]) -> None:
    clerk = make_staff(Role.EXECUTOR)
    appoint(clerk, Role.DEPUTY, two[0])
    with pytest.raises(BadInput) as refused:
        appoint(clerk, Role.HEAD, two[1])
    assert refused.value.text is corrections.WAITS
    settle(corrections.reject, clerk, two[1])
    assert journal_of(Event.ROLE_REJECTED)[-1]["facts"]["role"] == "deputy"
    assert db.session.query(Notice).filter_by(user_id=two[0].id, code="role_rejected").count() == 1
    assert roles_of(clerk) == {Role.EXECUTOR}
    assert appoint(clerk, Role.DEPUTY, two[1]) is False


def test_one_is_enough_for_the_rest_and_while_a_system_is_set_up(session: Any) -> None:
    only, first, second = make_staff(Role.ADMINISTRATOR), make_staff(), make_staff()
    assert appoint(first, Role.HEAD, only) is True, "nobody has ever signed and there is nobody to approve"
    with pytest.raises(BadInput) as refused:
        appoint(second, Role.DEPUTY, only)
    assert refused.value.text is appointments.NO_SECOND
    assert appoint(second, Role.EXECUTOR, only) is True
    assert appoint(second, Role.ADMINISTRATOR, only) is True
    assert appoint(make_staff(), Role.DEPUTY, only) is False


def test_the_pages_of_both(client: FlaskClient, two: tuple[User, User]) -> None:
    (first, second), clerk = two, make_staff(Role.EXECUTOR)
    address = f"/admin/users/{clerk.public_id}"
    data = {"role": "deputy", "valid_from": "01.04.2026", "order_no": "12-ө", "order_on": "31.03.2026",
            "acts": ["grant", "supplement"]}  # fmt: skip
    sign_in(client, first)
    client.get("/lang/en")
    body = pdfs.good(mark="бұйрық")
    told = client.post(address, data=data | {"order_file": (io.BytesIO(body), "order.pdf")}, follow_redirects=True).text
    row = waiting(clerk)
    approve = f"{address}/corrections/{row.public_id}/approve"
    assert "This role takes two administrators" in told
    assert approve not in told
    sign_in(client, second)
    lone_files.check(row.order_file_id or 0)
    page = client.get(address).text
    assert approve in page
    assert "№ 12-ө" in page
    assert "31.03.2026" in page
    assert "grants and agreements; supplements" in page
    assert client.get(f"{address}/corrections/{row.public_id}/order").data == body
    assert client.get(f"/admin/users/{first.public_id}/corrections/{row.public_id}/order").status_code == 404
    assert client.post(approve).status_code == 302
    assert roles_of(clerk) == {Role.EXECUTOR, Role.DEPUTY}
    held = db.session.query(StaffRole).filter_by(user_id=clerk.id, role="deputy").one()
    assert held.acts == ["grant", "supplement"]
    assert client.get(f"{address}/roles/{held.id}/order").data == body


def test_refused_again_when_it_is_held_meanwhile(two: tuple[User, User]) -> None:
    clerk = make_staff(Role.EXECUTOR)
    appoint(clerk, Role.HEAD, two[0])
    db.session.add(StaffRole(user_id=clerk.id, role="head", valid_from=date(2026, 1, 1)))
    db.session.commit()
    with pytest.raises(BadInput):
        settle(corrections.approve, clerk, two[1])
    db.session.rollback()
    assert waiting(clerk).status == "proposed"
