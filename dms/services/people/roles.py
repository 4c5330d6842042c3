"""Roles of the operator's side, given for days and ended: each change ends the person's log-ins (ASVS 7.4.2, 8.3.2) and
stands in the journal. Whether one administrator may give one alone is asked in ``appointments``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dms.errors import BadInput
from dms.events import Event
from dms.extensions import db
from dms.models import File, StaffRole, User
from dms.queries import people
from dms.services import journal
from dms.services.files import lone_files
from dms.services.people import accounts, sessions
from dms.services.unit import unit
from workflows.orders import POWERS
from workflows.states import STAFF_ROLES, Role
from workflows.text import Text

NEEDS_ORDER = Text(
    "Орынбасардың рөлі үшін бұйрықтың нөмірі мен күнін көрсетіңіз (342:35).",
    "Для роли заместителя укажите номер и дату приказа (342:35).",
    "For a deputy's role give the number and the day of the order (342:35).",
)
HELD_ALREADY = Text(
    "Бұл рөл осы күндері берілген.", "Эта роль на эти дни уже дана.", "This role is given for these days already."
)
LAST_DAY_WRONG = Text(
    "Соңғы күн бірінші күннен бұрын болмауы керек.",
    "Последний день не может быть раньше первого.",
    "The last day must not be before the first.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """From when to when a role is held, by which order, and for a deputy which acts that covers; none: all."""

    valid_from: date
    valid_to: date | None = None
    order_no: str = ""
    order_on: date | None = None
    order_file: File | None = None
    acts: tuple[str, ...] = ()


def grant_role(user: User, role: Role, held: Holding, *, by: User | None, now: datetime) -> StaffRole:
    """Gives a role of the operator's side for days. The person's log-ins end: the next one has the new rights.

    Raises:
        BadInput: an own role, a deputy without an order (342:35), the role held in these days, or days out of order.
    """
    with unit():
        return give(user, role, held, by=by, now=now)


def give(
    user: User, role: Role, held: Holding, *, by: User | None, now: datetime, proposed_by: User | None = None
) -> StaffRole:
    """As ``grant_role``, in the caller's transaction. ``proposed_by``: who proposed what ``by`` approves."""
    check(user, role, held, by)
    row = StaffRole(
        user_id=user.id, role=role.value, valid_from=held.valid_from, valid_to=held.valid_to,
        order_no=held.order_no, order_on=held.order_on, acts=acts_of(role, held),
        granted_by_id=by.id if by else None,
    )  # fmt: skip
    if held.order_file is not None:
        row.order_file_id = held.order_file.id if proposed_by else lone_files.take_in(held.order_file).id
    db.session.add(row)
    ended = sessions.end_all(user)
    facts = {"account": user.public_id, **told_of(role, held), "sessions_ended": ended}
    if proposed_by is not None:
        facts["proposed_by"] = proposed_by.public_id
    journal.write(Event.ROLE_GRANTED, actor=by, at=now, facts=facts)
    return row


def check(user: User, role: Role, held: Holding, by: User | None) -> None:
    """Locks the person. Raises: BadInput as ``grant_role``."""
    accounts.refuse_oneself(user, by)
    if role not in STAFF_ROLES or not user.is_staff:
        raise ValueError(f"{role} is not for {user.public_id}")
    if role is Role.DEPUTY and not (held.order_no and held.order_on):
        raise BadInput(NEEDS_ORDER, field="order_no")
    if held.valid_to is not None and held.valid_to < held.valid_from:
        raise BadInput(LAST_DAY_WRONG, field="valid_to")
    people.lock_user(user)
    if people.find_role_within(user.id, role, held.valid_from, held.valid_to) is not None:
        raise BadInput(HELD_ALREADY, field="role")


def told_of(role: Role, held: Holding) -> dict[str, Any]:
    """The role and its days for the journal and for a proposal, as plain words."""
    return {
        "role": role.value,
        "from": held.valid_from.isoformat(),
        "to": held.valid_to.isoformat() if held.valid_to else None,
        "order_no": held.order_no,
        "order_on": held.order_on.isoformat() if held.order_on else None,
        "order_sha256": held.order_file.sha256 if held.order_file else None,
        "acts": acts_of(role, held),
    }


def acts_of(role: Role, held: Holding) -> list[str]:
    """What the order covers, of a deputy alone."""
    return [power for power in POWERS if power in held.acts] if role is Role.DEPUTY else []


def held_of(told: Mapping[str, Any], order_file: File | None) -> tuple[Role, Holding]:
    """What ``told_of`` has written down."""
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("from", "to", "order_on")}
    first = days["from"]
    assert first is not None
    held = Holding(
        valid_from=first, valid_to=days["to"], order_no=told["order_no"], order_on=days["order_on"],
        order_file=order_file, acts=tuple(told["acts"]),
    )  # fmt: skip
    return Role(told["role"]), held


def end_role(row: StaffRole, *, by: User, now: datetime) -> None:
    """Ends a role with the day before today, so that it is gone at once; the person's log-ins end too.

    Raises:
        BadInput: an own role.
    """
    user = row.user
    accounts.refuse_oneself(user, by)
    with unit():
        last = now.date() - timedelta(days=1)
        row.valid_from, row.valid_to = min(row.valid_from, last), min(row.valid_to or last, last)
        ended = sessions.end_all(user)
        facts = {"account": user.public_id, "role": row.role, "to": row.valid_to, "sessions_ended": ended}
        journal.write(Event.ROLE_ENDED, actor=by, at=now, facts=facts)
