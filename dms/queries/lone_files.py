"""Files that are no documents of a case: whose checks have not ended, and what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, text

from dms.extensions import db
from dms.models import Invitation, Membership, Organisation, StaffRole, User, UserCorrection

#: A file whose job has gone gets a new one, but no more than one an hour (the queue's own clock).
WAITING = text(
    """
    SELECT f.id FROM files f
    WHERE (f.check_status = 'waiting' OR (:scanning AND f.check_status = 'sound' AND f.scan_status = 'not_scanned'))
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.task_name = 'check_lone_file' AND (j.args->>'file_id')::bigint = f.id
          AND (j.status IN ('todo', 'doing') OR EXISTS (
            SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '1 hour')))
    ORDER BY f.id LIMIT 200
    """
)


def list_waiting(scanning: bool) -> Sequence[int]:
    """Row ids of files that wait for their checks without a job in the queue."""
    return db.session.scalars(WAITING, {"scanning": scanning}).all()


@dataclass(frozen=True, slots=True)
class Power:
    """Of which organisation a power of attorney or an acting head's order is, and for whom (a name or an address)."""

    organisation: Organisation
    person: str


def find_power(file_id: int) -> Power | None:
    """What the file proves: somebody's power, or one that an invitation offers."""
    held = select(Organisation, User.name).join(Membership, Membership.organisation_id == Organisation.id)
    held = held.join(User, User.id == Membership.user_id).where(Membership.paper_file_id == file_id)
    offered = select(Organisation, Invitation.email).join(Invitation, Invitation.organisation_id == Organisation.id)
    offered = offered.where(Invitation.terms["paper_file_id"].as_integer() == file_id)
    for asked in (held, offered):
        row = db.session.execute(asked.limit(1)).first()
        if row is not None:
            return Power(row[0], row[1])
    return None


def find_appointed(file_id: int) -> User | None:
    """Whose role, given or proposed, rests on the file as its order."""
    given = select(StaffRole.user_id).where(StaffRole.order_file_id == file_id)
    proposed = select(UserCorrection.user_id).where(UserCorrection.order_file_id == file_id)
    return db.session.scalars(select(User).where(or_(User.id.in_(given), User.id.in_(proposed))).limit(1)).first()
