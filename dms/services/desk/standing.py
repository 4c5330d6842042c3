"""How a person of the operator stands to one case: whether it may be seen at all, and what may be done beside acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dms.errors import InArchive, NotPermitted, NotVisible
from dms.formatting import local
from dms.models import Case, User
from dms.queries import cases, people
from workflows.facts import Actor
from workflows.rights import rights
from workflows.states import CaseState, Relation, Right


@dataclass(frozen=True, slots=True)
class Standing:
    """A case in somebody's hands."""

    case: Case
    user: User
    actor: Actor
    held: frozenset[Right]

    def may(self, right: Right) -> bool:
        return right in self.held

    def need(self, right: Right) -> None:
        """Raises: NotPermitted."""
        if right not in self.held:
            raise NotPermitted


def of_staff(public_id: str, user: User, now: datetime) -> Standing:
    """The case for somebody of the operator's side.

    Raises:
        InArchive: it was his to read and lies in the archive now.
        NotVisible: there is none, the person's roles do not read it in its state, or it is his own organisation's.
    """
    today = local(now).date()
    try:
        case = cases.get_case(public_id, user, today)
    except NotVisible:
        raise (InArchive if cases.went_to_archive(public_id, user, today) else NotVisible) from None
    actor = people.actor_for(user, case, now)
    held = rights(CaseState(case.state), actor.roles, actor.relation)
    if actor.relation not in (Relation.STAFF, Relation.ASSIGNEE):
        raise NotVisible
    return Standing(case, user, actor, held)
