"""What an application still lacks before it may be submitted, each gap with its clause and the page that fills it.

Only absence is judged here; whether a value is right (check digits, dates, sums) is judged where it is typed in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.programmes.domestic_342 import fields
from workflows.programmes.domestic_342.application import Application, CostLine
from workflows.programmes.domestic_342.cost_types import SUBITEM_BY_KEY, TYPE_BY_KEY, types_of
from workflows.programmes.domestic_342.documents import absent_documents, situation_of
from workflows.programmes.domestic_342.form_items import DECLARATIONS, ITEM_BY_KEY, FormItem
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap. ``key`` is a path into the application (``head.phone``, ``costs.7.act_no``) or ``documents.<kind>``."""

    key: str
    title: Text
    clause: str
    page: str


def missing(application: Application, documents: Collection[str]) -> list[Missing]:
    """Every gap, in the order of the form. ``documents``: kinds that have at least one sound file."""
    return [
        *_plain_gaps(application, before="support_history"),
        *_support_gaps(application),
        *_cost_type_gaps(application),
        *_cost_gaps(application),
        *_nested_gaps(application, "bank"),
        *_document_gaps(application, documents),
        *_declaration_gaps(application),
        *_nested_gaps(application, "contact"),
    ]


def _plain_gaps(application: Application, *, before: str) -> Iterator[Missing]:
    """Items 1-9, in the order of the form."""
    values: Mapping[str, Any] = application
    for key, item in ITEM_BY_KEY.items():
        if key == before:
            return
        if key in fields.NESTED:
            yield from _nested_gaps(application, key)
        for name, title in fields.PLAIN.get(key, {}).items():
            if _empty(values.get(name)):
                yield _gap(name, title, item)


def _nested_gaps(application: Application, key: str) -> Iterator[Missing]:
    group: Mapping[str, Any] = application.get(key) or {}  # type: ignore[assignment]
    for name, title in fields.NESTED[key].items():
        if _empty(group.get(name)):
            yield _gap(f"{key}.{name}", title, ITEM_BY_KEY[key])


def _support_gaps(application: Application) -> Iterator[Missing]:
    item = ITEM_BY_KEY["support_history"]
    took_part = application.get("support_participant")
    if took_part is None:
        yield _gap("support_participant", _YES_OR_NO, item)
    if not took_part:
        return
    rows = application.get("support_history", [])
    if not rows:
        yield _gap("support_history", _AT_LEAST_ONE_MEASURE, item)
    for place, row in enumerate(rows, 1):
        for name, title in fields.SUPPORT.items():
            if _empty(row.get(name)):
                yield _gap(f"support_history.{place}.{name}", _NUMBERED.fill(place=place, field=title), item)


def _cost_type_gaps(application: Application) -> Iterator[Missing]:
    item = ITEM_BY_KEY["cost_subitems"]
    ticked = set(application.get("cost_subitems", [])) & SUBITEM_BY_KEY.keys()
    if not ticked:
        yield _gap("cost_subitems", _TICK_ONE, item)
    spent = {line.get("subitem", "") for line in application.get("costs", [])}
    for key in SUBITEM_BY_KEY:
        if key in spent - ticked:
            yield _gap(f"cost_subitems.{key}", _TICK_THIS.fill(subitem=SUBITEM_BY_KEY[key].title), item)


def _cost_gaps(application: Application) -> Iterator[Missing]:
    item = ITEM_BY_KEY["costs"]
    lines = application.get("costs", [])
    if not lines:
        yield _gap("costs", _AT_LEAST_ONE_COST, item)
    used = types_of({line.get("subitem", "") for line in lines} & SUBITEM_BY_KEY.keys())
    for key in types_of(set(application.get("cost_subitems", [])) & SUBITEM_BY_KEY.keys()):
        if lines and key not in used:
            yield _gap(f"costs.type.{key}", _NO_COST_OF_TYPE.fill(type=TYPE_BY_KEY[key].short), item)
    for place, line in enumerate(lines, 1):
        for name, title in _line_gaps(line):
            yield _gap(f"costs.{line.get('id', place)}.{name}", _NUMBERED.fill(place=place, field=title), item)


def _line_gaps(line: CostLine) -> Iterator[tuple[str, Text]]:
    values: Mapping[str, Any] = line
    wanted = dict(fields.COST) if line.get("supplier_nonresident") else {**fields.COST, **fields.RESIDENT_COST}
    yield from ((name, title) for name, title in wanted.items() if _empty(values.get(name)))
    payments = line.get("payments", [])
    if not payments:
        yield "payments", _AT_LEAST_ONE_PAYMENT
    in_tenge = line.get("currency", "KZT") == "KZT"
    asked = fields.PAYMENT if in_tenge else {**fields.PAYMENT, **fields.FOREIGN_PAYMENT}
    for place, payment in enumerate(payments, 1):
        paid: Mapping[str, Any] = payment
        for name, title in asked.items():
            if _empty(paid.get(name)):
                yield f"payments.{place}.{name}", _PAYMENT_NUMBERED.fill(place=place, field=title)


def _document_gaps(application: Application, documents: Collection[str]) -> Iterator[Missing]:
    for kind in absent_documents(situation_of(application), documents):
        yield Missing(f"documents.{kind.key}", kind.title, kind.clause, "documents")


def _declaration_gaps(application: Application) -> Iterator[Missing]:
    ticked: Mapping[str, Any] = application.get("declarations", {})
    for item in DECLARATIONS:
        if not ticked.get(item.key):
            yield _gap(f"declarations.{item.key}", _CONFIRM.fill(number=item.number), item)


def _gap(key: str, title: Text, item: FormItem) -> Missing:
    return Missing(
        key, Text(*(f"{item.number}. {title.get(lang)}" for lang in ("kk", "ru", "en"))), item.clause, item.page
    )


def _empty(value: object) -> bool:
    """Not filled in: nothing, or text of blanks. Zero is an answer (no employees, no share)."""
    return value is None or (isinstance(value, str) and not value.strip())


_NUMBERED = Text("{place}-жол: {field}", "строка {place}: {field}", "row {place}: {field}")
_PAYMENT_NUMBERED = Text("{place}-төлем: {field}", "оплата {place}: {field}", "payment {place}: {field}")
_YES_OR_NO = Text(
    "мемлекеттік бағдарламаларға қатысуы: иә немесе жоқ",
    "участие в государственных программах: да или нет",
    "participation in state programmes: yes or no",
)
_AT_LEAST_ONE_MEASURE = Text(
    "алынған ынталандыру шаралары", "полученные меры стимулирования", "the support measures received"
)
_TICK_ONE = Text("кемінде бір шығын түрі", "хотя бы один вид затрат", "at least one type of cost")
_TICK_THIS = Text("белгілеңіз: {subitem}", "отметьте: {subitem}", "tick: {subitem}")
_AT_LEAST_ONE_COST = Text("кемінде бір шығын жолы", "хотя бы одна строка затрат", "at least one cost line")
_NO_COST_OF_TYPE = Text(
    "белгіленген түр бойынша шығын жолы: {type}",
    "строка затрат по отмеченному виду: {type}",
    "a cost line of the ticked type: {type}",
)
_AT_LEAST_ONE_PAYMENT = Text("кемінде бір төлем", "хотя бы одна оплата", "at least one payment")
_CONFIRM = Text("{number}-тармақты растау", "подтверждение пункта {number}", "confirmation of item {number}")
