"""Messages to people about their cases: on the screen and, by a job, by e-mail. One code, three languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from dms.extensions import db
from dms.models import Case, Notice, User
from dms.queries import people
from dms.services.later import later
from workflows.rights import states_with
from workflows.states import CaseState, Relation, Right, Role


def tell(users: Iterable[int], code: str, *, case: Case | None, at: datetime, **params: Any) -> None:
    """A notice to each user (row ids), in the caller's transaction; a job mails it after the commit."""
    for user_id in sorted(set(users)):
        notice = Notice(user_id=user_id, case_id=case.id if case else None, code=code, params=params, at=at)
        db.session.add(notice)
        db.session.flush()
        later("mail_notice", notice_id=notice.id)


def tell_applicant(case: Case, code: str, at: datetime, **params: Any) -> None:
    """To everybody who acts for the applicant today."""
    tell(people.users_of_organisation(case.organisation_id, at.date()), code, case=case, at=at, **params)


def tell_assignee(case: Case, code: str, at: datetime, **params: Any) -> None:
    """To whom the case is given; to the registrars when it is given to nobody."""
    users = [case.assignee_id] if case.assignee_id else people.users_with_role("registrar", at.date())
    tell(users, code, case=case, at=at, **params)


def tell_role(role: str, case: Case | None, code: str, at: datetime, **params: Any) -> None:
    """To everybody with the role today."""
    tell(people.users_with_role(role, at.date()), code, case=case, at=at, **params)


def tell_assigners(case: Case, code: str, at: datetime, **params: Any) -> None:
    """To everybody who may give the case, in the state it is in, to somebody else."""
    roles = [role for role in Role if CaseState(case.state) in states_with(Right.ASSIGN, role, Relation.STAFF)]
    users = {user for role in roles for user in people.users_with_role(role.value, at.date())}
    tell(users, code, case=case, at=at, **params)


def mark_read(user: User, ids: Iterable[str] | None, at: datetime, *, case: str | None = None) -> None:
    """Marks the user's own notices as read: those named by public id, those of one case (public id), or all."""
    change = update(Notice).where(Notice.user_id == user.id, Notice.read_at.is_(None)).values(read_at=at)
    if case:
        change = change.where(Notice.case_id.in_(select(Case.id).where(Case.public_id == case)))
    if ids is not None:
        change = change.where(Notice.public_id.in_(list(ids)))
    db.session.execute(change)
    db.session.commit()
