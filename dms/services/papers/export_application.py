"""The application of the export programme from the draft, item by item as its form asks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dms.models import Case
from dms.queries import documents
from dms.services.draft.told_items import tell
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.papers import parts
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts import export_application as forms
from workflows.programmes.editions import EXPORT
from workflows.programmes.field_names import CHOICES
from workflows.programmes.form import FormItem
from workflows.text import Text

CARRIER = Text("отандық тасымалдаушы", "отечественный перевозчик", "domestic carrier")
PORT = Text("теңіз порты", "морской порт", "sea port")


@builds("annex-1", programme=EXPORT, form="export-application")
def application(source: Source) -> forms.ExportApplication:
    case, edition = source.case, edition_of(source.case)
    return forms.ExportApplication(
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        programme=edition.title.get(case.language),
        items=tuple(_item(case, item) for item in edition.form.items),
        costs=tuple(_cost(case, line) for line in parts.lines_of(case)),
        total=sums.requested(case),
        attachments=_attachments(case),
        filled_on=source.now.date(),
        signatory=parts.applicant_signatory(case),
    )


def _item(case: Case, item: FormItem) -> forms.Item:
    edition, lang = edition_of(case), case.language
    title = item.title.get(lang)
    if item in edition.form.declarations:
        ticked = (case.content.get("declarations") or {}).get(item.key)
        return forms.Item(number=item.number, title=title, ticked=bool(ticked))
    if item.key == "costs":
        return forms.Item(number=item.number, title=title, costs=True)
    lines = tuple(
        forms.ItemLine(
            label=told.label.get(lang), value=told.value.get(lang) if isinstance(told.value, Text) else told.value
        )
        for told in tell(case.content, edition, item)
    )
    return forms.Item(number=item.number, title=title, lines=lines)


def _cost(case: Case, line: dict[str, Any]) -> forms.ExportCost:
    known, lang = edition_of(case).costs.subitem_by_key.get(line.get("subitem", "")), case.language
    marks = [mark.get(lang) for key, mark in (("domestic_carrier", CARRIER), ("sea_port", PORT)) if line.get(key)]
    if level := CHOICES["processing"].get(line.get("processing") or ""):
        marks.insert(0, level.get(lang))
    return forms.ExportCost(
        type=known.type if known else "",
        name=line.get("name") or (known.title.get(lang) if known else "—"),
        codes=", ".join(line[key] for key in ("goods_code", "oked_code") if line.get(key)),
        marks=", ".join(marks),
        supplier=line.get("supplier_name") or "",
        contract=parts.reference(line.get("contract_no"), line.get("contract_date")),
        act=parts.reference(line.get("act_no"), line.get("act_date")),
        invoice=parts.reference(line.get("invoice_no"), line.get("invoice_date")),
        currency=line.get("currency") or "KZT",
        amount_currency=Decimal(line["amount"]) if line.get("amount") else None,
        amount_tenge=sums.tenge_of(line),
    )


def _attachments(case: Case) -> tuple[str, ...]:
    found, kinds = [], edition_of(case).papers.by_key
    for paper in documents.handed_in(case.id):
        kind = kinds[paper.kind].title.get(case.language)
        found.append(f"{kind}: {paper.current.file.name}" if paper.current else kind)
    return tuple(found)
