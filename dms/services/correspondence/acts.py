"""What is done to a letter. One act is one transaction: the row locked, the version compared, the rules asked, the
effect, the state, the journal, the notices, the commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dms import scope
from dms.errors import StalePaper
from dms.events import Event
from dms.extensions import db
from dms.formatting import local
from dms.models import Case, Letter, User
from dms.queries import letters as queries
from dms.queries import packages, people
from dms.services import clock, journal, moves
from dms.services.files.file_status import status_of
from dms.services.judging import signers
from dms.services.later import later
from dms.services.numbers import next_number
from dms.services.tables import reference
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.calendar import NoCalendar
from workflows.engine import allowed, decide
from workflows.facts import Actor
from workflows.letter_kinds import LetterKind
from workflows.letters import (
    ANSWER_TERMS,
    WORKFLOW,
    WRITERS,
    Direction,
    LetterAction,
    LetterFacts,
    LetterOffer,
    LetterState,
)
from workflows.packages import PackageState
from workflows.states import Relation, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What comes with an act: who answers (row id), by which day and why that day, the reasons, how it was sent."""

    responsible_id: int | None = None
    due_on: date | None = None
    due_reason: str = ""
    reasons: str = ""
    way: str = ""


NOTHING = Given()


def perform(letter_id: int, action: LetterAction, user: User, *, version: int | None, given: Given = NOTHING) -> Letter:
    """Does one act. ``version`` None only where no person's page began it.

    Raises:
        NotVisible: no such letter. StalePaper: somebody was faster. TransitionRefused: the rules say no.
    """
    with unit():
        letter = queries.lock(letter_id)
        check_version(letter, version)
        do(letter, action, user, given, clock.now())
    return letter


def do(letter: Letter, action: LetterAction, user: User, given: Given, now: datetime) -> None:
    """The act within the caller's transaction, its rows locked. Raises: TransitionRefused."""
    known, actor = facts_of(letter, given, now), actor_for(user, letter, now)
    with scope.acting(scope.SYSTEM):
        moves.move_letter(letter, action, known, actor, now)
        told = EFFECTS[action](letter, user, given, now)
        letter.version += 1
        say(OF_ACTION[action], letter, user, now, told)


def check(letter: Letter, action: LetterAction, user: User, version: int | None) -> None:
    """Raises: StalePaper, or TransitionRefused with every reason why this person may not do it now."""
    check_version(letter, version)
    now = clock.now()
    decide(WORKFLOW, action, facts_of(letter, NOTHING, now), actor_for(user, letter, now), now)


def check_version(letter: Letter, version: int | None) -> None:
    """Raises: StalePaper when the letter is not as it was shown."""
    if version is not None and letter.version != version:
        raise StalePaper


def say(event: Event, letter: Letter, user: User | None, now: datetime, told: Mapping[str, Any]) -> None:
    """The entry of the journal: which letter, and what the act adds."""
    known = {
        "letter_id": letter.public_id, "letter_no": letter.number or "", "letter_kind": letter.kind,
        "direction": letter.direction, "subject": letter.subject, "correspondent": letter.correspondent,
    }  # fmt: skip
    journal.write(event, actor=user, at=now, case=letter.case, facts={**known, **told})


def offers(letter: Letter, user: User) -> tuple[LetterOffer, ...]:
    """What this person may do with the letter now, and why not the rest: the same rules as ``perform``."""
    now = clock.now()
    return allowed(WORKFLOW, facts_of(letter, NOTHING, now), actor_for(user, letter, now), now)


def actor_for(user: User, letter: Letter, now: datetime) -> Actor:
    """The person as the rules see him towards this letter: it is with whoever answers or has prepared it."""
    if letter.case is None:
        actor = people.office_actor(user, Relation.STAFF, now)
    else:
        actor = people.actor_for(user, letter.case, now)
    if actor.relation not in (Relation.STAFF, Relation.ASSIGNEE):
        return actor
    return replace(actor, relation=Relation.ASSIGNEE if letter.responsible_id == user.id else Relation.STAFF)


def facts_of(letter: Letter, given: Given, now: datetime) -> LetterFacts:
    """What the rules look at."""
    named = given.responsible_id
    return LetterFacts(
        state=LetterState(letter.state),
        prepared_by=letter.author_id,
        files_sound=bool(letter.files) and all(status_of(paper).is_open for paper in letter.files),
        signers=signers.signers_of_all(letter.files, "operator"),
        responsible_fit=None if named is None else named in writers_of(letter.case, now),
        reasons_given=bool(given.reasons.strip()),
        way_given=bool(given.way),
        sealed=letter.case is not None and is_sealed(letter.case),
    )


def writers_of(case: Case | None, now: datetime) -> dict[int, User]:
    """Who can be named to answer a letter of the case: whoever may write in it as it stands, by row id; of a letter
    outside of any case, whoever writes letters at all."""
    if case is None:
        return {user.id: user for user in people.list_staff_with_any(WRITERS, local(now).date())}
    return {user.id: user for user in people.list_holders(Right.LETTER, case, now)}


def is_sealed(case: Case) -> bool:
    """Whether the case has its package for the archive: what comes after would be missing from it."""
    package = packages.package_of(case.id)
    return package is not None and package.state != PackageState.FAILED


def _register(letter: Letter, user: User, given: Given, now: datetime) -> dict[str, Any]:
    _number(letter, user, now)
    _place(letter, given, now)
    answered = queries.lock(letter.reply_to_id) if letter.reply_to_id is not None else None
    if answered is not None and answered.direction == Direction.OUTGOING and answered.answered_at is None:
        answered.answered_at = now
    if letter.case is not None and letter.organisation_id is not None and not letter.author.is_staff:
        _tell_applicant(letter, letter.case, "letter_registered", now)
    return _placed(letter)


def _number(letter: Letter, user: User, now: datetime) -> None:
    letter.number = next_number(f"letters-{letter.direction}", local(now).year)
    letter.registered_at, letter.registered_by_id = now, user.id
    for paper in letter.files:
        paper.number = letter.number
        later("enter_document", document_id=paper.id)


def _place(letter: Letter, given: Given, now: datetime) -> None:
    """Who answers and by when: the person's word, else the officer of the case, if he may write in it, and the rule of
    the letter's kind."""
    before, officer = letter.responsible_id, letter.case.assignee_id if letter.case else None
    fallback = officer if officer in writers_of(letter.case, now) else None
    letter.responsible_id = given.responsible_id or before or fallback
    if given.due_on is not None:
        letter.due_on, letter.due_reason, letter.due_rule = given.due_on, given.due_reason, ""
    elif letter.due_on is None:
        _due_by_rule(letter, now)
    if letter.responsible_id is not None and letter.responsible_id != before:
        _tell_responsible(letter, letter.responsible_id, now)


def _due_by_rule(letter: Letter, now: datetime) -> None:
    rule = ANSWER_TERMS.get(LetterKind(letter.kind))
    if rule is None:
        return
    try:
        letter.due_on = rule.after(now, reference.calendar()).due_on
    except NoCalendar:  # beyond the calendar nothing is counted: a person names the day
        return
    letter.due_rule = rule.key


def _placed(letter: Letter) -> dict[str, Any]:
    named = db.session.get(User, letter.responsible_id) if letter.responsible_id else None
    return {
        "responsible": named.name if named else "",
        "answer_by": letter.due_on,
        "due_rule": letter.due_rule,
        "due_reason": letter.due_reason,
    }


def _give(letter: Letter, _user: User, given: Given, now: datetime) -> dict[str, Any]:
    _place(letter, given, now)
    return _placed(letter)


def _nothing(_letter: Letter, _user: User, _given: Given, _now: datetime) -> dict[str, Any]:
    return {}


def _file(letter: Letter, _user: User, given: Given, _now: datetime) -> dict[str, Any]:
    letter.reasons = given.reasons
    return {"reasons": given.reasons}


def _sign(letter: Letter, user: User, _given: Given, now: datetime) -> dict[str, Any]:
    letter.signed_at, letter.signed_by_id = now, user.id
    _number(letter, user, now)
    return _hashes(letter, user, NOTHING, now)


def _hashes(letter: Letter, _user: User, _given: Given, _now: datetime) -> dict[str, Any]:
    """The bytes that the letter consists of now."""
    return {"files": [paper.current.file.sha256 for paper in letter.files if paper.current]}


def _send(letter: Letter, _user: User, given: Given, now: datetime) -> dict[str, Any]:
    letter.sent_at, letter.sent_how = now, given.way
    if letter.case is not None and letter.organisation_id is not None:
        for paper in letter.files:
            paper.for_applicant = True
        _tell_applicant(letter, letter.case, "letter_sent", now)
    if letter.reply_to is not None and letter.reply_to.direction == Direction.INCOMING:
        _answer(letter.reply_to, letter, now)
    return {"sent_how": given.way, "answer_by": letter.due_on}


def _answer(answered: Letter, by: Letter, now: datetime) -> None:
    """The letter that this one answers is answered by it."""
    locked = queries.lock(answered.id)
    if locked.state not in (LetterState.REGISTERED, LetterState.IN_WORK):
        return
    moves.move_letter(locked, LetterAction.ANSWER, facts_of(locked, NOTHING, now), moves.SYSTEM, now)
    locked.answered_at = now
    locked.version += 1
    say(Event.LETTER_ANSWERED, locked, None, now, {"answered_by": by.number})


def _annul(letter: Letter, _user: User, given: Given, now: datetime) -> dict[str, Any]:
    letter.annulled_at, letter.reasons = now, given.reasons
    if letter.case is not None and letter.organisation_id is not None and not letter.author.is_staff:
        _tell_applicant(letter, letter.case, "letter_annulled", now, reasons=given.reasons)
    return {"reasons": given.reasons}


def _tell_applicant(letter: Letter, case: Case, code: str, now: datetime, **more: Any) -> None:
    known = {"number": case.number, "letter": letter.number, "subject": letter.subject}
    notices.tell_applicant(case, code, now, **known, **more)


def _tell_responsible(letter: Letter, responsible_id: int, now: datetime) -> None:
    known = {"number": letter.case.number if letter.case else letter.correspondent, "letter": letter.number}
    day = letter.due_on.isoformat() if letter.due_on else None
    notices.tell([responsible_id], "letter_given", case=letter.case, at=now, day=day, **known)


Effect = Callable[[Letter, User, Given, datetime], dict[str, Any]]
EFFECTS: Mapping[LetterAction, Effect] = {
    LetterAction.REGISTER: _register,
    LetterAction.GIVE: _give,
    LetterAction.TAKE: _nothing,
    LetterAction.FILE: _file,
    LetterAction.RENEW: _hashes,
    LetterAction.SIGN: _sign,
    LetterAction.SEND: _send,
    LetterAction.ANNUL: _annul,
}
#: What an act is called once it has happened; an answer is told by the letter that gives it.
OF_ACTION: Mapping[LetterAction, Event] = {
    LetterAction.REGISTER: Event.LETTER_REGISTERED,
    LetterAction.GIVE: Event.LETTER_GIVEN,
    LetterAction.TAKE: Event.LETTER_TAKEN,
    LetterAction.ANSWER: Event.LETTER_ANSWERED,
    LetterAction.FILE: Event.LETTER_FILED,
    LetterAction.RENEW: Event.LETTER_RENEWED,
    LetterAction.SIGN: Event.LETTER_SIGNED,
    LetterAction.SEND: Event.LETTER_SENT,
    LetterAction.ANNUL: Event.LETTER_ANNULLED,
}
