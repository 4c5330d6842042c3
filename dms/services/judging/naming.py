"""Whom a paper of the operator names as its signer. Chosen once, when the paper is prepared, and kept with it."""

from __future__ import annotations

from datetime import datetime

from dms.models import Case, User
from dms.queries import people
from workflows.clock import local
from workflows.states import Relation


def first_signer(case: Case, author: User | None, now: datetime, power: str) -> User | None:
    """Who signs what this author prepared, as long as nobody else takes it on himself: the head, where there is none a
    deputy whose order covers this act (``power``); never the author, nor anybody of the applying organisation. None
    where nobody does."""
    for user, _row in people.signers_on(local(now).date()):
        is_author, actor = author is not None and user.id == author.id, people.actor_for(user, case, now)
        if not is_author and actor.relation is not Relation.OWN and actor.covers(power):
            return user
    return None
