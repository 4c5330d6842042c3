"""The power of attorney of an invitation and the order behind a role come in parts before their form, on either store:
who may send them, what takes them, and what the sender hears when their checks refuse them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms import scope
from dms.extensions import db
from dms.models import File, FileUpload, Invitation, Membership, Notice, Organisation, StaffRole, User, UserCorrection
from dms.notice_words import say
from dms.pdf.findings import words
from dms.queries import people as roles
from dms.services import files, uploads
from dms.services.files import lone_files
from dms.services.telling import mail
from dms.services.uploads import sending
from tests.fixtures import bad_pdfs, pdfs
from tests.fixtures.application import Clock, Letters
from tests.fixtures.people import add_member, make_organisation, make_staff, make_user, sign_in
from tests.fixtures.walk import Walk
from tests.integration.papers.sending import JSON, PART, Waiting, long_pdf, row_of, sha, value
from workflows.states import CaseState, Role
from workflows.text import LANGS

INVITED = {
    "email": "helper@example.kz", "kind": "representative", "scope": ["draft"], "paper_no": "15",
    "paper_on": "01.03.2026", "valid_from": "01.03.2026", "valid_to": "31.12.2026",
}  # fmt: skip
DEPUTY = {"role": "deputy", "valid_from": "01.04.2026", "order_no": "12-ө", "order_on": "31.03.2026"}
NEW = {**DEPUTY, "role": "executor", "name": "Жаңа Қызметкер", "email": "new@example.kz", "locale": "kk"}


@pytest.fixture(autouse=True)
def short_parts(app: Flask, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PART_SIZE", PART)


def of_head(client: FlaskClient) -> tuple[Organisation, User, Waiting]:
    """An organisation, its first head, and how he sends its powers of attorney."""
    head = make_user(locale="en")
    row = make_organisation(head)
    sign_in(client, head)
    db.session.commit()
    return row, head, Waiting(client, None, kind=f"form-paper-{row.public_id}")


def of_administrator(client: FlaskClient) -> tuple[User, User, Waiting]:
    """An administrator, whose role he gives, and how he sends the order."""
    admin, clerk = make_staff(Role.ADMINISTRATOR, locale="ru"), make_staff(Role.EXECUTOR)
    sign_in(client, admin)
    db.session.commit()
    return admin, clerk, Waiting(client, None, kind=f"form-order-{clerk.public_id}")


def invitations() -> list[Invitation]:
    db.session.expire_all()
    return list(db.session.scalars(select(Invitation).order_by(Invitation.id)))


def status_of(sender: Waiting, kind: str) -> int:
    return int(sender.begin(pdfs.good(), kind=kind).status_code)


def test_an_invitation_takes_its_power_of_attorney_from_either_store(store: str, client: FlaskClient) -> None:
    row, _head, sender = of_head(client)
    address, body = f"/account/organisations/{row.public_id}/invite", long_pdf(PART + 100)
    assert f"kind={sender.kind}" in client.get(address).text
    begun = sender.begin(pdfs.good(3), "басқа.pdf", kind=sender.kind).json
    where = client.post(begun["addresses"], json={"parts": {"1": sha(pdfs.good(3))}}, headers=JSON).json["urls"]["1"]
    assert where.startswith("/") == (store == "directory"), "the bytes go straight to a store that takes them"
    told, before = sender.whole(body), len(invitations())
    assert (told["state"], set(sender.answers)) == ("done", {200})
    assert client.post(address, data={**INVITED, "arrived": value(told)}).status_code == 302
    made = invitations()[-1]
    file = db.session.get_one(File, made.terms["paper_file_id"])
    assert (file.sha256, file.check_status) == (sha(body), "waiting")
    assert file.claimed_at is not None
    again = client.post(address, data={**INVITED, "arrived": value(told)})
    assert again.status_code == 200
    assert "no longer kept" in again.text
    assert len(invitations()) == before + 1


def test_a_role_takes_its_order(client: FlaskClient, app: Flask) -> None:
    _admin, clerk, sender = of_administrator(client)
    address, body = f"/admin/users/{clerk.public_id}", pdfs.good(2)
    assert f"kind={sender.kind}" in client.get(address).text
    assert "kind=form-order-new" in client.get("/admin/users/new").text
    told = sender.whole(body)
    assert client.post(address, data={**DEPUTY, "arrived": value(told)}).status_code == 302
    order = db.session.scalars(
        select(File).join(StaffRole, StaffRole.order_file_id == File.id).where(StaffRole.user_id == clerk.id)
    ).one()
    assert order.sha256 == sha(body)
    sender.kind = "form-order-new"
    told = sender.whole(pdfs.good(3), "жаңа.pdf")
    refused = client.post("/admin/users/new", data={**NEW, "name": "", "arrived": value(told)})
    assert refused.status_code == 200
    assert f'value="{value(told)}"' in refused.text, "what arrived stays with the form that comes back"
    assert client.post("/admin/users/new", data={**NEW, "arrived": value(told)}).status_code == 302
    db.session.expire_all()
    assert row_of(told).file.claimed_at is not None


def test_only_the_head_sends_powers_of_attorney(client: FlaskClient, app: Flask) -> None:
    row, _head, sender = of_head(client)
    assert [status_of(sender, kind) for kind in ("form", "form-general", "form-order-new")] == [403] * 3
    assert status_of(sender, "form-paper-" + "x" * 60) == 403
    assert status_of(sender, "form-paper") == status_of(sender, f"form-paper-{make_organisation().public_id}") == 404
    helper, stranger, employee = make_user(), make_user(), make_staff(Role.ADMINISTRATOR)
    add_member(row, helper)
    make_organisation(stranger)
    add_member(row, employee, kind="acting")
    db.session.commit()
    for user, status in ((helper, 403), (stranger, 404), (employee, 403), (make_staff(Role.EXECUTOR), 404)):
        other = Waiting(sign_in(app.test_client(), user), None)
        assert status_of(other, sender.kind) == status


def test_only_an_administrator_sends_orders(app: Flask, client: FlaskClient) -> None:
    _admin, _clerk, sender = of_administrator(client)
    assert status_of(sender, "form-general") == 403
    for user in (make_staff(Role.HEAD), make_staff(Role.REGISTRAR), make_staff(), make_user()):
        other = Waiting(sign_in(app.test_client(), user), None)
        assert status_of(other, sender.kind) == 403


def test_no_case_takes_files_for_these_forms(walk: Walk, app: Flask) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    sender = Waiting(sign_in(app.test_client(), walk.applicant(case)), case)
    db.session.commit()
    kinds = ("form-letter", f"form-paper-{case.organisation.public_id}", "form-order-new")
    assert [status_of(sender, kind) for kind in kinds] == [200, 403, 403]


def test_whose_power_ends_on_the_way_sends_no_further(client: FlaskClient, app: Flask) -> None:
    row, head, sender = of_head(client)
    begun = sender.begin(pdfs.good(), kind=sender.kind).json
    membership = db.session.scalars(select(Membership).where(Membership.user_id == head.id)).one()
    membership.kind = "representative"
    db.session.commit()
    for act in ("addresses", "finish"):
        answer = client.post(begun[act], json={"parts": {"1": sha(pdfs.good())}}, headers=JSON)
        assert answer.status_code == 403, act
    assert row_of(begun).stage == "sending"
    assert row.public_id in row_of(begun).kind


def test_the_wall_shows_such_a_file_to_its_organisation_alone(client: FlaskClient) -> None:
    row, _head, sender = of_head(client)
    key, other = sender.begin(pdfs.good(), kind=sender.kind).json["id"], make_organisation()
    db.session.commit()
    chosen = select(FileUpload.id).where(FileUpload.public_id == key)
    seen = []
    for organisation in (row, other):
        with scope.acting(scope.Scope("applicant", (organisation.id,))):
            seen.append(len(db.session.scalars(chosen).all()))
    assert seen == [1, 0]


@pytest.mark.parametrize("let_go", [True, False])
def test_one_paper_goes_with_an_invitation(client: FlaskClient, let_go: bool) -> None:
    row, _head, sender = of_head(client)
    address, before = f"/account/organisations/{row.public_id}/invite", len(invitations())
    first, second = (value(sender.whole(pdfs.good(no), f"{no}.pdf")) for no in (1, 2))
    typed = {**INVITED, "arrived": [first, second]}
    page = client.post(address, data=typed | ({"let_go": first} if let_go else {}))
    assert (page.status_code, len(invitations())) == (200, before)
    assert ("One file goes with this form" in page.text) is not let_go
    assert (f'value="{first}"' in page.text) is not let_go
    assert "helper@example.kz" in page.text, "what was typed stays"
    assert client.post(address, data={**INVITED, "arrived": second}).status_code == 302


def test_nobody_names_what_another_sent(client: FlaskClient, app: Flask) -> None:
    told = of_head(client)[2].whole(pdfs.good())
    admin, clerk, _sender = of_administrator(app.test_client())
    other = sign_in(app.test_client(), admin)
    page = other.post(f"/admin/users/{clerk.public_id}", data={**DEPUTY, "arrived": value(told)})
    assert (page.status_code, roles.staff_roles(clerk, Clock.START.date())) == (200, {Role.EXECUTOR})


def test_a_file_is_claimed_by_one_form(client: FlaskClient) -> None:
    _row, head, sender = of_head(client)
    [file] = uploads.kept_for(head, [sender.whole(pdfs.good())["id"]])
    lone_files.take_in(file)
    db.session.commit()
    with pytest.raises(Exception, match="attached to another paper"):
        lone_files.take_in(file)


def notices(user: User) -> list[Notice]:
    return list(db.session.scalars(select(Notice).where(Notice.user_id == user.id).order_by(Notice.id)))


def checked(file_id: int) -> None:
    db.session.commit()
    with scope.acting(scope.SYSTEM):
        for _turn in range(2):
            lone_files.check(file_id)
        for row in db.session.scalars(select(Notice).where(Notice.mailed_at.is_(None))):
            mail.send_notice(row.id)


def test_who_sent_a_power_that_is_refused_is_told(client: FlaskClient, letters: Letters, clock: Clock) -> None:
    row, head, sender = of_head(client)
    code, make = bad_pdfs.BAD["password"]
    address = f"/account/organisations/{row.public_id}/invite"
    for name, body in (("жақсы.pdf", pdfs.good()), ("құпия.pdf", make())):
        told = sender.whole(body, name)
        client.post(address, data={**INVITED, "arrived": value(told)})
        checked(invitations()[-1].terms["paper_file_id"])
        clock.advance(minutes=1)
    [notice] = notices(head)
    for lang in LANGS:
        said = say(notice.code, notice.params).get(lang)
        assert all(part in said for part in (row.name, "құпия.pdf", "helper@example.kz", words(code).get(lang)))
    there = f"/account/organisations/{row.public_id}"
    [letter] = letters.all()
    assert letter["To"] == head.email
    assert there in letter.get_body(("plain",)).get_content()
    assert f'href="{there}"' in client.get("/account/notices").text
    assert "Withdraw" in client.get(there).text


@pytest.mark.parametrize("proposed", [True, False])
def test_who_sent_an_order_that_is_refused_is_told(client: FlaskClient, letters: Letters, proposed: bool) -> None:
    admin, clerk, sender = of_administrator(client)
    if proposed:
        make_staff(Role.ADMINISTRATOR)
    told = sender.whole(bad_pdfs.BAD["open action script"][1](), "бұйрық.pdf")
    there = f"/admin/users/{clerk.public_id}"
    role = {**DEPUTY, "role": "deputy" if proposed else "registrar"}
    client.post(there, data={**role, "arrived": value(told)})
    of_role = select(UserCorrection.order_file_id if proposed else StaffRole.order_file_id)
    holder = UserCorrection if proposed else StaffRole
    checked(db.session.scalars(of_role.where(holder.user_id == clerk.id, holder.order_file_id.is_not(None))).one())
    [notice] = [row for row in notices(admin) if row.code == "order_refused"]
    assert clerk.name in say(notice.code, notice.params).ru
    [letter] = [one for one in letters.all() if one["To"] == admin.email]
    assert there in letter.get_body(("plain",)).get_content()
    assert f'href="{there}"' in client.get("/account/notices").text


def test_what_no_form_has_taken_goes_after_three_days(client: FlaskClient, clock: Clock) -> None:
    file_id = row_of(of_head(client)[2].whole(pdfs.good())).file_id
    clock.advance(days=3, hours=1)
    with scope.acting(scope.SYSTEM):
        files.sweep()
    db.session.expire_all()
    assert db.session.get(File, file_id) is None
