"""The entries of the search: what a case, its cost lines, its documents and their pages are found by. Made anew from
the rows as they stand, as often as one likes; only this file writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, String, bindparam, cast, delete, func, insert, update
from sqlalchemy import case as when
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, Letter, SearchEntry
from dms.queries import texts
from dms.search.claims import claim_of
from dms.search.letters import clean, fold
from dms.search.words import VERSION, lexemes, words_alone
from dms.services.judging import sums
from dms.services.papers.titles import title_of
from dms.services.unit import unit
from workflows.programmes.parsing import sum_of
from workflows.text import LANGS

#: Of a cost line, what people look for; numbers first.
OF_LINE = (
    "contract_no", "act_no", "invoice_no", "payment_invoice_no", "supplier_name", "supplier_bin", "name",
)  # fmt: skip
__all__ = ["VERSION", "enter_case", "enter_document"]

#: Rows put in by one statement.
AT_ONCE = 200
_FOUND_BY = func.strip(
    func.array_to_tsvector(bindparam("found_by", type_=ARRAY(String))).op("||")(
        func.to_tsvector(cast("russian", REGCONFIG), bindparam("in_order", type_=String))
    )
)
_IS_TEXT = bindparam("is_text", type_=Boolean)
_PUT = insert(SearchEntry).values(words=when((~_IS_TEXT, _FOUND_BY)), text_words=when((_IS_TEXT, _FOUND_BY)))


def enter_case(case_id: int) -> None:
    """The case and its cost lines. A draft is nobody's to find but by its documents."""
    with unit():
        case = db.session.get(Case, case_id, populate_existing=True, with_for_update={"key_share": True, "of": Case})
        if case is None or case.received_at is None:
            return
        of_case = SearchEntry.case_id == case.id
        _replace(of_case, SearchEntry.kind.in_(("case", "line")), rows=_of_case(case))
        known = {"at": case.received_at, "amount": case.requested_sum or None}
        db.session.execute(update(SearchEntry).where(of_case, SearchEntry.kind.in_(("document", "page"))).values(known))


def enter_document(document_id: int) -> None:
    """The document and the pages of its newest version; what has been taken out is found no more."""
    with unit():
        paper = db.session.get(Document, document_id, populate_existing=True, with_for_update={"key_share": True})
        if paper is None:
            return
        version = paper.current if paper.removed_at is None else None
        _replace(SearchEntry.document_id == paper.id, rows=_of_document(paper, version) if version else ())


def _replace(*which: Any, rows: Iterable[dict[str, Any]]) -> None:
    db.session.execute(delete(SearchEntry).where(*which))
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            db.session.execute(_PUT, waiting)
            waiting = []
    if waiting:
        db.session.execute(_PUT, waiting)


def _of_case(case: Case) -> Iterator[dict[str, Any]]:
    told, organisation = case.content, case.organisation
    short = [case.number, organisation.bin, organisation.name, told.get("applicant_name"), told.get("products")]
    yield _entry(case, "case", _joined(short), _date_of(case), amount=case.requested_sum or None, labelled=True)
    for line in told.get("costs", []):
        stated = sum_of(line.get("amount"))
        words = _joined([*(line.get(name) for name in OF_LINE), *_sum_words(stated), *_orders(line)])
        tenge = _tenge(line, stated)
        more: dict[str, Any] = {"line": str(line.get("id", ""))[:40], "amount": tenge, "claim": claim_of(line)}
        yield _entry(case, "line", words, _date_of(case), labelled=True, **more)


def _date_of(case: Case) -> datetime:
    return case.received_at or case.created_at


def _tenge(line: dict[str, Any], stated: Decimal | None) -> Decimal | None:
    """The sum of a cost line in tenge: as its invoice states it, of one in another currency what was paid, each payment
    at its rate; None where neither is known."""
    if (line.get("currency") or "KZT") == "KZT":
        return stated
    return sums.tenge_of(line) or None


def _sum_words(amount: Any) -> Iterator[str]:
    if amount is not None:
        yield str(int(amount))


def _orders(line: dict[str, Any]) -> Iterator[str]:
    return (str(payment.get("order_no") or "") for payment in line.get("payments", []))


def _of_document(paper: Document, version: DocumentVersion) -> Iterator[dict[str, Any]]:
    case = db.session.get_one(Case, paper.case_id) if paper.case_id else None
    kind = paper.kind[:60]
    named = "" if paper.is_made else version.file.name
    title = title_of(paper.kind, case)
    numbers = [paper.title, paper.number, paper.outgoing_number, named]
    words = _joined([*numbers, *_of_letter(paper), *(title.get(lang) for lang in LANGS)])
    more: dict[str, Any] = {
        "document_id": paper.id, "version_id": version.id, "doc_kind": kind,
        "amount": (case.requested_sum or None) if case else None,
    }  # fmt: skip
    at = (case.received_at if case else None) or paper.created_at
    yield _entry(case, "document", words, at, labelled=True, **more)
    for page in texts.list_pages(version.file.sha256 or ""):
        if page.body:
            yield _entry(case, "page", page.body, at, page=page.page, **more)


def _of_letter(paper: Document) -> Iterator[str | None]:
    """Of a letter's file, whatever else its letter is known by."""
    if paper.letter_id is not None:
        letter = db.session.get_one(Letter, paper.letter_id)
        yield from (letter.subject, letter.their_number, letter.correspondent, letter.correspondent_bin)


def _joined(parts: Iterable[str | None]) -> str:
    return " \n".join(clean(part) for part in parts if part)


def _entry(
    case: Case | None, kind: str, words: str, at: datetime, *, labelled: bool = False, **more: Any
) -> dict[str, Any]:
    """The row; of a file that belongs to no case, with zeroes in the places of the case."""
    blank = {"document_id": None, "version_id": None, "page": None, "line": "", "doc_kind": "", "amount": None}
    return {
        **blank,
        "kind": kind,
        "case_id": case.id if case else 0,
        "organisation_id": case.organisation_id if case else 0,
        "programme": case.programme if case else "",
        "at": at,
        "label": " ".join(fold(words).split())[:1000] if labelled else "",
        "claim": "",
        "made": VERSION,
        "is_text": kind == "page",
        "found_by": lexemes(words),
        "in_order": words_alone(words),
        **more,
    }
