"""The whole application as rows to read: each page of the form, item by item, with its "change"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from dms.formatting import dmy, money
from dms.models import Case, Document
from dms.services import sums
from dms.services.law import edition_of
from dms.views.portal.tasks import page_url
from workflows.programmes.edition import Edition
from workflows.programmes.field_names import CHOICES
from workflows.programmes.form import FormItem
from workflows.text import Text, brief

YES, NO = Text("Иә", "Да", "Yes"), Text("Жоқ", "Нет", "No")
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list. An empty ``value`` is told as missing."""

    label: Text
    value: Any
    clause: str = ""
    number: bool = False
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form."""

    key: str
    title: Text
    url: str
    rows: list[Row]


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


def _rows(case: Case, edition: Edition, item: FormItem) -> list[Row]:
    if item in edition.form.declarations:
        return [_declaration(case.content, item)]
    tell = TOLD.get(item.key)
    return tell(case.content, edition, item) if tell else _plain(case.content, edition, item)


def _plain(content: Content, edition: Edition, item: FormItem) -> list[Row]:
    """Top-level fields of the item, each under its own name; under the item's where it is the only one."""
    names = edition.form.fields.plain.get(item.key, {})
    return [
        Row(
            brief(item.title) if len(names) == 1 else _upper(title),
            _known(name, content.get(name)),
            item.clause,
            number=name == "bin",
        )
        for name, title in names.items()
    ]


def _known(name: str, value: Any) -> Any:
    if value is None:
        return ""
    return CHOICES.get(name, {}).get(value, str(value))


def _upper(title: Text) -> Text:
    return Text(*(title.get(lang)[:1].upper() + title.get(lang)[1:] for lang in ("kk", "ru", "en")))


def _address(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    address = content.get("legal_address") or {}
    parts = (address.get(key) for key in ("postcode", "region", "city", "settlement", "street", "phone"))
    return [Row(brief(item.title), ", ".join(filter(None, parts)), item.clause)]


def _registration(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    on = content.get("registration_date")
    told = ", ".join(filter(None, (content.get("registration_no"), dmy(date.fromisoformat(on)) if on else "")))
    return [Row(brief(item.title), told, item.clause)]


def _person(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    person = content.get(item.key) or {}
    name = " ".join(filter(None, (person.get(key) for key in ("surname", "given_name", "patronymic"))))
    told = filter(None, (name, person.get("position"), person.get("phone"), person.get("email")))
    return [Row(brief(item.title), ", ".join(told), item.clause)]


def _nested(content: Content, edition: Edition, item: FormItem) -> list[Row]:
    group = content.get(item.key) or {}
    return [
        Row(_upper(title), group.get(name, ""), item.clause)
        for name, title in edition.form.fields.nested[item.key].items()
    ]


def _support(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    told = content.get("support_participant")
    rows = [Row(brief(item.title), "" if told is None else YES if told else NO, item.clause)]
    for row in content.get("support_history") or []:
        words = ", ".join(str(row[key]) for key in ("programme", "measure") if row.get(key))
        rows.append(Row(_same(str(row.get("year", ""))), words))
    return rows


def _payroll(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    rows = content.get("payroll") or []
    told = "\n".join(f"{row.get('year', '')}: {money(row.get('amount'))}" for row in rows)
    return [Row(brief(item.title), told, item.clause)]


def _coded(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    """Goods and services: a code and a name each."""
    rows = content.get(item.key) or []
    keys = ("code", "oked_code", "name", "oked_name")
    told = "\n".join(" ".join(str(row[key]) for key in keys if row.get(key)) for row in rows)
    return [Row(brief(item.title), told, item.clause)]


def _taxes(content: Content, edition: Edition, item: FormItem) -> list[Row]:
    return [
        Row(_upper(title), money(content[name]) if content.get(name) else "", item.clause)
        for name, title in edition.form.fields.plain[item.key].items()
    ]


def _cost_types(content: Content, edition: Edition, item: FormItem) -> list[Row]:
    known = edition.costs.subitem_by_key
    ticked = [known[key].title for key in content.get("cost_subitems") or [] if key in known]
    value = Text(*("\n".join(f"• {title.get(lang)}" for title in ticked) for lang in ("kk", "ru", "en")))
    return [Row(brief(item.title), value if ticked else "", item.clause)]


def _costs(content: Content, _edition: Edition, item: FormItem) -> list[Row]:
    rows = [_cost(place, line, item.clause) for place, line in enumerate(content.get("costs") or [], 1)]
    return rows or [Row(brief(item.title), "", item.clause)]


def _cost(place: int, line: Content, clause: str) -> Row:
    tenge = sums.tenge_of(dict(line))
    papers = ((_("contract"), "contract"), (_("act"), "act"), (_("tax invoice"), "invoice"))
    told = [f"{word} № {line[f'{key}_no']}" for word, key in papers if line.get(f"{key}_no")]
    currency = line.get("currency") or "KZT"
    sums_told = [money(line["amount"], currency)] if line.get("amount") else []
    if tenge and currency != "KZT":
        sums_told.append(money(tenge))
    words = (line.get("name"), line.get("supplier_name"), ", ".join(told), " = ".join(sums_told))
    return Row(_same(f"{place}."), "\n".join(filter(None, words)), clause)


def _documents(edition: Edition, uploaded: Iterable[Document]) -> list[Row]:
    rows = []
    for paper in uploaded:
        kind = edition.papers.by_key.get(paper.kind)
        if kind is not None:
            rows.append(Row(brief(kind.title), paper.current.file.name if paper.current else "", kind.clause))
    return rows


def _declaration(content: Content, item: FormItem) -> Row:
    ticked = (content.get("declarations") or {}).get(item.key)
    return Row(_same(f"{item.number}."), item.title if ticked else "", item.clause)


def _same(words: str) -> Text:
    return Text(words, words, words)


#: How an item is told, by its key; the rest are plain fields.
TOLD: Mapping[str, Callable[[Content, Edition, FormItem], list[Row]]] = {
    "legal_address": _address,
    "registration": _registration,
    "head": _person,
    "contact": _person,
    "bank": _nested,
    "support_history": _support,
    "payroll": _payroll,
    "goods": _coded,
    "services": _coded,
    "taxes": _taxes,
    "cost_subitems": _cost_types,
    "costs": _costs,
}
