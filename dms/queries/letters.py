"""Finding letters. Who may read one is said here once: at the operator whoever reads its case, of the applicant's side
his own letters and what has been sent to him. Also the notices about a case, which are no letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Case, Document, Letter, Notice, User
from dms.queries import beside, cases, reading
from dms.queries.fixed import Fixed
from dms.queries.reading import Reader
from dms.search.asking import Question
from workflows.clock import ALMATY
from workflows.filing import READERS
from workflows.letters import UNFINISHED, Direction, LetterState
from workflows.states import Role

PAGE = 50
#: Above this a count says "99+".
MOST = 100
#: The moment under which a letter stands in its journal.
DAY: ColumnElement[datetime] = func.coalesce(Letter.registered_at, Letter.created_at)
_TO_ANSWER = sorted({LetterState.REGISTERED.value, LetterState.IN_WORK.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is asked of a journal: words of numbers, subject and correspondent, a state, the days of registration."""

    words: str = ""
    state: str = ""
    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.words:
            of = (Letter.number, Letter.subject, Letter.correspondent, Letter.correspondent_bin, Letter.their_number)
            found.append(or_(*(column.icontains(self.words, autoescape=True) for column in of)))
        if self.state:
            found.append(Letter.state == self.state)
        return [*found, *self.within(DAY)]

    def within(self, day: SQLColumnExpression[Any]) -> list[ColumnElement[bool]]:
        """That a moment lies in the days asked for."""
        found: list[ColumnElement[bool]] = []
        if self.first:
            found.append(day >= datetime.combine(self.first, time(), ALMATY))
        if self.last:
            found.append(day < datetime.combine(self.last, time(), ALMATY) + timedelta(days=1))
        return found


def readable(reader: Reader, me: BindParameter[int] | None = None) -> ColumnElement[bool]:
    """Letters of the cases that this person of the operator's side reads in its state (``me`` as there), and those
    outside of any case, which all read but who only administers."""
    of_cases = and_(Letter.case_id.is_not(None), reading.readable(reader, me=me))
    return or_(of_cases, Letter.case_id.is_(None)) if reader.roles & READERS else of_cases


def _of_staff(reader: Reader) -> Select[Letter]:
    return select(Letter).outerjoin(Case, Case.id == Letter.case_id).where(readable(reader))


def get_letter(reader: Reader, public_id: str) -> Letter:
    """Raises: NotVisible for a letter that this person of the operator's side may not read, as for none at all."""
    found = db.session.scalars(_of_staff(reader).where(Letter.public_id == public_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def lock(letter_id: int) -> Letter:
    """The letter's row, locked until the end of the transaction and read afresh. Its case is locked before it: an act
    may touch several letters of a case, and two that began with a letter each would wait for each other.

    Raises:
        NotVisible: no such letter.
    """
    case_id = db.session.scalar(select(Letter.case_id).where(Letter.id == letter_id))
    if case_id is not None:
        cases.lock(case_id)
    chosen = select(Letter).where(Letter.id == letter_id).with_for_update(of=Letter)
    found = db.session.scalars(chosen.execution_options(populate_existing=True)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def list_journal(
    reader: Reader, direction: Direction, narrowed: Narrowed, *, before: int | None = None, limit: int = PAGE
) -> Sequence[Letter]:
    """The letters of one direction, newest first; ``before`` is the last row id of the page before. The journal of what
    goes out holds papers as well: ``queries/outgoing.py``."""
    chosen = _of_staff(reader).where(Letter.direction == direction.value, *narrowed.conditions())
    if before is not None:
        chosen = chosen.where(Letter.id < before)
    chosen = chosen.options(joinedload(Letter.author))
    return db.session.scalars(chosen.order_by(Letter.id.desc()).limit(limit)).unique().all()


def find_by_text(reader: Reader, question: Question, *, scanning: bool, limit: int) -> Sequence[Letter]:
    """Letters outside of any case that hold every word in their numbers, subject, correspondent or in the text of a
    file, newest first, among those that the person reads; those of cases the search of cases finds."""
    held = beside.holding(Document.letter_id, question, scanning=scanning)
    chosen = _of_staff(reader).where(Letter.case_id.is_(None), Letter.id.in_(held))
    return db.session.scalars(chosen.order_by(Letter.id.desc()).limit(limit)).unique().all()


def _list_of(key: str, me: int | BindParameter[int]) -> list[ColumnElement[bool]]:
    found: dict[str, list[ColumnElement[bool]]] = {
        "to_register": [Letter.state == LetterState.RECEIVED.value],
        "to_answer": [Letter.state.in_(_TO_ANSWER), Letter.responsible_id == me],
        "all_to_answer": [Letter.state.in_(_TO_ANSWER)],
        "to_sign": [Letter.state == LetterState.DRAFT.value],
        "to_send": [Letter.state == LetterState.SIGNED.value],
        "awaited": [
            Letter.state == LetterState.SENT.value,
            Letter.due_on.is_not(None),
            Letter.answered_at.is_(None),
        ],
    }
    return found[key]


def awaits_an_answer() -> ColumnElement[bool]:
    """A letter that the operator has to answer, or whose answer it waits for: what the lists of these show."""
    return or_(and_(*_list_of("all_to_answer", 0)), and_(*_list_of("awaited", 0)))


#: What waits for somebody: incoming letters to register and to answer, outgoing ones to sign and send, and answers that
#: the operator waits for.
LISTS = ("to_answer", "to_register", "all_to_answer", "to_sign", "to_send", "awaited")


def list_waiting(reader: Reader, key: str, *, after: tuple[date | None, int] | None = None) -> Sequence[Letter]:
    """One of ``LISTS``, the nearest day first, without a day last; one row more than a page. ``after``: day and row id
    of the last row of the page before."""
    chosen = _of_staff(reader).where(*_list_of(key, reader.user_id))
    if after is not None:
        day, row_id = after
        beyond: ColumnElement[bool] = and_(Letter.due_on.is_(None), Letter.id > row_id)
        if day is not None:
            beyond = or_(Letter.due_on > day, and_(Letter.due_on == day, Letter.id > row_id), Letter.due_on.is_(None))
        chosen = chosen.where(beyond)
    chosen = chosen.options(joinedload(Letter.author)).order_by(Letter.due_on.asc().nulls_last(), Letter.id)
    return db.session.scalars(chosen.limit(PAGE + 1)).unique().all()


def counts(reader: Reader, keys: Iterable[str]) -> dict[str, int]:
    """How many letters each of these lists holds, each counted up to ``MOST``, all in one query."""
    asked = tuple(keys)
    return dict(_counted(asked, reader.roles, reader.own).rows(me=reader.user_id)[0]._mapping) if asked else {}


@lru_cache(maxsize=256)
def _counted(keys: tuple[str, ...], roles: frozenset[Role], own: frozenset[int]) -> Fixed:
    seen, columns = readable(Reader(0, roles, own), reading.ME), []
    for key in keys:
        some = select(Letter.id).outerjoin(Case, Case.id == Letter.case_id).where(seen)
        bounded = some.where(*_list_of(key, reading.ME)).limit(MOST).subquery()
        columns.append(select(func.count()).select_from(bounded).scalar_subquery().label(key))
    return Fixed(select(*columns))


def list_of_case(case_id: int) -> Sequence[Letter]:
    """Every letter of a case that has been loaded, oldest first, with its files and people."""
    chosen = select(Letter).where(Letter.case_id == case_id).order_by(Letter.id)
    loaded = chosen.options(
        selectinload(Letter.files), joinedload(Letter.author), joinedload(Letter.signed_by),
        joinedload(Letter.registered_by),
    )  # fmt: skip
    return db.session.scalars(loaded).unique().all()


def list_unfinished(case_id: int) -> Sequence[Letter]:
    """Letters over which the case is not packed for the archive."""
    states = sorted(state.value for state in UNFINISHED)
    return db.session.scalars(select(Letter).where(Letter.case_id == case_id, Letter.state.in_(states))).unique().all()


def thread_of(letter: Letter) -> list[Letter]:
    """Every letter that answers, or is answered by, this one, near or far, in the order they came; itself among them.
    Letters of another case never belong to it."""
    here = select(Letter.id, Letter.reply_to_id).where(Letter.id == letter.id).cte("thread", recursive=True)
    near = select(Letter.id, Letter.reply_to_id).where(
        or_(Letter.reply_to_id == here.c.id, Letter.id == here.c.reply_to_id),
        Letter.case_id.is_not_distinct_from(letter.case_id),
    )
    ids = select(here.union(near).c.id)
    return list(db.session.scalars(select(Letter).where(Letter.id.in_(ids)).order_by(Letter.id)).unique())


def _of_applicant(case: Case) -> Select[Letter]:
    from_his_side = and_(
        Letter.direction == Direction.INCOMING.value,
        ~select(User.id).where(User.id == Letter.author_id, User.is_staff).exists(),
    )
    sent = and_(Letter.direction == Direction.OUTGOING.value, Letter.state == LetterState.SENT.value)
    chosen = select(Letter).where(Letter.case_id == case.id, Letter.organisation_id == case.organisation_id)
    return chosen.where(or_(from_his_side, sent)).options(selectinload(Letter.files)).order_by(Letter.id.desc())


def list_of_applicant(case: Case) -> Sequence[Letter]:
    """The letters of his own case that the applicant sees, newest first."""
    return db.session.scalars(_of_applicant(case)).unique().all()


def get_of_applicant(case: Case, public_id: str) -> Letter:
    """Raises: NotVisible for any other."""
    found = db.session.scalars(_of_applicant(case).where(Letter.public_id == public_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def notices_to_applicant(case_id: int, *, limit: int = 50) -> list[tuple[Notice, str]]:
    """Messages of the system that went to people of the applicant's side, newest first, each with who got it."""
    chosen = (
        select(Notice, User.name)
        .join(User, User.id == Notice.user_id)
        .where(Notice.case_id == case_id, ~User.is_staff)
        .order_by(Notice.id.desc())
        .limit(limit)
    )
    return [(notice, name) for notice, name in db.session.execute(chosen)]
