"""What is said of a person of the operator's side, put right by the administrator: old and new stand in the journal,
papers made before keep what they said. Who signs decisions is known by his name and IIN: of him two administrators
change these, one who proposes and another who approves. Roles that sign are proposed and approved the same way
(``appointments``)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import File, User, UserCorrection
from dms.queries import corrections as queries
from dms.queries import people
from dms.services import journal
from dms.services.people import accounts, roles, sessions
from dms.services.telling import account_letters, notices
from dms.services.unit import unit
from workflows.states import Role
from workflows.text import Text

Changes = Mapping[str, list[Any]]
#: The key of a role among changes: nothing of old, the role with its days (``roles.told_of``) as the new.
ROLE = "role"
#: What an administrator may put right.
FIELDS = ("name", "email", "iin", "position", "position_ru", "phone", "locale")
#: What a log-in rests on: a change ends those that are open and the links that were sent.
OF_LOG_IN = frozenset({"email", "iin"})
#: By what a signer is known: changed by two, of whoever holds, will hold or has held a role that signs.
OF_SIGNER = frozenset({"name", "iin"})
SIGNING = frozenset({Role.HEAD.value, Role.DEPUTY.value})
#: Who hears of every correction but those who made or met it.
WATCHING = (Role.HEAD, Role.ADMINISTRATOR)

NO_SECOND = Text(
    "Шешімдерге қол қоятын адамның аты-жөні мен ЖСН-ін екі әкімші түзетеді, ал бұл өзгерісті бекітетін екінші әкімші "
    "жоқ. Әкімші рөлін тағы бір қызметкерге беріңіз, содан кейін қайталаңыз.",
    "Имя и ИИН того, кто подписывает решения, исправляют два администратора, а второго, кто утвердил бы изменение, "
    "нет. Дайте роль администратора еще одному сотруднику и повторите.",
    "The name and IIN of somebody who signs decisions are corrected by two administrators, and there is no second one "
    "to approve the change. Give the administrator's role to one more employee, then try again.",
)
WAITS = Text(
    "Бұл адам туралы ұсынылған өзгеріс екінші әкімшінің бекітуін күтіп тұр. Алдымен сол шешілсін.",
    "По этому человеку уже предложено изменение, оно ждет утверждения другим администратором. Сначала решите его.",
    "A change of this person waits for another administrator's approval already. Settle it first.",
)
PROPOSER_APPROVES = Text(
    "Өзгерісті ұсынған адам оны бекіте алмайды: оны басқа әкімші бекітеді.",
    "Предложивший изменение не может его утвердить: это делает другой администратор.",
    "Whoever proposed a change cannot approve it: another administrator does.",
)


def correct(user: User, said: Mapping[str, str | None], *, by: User, now: datetime) -> tuple[bool, bool]:
    """Writes what differs, and proposes what takes two; tells whether anything was written and whether something now
    waits. An IIN that was changed has to be proved by its holder's own EDS before it opens the system; the person hears
    of it at the old address and at the new one.

    Raises:
        BadInput: the own account; the address or the IIN belongs to another one; there is no second administrator, or
            something waits for him already. Nothing is written then.
    """
    accounts.refuse_oneself(user, by)
    told = {name: (said.get(name) or "").strip() for name in FIELDS}
    told["email"] = told["email"].lower()
    with unit():
        people.lock_user(user)
        old = {name: getattr(user, name) or "" for name in FIELDS}
        changes = {name: [old[name], new] for name, new in told.items() if new != old[name]}
        of_two = {name: change for name, change in changes.items() if name in OF_SIGNER and is_signer(user)}
        at_once = {name: change for name, change in changes.items() if name not in of_two}
        if of_two:
            others = others_than(user, by, now)
            if not others:
                raise BadInput(NO_SECOND)
            propose(user, of_two, by, now)
            notices.tell(others, "correction_to_approve", case=None, at=now, name=user.name, by=by.name)
        if at_once:
            _write(user, at_once, by, now)
        if of_two:  # behind everything else: the journal's chain is locked from its first entry on
            facts = {"account": user.public_id, "changes": of_two}
            journal.write(Event.CORRECTION_PROPOSED, actor=by, at=now, facts=facts)
    return bool(at_once), bool(of_two)


def is_signer(user: User) -> bool:
    """Whether he holds, will hold or has held a role that signs, or it is proposed for him: neither ending the role
    first nor being quicker than the second hand opens a way round."""
    proposed = role_in(queries.find_open(user.id))
    return any(row.role in SIGNING for row in user.staff_roles) or (proposed is not None and proposed[0] in SIGNING)


def others_than(user: User, by: User, now: datetime) -> set[int]:
    """The administrators of today who may approve what ``by`` proposes of ``user``."""
    return set(people.users_with_role(Role.ADMINISTRATOR.value, now.date())) - {by.id, user.id}


def propose(user: User, changes: Changes, by: User, now: datetime, order_file: File | None = None) -> None:
    """Puts it down for another administrator. Raises: BadInput when something waits already."""
    if queries.find_open(user.id) is not None:
        raise BadInput(WAITS)
    row = UserCorrection(user_id=user.id, changes=dict(changes), proposed_by_id=by.id, proposed_at=now)
    row.order_file = order_file
    db.session.add(row)
    db.session.flush()


def role_in(row: UserCorrection | None) -> tuple[Role, roles.Holding] | None:
    """The role that is proposed, if one is."""
    return roles.held_of(row.changes[ROLE][1], row.order_file) if row is not None and ROLE in row.changes else None


def approve(account: str, public_id: str, by: User, now: datetime) -> User:
    """Puts a proposed correction or role into force.

    Raises:
        BadInput: the proposer himself, or the person concerned; the role is held on these days by now.
        StaleCase: it has been settled, or the details have changed meanwhile.
    """
    with unit():
        row = _open(account, public_id)
        user = row.user
        accounts.refuse_oneself(user, by)
        if row.proposed_by_id == by.id:
            raise BadInput(PROPOSER_APPROVES)
        people.lock_user(user)
        if ROLE in row.changes:
            row.status, row.settled_by_id, row.settled_at = "approved", by.id, now
            role, held = roles.held_of(row.changes[ROLE][1], row.order_file)
            roles.give(user, role, held, by=by, now=now, proposed_by=row.proposed_by)
            return user
        if any((getattr(user, name) or "") != old for name, (old, _new) in row.changes.items()):
            raise StaleCase
        row.status, row.settled_by_id, row.settled_at = "approved", by.id, now
        _write(user, row.changes, by, now, proposed_by=row.proposed_by)
    return user


def reject(account: str, public_id: str, by: User, now: datetime) -> User:
    """Puts a proposed correction or role aside; whoever made it may do so too.

    Raises: StaleCase: it has been settled meanwhile.
    """
    with unit():
        row = _open(account, public_id)
        row.status, row.settled_by_id, row.settled_at = "rejected", by.id, now
        of_role = ROLE in row.changes
        if row.proposed_by_id != by.id:
            code = "role_rejected" if of_role else "correction_rejected"
            notices.tell([row.proposed_by_id], code, case=None, at=now, name=row.user.name, by=by.name)
        told = row.changes[ROLE][1] if of_role else {"changes": row.changes}
        event = Event.ROLE_REJECTED if of_role else Event.CORRECTION_REJECTED
        journal.write(event, actor=by, at=now, facts={"account": row.user.public_id, **told})
    return row.user


def _open(account: str, public_id: str) -> UserCorrection:
    """Raises: NotVisible, StaleCase."""
    row = queries.lock(account, public_id)
    if row.status != "proposed":
        raise StaleCase
    return row


def _write(user: User, changes: Changes, by: User, now: datetime, *, proposed_by: User | None = None) -> None:
    for name, (_old, new) in changes.items():
        setattr(user, name, new or None if name == "iin" else new)
    if "iin" in changes:
        user.iin_proved_at = None
    ended = 0
    if OF_LOG_IN & changes.keys():
        user.fs_uniquifier = uuid.uuid4().hex
        ended = sessions.end_all(user)
    addresses = changes.get("email", [user.email])
    for address in addresses:
        account_letters.order("corrected", user.id, to=address)
    if "email" in changes and user.confirmed_at is None:
        account_letters.order("welcome", user.id)
    watching = {one for role in WATCHING for one in people.users_with_role(role.value, now.date())} - {by.id, user.id}
    notices.tell(watching, "user_corrected", case=None, at=now, name=user.name, by=by.name)
    facts = {"account": user.public_id, "changes": dict(changes), "sessions_ended": ended}
    if proposed_by is not None:
        facts["proposed_by"] = proposed_by.public_id
    journal.write(Event.USER_CORRECTED, actor=by, at=now, facts=facts)
