"""How a letter comes to be: sent in by the applicant, entered by the registrar, drafted by an officer; and a new
version of a draft's file. Bytes go the way of every file: kept first, then claimed with the row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dms.errors import BadInput, NotPermitted
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, File, Letter, User
from dms.queries import cases, people
from dms.queries import letters as queries
from dms.services import clock
from dms.services.correspondence import acts
from dms.services.correspondence.acts import Given
from dms.services.files import attach
from dms.services.files.sent import Sent, keep_all, put, replace
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.letter_kinds import LetterKind
from workflows.letters import SEALED, WRITERS, Direction, LetterAction
from workflows.states import Right
from workflows.text import Text

NO_CORRESPONDENT = Text(
    "Хаттың кімнен немесе кімге екенін жазыңыз.", "Укажите, от кого или кому письмо.", "Say from whom or to whom it is."
)
KIND = "letter"  #: kind of the document that holds a letter's file


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a new letter. ``correspondent``: somebody else than the applicant, with his number where known;
    empty: the applicant. ``answers``: the letter of the same case to which this is an answer."""

    kind: LetterKind
    subject: str
    language: str
    correspondent: str = ""
    correspondent_bin: str = ""
    their_number: str = ""
    their_date: date | None = None
    answers: Letter | None = None
    due_on: date | None = None
    due_reason: str = ""


def may_write(case: Case | None, user: User, now: datetime) -> bool:
    """Whether this person may write a letter in the case as it stands, or outside of any case."""
    if case is None:
        return bool(people.staff_roles(user, clock.today()) & WRITERS)
    return attach.holds(Right.LETTER, case, user, now)


def send_in(case: Case, user: User, told: Told, sent: Iterable[Sent]) -> Letter:
    """The applicant's letter in his case; the registrar gives it its number.

    Raises:
        NotPermitted: not this person, not in this state. BadInput, TooLarge: no file, or none that can be kept.
        OutsideTrouble: the store did not take it; nothing has come.
    """
    if user.is_staff:
        raise NotPermitted
    return _take(case, user, Direction.INCOMING, told, sent, Event.LETTER_RECEIVED)


def enter(case: Case | None, user: User, told: Told, sent: Iterable[Sent], given: Given) -> Letter:
    """A letter that came on paper or by e-mail, entered and registered at once.

    Raises: as ``send_in``; TransitionRefused: only the registrar registers.
    """
    _need_office(case, user)
    return _take(case, user, Direction.INCOMING, told, sent, Event.LETTER_RECEIVED, given)


def draft(case: Case | None, user: User, told: Told, sent: Iterable[Sent]) -> Letter:
    """An outgoing letter, to be signed by somebody else. Raises: as ``send_in``."""
    _need_office(case, user)
    return _take(case, user, Direction.OUTGOING, told, sent, Event.LETTER_DRAFTED)


def _need_office(case: Case | None, user: User) -> None:
    """Raises: NotPermitted: an applicant, or an employee in a case of his own organisation."""
    if not people.is_from_office(user, case, clock.now()):
        raise NotPermitted


def _take(
    case: Case | None,
    user: User,
    direction: Direction,
    told: Told,
    sent: Iterable[Sent],
    event: Event,
    registered: Given | None = None,
) -> Letter:
    case_id = case.id if case else None
    _admit(case, user)
    kept = keep_all(sent, user)
    with unit():
        now = clock.now()
        case = cases.lock(case_id) if case_id else None
        _admit(case, user)
        letter = _put(case, user, direction, told, now)
        for file in kept:
            _attach(letter, file, user, now)
        db.session.refresh(letter, ["files"])
        known = {"number": case.number if case else letter.correspondent, "subject": letter.subject}
        acts.say(event, letter, user, now, {"files": [file.sha256 for file in kept]})
        if registered is not None:
            acts.do(letter, LetterAction.REGISTER, user, registered, now)
        elif direction is Direction.INCOMING:
            notices.tell_role("registrar", case, "letter_received", now, **known)
        else:
            for role in ("head", "deputy"):
                notices.tell_role(role, case, "letter_to_sign", now, **known)
    return letter


def _admit(case: Case | None, user: User) -> None:
    """Raises: NotPermitted; BadInput when the case is sealed for the archive."""
    if not may_write(case, user, clock.now()):
        raise NotPermitted
    if case is not None and acts.is_sealed(case):
        raise BadInput(SEALED)


def _put(case: Case | None, user: User, direction: Direction, told: Told, now: datetime) -> Letter:
    own = case.organisation if case is not None and not told.correspondent else None
    if own is None and not told.correspondent:
        raise BadInput(NO_CORRESPONDENT, field="correspondent")
    letter = Letter(
        case_id=case.id if case else None, direction=direction.value, kind=told.kind.value, subject=told.subject,
        language=told.language, organisation_id=own.id if own else None,
        correspondent=own.name if own else told.correspondent,
        correspondent_bin=own.bin if own else told.correspondent_bin,
        their_number=told.their_number, their_date=told.their_date,
        reply_to_id=told.answers.id if told.answers is not None else None,
        due_on=told.due_on, due_reason=told.due_reason,
        responsible_id=user.id if direction is Direction.OUTGOING else None,
        author_id=user.id, created_at=now,
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    return letter


def _attach(letter: Letter, file: File, user: User, now: datetime) -> None:
    paper = Document(
        case_id=letter.case_id, letter_id=letter.id, origin="letter", kind=KIND, title=letter.subject,
        language=letter.language, created_at=now, author_id=user.id, for_applicant=not user.is_staff,
    )  # fmt: skip
    put(paper, file, user, now)


def renew(letter: Letter, document: str, user: User, sent: Sent, *, version: int | None) -> Letter:
    """A new version of one of the draft's files (``document``: its public id); the earlier ones stay.

    Raises:
        TransitionRefused: it is no draft, or not this person's. NotVisible: the letter has no such file.
        StalePaper, BadInput, TooLarge, OutsideTrouble.
    """
    acts.check(letter, LetterAction.RENEW, user, version)
    letter_id, [kept] = letter.id, keep_all([sent], user)
    with unit():
        now = clock.now()
        letter = queries.lock(letter_id)
        acts.check(letter, LetterAction.RENEW, user, version)
        replace(letter.files, document, kept, user, now, letter.case)
        acts.do(letter, LetterAction.RENEW, user, Given(), now)
    return letter
