"""Annex 1 from the draft."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dms.models import Case
from dms.queries import documents
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.papers import parts
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts import application as forms


@builds("annex-1")
def application(source: Source) -> forms.Application:
    case, content = source.case, source.case.content
    share = content.get("local_content_share")
    registered = content.get("registration_date")
    return forms.Application(
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        legal_address=_address_with_phone(content),
        head=parts.person(content.get("head")),
        bin=content.get("bin") or "",
        registration_number=content.get("registration_no") or "",
        registered_on=parts.reference("", registered).on,
        staff_total=content.get("staff_total"),
        staff_citizens=content.get("staff_citizens"),
        local_content_share=Decimal(share) if share else None,
        oked_code=content.get("oked_code") or "",
        oked_name=content.get("oked_name") or "",
        products=content.get("products") or "",
        support_participant=content.get("support_participant"),
        support_history=tuple(_support(row) for row in content.get("support_history", [])),
        cost_subitems=tuple(content.get("cost_subitems", [])),
        costs=tuple(_cost(line, case) for line in parts.lines_of(case)),
        total=sums.requested(case),
        bank=parts.bank(content),
        contact=parts.person(content.get("contact")),
        attachments=_attachments(source),
        filled_on=source.now.date(),
        signatory=parts.applicant_signatory(case),
    )


def _address_with_phone(content: dict[str, Any]) -> str:
    phone = (content.get("legal_address") or {}).get("phone")
    return ", ".join(filter(None, (parts.address(content), phone)))


def _support(row: dict[str, Any]) -> forms.Support:
    return forms.Support(year=int(row["year"]), programme=row["programme"], measure=row["measure"])


def _title_of(subitem: str, case: Case) -> str:
    known = edition_of(case).costs.subitem_by_key.get(subitem)
    return known.title.get(case.language) if known else ""


def _cost(line: dict[str, Any], case: Case) -> forms.CostRow:
    currency = line.get("currency") or "KZT"
    return forms.CostRow(
        name=line.get("name") or _title_of(line.get("subitem", ""), case),
        oked_code=line.get("oked_code") or "",
        oked_name=line.get("oked_name") or "",
        contract=parts.reference(line.get("contract_no"), line.get("contract_date")),
        act=parts.reference(line.get("act_no"), line.get("act_date")),
        invoice=parts.reference(line.get("invoice_no"), line.get("invoice_date")),
        payment_invoice=parts.reference(line.get("payment_invoice_no"), line.get("payment_invoice_date")),
        currency=currency,
        amount_currency=Decimal(line["amount"]) if line.get("amount") else None,
        amount_tenge=sums.tenge_of(line),
    )


def _attachments(source: Source) -> tuple[str, ...]:
    """The list of attachments: each document's kind in the words of Annex 6, and its file."""
    found, kinds = [], edition_of(source.case).papers.by_key
    for paper in documents.handed_in(source.case.id):
        kind = kinds[paper.kind].title.get(source.case.language)
        found.append(f"{kind}: {paper.current.file.name}" if paper.current else kind)
    return tuple(found)
