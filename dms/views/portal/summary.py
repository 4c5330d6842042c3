"""The whole application as rows to read: each page of the form, item by item, with its "change"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from dms.formatting import dmy, money
from dms.models import Case, Document
from dms.services.draft.told_items import Told, same, tell
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.views.portal.tasks import is_refused, page_url
from workflows.programmes.edition import Edition
from workflows.programmes.form import FormItem
from workflows.text import Text, brief

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form."""

    key: str
    title: Text
    url: str
    rows: list[Told]


def sections_of(case: Case, uploaded: Iterable[Document]) -> list[Section]:
    edition = edition_of(case)
    found = []
    for page in edition.form.pages:
        if page.key == edition.form.documents_page:
            rows = _documents(edition, uploaded)
        else:
            rows = [row for item in edition.form.items if item.page == page.key for row in _rows(case, edition, item)]
        found.append(Section(page.key, page.title, page_url(case, page.key), rows))
    return found


def _rows(case: Case, edition: Edition, item: FormItem) -> list[Told]:
    return _costs(case.content, item) if item.key == "costs" else tell(case.content, edition, item)


def _costs(content: Content, item: FormItem) -> list[Told]:
    rows = [_cost(place, line, item.clause) for place, line in enumerate(content.get("costs") or [], 1)]
    return rows or [Told(brief(item.title), "", item.clause)]


def _cost(place: int, line: Content, clause: str) -> Told:
    tenge = sums.tenge_of(dict(line))
    papers = ((_("contract"), "contract"), (_("act"), "act"), (_("tax invoice"), "invoice"))
    told = [f"{word} № {line[f'{key}_no']}" for word, key in papers if line.get(f"{key}_no")]
    currency = line.get("currency") or "KZT"
    sums_told = [money(line["amount"], currency)] if line.get("amount") else []
    if tenge and currency != "KZT":
        sums_told.append(money(tenge))
    paid = (_payment(row, currency) for row in line.get("payments") or [])
    words = (line.get("name"), line.get("supplier_name"), ", ".join(told), " = ".join(sums_told), *paid)
    return Told(same(f"{place}."), "\n".join(filter(None, words)), clause)


def _payment(row: Content, currency: str) -> str:
    """One payment: its day, its sum, its order."""
    day = dmy(date.fromisoformat(row["paid_on"])) if row.get("paid_on") else "—"
    told = [_("paid on %(day)s", day=day), money(row["amount"], currency) if row.get("amount") else "—"]
    told += [_("payment order No. %(no)s", no=row["order_no"])] if row.get("order_no") else []
    return ", ".join(map(str, told))


def _documents(edition: Edition, uploaded: Iterable[Document]) -> list[Told]:
    rows = []
    for paper in uploaded:
        kind = edition.papers.by_key.get(paper.kind)
        if kind is not None:
            name = paper.current.file.name if paper.current else ""
            told = _("%(name)s: did not pass the check", name=name) if is_refused(paper) else name
            rows.append(Told(brief(kind.title), told, kind.clause))
    return rows
