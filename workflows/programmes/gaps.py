"""What the forms of all programmes lack in the same way: empty fields, cost lines, payments, documents, ticks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workflows.programmes.costs import Costs
from workflows.programmes.form import Fields, FormItem, Missing, Names
from workflows.programmes.papers import Papers
from workflows.text import Text, brief, shortened


class Gaps:
    """The gaps of one application, item by item; each programme puts them in the order of its form."""

    def __init__(
        self, application: Mapping[str, Any], fields: Fields, items: Mapping[str, FormItem], costs: Costs
    ) -> None:
        self.application = application
        self.fields = fields
        self.items = items
        self.costs = costs

    def plain(self, key: str) -> Iterator[Missing]:
        """Top-level fields of one item."""
        for name, title in self.fields.plain.get(key, {}).items():
            if empty(self.application.get(name)):
                yield self.gap(name, title, key)

    def nested(self, key: str) -> Iterator[Missing]:
        """Fields of the group that the item holds."""
        group: Mapping[str, Any] = self.application.get(key) or {}
        for name, title in self.fields.nested[key].items():
            if empty(group.get(name)):
                yield self.gap(f"{key}.{name}", _WITHIN.fill(item=brief(self.items[key].title), field=title), key)

    def rows(self, key: str, names: Names, at_least_one: Text) -> Iterator[Missing]:
        """Fields of a list of rows, of which there must be one."""
        rows = self.application.get(key) or []
        if not rows:
            yield self.gap(key, at_least_one, key)
        for place, row in enumerate(rows, 1):
            for name, title in names.items():
                if empty(row.get(name)):
                    yield self.gap(f"{key}.{place}.{name}", _NUMBERED.fill(place=place, field=title), key)

    def cost_types(self) -> Iterator[Missing]:
        """Something is ticked, and everything that a cost line is about."""
        known = self.costs.subitem_by_key
        ticked = set(self.application.get("cost_subitems", [])) & known.keys()
        if not ticked:
            yield self.gap("cost_subitems", _TICK_ONE, "cost_subitems")
        spent = {line.get("subitem", "") for line in self.application.get("costs", [])}
        for key in known:
            if key in spent - ticked:
                yield self.gap(f"cost_subitems.{key}", _TICK_THIS.fill(subitem=known[key].title), "cost_subitems")

    def cost_lines(self, wanted: Mapping[str, Names] | None = None) -> Iterator[Missing]:
        """One line at least, one for each ticked type, each whole. ``wanted``: more fields by the type of the line."""
        known = self.costs.subitem_by_key.keys()
        lines = self.application.get("costs", [])
        if not lines:
            yield self.gap("costs", _AT_LEAST_ONE_COST, "costs")
        used = self.costs.types_of({line.get("subitem", "") for line in lines} & known)
        for key in self.costs.types_of(set(self.application.get("cost_subitems", [])) & known):
            if lines and key not in used:
                title = _NO_COST_OF_TYPE.fill(type=self.costs.type_by_key[key].short)
                yield self.gap(f"costs.type.{key}", title, "costs")
        for place, line in enumerate(lines, 1):
            for name, title in self._line(line, wanted or {}):
                named = _NUMBERED.fill(place=place, field=title)
                yield self.gap(f"costs.{line.get('id', place)}.{name}", named, "costs")

    def documents(self, papers: Papers, present: Collection[str]) -> Iterator[Missing]:
        """Required kinds that have no file yet."""
        for kind in papers.absent(papers.situation_of(self.application), set(present)):
            yield Missing(f"documents.{kind.key}", kind.title, kind.clause, "documents")

    def declarations(self) -> Iterator[Missing]:
        """Every declaration is ticked."""
        ticked: Mapping[str, Any] = self.application.get("declarations") or {}
        for item in self.items.values():
            if item.page == "declarations" and not ticked.get(item.key):
                yield self.gap(f"declarations.{item.key}", _CONFIRM.fill(declaration=shortened(item.title)), item.key)

    def gap(self, key: str, title: Text, item: str) -> Missing:
        """A gap inside the item, under its number."""
        found = self.items[item]
        numbered = Text(*(f"{found.number}. {title.get(lang)}" for lang in ("kk", "ru", "en")))
        return Missing(key, numbered, found.clause, found.page)

    def _line(self, line: Mapping[str, Any], wanted: Mapping[str, Names]) -> Iterator[tuple[str, Text]]:
        fields = self.fields
        asked = dict(fields.cost) if line.get("supplier_nonresident") else {**fields.cost, **fields.resident_cost}
        subitem = self.costs.subitem_by_key.get(line.get("subitem", ""))
        asked |= wanted.get(subitem.type, {}) if subitem else {}
        yield from ((name, title) for name, title in asked.items() if empty(line.get(name)))
        payments = line.get("payments", [])
        if not payments:
            yield "payments", _AT_LEAST_ONE_PAYMENT
        in_tenge = line.get("currency", "KZT") == "KZT"
        each = fields.payment if in_tenge else {**fields.payment, **fields.foreign_payment}
        for place, payment in enumerate(payments, 1):
            for name, title in each.items():
                if empty(payment.get(name)):
                    yield f"payments.{place}.{name}", _PAYMENT_NUMBERED.fill(place=place, field=title)


def empty(value: object) -> bool:
    """Not filled in: nothing, or text of blanks. Zero is an answer (no employees, no share)."""
    return value is None or (isinstance(value, str) and not value.strip())


_WITHIN = Text("{item}: {field}", "{item}: {field}", "{item}: {field}")
_NUMBERED = Text("{place}-жол: {field}", "строка {place}: {field}", "row {place}: {field}")
_PAYMENT_NUMBERED = Text("{place}-төлем: {field}", "оплата {place}: {field}", "payment {place}: {field}")
_TICK_ONE = Text("кемінде бір шығын түрі", "хотя бы один вид затрат", "at least one type of cost")
_TICK_THIS = Text("белгілеңіз: {subitem}", "отметьте: {subitem}", "tick: {subitem}")
_AT_LEAST_ONE_COST = Text("кемінде бір шығын жолы", "хотя бы одна строка затрат", "at least one cost line")
_NO_COST_OF_TYPE = Text(
    "белгіленген түр бойынша шығын жолы: {type}",
    "строка затрат по отмеченному виду: {type}",
    "a cost line of the ticked type: {type}",
)
_AT_LEAST_ONE_PAYMENT = Text("кемінде бір төлем", "хотя бы одна оплата", "at least one payment")
_CONFIRM = Text("растаңыз: «{declaration}»", "подтвердите: «{declaration}»", "confirm: “{declaration}”")
