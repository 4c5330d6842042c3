"""The applicant's letters on his pages: sent, answered, and nothing of what is not his."""

from __future__ import annotations

import io
from typing import Any

import pytest

from dms.queries import letters as queries
from dms.services import correspondence
from dms.services.correspondence import Given, Told
from tests.fixtures.filled import small_pdf
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import check_sound
from workflows.letter_kinds import LetterKind
from workflows.letters import LetterAction
from workflows.states import CaseState, Role


def sending(**more: Any) -> dict[str, Any]:
    return {"kind": "request", "subject": "Мерзім туралы", "files": (io.BytesIO(small_pdf()), "хат.pdf"), **more}


def test_a_letter_goes_out_of_the_cabinet_and_comes_to_the_desk(walk: Walk, as_user: Any, words_of: Any) -> None:
    case = walk.to(CaseState.HEARING)
    own, registrar = as_user(walk.applicant(case)), as_user(walk.staff(Role.REGISTRAR))
    assert "Write a letter" in words_of(own.get(f"/portal/c/{case.public_id}/"))
    answer = own.post(f"/portal/c/{case.public_id}/letters/new", data=sending())
    assert answer.status_code == 302
    [letter] = queries.list_of_applicant(walk.fresh(case))
    assert "not registered yet" in words_of(own.get(answer.headers["Location"]))
    assert "Мерзім туралы" in words_of(registrar.get("/desk/letters?list=to_register"))
    page = words_of(registrar.get(f"/desk/letters/{letter.public_id}"))
    assert "Register" in page
    check_sound(page)
    done = registrar.post(f"/desk/letters/{letter.public_id}/register", data={"register-version": "1"})
    assert done.status_code == 302
    again = registrar.post(f"/desk/letters/{letter.public_id}/register", data={"register-version": "1"})
    assert again.status_code == 409, "somebody was faster"
    assert "IN-" in words_of(own.get(answer.headers["Location"]))
    assert "Мерзім туралы" in words_of(registrar.get("/desk/letters?list=incoming&q=мерзім"))
    sheet = registrar.get("/desk/letters.xlsx?list=incoming")
    assert sheet.data.startswith(b"PK")


def test_a_letter_without_a_file_says_so_at_its_field(walk: Walk, as_user: Any, words_of: Any) -> None:
    case = walk.to(CaseState.HEARING)
    own = as_user(walk.applicant(case))
    page = words_of(own.post(f"/portal/c/{case.public_id}/letters/new", data={"kind": "request", "subject": "Х"}))
    assert "Choose the file" in page
    page = words_of(
        own.post(f"/portal/c/{case.public_id}/letters/new", data=sending(files=(io.BytesIO(b"MZ no pdf"), "virus.pdf")))
    )
    assert "no PDF file" in page


def test_drafts_and_letters_to_others_are_not_there(walk: Walk, as_user: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    told = Told(kind=LetterKind.REQUEST, subject="Қызметтік", language="kk")
    draft = correspondence.draft(case, walk.assignee(case), told, [(io.BytesIO(small_pdf()), "1.pdf")])
    version = draft.files[0].current
    assert version is not None
    own = as_user(walk.applicant(case))
    for path in (
        f"/portal/c/{case.public_id}/letters/{draft.public_id}",
        f"/files/{case.public_id}/{version.public_id}/download",
        f"/portal/c/{case.public_id}/letters/new?answers={draft.public_id}",
    ):
        assert own.get(path).status_code == 404, path
    assert "Қызметтік" not in own.get(f"/portal/c/{case.public_id}/").get_data(as_text=True)


def test_an_annulled_letter_says_why(walk: Walk, as_user: Any, words_of: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    told = Told(kind=LetterKind.OTHER, subject="Қате", language="kk")
    letter = correspondence.send_in(case, walk.applicant(case), told, [(io.BytesIO(small_pdf()), "1.pdf")])
    given = Given(reasons="Басқа іске арналған хат")
    correspondence.perform(letter.id, LetterAction.ANNUL, walk.staff(Role.REGISTRAR), version=1, given=given)
    own = as_user(walk.applicant(case))
    assert "Басқа іске арналған хат" in words_of(own.get(f"/portal/c/{case.public_id}/letters/{letter.public_id}"))


def test_an_outgoing_letter_is_drafted_on_its_page(walk: Walk, as_user: Any, words_of: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    desk = as_user(walk.assignee(case))
    for way in ("incoming", "outgoing"):
        check_sound(words_of(desk.get(f"/desk/c/{case.public_id}/letters/new/{way}")))
    made = desk.post(f"/desk/c/{case.public_id}/letters/new/outgoing", data=sending(language="kk"))
    assert made.status_code == 302
    page = words_of(desk.get(made.headers["Location"]))
    check_sound(page)
    assert "Annul" in page
    assert words_of(desk.get(f"/desk/c/{case.public_id}/correspondence")).count("Мерзім туралы") == 1
    unsaid = desk.post(f"/desk/c/{case.public_id}/letters/new/outgoing", data=sending(language="kk", due_on="1.4.2027"))
    assert "Say why the answer is due" in words_of(unsaid)


def test_a_letter_outside_of_any_case_has_its_page(walk: Walk, as_user: Any, words_of: Any) -> None:
    registrar = as_user(walk.staff(Role.REGISTRAR))
    check_sound(words_of(registrar.get("/desk/letters/new/incoming")))
    check_sound(words_of(registrar.get("/desk/letters?list=incoming")))
    sent = sending(language="kk", correspondent="Министрлік")
    made = registrar.post("/desk/letters/new/incoming", data=sent)
    assert made.status_code == 302
    check_sound(words_of(registrar.get(made.headers["Location"])))
    unsaid = registrar.post("/desk/letters/new/incoming", data=sending(language="kk"))
    assert "Say from whom or to whom it is" in words_of(unsaid)


@pytest.mark.clause("342:A3.5.7", "342:A3.14")
def test_problems_and_force_majeure_under_an_agreement_have_kinds(walk: Walk, as_user: Any, words_of: Any) -> None:
    early, running = walk.to(CaseState.COMPLETENESS), walk.to(CaseState.MONITORING)
    page = words_of(as_user(walk.applicant(early)).get(f"/portal/c/{early.public_id}/letters/new"))
    assert "Report of problems" not in page
    own = as_user(walk.applicant(running))
    address = f"/portal/c/{running.public_id}/letters/new"
    page = words_of(own.get(address))
    for words in ("Written report of problems: 5 working days", "Force majeure notice: 3 working days", "342:A3.14"):
        assert words in page, words
    for kind in ("problem", "majeure"):
        answer = own.post(address, data=sending(kind=kind))
        assert answer.status_code == 302, kind
        letter = queries.get_of_applicant(running, answer.headers["Location"].rpartition("/")[2])
        assert letter.kind == kind
    registrar = as_user(walk.staff(Role.REGISTRAR))
    assert "Notice of force majeure" in words_of(registrar.get("/desk/letters?list=to_register"))
    refused = as_user(walk.applicant(early)).post(
        f"/portal/c/{early.public_id}/letters/new", data=sending(kind="problem")
    )
    assert refused.status_code == 200, "no such kind without an agreement"
