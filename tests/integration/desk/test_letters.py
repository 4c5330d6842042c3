"""Letters of a case: numbers without gaps, answers, days, two hands, and who sees what."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from dms.errors import BadInput, NotPermitted, NotVisible, StalePaper
from dms.events import Event
from dms.models import Letter, User
from dms.queries import letters as queries
from dms.queries import office_files
from dms.queries.reading import reader_of
from dms.services import clock, correspondence
from dms.services.correspondence import Given, Told
from dms.services.files import file_check
from dms.services.signed import demo_signing, signatures
from dms.services.signed.offers import Answer
from tests.fixtures.filled import small_pdf
from tests.fixtures.people import journal_of, make_organisation, make_user, sign_in
from tests.fixtures.walk import Walk
from workflows.letter_kinds import LetterKind
from workflows.letters import LetterAction
from workflows.refusals import TransitionRefused
from workflows.states import STAFF_ROLES, CaseState, Role

A = LetterAction


def pdf(name: str = "хат.pdf") -> list[tuple[Any, str]]:
    return [(io.BytesIO(small_pdf()), name)]


def told(**more: Any) -> Told:
    return Told(**{"kind": LetterKind.REQUEST, "subject": "Құжаттар туралы", "language": "kk", **more})


def checked(session: Any, letter: Letter) -> Letter:
    """Its files as the jobs leave them."""
    for paper in letter.files:
        file_check.check(paper.current.id)
    session.expire_all()
    return session.get_one(Letter, letter.id)  # type: ignore[no-any-return]


def done(letter: Letter, action: A, who: User, **given: Any) -> Letter:
    return correspondence.perform(letter.id, action, who, version=letter.version, given=Given(**given))


def sent(walk: Walk, session: Any, case: Any, **more: Any) -> Letter:
    """An outgoing letter on its way: drafted by the executor, signed by the head, sent by the registrar."""
    letter = correspondence.draft(case, walk.assignee(case), told(**more), pdf())
    letter = checked(session, letter)
    letter = correspondence.sign(letter, walk.staff(Role.HEAD), version=letter.version)
    return done(letter, A.SEND, walk.staff(Role.REGISTRAR), way="portal")


def test_a_letter_of_the_applicant_is_registered_and_answered(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = correspondence.send_in(case, walk.applicant(case), told(), pdf())
    assert (letter.state, letter.number) == ("received", None)
    letter = done(letter, A.REGISTER, walk.staff(Role.REGISTRAR))
    assert letter.number == f"IN-{clock.today().year}-000001"
    assert (letter.responsible_id, letter.due_rule) == (case.assignee_id, "letter_request")
    letter = done(letter, A.TAKE, walk.assignee(case))
    answer = sent(walk, session, case, answers=letter, kind=LetterKind.ANSWER)
    session.expire_all()
    letter = session.get_one(Letter, letter.id)
    assert (letter.state, answer.state, answer.number) == ("answered", "sent", f"OUT-{clock.today().year}-000002")
    assert letter.answered_at is not None
    assert [row.id for row in queries.thread_of(answer)] == [letter.id, answer.id]
    assert journal_of(Event.LETTER_ANSWERED)[-1]["facts"]["answered_by"] == answer.number


def test_the_journal_says_which_outgoing_letter_was_answered(walk: Walk, session: Any, client: FlaskClient) -> None:
    case, registrar = walk.to(CaseState.SUBSTANTIVE_REVIEW), walk.staff(Role.REGISTRAR)
    asked = sent(walk, session, case, correspondent="Министрлік")
    sign_in(client, registrar)
    pages = (
        "/desk/letters?list=outgoing",
        f"/desk/c/{case.public_id}/correspondence",
        f"/desk/letters/{asked.public_id}",
    )
    assert [page for page in pages if "Answer received" in client.get(page).get_data(as_text=True)] == []
    answer = told(kind=LetterKind.ANSWER, correspondent="Министрлік", answers=session.get_one(Letter, asked.id))
    correspondence.enter(case, registrar, answer, pdf(), Given())
    assert [page for page in pages if "Answer received" not in client.get(page).get_data(as_text=True)] == []
    assert "Answer received" not in client.get("/desk/letters?list=incoming").get_data(as_text=True)


def test_numbers_have_no_gaps_even_where_a_registration_fails(walk: Walk, session: Any) -> None:
    case, registrar = walk.to(CaseState.COMPLETENESS), walk.staff(Role.REGISTRAR)
    rows = [correspondence.send_in(case, walk.applicant(case), told(), pdf(f"{no}.pdf")) for no in range(3)]
    done(rows[0], A.REGISTER, registrar)
    with pytest.raises(StalePaper):
        correspondence.perform(rows[1].id, A.REGISTER, registrar, version=99)
    done(rows[1], A.ANNUL, registrar, reasons="Қате жіберілген")
    done(rows[2], A.REGISTER, registrar)
    session.expire_all()
    numbers = [session.get_one(Letter, row.id).number for row in rows]
    assert [number and number[-6:] for number in numbers] == ["000001", None, "000002"]
    annulled = done(rows[2], A.ANNUL, registrar, reasons="Екі рет тіркелген")
    assert annulled.number == numbers[2], "an annulled letter keeps its number"


def test_whoever_prepared_a_letter_does_not_sign_it(walk: Walk, session: Any) -> None:
    case, head = walk.to(CaseState.COMPLETENESS), walk.staff(Role.HEAD)
    letter = checked(session, correspondence.draft(case, head, told(), pdf()))
    with pytest.raises(TransitionRefused) as refused:
        correspondence.sign(letter, head, version=letter.version)
    assert [reason.code for reason in refused.value.reasons] == ["same_hand"]
    assert not [s for paper in letter.files for s in paper.current.signatures], "no key has touched it"
    letter = correspondence.sign(letter, walk.staff(Role.DEPUTY), version=letter.version)
    assert letter.state == "signed"
    [version] = [paper.current for paper in letter.files]
    assert [(s.side, s.verdict) for s in version.signatures] == [("operator", "valid")]


def test_the_database_keeps_the_two_hands_apart(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    letter = correspondence.draft(case, walk.assignee(case), told(), pdf())
    with pytest.raises(Exception, match="ck_letters_author_is_not_signer"):
        session.execute(text("UPDATE letters SET signed_by_id = author_id WHERE id = :id"), {"id": letter.id})


def test_the_database_keeps_what_is_registered(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    letter = done(
        correspondence.send_in(case, walk.applicant(case), told(), pdf()), A.REGISTER, walk.staff(Role.REGISTRAR)
    )
    for change in (
        "UPDATE letters SET number = 'IN-2020-000009' WHERE id = :id",
        "UPDATE letters SET registered_at = registered_at - interval '9 days' WHERE id = :id",
        "UPDATE letters SET subject = 'X' WHERE id = :id",
        "DELETE FROM letters WHERE id = :id",
    ):
        with pytest.raises(ProgrammingError, match=r"keeps its|permission denied"), session.begin_nested():
            session.execute(text(change), {"id": letter.id})


def test_an_unchecked_file_is_not_signed_and_a_new_version_is_checked_anew(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    author = walk.assignee(case)
    first, second = small_pdf(), small_pdf() + b"\n"
    letter = correspondence.draft(case, author, told(), [(io.BytesIO(first), "1.pdf")])
    with pytest.raises(TransitionRefused) as refused:
        correspondence.sign(letter, walk.staff(Role.HEAD), version=letter.version)
    assert [reason.code for reason in refused.value.reasons] == ["files_unsound"]
    letter = checked(session, letter)
    [paper] = letter.files
    with pytest.raises(BadInput):
        correspondence.renew(letter, paper.public_id, author, (io.BytesIO(first), "1.pdf"), version=letter.version)
    with pytest.raises(TransitionRefused):
        correspondence.renew(letter, paper.public_id, walk.staff(Role.HEAD), pdf()[0], version=letter.version)
    sent_again = (io.BytesIO(second), "2.pdf")
    letter = correspondence.renew(letter, paper.public_id, author, sent_again, version=letter.version)
    session.expire_all()
    [paper] = session.get_one(Letter, letter.id).files
    assert ([row.no for row in paper.versions], paper.state) == ([1, 2], "uploaded")
    assert journal_of(Event.LETTER_RENEWED)[-1]["facts"]["letter_id"] == letter.public_id


@pytest.mark.parametrize("state", [CaseState.SUBMITTED, CaseState.HEARING, CaseState.MONITORING, CaseState.REFUSED])
def test_the_applicant_may_write_in_any_state(walk: Walk, state: CaseState) -> None:
    case = walk.to(state)
    assert correspondence.send_in(case, walk.applicant(case), told(), pdf()).state == "received"


def test_strangers_and_drafts_take_no_letters(walk: Walk) -> None:
    draft = walk.draft()
    with pytest.raises(NotPermitted):
        correspondence.send_in(draft, walk.applicant(draft), told(), pdf())
    case = walk.to(CaseState.COMPLETENESS)
    stranger = make_user()
    make_organisation(stranger)
    for who in (stranger, walk.staff(Role.SUPERVISOR), walk.staff(Role.MONITOR)):
        with pytest.raises(NotPermitted):
            correspondence.draft(case, who, told(), pdf()) if who.is_staff else correspondence.send_in(
                case, who, told(), pdf()
            )


def test_the_applicant_sees_his_own_and_what_was_sent_to_him(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    own = correspondence.send_in(case, walk.applicant(case), told(), pdf())
    draft = correspondence.draft(case, walk.assignee(case), told(), pdf())
    elsewhere = sent(walk, session, case, correspondent="Мемлекеттік кірістер департаменті")
    mine = sent(walk, session, case)
    case = walk.fresh(case)
    assert {row.id for row in queries.list_of_applicant(case)} == {own.id, mine.id}
    for hidden in (draft, elsewhere):
        with pytest.raises(NotVisible):
            queries.get_of_applicant(case, hidden.public_id)


def test_a_registrar_enters_what_came_on_paper(walk: Walk) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    registrar = walk.staff(Role.REGISTRAR)
    asked = told(correspondent="«Даму» қоры» АҚ", their_number="12-04/77", their_date=clock.today())
    letter = correspondence.enter(case, registrar, asked, pdf(), Given())
    assert letter.state == "registered"
    assert letter.number is not None
    with pytest.raises(TransitionRefused):
        correspondence.enter(case, walk.assignee(case), asked, pdf(), Given())


def signed_by_key(letter: Letter, who: User) -> list[Answer]:
    """What the person's signing program sends for the letter's files."""
    papers = [paper.current for paper in letter.files if paper.current]
    return [Answer(paper, demo_signing.sign(paper, who, letter.case, "operator", clock.now())) for paper in papers]


def test_a_letter_is_signed_by_whose_key_signed_it(walk: Walk, session: Any) -> None:
    case, head, deputy = walk.to(CaseState.COMPLETENESS), walk.staff(Role.HEAD), walk.staff(Role.DEPUTY)
    letter = checked(session, correspondence.draft(case, walk.assignee(case), told(), pdf()))
    [(paper, cms, _nonce)] = signed_by_key(letter, deputy)
    signatures.receive(paper, cms, deputy, "operator", clock.now())
    session.expire_all()
    letter = session.get_one(Letter, letter.id)
    with pytest.raises(TransitionRefused) as refused:
        done(letter, A.SIGN, head)
    assert [reason.code for reason in refused.value.reasons] == ["not_signed"]
    [row], signed = correspondence.receive(letter, signed_by_key(letter, head), head)
    session.expire_all()
    letter = session.get_one(Letter, letter.id)
    assert (signed, row.user_id, letter.signed_by_id) == (True, head.id, head.id)


def test_signatures_of_a_letter_that_come_twice_count_once(walk: Walk, session: Any) -> None:
    case, head = walk.to(CaseState.COMPLETENESS), walk.staff(Role.HEAD)
    letter = checked(session, correspondence.draft(case, walk.assignee(case), told(), pdf()))
    sent_twice = signed_by_key(letter, head)
    first = correspondence.receive(letter, sent_twice, head)
    session.expire_all()
    letter = session.get_one(Letter, letter.id)
    assert list(correspondence.signable(letter)) == [sent_twice[0].version.public_id], "the answer was lost: sent again"
    again = correspondence.receive(letter, sent_twice, head)
    assert ([row.id for row in again[0]], again[1]) == ([row.id for row in first[0]], True)
    assert session.get_one(Letter, letter.id).number == letter.number


def test_whoever_is_to_answer_can(walk: Walk) -> None:
    case, registrar = walk.to(CaseState.SUBSTANTIVE_REVIEW), walk.staff(Role.REGISTRAR)
    everybody = [walk.staff(role) for role in sorted(STAFF_ROLES)]
    writers = correspondence.writers_of(case, clock.now())
    able = {who.id for who in (*everybody, walk.assignee(case)) if correspondence.may_write(case, who, clock.now())}
    assert set(writers) == able
    letter = correspondence.send_in(case, walk.applicant(case), told(), pdf())
    for action in (A.REGISTER, A.GIVE):
        with pytest.raises(TransitionRefused) as refused:
            done(letter, action, registrar, responsible_id=walk.staff(Role.MONITOR).id)
        assert [reason.code for reason in refused.value.reasons] == ["responsible_unfit"]
        letter = done(letter, action, registrar, responsible_id=walk.assignee(case).id)
    assert letter.responsible_id == case.assignee_id


def test_lists_and_counts_follow_the_reader(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = correspondence.send_in(case, walk.applicant(case), told(), pdf())
    registrar = reader_of(walk.staff(Role.REGISTRAR), clock.today())
    assert queries.counts(registrar, ["to_register"]) == {"to_register": 1}
    done(letter, A.REGISTER, walk.staff(Role.REGISTRAR))
    executor = reader_of(walk.assignee(case), clock.today())
    assert [row.id for row in queries.list_waiting(executor, "to_answer")] == [letter.id]
    monitor = reader_of(walk.staff(Role.MONITOR), clock.today())
    assert queries.counts(monitor, ["all_to_answer"]) == {"all_to_answer": 0}
    with pytest.raises(NotVisible):
        queries.get_letter(monitor, letter.public_id)


def test_a_letter_outside_of_any_case_goes_the_same_way(walk: Walk, session: Any) -> None:
    registrar, head = walk.staff(Role.REGISTRAR), walk.staff(Role.HEAD)
    asked = told(correspondent="Министрлік", their_number="07-1/15")
    came = correspondence.enter(None, registrar, asked, pdf(), Given(responsible_id=walk.staff(Role.EXECUTOR).id))
    assert came.number is not None
    assert came.due_rule == "letter_request"
    answer = told(correspondent="Министрлік", answers=came, kind=LetterKind.ANSWER)
    letter = checked(session, correspondence.draft(None, walk.staff(Role.EXECUTOR), answer, pdf()))
    letter = correspondence.sign(letter, head, version=letter.version)
    done(letter, A.SEND, registrar, way="post")
    session.expire_all()
    assert session.get_one(Letter, came.id).state == "answered"
    finance = reader_of(walk.staff(Role.FINANCE), clock.today())
    assert queries.get_letter(finance, letter.public_id).id == letter.id
    version = letter.files[0].current
    assert version is not None
    assert office_files.get_version(finance, version.public_id).id == version.id
    administrator = reader_of(walk.staff(Role.ADMINISTRATOR), clock.today())
    with pytest.raises(NotVisible):
        queries.get_letter(administrator, letter.public_id)
    with pytest.raises(NotVisible):
        office_files.get_version(administrator, version.public_id)
    with pytest.raises(BadInput):
        correspondence.draft(None, walk.staff(Role.EXECUTOR), told(), pdf())
