"""Finding supplements, and the bank details in force at a moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from dms.extensions import db
from dms.models import Case, DocumentVersion, Signature, Supplement
from dms.queries.reading import Reader, readable
from dms.signing.types import Verdict


def list_of(case_id: int) -> Sequence[Supplement]:
    """The oldest first."""
    return db.session.scalars(select(Supplement).where(Supplement.case_id == case_id).order_by(Supplement.no)).all()


def open_of(case_id: int) -> Supplement | None:
    """The one that waits for signatures."""
    chosen = select(Supplement).where(
        Supplement.case_id == case_id, Supplement.in_force_at.is_(None), Supplement.ended_at.is_(None)
    )
    return db.session.scalars(chosen).one_or_none()


def list_to_sign(reader: Reader, limit: int) -> Sequence[tuple[Supplement, Case]]:
    """What the applicant has signed and whom the paper names for the operator has not, of cases that the reader may
    read; the oldest first. A paper that names nobody counts as signed by anybody of the operator."""
    chosen = (
        select(Supplement, Case)
        .join(Case, Case.id == Supplement.case_id)
        .where(Supplement.in_force_at.is_(None), Supplement.ended_at.is_(None), readable(reader))
        .where(_signed_by("applicant"), ~_signed_by("operator"))
        .options(joinedload(Case.organisation), joinedload(Supplement.signer))
    )
    rows = db.session.execute(chosen.order_by(Supplement.id).limit(limit))
    return [(row.Supplement, row.Case) for row in rows]


def _signed_by(side: str) -> ColumnElement[bool]:
    of_paper = select(Signature.id).join(DocumentVersion, DocumentVersion.id == Signature.version_id)
    if side == "operator":
        of_paper = of_paper.where(or_(Supplement.signer_id.is_(None), Supplement.signer_id == Signature.user_id))
    return (
        of_paper.where(
            DocumentVersion.document_id == Supplement.document_id,
            Signature.side == side, Signature.verdict == Verdict.VALID.value,
        )
        .correlate(Supplement)
        .exists()
    )  # fmt: skip


def lock_of_document(document_id: int) -> Supplement | None:
    """The supplement whose paper this is, locked to the end of the transaction."""
    chosen = select(Supplement).where(Supplement.document_id == document_id).with_for_update()
    return db.session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()


def next_no(case_id: int) -> int:
    return (db.session.scalar(select(func.max(Supplement.no)).where(Supplement.case_id == case_id)) or 0) + 1


def bank_at(case: Case, moment: datetime) -> Mapping[str, Any]:
    """The applicant's bank details in force at the moment: of the newest supplement in force, else as applied for."""
    chosen = select(Supplement.new).where(Supplement.case_id == case.id, Supplement.in_force_at <= moment)
    found = db.session.scalars(chosen.order_by(Supplement.in_force_at.desc(), Supplement.no.desc()).limit(1)).first()
    return found if found is not None else (case.content.get("bank") or {})
