"""The items of an application in words, one way for the review page and for the paper: label, value, clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dms.formatting import amount, decimal, dmy
from workflows.money import NBSP
from workflows.programmes.edition import Edition
from workflows.programmes.field_names import CHOICES
from workflows.programmes.form import FormItem
from workflows.text import Text, brief, join

REGISTERED_AS = Text("нөмірі {number}", "номер {number}", "number {number}")
UNNUMBERED = Text("нөмірі жоқ", "без номера", "no number")
REGISTERED_ON = Text(
    "тіркелген (қайта тіркелген) күні {day}",
    "дата регистрации (перерегистрации) {day}",
    "registered (re-registered) on {day}",
)
YES, NO = Text("Иә", "Да", "Yes"), Text("Жоқ", "Нет", "No")
CONFIRMED = Text("Расталды", "Подтверждено", "Confirmed")
TOOK_PART = Text(
    "Мемлекеттік бағдарламаларға қатысуы", "Участие в государственных программах", "Participation in state programmes"
)
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One line. ``value`` is a text, or a ``Text`` where it is the law's own; empty: not filled in."""

    label: Text
    value: str | Text
    clause: str = ""
    number: bool = False


def tell(content: Content, edition: Edition, item: FormItem) -> list[Told]:
    """The lines of one item. Costs and documents have their own places."""
    if item in edition.form.declarations:
        ticked = (content.get("declarations") or {}).get(item.key)
        return [Told(numbered(item), CONFIRMED if ticked else "", item.clause)]
    return TOLD.get(item.key, _plain)(content, edition, item)


def numbered(item: FormItem) -> Text:
    """The item's own sentence under its number."""
    return Text(*(f"{item.number}. {item.title.get(lang)}" for lang in ("kk", "ru", "en")))


def same(words: str) -> Text:
    """Words that need no translation."""
    return Text(words, words, words)


def _plain(content: Content, edition: Edition, item: FormItem) -> list[Told]:
    """Top-level fields of the item, each under its own name; under the item's where it is the only one."""
    names = edition.form.fields.plain.get(item.key, {})
    return [
        Told(
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


def _address(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    address = content.get("legal_address") or {}
    parts = (address.get(key) for key in ("postcode", "region", "city", "settlement", "street", "phone"))
    return [Told(brief(item.title), ", ".join(filter(None, parts)), item.clause)]


def _registration(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    """Item 5 asks for a number, if there is one, and for a day: each is told by its name."""
    on, number = content.get("registration_date"), content.get("registration_no")
    if not on and not number:
        return [Told(brief(item.title), "", item.clause)]
    told = [REGISTERED_AS.fill(number=number) if number else UNNUMBERED]
    if on:
        told.append(REGISTERED_ON.fill(day=dmy(date.fromisoformat(on))))
    return [Told(brief(item.title), join(told), item.clause)]


def _share(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    told = content.get(item.key)
    return [Told(brief(item.title), f"{decimal(told)}{NBSP}%" if told else "", item.clause)]


def _person(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    person = content.get(item.key) or {}
    name = " ".join(filter(None, (person.get(key) for key in ("surname", "given_name", "patronymic"))))
    told = filter(None, (name, person.get("position"), person.get("phone"), person.get("email")))
    return [Told(brief(item.title), ", ".join(told), item.clause)]


def _nested(content: Content, edition: Edition, item: FormItem) -> list[Told]:
    group = content.get(item.key) or {}
    return [
        Told(_upper(title), group.get(name, ""), item.clause)
        for name, title in edition.form.fields.nested[item.key].items()
    ]


def _support(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    told = content.get("support_participant")
    rows = [Told(TOOK_PART, "" if told is None else YES if told else NO, item.clause)]
    for row in content.get("support_history") or []:
        words = ", ".join(str(row[key]) for key in ("programme", "measure") if row.get(key))
        rows.append(Told(same(str(row.get("year", ""))), words))
    return rows


def _payroll(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    rows = content.get("payroll") or []
    told = "\n".join(f"{row.get('year', '')}: {amount(row.get('amount'))}" for row in rows)
    return [Told(brief(item.title), told, item.clause)]


def _coded(content: Content, _edition: Edition, item: FormItem) -> list[Told]:
    """Goods and services: a code and a name each."""
    rows = content.get(item.key) or []
    keys = ("code", "oked_code", "name", "oked_name")
    told = "\n".join(" ".join(str(row[key]) for key in keys if row.get(key)) for row in rows)
    return [Told(brief(item.title), told, item.clause)]


def _taxes(content: Content, edition: Edition, item: FormItem) -> list[Told]:
    return [
        Told(_upper(title), amount(content[name]) if content.get(name) else "", item.clause)
        for name, title in edition.form.fields.plain[item.key].items()
    ]


def _cost_types(content: Content, edition: Edition, item: FormItem) -> list[Told]:
    known = edition.costs.subitem_by_key
    ticked = [known[key].title for key in content.get("cost_subitems") or [] if key in known]
    value = Text(*("\n".join(f"• {title.get(lang)}" for title in ticked) for lang in ("kk", "ru", "en")))
    return [Told(brief(item.title), value if ticked else "", item.clause)]


#: How an item is told, by its key; the rest are plain fields.
TOLD: Mapping[str, Callable[[Content, Edition, FormItem], list[Told]]] = {
    "legal_address": _address,
    "registration": _registration,
    "local_content_share": _share,
    "head": _person,
    "contact": _person,
    "bank": _nested,
    "support_history": _support,
    "payroll": _payroll,
    "goods": _coded,
    "services": _coded,
    "taxes": _taxes,
    "cost_subitems": _cost_types,
}
