"""Who somebody is on a day: roles at the operator, organisations a person acts for, relation to one case. Every other
room asks here; nobody reads the dates of a role or of a power of attorney by himself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, false, or_, select
from sqlalchemy import case as case_when
from sqlalchemy.orm import selectinload

from dms.errors import NotVisible
from dms.extensions import db
from dms.formatting import local
from dms.models import Case, File, Membership, Organisation, StaffRole, User
from dms.queries.once import once_for_all
from dms.queries.orders import decides, limits
from dms.scope import NOBODY, Scope
from workflows import rights
from workflows.facts import Actor, Paper
from workflows.states import CaseState, Relation, Right, Role

#: A day, or the place that one is put into.
Day = date | BindParameter[date]
#: How far a representative's paper may reach.
POWERS = frozenset({"draft", "sign", "report"})


def membership_active(day: Day) -> ColumnElement[bool]:
    """A membership that gives power on ``day``, both its days included (342:19)."""
    return and_(
        Membership.ended_at.is_(None),
        Membership.valid_from <= day,
        or_(Membership.valid_to.is_(None), Membership.valid_to >= day),
    )


def role_active(day: Day) -> ColumnElement[bool]:
    """A staff role held on ``day``, both its days included."""
    return and_(StaffRole.valid_from <= day, or_(StaffRole.valid_to.is_(None), StaffRole.valid_to >= day))


_DAY = bindparam("day", type_=Date())
_HELD = (
    select(StaffRole, Membership)
    .select_from(User)
    .outerjoin(StaffRole, and_(StaffRole.user_id == User.id, role_active(_DAY)))
    .outerjoin(Membership, and_(Membership.user_id == User.id, membership_active(_DAY)))
    .where(User.id == bindparam("user_id"))
    .order_by(StaffRole.id, Membership.id)
)


@once_for_all(User, StaffRole, Membership)
def _held(user_id: int, day: date) -> tuple[tuple[StaffRole, ...], tuple[Membership, ...]]:
    """What the person holds on the day: roles at the operator, memberships, each oldest first."""
    rows = db.session.execute(_HELD, {"user_id": user_id, "day": day}).all()
    roles, memberships = dict.fromkeys(row[0] for row in rows), dict.fromkeys(row[1] for row in rows)
    return tuple(filter(None, roles)), tuple(filter(None, memberships))


def active_memberships(user: User, today: date) -> Sequence[Membership]:
    """The memberships by which the person acts for organisations today, oldest first; none for a blocked account."""
    return _held(user.id, today)[1] if user.active else ()


def memberships_in(user: User, organisation_id: int) -> Sequence[Membership]:
    """The person's papers for the organisation that nobody has ended, whatever their days."""
    query = select(Membership).where(
        Membership.user_id == user.id, Membership.organisation_id == organisation_id, Membership.ended_at.is_(None)
    )
    return db.session.scalars(query.order_by(Membership.id)).all()


def staff_roles(user: User, today: date) -> frozenset[Role]:
    """The roles the person holds at the operator today; none for a blocked account or one of the applicant's side."""
    return frozenset(Role(row.role) for row in staff_role_rows(user, today))


def staff_role_rows(user: User, today: date) -> Sequence[StaffRole]:
    """The rows of the roles held today, with the orders behind them."""
    return _held(user.id, today)[0] if user.active and user.is_staff else ()


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
        may_sign = any(reaches_signing(row) for row in own)
        return Actor(user.id, roles | {Role.APPLICANT}, Relation.OWN, may_sign, user.name, _papers(own))
    if not roles:
        return Actor(user.id, roles, Relation.NONE, False, user.name)
    relation = Relation.ASSIGNEE if case.assignee_id == user.id else Relation.STAFF
    return Actor(user.id, roles, relation, any(decides(row) for row in rows), user.name, orders=limits(rows))


def is_from_office(user: User, case: Case | None, now: datetime) -> bool:
    """Whether the person looks at the case, or at papers outside of any (None), from the operator's side. Who belongs
    to the applying organisation looks from its side, employee or not."""
    if not user.is_staff:
        return False
    return case is None or actor_for(user, case, now).relation in (Relation.STAFF, Relation.ASSIGNEE)


def office_actor(user: User, relation: Relation, now: datetime) -> Actor:
    """The person as the rules see him outside of any case: his roles at the operator at this moment, and whether one of
    them signs (a deputy only by an order)."""
    rows = staff_role_rows(user, local(now).date())
    roles, signs = frozenset(Role(row.role) for row in rows), any(decides(row) for row in rows)
    return Actor(user.id, roles, relation, signs, user.name, orders=limits(rows))


def rights_for(user: User, case: Case, now: datetime) -> frozenset[Right]:
    """What the person may do with the case as it stands, besides the acts of its machine."""
    return rights.rights_of(actor_for(user, case, now), CaseState(case.state))


def powers_for(user: User, organisation_id: int, day: date) -> frozenset[str]:
    """Of draft, sign and report: how far the person may act for the organisation on ``day``; the first head may all
    (342:19)."""
    rows = [row for row in active_memberships(user, day) if row.organisation_id == organisation_id]
    if any(row.kind == "head" for row in rows):
        return POWERS
    return frozenset(power for row in rows for power in row.scope)


def _papers(own: Sequence[Membership]) -> tuple[Paper, ...]:
    """What limits a representative; nothing where he is the first head as well."""
    if any(row.kind == "head" for row in own):
        return ()
    return tuple(Paper(row.paper_no, row.paper_on, frozenset(row.scope), row.valid_from, row.valid_to) for row in own)


def reaches_signing(row: Membership) -> bool:
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
    return [(user, row) for user, row in db.session.execute(chosen) if decides(row)]


def users_of_organisation(organisation_id: int, day: date) -> Sequence[int]:
    """Row ids of everybody who acts for the organisation on ``day``."""
    query = select(User.id).join(Membership, Membership.user_id == User.id)
    query = query.where(Membership.organisation_id == organisation_id, User.active, membership_active(day))
    return db.session.scalars(query.distinct()).all()


def with_role(role: str, day: Day) -> Select[int]:
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
    return db.session.scalar(select(User.id).where(User.id == user_id, _with_any(WORKERS, day))) is not None


def list_staff_with_any(roles: Iterable[Role], day: date) -> Sequence[User]:
    """Everybody who holds one of the roles on ``day``, by name."""
    return db.session.scalars(select(User).where(_with_any(roles, day)).order_by(User.name)).all()


def list_holders(right: Right, case: Case, now: datetime) -> Sequence[User]:
    """Everybody of the operator's side who holds the right in the case as it stands, by name: those of whom
    ``rights_for`` would say so."""
    day, state = local(now).date(), CaseState(case.state)

    def holding(relation: Relation) -> ColumnElement[bool]:
        return _with_any([role for role in Role if right in rights.rights(state, role, relation)], day)

    towards = case_when((User.id == case.assignee_id, holding(Relation.ASSIGNEE)), else_=holding(Relation.STAFF))
    own = select(Membership.user_id).where(Membership.organisation_id == case.organisation_id, membership_active(day))
    return db.session.scalars(select(User).where(towards, User.id.not_in(own)).order_by(User.name)).all()


def _with_any(roles: Iterable[Role], day: date) -> ColumnElement[bool]:
    return or_(false(), *(User.id.in_(with_role(role.value, day)) for role in sorted(roles)))


def list_staff_with_role(role: str, day: date) -> Sequence[User]:
    """Everybody who holds the role on ``day``, by name: whom a case can be assigned to."""
    return db.session.scalars(select(User).where(User.id.in_(users_with_role(role, day))).order_by(User.name)).all()


def lock_user(user: User) -> None:
    """The person's row, read anew and held to the end of the transaction."""
    db.session.refresh(user, with_for_update={"of": User})


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
    """Whose IIN this is: an account that merely claims it is nobody's."""
    query = select(User).where(User.iin == iin, User.iin_proved_at.is_not(None))
    return db.session.scalars(query).one_or_none() if iin else None


def lock_claimants(iin: str, *, but: int) -> Sequence[User]:
    """The other accounts with this IIN, proved or not, locked to the end of the transaction."""
    query = select(User).where(User.iin == iin, User.id != but).order_by(User.id).with_for_update()
    return db.session.scalars(query).all()


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


def get_role_order(user: User, role_id: int) -> File:
    """The order behind a role of this person. Raises NotVisible."""
    query = select(File).join(StaffRole, StaffRole.order_file_id == File.id)
    row = db.session.scalars(query.where(StaffRole.id == role_id, StaffRole.user_id == user.id)).one_or_none()
    if row is None:
        raise NotVisible
    return row


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
