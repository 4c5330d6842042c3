"""Payment orders with what they were made from."""

from __future__ import annotations

from sqlalchemy import select

from dms.extensions import db
from dms.models import Document, PaperOrder


def of_case(case_id: int) -> list[tuple[Document, PaperOrder]]:
    """The payment orders of one case, oldest first."""
    rows = db.session.execute(
        select(Document, PaperOrder)
        .join(PaperOrder, PaperOrder.document_id == Document.id)
        .where(Document.case_id == case_id, Document.kind == "payment-order")
        .order_by(Document.id)
    )
    return [(document, order) for document, order in rows]
