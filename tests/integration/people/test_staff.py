"""Accounts of the operator's side: every change of rights is written down and ends the person's log-ins."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.events import Event
from dms.models import Notice, StaffRole, User
from dms.queries import corrections, people
from dms.services import clock
from dms.services.files import lone_files
from tests.fixtures import pdfs
from tests.fixtures.application import Letters
from tests.fixtures.people import (
    PASSWORD,
    deliver_letters,
    journal_of,
    link_in,
    make_iin,
    make_staff,
    make_user,
    sign_in,
)
from workflows.states import Role


@pytest.fixture
def admin(client: FlaskClient) -> User:
    user = make_staff(Role.ADMINISTRATOR)
    sign_in(client, user)
    return user


def test_a_new_account_chooses_its_password_by_letter(
    client: FlaskClient, app: Flask, admin: User, letters: Letters
) -> None:
    data = {"name": "Жаңа Қызметкер", "email": "new@example.kz", "locale": "kk", "role": "executor",
            "valid_from": "01.04.2026"}  # fmt: skip
    assert client.post("/admin/users/new", data=data).status_code == 302
    made = people.find_user_by_email("new@example.kz")
    assert made is not None
    assert people.staff_roles(made, clock.today()) == {Role.EXECUTOR}
    deliver_letters()
    [letter] = letters.all()
    other = app.test_client()
    assert other.post(link_in(letter), data={"password": PASSWORD, "password_confirm": PASSWORD}).status_code == 302
    assert other.post("/login", data={"email": "new@example.kz", "password": PASSWORD}).status_code == 302


def test_an_account_and_its_first_role_are_made_together_or_not_at_all(client: FlaskClient, admin: User) -> None:
    data = {"name": "Жаңа Басшы", "email": "deputy@example.kz", "locale": "kk", "role": "deputy",
            "valid_from": "01.04.2026"}  # fmt: skip
    assert "order" in client.post("/admin/users/new", data=data).text
    assert people.find_user_by_email("deputy@example.kz") is None
    whole = {**data, "order_no": "12-ө", "order_on": "31.03.2026"}
    assert client.post("/admin/users/new", data=whole).status_code == 302
    made = people.find_user_by_email("deputy@example.kz")
    assert made is not None
    assert people.staff_roles(made, clock.today()) == {Role.DEPUTY}


def test_a_given_role_ends_the_log_ins(client: FlaskClient, app: Flask, admin: User) -> None:
    clerk = make_staff(Role.REGISTRAR)
    theirs = app.test_client()
    sign_in(theirs, clerk)
    path = f"/admin/users/{clerk.public_id}"
    assert client.post(path, data={"role": "executor", "valid_from": "01.04.2026"}).status_code == 302
    assert theirs.get("/account").status_code == 302
    said = journal_of(Event.ROLE_GRANTED)[-1]
    assert (said["actor"]["id"], said["facts"]["role"]) == (admin.public_id, "executor")


def test_an_ended_role_is_gone_at_once(client: FlaskClient, app: Flask, admin: User, session: Any) -> None:
    clerk = make_staff(Role.REGISTRAR)
    theirs = app.test_client()
    sign_in(theirs, clerk)
    [row] = session.scalars(select(StaffRole).where(StaffRole.user_id == clerk.id))
    assert client.post(f"/admin/users/{clerk.public_id}/roles/{row.id}/end").status_code == 302
    assert theirs.get("/account").status_code == 302
    assert people.staff_roles(clerk, clock.today()) == frozenset()


def test_a_deputy_needs_an_order(client: FlaskClient, admin: User) -> None:
    clerk = make_staff()
    path = f"/admin/users/{clerk.public_id}"
    answer = client.post(path, data={"role": "deputy", "valid_from": "01.04.2026"})
    assert answer.status_code == 200
    assert "342:35" in answer.text
    good = {"role": "deputy", "valid_from": "01.04.2026", "order_no": "5", "order_on": "31.03.2026"}
    assert client.post(path, data=good).status_code == 302
    assert people.staff_roles(clerk, date(2026, 4, 1)) == {Role.DEPUTY}


def test_the_order_itself_is_kept_beside_the_role(client: FlaskClient, admin: User) -> None:
    clerk = make_staff(Role.EXECUTOR)
    page = f"/admin/users/{clerk.public_id}"
    data = {"role": "deputy", "valid_from": "01.04.2026", "order_no": "12-ө", "order_on": "31.03.2026"}
    wrong = client.post(page, data=data | {"order_file": (io.BytesIO(b"GIF89a"), "order.pdf")})
    assert "This is no PDF file" in wrong.text
    body = pdfs.good(mark="бұйрық")
    assert client.post(page, data=data | {"order_file": (io.BytesIO(body), "order.pdf")}).status_code == 302
    role = next(row for row in people.staff_role_rows(clerk, clock.today()) if row.role == "deputy")
    assert journal_of(Event.ROLE_GRANTED)[-1]["facts"]["order_sha256"] == hashlib.sha256(body).hexdigest()
    order = f"{page}/roles/{role.id}/order"
    assert client.get(order).status_code == 409, "given out before its checks have ended"
    lone_files.check(role.order_file_id or 0)
    assert client.get(order).data == body
    assert client.get(f"/admin/users/{admin.public_id}/roles/{role.id}/order").status_code == 404
    assert order in client.get(page).text


def test_the_same_role_is_not_given_twice(client: FlaskClient, admin: User) -> None:
    clerk = make_staff(Role.EXECUTOR)
    answer = client.post(f"/admin/users/{clerk.public_id}", data={"role": "executor", "valid_from": "01.04.2026"})
    assert answer.status_code == 200
    assert "error-summary" in answer.text


def test_a_blocked_account_is_out_at_once(client: FlaskClient, app: Flask, admin: User) -> None:
    clerk = make_staff(Role.EXECUTOR)
    theirs = app.test_client()
    sign_in(theirs, clerk)
    client.post(f"/admin/users/{clerk.public_id}/block")
    assert theirs.get("/account").status_code == 302
    assert theirs.post("/login", data={"email": clerk.email, "password": PASSWORD}).status_code == 200
    client.post(f"/admin/users/{clerk.public_id}/unblock")
    assert theirs.post("/login", data={"email": clerk.email, "password": PASSWORD}).status_code == 302


def test_a_reset_voids_the_password(client: FlaskClient, app: Flask, admin: User, letters: Letters) -> None:
    clerk = make_staff(Role.EXECUTOR)
    client.post(f"/admin/users/{clerk.public_id}/password")
    theirs = app.test_client()
    assert theirs.post("/login", data={"email": clerk.email, "password": PASSWORD}).status_code == 200
    deliver_letters()
    [letter] = letters.all()
    assert theirs.post(link_in(letter), data={"password": PASSWORD, "password_confirm": PASSWORD}).status_code == 302
    assert theirs.post("/login", data={"email": clerk.email, "password": PASSWORD}).status_code == 302


def test_details_are_put_right_and_the_old_ones_kept(
    client: FlaskClient, admin: User, session: Any, letters: Letters
) -> None:
    clerk, other = make_staff(Role.EXECUTOR, name="Ахметва Айгүл"), make_staff(Role.EXECUTOR)
    address = f"/admin/users/{clerk.public_id}/person"
    said = {"name": "Ахметова Айгүл", "email": "Aigul@Example.kz", "iin": clerk.iin or "", "locale": "ru"}
    before = clerk.email
    assert client.post(address, data=said).status_code == 302
    session.refresh(clerk)
    assert (clerk.name, clerk.email, clerk.locale) == ("Ахметова Айгүл", "aigul@example.kz", "ru")
    [entry] = journal_of(Event.USER_CORRECTED)
    deliver_letters()
    assert sorted(letter["To"] for letter in letters.all()) == sorted([before, "aigul@example.kz"]), "both hear of it"
    changes = entry["facts"]["changes"]
    assert changes["name"] == ["Ахметва Айгүл", "Ахметова Айгүл"]
    assert changes["email"] == [before, "aigul@example.kz"]
    assert client.post(address, data=said).status_code == 302
    assert len(journal_of(Event.USER_CORRECTED)) == 1, "what says the same changes nothing"
    taken = client.post(address, data={**said, "email": other.email})
    assert "notice-red" in taken.text
    session.refresh(clerk)
    assert clerk.email == "aigul@example.kz"
    assert client.get(f"/admin/users/{admin.public_id}/person").status_code == 404


def approved(browser: FlaskClient, user: User, by: User) -> None:
    """What waits is approved by another administrator."""
    sign_in(browser, by)
    row = corrections.find_open(user.id)
    assert row is not None
    address = f"/admin/users/{user.public_id}/corrections/{row.public_id}/approve"
    assert browser.post(address).status_code == 302


def test_a_new_iin_opens_nothing_and_old_links_are_void(
    client: FlaskClient, app: Flask, admin: User, session: Any, letters: Letters
) -> None:
    head, other, second = make_staff(Role.HEAD), make_staff(Role.HEAD), make_staff(Role.ADMINISTRATOR)
    client.post(f"/admin/users/{head.public_id}/password")
    deliver_letters()
    [sent] = letters.all()
    said = {"name": head.name, "email": "head@example.kz", "iin": make_iin(), "locale": "kk"}
    assert client.post(f"/admin/users/{head.public_id}/person", data=said).status_code == 302
    session.refresh(head)
    assert (head.email, head.iin != said["iin"]) == ("head@example.kz", True), (
        "the IIN waits for a second administrator"
    )
    approved(app.test_client(), head, second)
    session.refresh(head)
    assert (head.iin, head.iin_proved_at) == (said["iin"], None), "its holder proves it by his own EDS"
    told = session.scalars(select(Notice.code).where(Notice.user_id == other.id)).all()
    assert told == ["user_corrected", "user_corrected"]
    theirs = app.test_client()
    theirs.post(link_in(sent), data={"password": PASSWORD, "password_confirm": PASSWORD})
    assert theirs.post("/login", data={"email": "head@example.kz", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("act", ["block", "unblock"])
def test_nobody_changes_his_own_rights(client: FlaskClient, admin: User, session: Any, act: str) -> None:
    client.post(f"/admin/users/{admin.public_id}/{act}")
    answer = client.post(f"/admin/users/{admin.public_id}", data={"role": "head", "valid_from": "01.04.2026"})
    assert answer.status_code == 200
    session.refresh(admin)
    assert admin.active
    assert people.staff_roles(admin, clock.today()) == {Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    "path", ["/admin/users", "/admin/disputes", "/admin/tables", "/admin/interpretations", "/admin/jobs"]
)
def test_others_stay_outside(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 302
    sign_in(client, make_user())
    assert client.get(path).status_code == 403
    for role in (Role.EXECUTOR, Role.SUPERVISOR, Role.FINANCE):
        sign_in(client, make_staff(role))
        assert client.get(path).status_code == 403


PAGES = (
    "/admin/users", "/admin/users?side=applicants&q=x", "/admin/users/new", "/admin/disputes", "/admin/tables",
    "/admin/tables/mci", "/admin/tables/holidays", "/admin/tables/rates", "/admin/tables/retention",
    "/admin/workflow/domestic-342", "/admin/workflow/document", "/admin/interpretations", "/admin/jobs",
    "/admin/editions", "/admin/editions/314@2024-08-02/314@2025-01-01", "/admin/tables/editions",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_stand(client: FlaskClient, admin: User, path: str, lang: str) -> None:
    client.post("/language", data={"lang": lang, "next": "/login"})
    answer = client.get(path)
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text


def test_the_first_administrator_comes_from_the_command_line(app: Flask, session: Any) -> None:
    from dms.cli.users import user

    runner = app.test_cli_runner()
    wanted = ["create", "--email", "first@example.kz", "--name", "Бірінші Әкімші", "--role", "administrator"]
    answer = runner.invoke(user, wanted)
    assert answer.exit_code == 0, answer.output
    assert "/reset/" in answer.output
    assert runner.invoke(user, wanted).exit_code == 2
    typed = [*wanted[:2], "second@example.kz", *wanted[3:], "--password-stdin"]
    assert runner.invoke(user, typed, input="short\n").exit_code == 2
    assert runner.invoke(user, typed, input=f"{PASSWORD}\n").exit_code == 0
    made = people.find_user_by_email("second@example.kz")
    assert made is not None
    assert people.staff_roles(made, clock.today()) == {Role.ADMINISTRATOR}
