"""Generated papers made again from the contexts kept with them. The same release gives the same bytes; with
other libraries that draw, the words must still be the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pypdfium2
from sqlalchemy import select

from dms.extensions import db
from dms.models import Case, Document, PaperOrder
from dms.replay.compare import Difference
from dms.services import files
from dms.services.papers import press
from dms.services.papers.making import address_of, lang_of
from forms.annexes import contexts


def remade(number: str | None = None) -> Iterator[Difference | None]:
    """One item for each paper: None where it says the same, else the difference. With ``number`` only that case's.

    Raises:
        OutsideTrouble: the store does not give a kept paper.
    """
    query = (
        select(PaperOrder, Document, Case)
        .join(Document, Document.id == PaperOrder.document_id)
        .join(Case, Case.id == Document.case_id)
        .where(PaperOrder.done_at.is_not(None))
        .order_by(PaperOrder.id)
    )
    if number is not None:
        query = query.where(Case.number == number)
    for order, paper, case in db.session.execute(query.execution_options(yield_per=100)):
        what = _difference(order, paper)
        yield Difference(case.number or case.public_id, f"paper {paper.kind}", *what) if what else None


def _difference(order: PaperOrder, paper: Document) -> tuple[str, str] | None:
    """What the kept paper says and the new one does not, and the other way round; None where they say the same."""
    context = contexts.from_json(order.form, order.context)
    again = press.printed(order.form, context, lang_of(order), qr_url=address_of(order, paper))
    version = paper.current
    assert version is not None  # a paper that is done has its file
    if hashlib.sha256(again).hexdigest() == version.file.sha256:
        return None
    with files.read(version.file) as reading:
        kept = b"".join(iter(lambda: reading.read(1 << 20), b""))
    old, new = words(kept), words(again)
    if old == new:
        return None
    place = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return " ".join(old[place : place + 8]) or "its end", " ".join(new[place : place + 8]) or "its end"


def words(pdf: bytes) -> list[str]:
    """The words of one of our own papers, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [word for page in document for word in page.get_textpage().get_text_bounded().split()]
