"""Files of letters and general documents come in parts before their form, like the documents of an application."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import delete, select

from dms.errors import BadInput, OutsideTrouble, TooLarge
from dms.extensions import db
from dms.formatting import ZONE
from dms.models import Document, File, FileUpload, Folder, Letter, User
from dms.services import clock, files, uploads
from dms.services.files import sent
from dms.services.uploads import for_forms
from dms.services.uploads.sweeping import RESUMABLE_FOR
from tests.fixtures import pdfs
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Browser, Sign
from tests.integration.desk.test_filing import folder as folder
from tests.integration.papers.sending import JSON, Sender
from workflows.states import CaseState, Role
from workflows.text import Text


@dataclass
class FormSender(Sender):
    """Sends for a form, of a case or of the office."""

    @property
    def base(self) -> str:
        return f"/files/{self.case.public_id}/uploads" if self.case else "/files/uploads"

    def whole(self, body: bytes, name: str = "хат.pdf") -> str:
        """The value of the form's field, once the file has arrived."""
        begun = self.begin(body, name, kind="form")
        assert begun.status_code == 200, begun.text
        told = begun.json
        self.send(told, body)
        assert self.finish(told)["missing"] == []
        db.session.commit()
        uploads.join(db.session.scalars(select(FileUpload.id).where(FileUpload.public_id == told["id"])).one())
        db.session.commit()
        assert self.state(told)["state"] == "done"
        return f"{told['id']}|{name}"


def office(browser: Browser) -> FormSender:
    db.session.commit()
    return FormSender(browser.client, None)


LETTER = {"kind": "other", "subject": "Сұрау", "language": "kk", "correspondent": "Министрлік"}


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def test_a_letter_takes_the_files_that_arrived(walk: Walk, session: Any, as_user: Sign) -> None:
    browser, body = as_user(walk.staff(Role.EXECUTOR)), pdfs.good(2)
    arrived = office(browser).whole(body)
    made = browser.post("/desk/letters/new/outgoing", data={**LETTER, "arrived": arrived})
    assert made.status_code == 302
    letter = session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
    [paper] = letter.files
    assert paper.current.file.sha256 == sha(body)
    assert paper.current.file.claimed_at is not None
    again = browser.post("/desk/letters/new/outgoing", data={**LETTER, "arrived": arrived})
    assert again.status_code == 200
    assert "no longer kept" in again.text


def test_a_new_version_is_one_file(walk: Walk, session: Any, as_user: Sign) -> None:
    """Of two, none is left out silently."""
    browser, bodies = as_user(walk.staff(Role.EXECUTOR)), [pdfs.good(no) for no in (1, 2, 3)]
    browser.post("/desk/letters/new/outgoing", data={**LETTER, "arrived": office(browser).whole(bodies[0])})
    letter = session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
    [paper] = letter.files
    address, prefix = f"/desk/letters/{letter.public_id}/files/{paper.public_id}", f"{paper.public_id}-"
    two = [office(browser).whole(body, f"{no}.pdf") for no, body in enumerate(bodies[1:])]
    version = letter.version
    refused = browser.post(address, data={f"{prefix}version": version, f"{prefix}arrived": two})
    assert refused.status_code == 200
    assert "One file goes with this form" in refused.text
    assert all(value in refused.text for value in two), "both are still there to choose from"
    assert browser.post(address, data={f"{prefix}version": version, f"{prefix}arrived": two[1]}).status_code == 302
    session.expire_all()
    assert [row.file.sha256 for row in letter.files[0].versions] == [sha(bodies[0]), sha(bodies[2])]


def test_a_file_on_its_way_comes_to_its_end(walk: Walk, as_user: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(for_forms, "MOST_KEPT", 2)
    sender = office(as_user(walk.staff(Role.EXECUTOR)))
    bodies = pdfs.good(1, "one"), pdfs.good(1, "two")
    first, second = (sender.begin(body, f"{no}.pdf", kind="form").json for no, body in enumerate(bodies))
    assert sender.begin(pdfs.good(1, "three"), "3.pdf", kind="form").status_code == 400
    for told, body in zip((first, second), bodies, strict=True):
        sender.send(told, body)
        assert sender.finish(told)["missing"] == []


def test_what_is_gone_when_the_form_comes_is_told(walk: Walk, session: Any, as_user: Sign) -> None:
    browser = as_user(walk.staff(Role.EXECUTOR))
    office(browser).whole(pdfs.good())
    file = session.scalars(select(File).order_by(File.id.desc()).limit(1)).one()
    session.execute(delete(FileUpload).where(FileUpload.file_id == file.id))
    session.execute(delete(File).where(File.id == file.id).execution_options(synchronize_session=False))
    with pytest.raises(BadInput):
        sent.free(file)


def test_a_form_with_a_fault_keeps_what_arrived(walk: Walk, as_user: Sign) -> None:
    browser = as_user(walk.staff(Role.EXECUTOR))
    arrived = office(browser).whole(pdfs.good())
    page = browser.post("/desk/letters/new/outgoing", data={**LETTER, "subject": "", "arrived": arrived})
    assert page.status_code == 200
    assert f'value="{arrived}"' in page.text


def test_nobody_takes_what_another_sent(walk: Walk, session: Any, as_user: Sign) -> None:
    mine, other = as_user(walk.staff(Role.EXECUTOR)), as_user(walk.staff(Role.REGISTRAR))
    arrived = office(mine).whole(pdfs.good())
    before = session.scalars(select(Letter.id)).all()
    answer = other.post("/desk/letters/new/outgoing", data={**LETTER, "arrived": arrived})
    assert answer.status_code == 200
    assert session.scalars(select(Letter.id)).all() == before
    key = arrived.split("|")[0]
    assert other.get(f"/files/uploads/{key}", headers=JSON).status_code == 404


def test_the_applicant_sends_for_a_letter_of_his_case(walk: Walk, session: Any, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    browser, body = as_user(walk.applicant(case)), pdfs.good(3)
    db.session.commit()
    assert office(browser).begin(body, kind="form").status_code == 403
    arrived = FormSender(browser.client, case).whole(body)
    told = {"kind": "request", "subject": "Өтініш", "arrived": arrived}
    assert browser.post(f"/portal/c/{case.public_id}/letters/new", data=told).status_code == 302
    letter = session.scalars(select(Letter).where(Letter.case_id == case.id)).one()
    assert [paper.current.file.sha256 for paper in letter.files] == [sha(body)]
    kinds = session.scalars(select(Document.kind).where(Document.letter_id == letter.id)).all()
    assert kinds == ["letter"]


def staff_without_letters(walk: Walk) -> User:
    return walk.staff(Role.SUPERVISOR)


def test_who_writes_no_letters_sends_nothing(walk: Walk, as_user: Sign) -> None:
    for user in (staff_without_letters(walk), walk.staff(Role.ADMINISTRATOR)):
        assert office(as_user(user)).begin(pdfs.good(), kind="form").status_code == 403


def test_what_no_form_takes_goes_after_a_day(walk: Walk, session: Any, as_user: Sign) -> None:
    arrived = office(as_user(walk.staff(Role.EXECUTOR))).whole(pdfs.good())
    key = arrived.split("|")[0]
    row = session.scalars(select(FileUpload).where(FileUpload.public_id == key)).one()
    file_id = row.file_id
    assert file_id is not None
    walk.clock.advance(days=3, hours=1)
    files.sweep()
    session.expire_all()
    assert session.get(File, file_id) is None
    assert session.scalars(select(FileUpload).where(FileUpload.public_id == key)).all() == []


@pytest.mark.parametrize("kind", ["contract", "formless", ""])
def test_no_other_kind_without_a_case(walk: Walk, as_user: Sign, kind: str) -> None:
    assert office(as_user(walk.staff(Role.EXECUTOR))).begin(pdfs.good(), kind=kind).status_code == 403


def unfinished(sender: FormSender) -> list[Any]:
    return list(sender.client.get(sender.base, headers=JSON).json["uploads"])


def test_what_no_form_has_taken_is_told_to_who_comes_back(walk: Walk, as_user: Sign) -> None:
    browser = as_user(walk.staff(Role.EXECUTOR))
    sender, until = office(browser), clock.now() + files.UNCLAIMED_FOR
    arrived = sender.whole(pdfs.good())
    broken = sender.begin(pdfs.good(2), "жол.pdf", kind="form").json
    told = {row["name"]: row for row in unfinished(sender)}
    assert {name: row["state"] for name, row in told.items()} == {"хат.pdf": "done", "жол.pdf": "sending"}
    assert f"{until.astimezone(ZONE):%d.%m.%Y}" in told["хат.pdf"]["until"]
    assert told["хат.pdf"]["size_said"].endswith("B")
    assert f"{(clock.now() + RESUMABLE_FOR).astimezone(ZONE):%d.%m.%Y}" in told["жол.pdf"]["until"]
    assert office(as_user(walk.staff(Role.REGISTRAR))).client.get(sender.base, headers=JSON).json["uploads"] == []
    browser = as_user(walk.staff(Role.EXECUTOR))
    assert browser.post("/desk/letters/new/outgoing", data={**LETTER, "arrived": arrived}).status_code == 302
    assert [row["id"] for row in unfinished(office(browser))] == [broken["id"]]


def test_the_same_file_chosen_again_is_not_sent_again(walk: Walk, as_user: Sign) -> None:
    sender, body = office(as_user(walk.staff(Role.EXECUTOR))), pdfs.good()
    key = sender.whole(body).split("|")[0]
    again = sender.begin(body, "хат.pdf", kind="form").json
    assert (again["id"], again["state"]) == (key, "done")
    assert sender.begin(body, "хат.pdf", kind="form-general").json["id"] != key, "another form"


@pytest.mark.parametrize("path", ["letters/new/outgoing", "letters/new/incoming", "documents/new"])
def test_each_form_has_files_of_its_own(walk: Walk, as_user: Sign, path: str) -> None:
    html = as_user(walk.staff(Role.REGISTRAR)).get(f"/desk/{path}").text
    aims = {"letters/new/outgoing": "outgoing-office", "letters/new/incoming": "incoming-office"}
    assert f"kind=form-{aims.get(path, 'general')}" in html


AWAY = OutsideTrouble(Text("Қойма жоқ.", "Хранилище не отвечает.", "The store is away."))
BIG = TooLarge(Text("Файл тым үлкен.", "Файл слишком велик.", "The file is too large."))


@pytest.mark.parametrize(("fault", "status"), [(AWAY, 503), (BIG, 413)], ids=["away", "large"])
def test_what_was_typed_stays_when_the_files_cannot_be_kept(
    walk: Walk, session: Any, folder: Folder, as_user: Sign, monkeypatch: pytest.MonkeyPatch, fault: Any, status: int
) -> None:
    case = walk.to(CaseState.HEARING)

    def cannot(*_args: Any) -> File:
        raise fault

    monkeypatch.setattr(sent, "_keep", cannot)
    registrar, own = as_user(walk.staff(Role.REGISTRAR)), as_user(walk.applicant(case))
    typed = {**LETTER, "subject": "Ұзақ терілген тақырып"}
    for browser, path, more in (
        (registrar, "/desk/letters/new/outgoing", {}),
        (registrar, "/desk/letters/new/incoming", {}),
        (registrar, "/desk/documents/new", {"kind": "order", "folder": folder.public_id}),
        (own, f"/portal/c/{case.public_id}/letters/new", {"kind": "request"}),
    ):
        files_sent = (io.BytesIO(pdfs.good()), "1.pdf")
        answer = browser.post(path, data={**typed, **more, "files": files_sent})
        assert answer.status_code == status, path
        assert "Ұзақ терілген тақырып" in answer.text, path
        assert fault.text.en in answer.text, path
