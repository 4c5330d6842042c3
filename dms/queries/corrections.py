"""Finding corrections of a signer's name or IIN that wait for a second administrator."""

from __future__ import annotations

from sqlalchemy import select

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import User, UserCorrection


def find_open(user_id: int) -> UserCorrection | None:
    """The one that waits."""
    chosen = select(UserCorrection).where(UserCorrection.user_id == user_id, UserCorrection.status == "proposed")
    return db.session.scalars(chosen).one_or_none()


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
