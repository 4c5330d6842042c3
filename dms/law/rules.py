"""What the rules themselves say of their clause: acts, checks, terms, papers, costs, caps, grounds, items of forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dms import law
from forms.annexes.contexts import ANNEXES
from workflows import documents, packages, supplements
from workflows.programmes import EDITIONS

#: What a thing with a clause is called, and the field that tells it from others of its kind.
KINDS = {
    "CapRule": ("cap of", "group"),
    "Check": ("check", "key"),
    "CompletenessItem": ("completeness", "key"),
    "CostType": ("costs", "key"),
    "DocumentKind": ("paper", "key"),
    "Figure": ("figure", "key"),
    "FormItem": ("form item", "number"),
    "Ground": ("ground", "number"),
    "Obligation": ("counter-obligation", ""),
    "OriginProof": ("origin proof", "key"),
    "Row": ("act", "action"),
    "SubItem": ("costs", "key"),
    "Sums": ("rate and window", ""),
    "TermRule": ("term", "key"),
}
#: The annexes that are official forms, as ``A1``, and what prints them.
FORMS = {form.replace("annex-", "A"): form for form in ANNEXES if form.startswith("annex-")}


def carried() -> dict[str, set[tuple[str, str]]]:
    """Clause → kind and key of every thing that carries it, over all editions."""
    found: dict[str, set[tuple[str, str]]] = {}
    seen: set[int] = set()
    for editions in EDITIONS.values():
        for edition in editions:
            for ref, kind, key in (*_things(edition, seen), *_rows(edition.workflow.rows)):
                found.setdefault(ref, set()).add((kind, key))
            for ref in edition.leaving:
                found.setdefault(ref, set()).add(("left without consideration", ""))
    small: list[Any] = [*documents.WORKFLOWS.values(), packages.WORKFLOW, *supplements.WORKFLOWS.values()]
    for ref, kind, key in (row for machine in small for row in _rows(machine.rows)):
        found.setdefault(ref, set()).add((kind, key))
    for ref in law.refs():
        for kind, key in _printed(ref):
            found.setdefault(ref, set()).add((kind, key))
    return found


def _printed(ref: str) -> Iterator[tuple[str, str]]:
    """What of the annexes is printed word for word: the forms by ``forms.annexes``, Annex 6 by the passport page."""
    annex = ref.partition(":")[2].partition(".")[0]
    if form := FORMS.get(annex):
        yield "form", form
    elif annex == "A6":
        yield "passport", ".".join(ref.split(".")[1:])


def _rows(rows: Any) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        if row.clause:
            yield row.clause, "act", str(row.action)


def _things(value: Any, seen: set[int]) -> Iterator[tuple[str, str, str]]:
    """Every thing that carries a clause, however deep in the edition."""
    if id(value) in seen or isinstance(value, str | int | float):
        return
    seen.add(id(value))
    if is_dataclass(value) and not isinstance(value, type):
        yield from _own(value)
        inner: Any = (getattr(value, field.name) for field in fields(value))
    else:
        inner = value.values() if isinstance(value, Mapping) else value if _many(value) else ()
    for one in inner:
        yield from _things(one, seen)


def _many(value: Any) -> bool:
    return isinstance(value, tuple | list | frozenset | set)


def _own(value: Any) -> Iterator[tuple[str, str, str]]:
    kind, key = KINDS.get(type(value).__name__, ("", ""))
    for name in ("clause", "rate_clause", "costs_clause"):
        if kind and (ref := getattr(value, name, "")):
            yield ref, kind, str(getattr(value, key)) if key else ""
