"""Finding cases by what people remember of them: number, BIN, name, contract, act or invoice number, supplier."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, or_, select

from dms.models import Case, CaseKey, Organisation

#: Applicants that one search may match; more means that the words were too few.
APPLICANTS = 200
_NUMBER = re.compile(r"[DE]\d{3}(-\d{0,4}(-\d{0,6})?)?", re.IGNORECASE)


def matching(query: str) -> ColumnElement[bool] | None:
    """The condition on cases for what was typed; None for nothing. A number or a BIN is matched by its beginning, a
    name by any part of it, contract and invoice numbers whole."""
    words = " ".join(query.split())[:200]
    if not words:
        return None
    if _NUMBER.fullmatch(words):
        return Case.number.startswith(words.upper(), autoescape=True)
    bare = words.replace(" ", "")
    applicant = Organisation.name.icontains(words, autoescape=True)
    if bare.isdigit() and len(bare) >= 4:
        applicant = or_(applicant, Organisation.bin.startswith(bare, autoescape=True))
    found = select(Organisation.id).where(applicant).order_by(Organisation.id).limit(APPLICANTS)
    kept = select(CaseKey.case_id).where(
        CaseKey.kind.in_(("contract", "act", "invoice", "payment_invoice", "supplier")), CaseKey.value == words.lower()
    )
    by_number = Case.number.endswith(f"-{bare.zfill(6)}") if bare.isdigit() and len(bare) <= 6 else None
    parts = [Case.organisation_id.in_(found), Case.id.in_(kept), by_number]
    return or_(*(part for part in parts if part is not None))
