"""Which cases a person may read: the rights table (``workflows/rights.py``: states × roles × relation) as one SQL
predicate, for lists and for single cases alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import BigInteger, BindParameter, ColumnElement, String, and_, any_, bindparam, false, or_, true
from sqlalchemy.dialects.postgresql import ARRAY

from dms.models import Case, User
from dms.queries import people
from workflows.rights import states_with
from workflows.states import CaseState, Relation, Right, Role

HANDED_IN = frozenset(CaseState) - {CaseState.DRAFT}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the operator's lists: row id, roles of today, and the organisations (row ids) that the person acts
    for, whose cases are not his to see from this side."""

    user_id: int
    roles: frozenset[Role]
    own: frozenset[int] = frozenset()


#: The place of the reader's row id in a statement that is the same for many readers.
ME = bindparam("me", type_=BigInteger())


def reader_of(user: User, today: date, roles: frozenset[Role] | None = None) -> Reader:
    """The person as lists see him today. ``roles``: those of ``people.staff_roles``, where they are known."""
    own = frozenset(row.organisation_id for row in people.active_memberships(user, today))
    return Reader(user.id, people.staff_roles(user, today) if roles is None else roles, own)


def from_office(reader: Reader) -> ColumnElement[bool]:
    """Which cases the person looks at from the operator's side: ``people.is_from_office`` for lists."""
    if not reader.roles:
        return false()
    return Case.organisation_id.not_in(reader.own) if reader.own else true()


def visible(user: User, today: date) -> ColumnElement[bool]:
    """What the person may read at all: the cases of the organisations he acts for, and what his roles at the operator
    read of the others. A draft is nobody's business but the applicant's."""
    return visible_to(reader_of(user, today), user.is_staff)


def visible_to(reader: Reader, is_staff: bool, me: int | BindParameter[int] | None = None) -> ColumnElement[bool]:
    """The same of a reader; ``me`` as in ``readable``."""
    if is_staff:
        return or_(and_(_own(reader), Case.received_at.is_not(None)), readable(reader, me=me))
    return _own(reader)


def _own(reader: Reader) -> ColumnElement[bool]:
    states = states_with(Right.READ, Role.APPLICANT, Relation.OWN)
    return and_(Case.organisation_id.in_(reader.own), _in(states))


def readable(
    reader: Reader,
    states: frozenset[CaseState] = HANDED_IN,
    *,
    right: Right = Right.READ,
    me: int | BindParameter[int] | None = None,
) -> ColumnElement[bool]:
    """What of the handed-in cases in ``states`` the person may read (or take out: ``right``) from the operator's side.
    Only what these states need is said: a list is a union over states. ``me``: ``ME`` where the text is kept."""
    anybodys, given = open_to(reader.roles, right)
    everybodys, own = states & anybodys, states & given - anybodys
    ways: list[ColumnElement[bool]] = []
    if everybodys:
        ways.append(_in(everybodys))
    if own:
        ways.append(and_(Case.assignee_id == (reader.user_id if me is None else me), _in(own)))
    conditions = [Case.received_at.is_not(None), or_(false(), *ways)]
    if reader.own:
        conditions.append(Case.organisation_id.not_in(reader.own))
    return and_(*conditions)


@cache
def open_to(roles: frozenset[Role], right: Right = Right.READ) -> tuple[frozenset[CaseState], frozenset[CaseState]]:
    """The states in which the roles read anybody's case, and one that is given to the reader."""
    return states_with(right, roles, Relation.STAFF), states_with(right, roles, Relation.ASSIGNEE)


def _in(states: Iterable[CaseState]) -> ColumnElement[bool]:
    """One place for all of them: a list names its states in every part of its statement."""
    asked = sorted(state.value for state in states)
    if len(asked) == 1:
        return Case.state == asked[0]
    return Case.state == any_(bindparam(None, asked, type_=ARRAY(String(24)), unique=True))
