"""The whole application as rows to read: each page of the form with its values and its "change"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from dms.formatting import dmy, money
from dms.models import Case, Document
from dms.services import sums
from dms.views.portal.tasks import page_url
from dms.views.portal.wording import brief
from workflows.programmes.domestic_342 import fields
from workflows.programmes.domestic_342.cost_types import SUBITEM_BY_KEY
from workflows.programmes.domestic_342.documents import KIND_BY_KEY
from workflows.programmes.domestic_342.form_items import DECLARATIONS, ITEM_BY_KEY, PAGE_BY_KEY
from workflows.text import Text

YES, NO = Text("Иә", "Да", "Yes"), Text("Жоқ", "Нет", "No")


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
    content = case.content
    rows = {
        "applicant": _applicant(content),
        "staff": _plain(content, "staff", "local_content_share"),
        "activity": _plain(content, "activity", "products"),
        "support": _support(content),
        "cost_types": [_cost_types(content)],
        "costs": _costs(content),
        "bank": _nested(content, "bank"),
        "documents": _documents(uploaded),
        "declarations": _declarations(content),
        "contact": _nested(content, "contact"),
    }
    return [Section(key, PAGE_BY_KEY[key].title, page_url(case, key), found) for key, found in rows.items()]


def _applicant(content: Mapping[str, Any]) -> list[Row]:
    address = content.get("legal_address") or {}
    parts = (address.get(key) for key in ("postcode", "region", "city", "settlement", "street", "phone"))
    registered = content.get("registration_date")
    told = ", ".join(filter(None, (content.get("registration_no"), dmy(_day(registered)) if registered else "")))
    return [
        _item("applicant_name", content.get("applicant_name")),
        _item("legal_address", ", ".join(filter(None, parts))),
        _item("head", _person(content.get("head") or {})),
        _item("bin", content.get("bin"), number=True),
        _item("registration", told),
    ]


def _item(key: str, value: Any, *, number: bool = False) -> Row:
    item = ITEM_BY_KEY[key]
    return Row(brief(item.title), value or "", item.clause, number)


def _person(person: Mapping[str, Any]) -> str:
    name = " ".join(filter(None, (person.get(key) for key in ("surname", "given_name", "patronymic"))))
    return ", ".join(filter(None, (name, person.get("position"), person.get("phone"), person.get("email"))))


def _day(told: str) -> date:
    return date.fromisoformat(told)


def _plain(content: Mapping[str, Any], *keys: str) -> list[Row]:
    return [
        Row(_upper(title), _known(content.get(name)), ITEM_BY_KEY[key].clause)
        for key in keys
        for name, title in fields.PLAIN[key].items()
    ]


def _known(value: Any) -> str:
    return "" if value is None else str(value)


def _upper(title: Text) -> Text:
    return Text(*(title.get(lang)[:1].upper() + title.get(lang)[1:] for lang in ("kk", "ru", "en")))


def _nested(content: Mapping[str, Any], key: str) -> list[Row]:
    group = content.get(key) or {}
    clause = ITEM_BY_KEY[key].clause
    if key == "contact":
        return [Row(brief(ITEM_BY_KEY[key].title), _person(group), clause)]
    return [Row(_upper(title), group.get(name, ""), clause) for name, title in fields.NESTED[key].items()]


def _support(content: Mapping[str, Any]) -> list[Row]:
    told = content.get("support_participant")
    item = ITEM_BY_KEY["support_history"]
    rows = [Row(brief(item.title), "" if told is None else YES if told else NO, item.clause)]
    for row in content.get("support_history") or []:
        words = ", ".join(str(row[key]) for key in ("programme", "measure") if row.get(key))
        rows.append(Row(Text(*[str(row.get("year", ""))] * 3), words))
    return rows


def _cost_types(content: Mapping[str, Any]) -> Row:
    ticked = [SUBITEM_BY_KEY[key].title for key in content.get("cost_subitems") or [] if key in SUBITEM_BY_KEY]
    value = Text(*("\n".join(f"• {title.get(lang)}" for title in ticked) for lang in ("kk", "ru", "en")))
    item = ITEM_BY_KEY["cost_subitems"]
    return Row(brief(item.title), value if ticked else "", item.clause)


def _costs(content: Mapping[str, Any]) -> list[Row]:
    rows = [_cost(place, line) for place, line in enumerate(content.get("costs") or [], 1)]
    return rows or [_item("costs", "")]


def _cost(place: int, line: Mapping[str, Any]) -> Row:
    known = dict(line)
    tenge = sum((p.tenge for p in sums.cost_of(known).payments), Decimal(0)) if sums.payable(known) else None
    papers = ((_("contract"), "contract"), (_("act"), "act"), (_("tax invoice"), "invoice"))
    told = [f"{word} № {line[f'{key}_no']}" for word, key in papers if line.get(f"{key}_no")]
    sums_told = [money(line["amount"], line.get("currency") or "KZT")] if line.get("amount") else []
    if tenge and (line.get("currency") or "KZT") != "KZT":
        sums_told.append(money(tenge))
    words = "\n".join(
        filter(None, (line.get("name"), line.get("supplier_name"), ", ".join(told), " = ".join(sums_told)))
    )
    return Row(Text(*[f"{place}."] * 3), words, "342:A1.12")


def _documents(uploaded: Iterable[Document]) -> list[Row]:
    rows = []
    for paper in uploaded:
        kind = KIND_BY_KEY[paper.kind]
        rows.append(Row(brief(kind.title), paper.current.file.name if paper.current else "", kind.clause))
    return rows


def _declarations(content: Mapping[str, Any]) -> list[Row]:
    ticked = content.get("declarations") or {}
    return [
        Row(Text(*[f"{item.number}."] * 3), item.title if ticked.get(item.key) else "", item.clause)
        for item in DECLARATIONS
    ]
