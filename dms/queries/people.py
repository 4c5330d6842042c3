"""Who somebody is on a day: roles at the operator, organisations a person acts for, relation to one case. Every other
room asks here; nobody reads the dates of a role or of a power of attorney by himself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import selectinload

from dms.errors import NotVisible
from dms.extensions import db
from dms.formatting import local
from dms.models import Case, Membership, Organisation, StaffRole, User
from dms.scope import NOBODY, Scope
from workflows import rights
from workflows.facts import Actor
from workflows.states import CaseState, Relation, Right, Role

#: How far a representative's paper may reach.
POWERS = frozenset({"draft", "sign", "report"})


def membership_active(day: date) -> ColumnElement[bool]:
    """A membership that gives power on ``day``, both its days included (342:19)."""
    return and_(
        Membership.ended_at.is_(None),
        Membership.valid_from <= day,
        or_(Membership.valid_to.is_(None), Membership.valid_to >= day),
    )


def role_active(day: date) -> ColumnElement[bool]:
    """A staff role held on ``day``, both its days included."""
    return and_(StaffRole.valid_from <= day, or_(StaffRole.valid_to.is_(None), StaffRole.valid_to >= day))


def active_memberships(user: User, today: date) -> Sequence[Membership]:
    """The memberships by which the person acts for organisations today, oldest first; none for a blocked account."""
    if not user.active:
        return ()
    query = select(Membership).where(Membership.user_id == user.id, membership_active(today)).order_by(Membership.id)
    return db.session.scalars(query).all()


def staff_roles(user: User, today: date) -> frozenset[Role]:
    """The roles the person holds at the operator today; none for a blocked account or one of the applicant's side."""
    return frozenset(Role(row.role) for row in staff_role_rows(user, today))


def staff_role_rows(user: User, today: date) -> Sequence[StaffRole]:
    """The rows of the roles held today, with the orders behind them."""
    if not (user.active and user.is_staff):
        return ()
    return db.session.scalars(select(StaffRole).where(StaffRole.user_id == user.id, role_active(today))).all()


def scope_for(user: User, today: date, roles: frozenset[Role] | None = None) -> Scope:
    """How far row-level security lets the person see: everything for staff with a role, else the cases of the
    organisations the person acts for, else nothing. ``roles``: those of ``staff_roles``, where they are known."""
    if staff_roles(user, today) if roles is None else roles:
        return Scope("staff")
    organisations = {row.organisation_id for row in active_memberships(user, today)}
    return Scope("applicant", tuple(sorted(organisations))) if organisations else NOBODY


def actor_for(user: User, case: Case, now: datetime) -> Actor:
    """The person as the rules see him towards this case at this moment. Somebody of the applying organisation is its
    own towards its cases, employee or not (no one decides on an application of his own organisation)."""
    today = local(now).date()
    rows = staff_role_rows(user, today)
    own = [row for row in active_memberships(user, today) if row.organisation_id == case.organisation_id]
    roles = frozenset(Role(row.role) for row in rows)
    if own:
        may_sign = any(_signs(row) for row in own)
        return Actor(user.id, roles | {Role.APPLICANT}, Relation.OWN, may_sign, user.name)
    if not roles:
        return Actor(user.id, roles, Relation.NONE, False, user.name)
    relation = Relation.ASSIGNEE if case.assignee_id == user.id else Relation.STAFF
    return Actor(user.id, roles, relation, any(_decides(row) for row in rows), user.name)


def rights_for(user: User, case: Case, now: datetime) -> frozenset[Right]:
    """What the person may do with the case as it stands, besides the acts of its machine."""
    actor = actor_for(user, case, now)
    return rights.rights(CaseState(case.state), actor.roles, actor.relation)


def powers_for(user: User, organisation_id: int, day: date) -> frozenset[str]:
    """Of draft, sign and report: how far the person may act for the organisation on ``day``; the first head may all
    (342:19)."""
    rows = [row for row in active_memberships(user, day) if row.organisation_id == organisation_id]
    if any(row.kind == "head" for row in rows):
        return POWERS
    return frozenset(power for row in rows for power in row.scope)


def _signs(row: Membership) -> bool:
    """342:19: the first head, or a paper whose scope says so."""
    return row.kind == "head" or "sign" in row.scope


def signers_on(day: date) -> list[tuple[User, StaffRole]]:
    """Who may sign decisions on ``day`` (342:35), the head before a deputy with his order, each by name."""
    chosen = (
        select(User, StaffRole)
        .join(StaffRole, StaffRole.user_id == User.id)
        .where(StaffRole.role.in_((Role.HEAD.value, Role.DEPUTY.value)), User.active, User.is_staff, role_active(day))
        .order_by(StaffRole.role.desc(), User.name)  # "head" stands after "deputy" in the alphabet
    )
    return [(user, row) for user, row in db.session.execute(chosen) if _decides(row)]


def _decides(row: StaffRole) -> bool:
    """342:35: the head, or a deputy by an order."""
    return row.role == Role.HEAD or (row.role == Role.DEPUTY and bool(row.order_no))


def users_of_organisation(organisation_id: int, day: date) -> Sequence[int]:
    """Row ids of everybody who acts for the organisation on ``day``."""
    query = select(User.id).join(Membership, Membership.user_id == User.id)
    query = query.where(Membership.organisation_id == organisation_id, User.active, membership_active(day))
    return db.session.scalars(query.distinct()).all()


def with_role(role: str, day: date) -> Select[int]:
    """Row ids of everybody who holds the staff role on ``day``, as a part of other queries."""
    query = select(User.id).join(StaffRole, StaffRole.user_id == User.id)
    return query.where(StaffRole.role == role, User.active, User.is_staff, role_active(day))


def users_with_role(role: str, day: date) -> Sequence[int]:
    """Row ids of everybody who holds the staff role on ``day``."""
    return db.session.scalars(with_role(role, day).distinct()).all()


#: Who is given cases and works on their documents.
WORKERS = frozenset({Role.EXECUTOR, Role.MONITOR})


def is_worker(user_id: int, day: date) -> bool:
    """Whether a case can be given to the person on ``day``."""
    held = or_(*(User.id.in_(with_role(role.value, day)) for role in sorted(WORKERS)))
    return db.session.scalar(select(User.id).where(User.id == user_id, held)) is not None


def list_staff_with_role(role: str, day: date) -> Sequence[User]:
    """Everybody who holds the role on ``day``, by name: whom a case can be assigned to."""
    return db.session.scalars(select(User).where(User.id.in_(users_with_role(role, day))).order_by(User.name)).all()


def find_user_by_email(email: str) -> User | None:
    """Addresses are kept in small letters."""
    return db.session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()


def find_user_by_uniquifier(uniquifier: str) -> User | None:
    """By the value that changes with every change of password, so that what was signed before is void."""
    return db.session.scalars(select(User).where(User.fs_uniquifier == uniquifier)).one_or_none()


def find_user(public_id: str) -> User | None:
    return db.session.scalars(select(User).where(User.public_id == public_id)).one_or_none()


def lock_organisation(organisation_id: int) -> Organisation:
    """The applicant's row, locked to the end of the transaction: its caps are counted by one decision at a time."""
    query = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    return db.session.scalars(query).one()


def find_user_by_iin(iin: str) -> User | None:
    return db.session.scalars(select(User).where(User.iin == iin)).one_or_none() if iin else None


def get_user(public_id: str) -> User:
    """Raises NotVisible."""
    user = find_user(public_id)
    if user is None:
        raise NotVisible
    return user


def find_role_within(user_id: int, role: str, first: date, last: date | None) -> StaffRole | None:
    """A time of the same role that shares a day with ``first`` to ``last``."""
    query = select(StaffRole).where(
        StaffRole.user_id == user_id,
        StaffRole.role == role,
        or_(StaffRole.valid_to.is_(None), StaffRole.valid_to >= first),
    )
    if last is not None:
        query = query.where(StaffRole.valid_from <= last)
    return db.session.scalars(query.limit(1)).first()


def get_role(role_id: int) -> StaffRole:
    """Raises NotVisible."""
    row = db.session.get(StaffRole, role_id)
    if row is None:
        raise NotVisible
    return row


def list_users(*, staff: bool, text: str = "", after: str = "", limit: int = 50) -> Sequence[User]:
    """Accounts by e-mail, a page at a time: ``after`` is the last e-mail of the page before. ``text`` is looked for in
    name, address and IIN. Their roles come along."""
    query = select(User).where(User.is_staff.is_(staff), User.email > after)
    if text:
        like = User.name.icontains(text, autoescape=True) | User.email.icontains(text, autoescape=True)
        query = query.where(like | (User.iin == text))
    query = query.options(selectinload(User.staff_roles)).order_by(User.email).limit(limit)
    return db.session.scalars(query).all()
