"""Whether one administrator gives a role alone: most of them yes; a role that signs takes two, one who proposes it by
the order and another who approves (``corrections``), else whoever makes accounts could make himself a signer. So does
the administrator's where there is another one, else the second hand could be the first one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dms.errors import BadInput
from dms.events import Event
from dms.models import User
from dms.queries import corrections as queries
from dms.services import journal
from dms.services.files import lone_files
from dms.services.people import accounts, corrections, roles
from dms.services.people.corrections import ROLE, SIGNING
from dms.services.people.roles import Holding
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.states import Role
from workflows.text import Text

NO_SECOND = Text(
    "Басшының және орынбасардың рөлін екі әкімші береді, ал бұл рөлді бекітетін екінші әкімші жоқ. Әкімші рөлін тағы "
    "бір қызметкерге беріңіз, содан кейін қайталаңыз.",
    "Роль руководителя и заместителя дают два администратора, а второго, кто утвердил бы ее, нет. Дайте роль "
    "администратора еще одному сотруднику и повторите.",
    "The role of the head and of a deputy is given by two administrators, and there is no second one to approve it. "
    "Give the administrator's role to one more employee, then try again.",
)
NEEDS_ORDER = Text(
    "Басшы мен орынбасардың рөлі үшін бұйрықтың нөмірі мен күнін көрсетіңіз (342:35).",
    "Для роли руководителя и заместителя укажите номер и дату приказа (342:35).",
    "For the role of the head or a deputy give the number and the day of the order (342:35).",
)


def appoint(user: User, role: Role, held: Holding, *, by: User, now: datetime) -> bool:
    """Gives the role, or proposes it to the other administrators where it takes two; tells whether it is given.

    Raises:
        BadInput: as ``roles.grant_role``; a role that signs without an order; there is no second administrator;
            something waits for this person already.
    """
    with unit():
        return _appoint(user, role, held, by, now)


def hire(account: Mapping[str, str], role: Role, held: Holding, *, by: User, now: datetime) -> tuple[User, bool]:
    """Makes an account of the operator's side with its first role, both or neither; tells whether the role is given or
    waits. ``account`` as for ``create_staff``.

    Raises: BadInput as ``appoint``; the address or the IIN has an account.
    """
    with unit():
        user = accounts.add_staff(account, by=by, now=now)
        return user, _appoint(user, role, held, by, now)


def _appoint(user: User, role: Role, held: Holding, by: User, now: datetime) -> bool:
    others = corrections.others_than(user, by, now)
    if not _takes_two(role, bool(others)):
        roles.give(user, role, held, by=by, now=now)
        return True
    if not others:
        raise BadInput(NO_SECOND, field="role")
    if role in SIGNING and not (held.order_no and held.order_on):
        raise BadInput(NEEDS_ORDER, field="order_no")
    roles.check(user, role, held, by)
    told = roles.told_of(role, held)
    order = lone_files.take_in(held.order_file) if held.order_file else None
    corrections.propose(user, {ROLE: [None, told]}, by, now, order)
    notices.tell(others, "role_to_approve", case=None, at=now, name=user.name, by=by.name)
    journal.write(Event.ROLE_PROPOSED, actor=by, at=now, facts={"account": user.public_id, **told})
    return False


def _takes_two(role: Role, others: bool) -> bool:
    """While nobody has ever signed and there is no second administrator, an installation is being set up."""
    if role is Role.ADMINISTRATOR:
        return others
    return role in SIGNING and (others or queries.was_there_a_signer(SIGNING))
