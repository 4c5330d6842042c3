"""Finding archive packages."""

from __future__ import annotations

from sqlalchemy import select

from dms.extensions import db
from dms.models import ArchivePackage


def package_of(case_id: int) -> ArchivePackage | None:
    return db.session.scalars(select(ArchivePackage).where(ArchivePackage.case_id == case_id)).one_or_none()


def of_case(case_id: int) -> dict[str, str | None]:
    """The package in the words of the journal."""
    found = package_of(case_id)
    return {"id": found.public_id, "sha256": found.sha256} if found else {}
