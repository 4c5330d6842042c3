"""Finding what waits for a second administrator: corrections of a signer's name or IIN, roles that sign."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import File, StaffRole, User, UserCorrection


def find_open(user_id: int) -> UserCorrection | None:
    """The one that waits."""
    chosen = select(UserCorrection).where(UserCorrection.user_id == user_id, UserCorrection.status == "proposed")
    return db.session.scalars(chosen).one_or_none()


def was_there_a_signer(signing: Iterable[str]) -> bool:
    """Whether anybody holds, will hold or has held one of these roles."""
    chosen = select(StaffRole.id).where(StaffRole.role.in_(list(signing)))
    return db.session.scalar(select(chosen.exists())) is True


def get_order(account: str, public_id: str) -> File:
    """The order behind a proposed role. Raises: NotVisible."""
    chosen = select(File).join(UserCorrection, UserCorrection.order_file_id == File.id).join(UserCorrection.user)
    row = db.session.scalars(
        chosen.where(User.public_id == account, UserCorrection.public_id == public_id)
    ).one_or_none()
    if row is None:
        raise NotVisible
    return row


def lock(account: str, public_id: str) -> UserCorrection:
    """One of this account, locked to the end of the transaction. Raises: NotVisible."""
    chosen = (
        select(UserCorrection)
        .join(UserCorrection.user)
        .where(User.public_id == account, UserCorrection.public_id == public_id)
        .with_for_update(of=UserCorrection)
    )
    row = db.session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotVisible
    return row
