"""A machine put on paper: as a table, as a Mermaid drawing, as JSON. Made from the very rows that decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from workflows import documents, filing, letters, packages
from workflows.clock import TermRule, Unit
from workflows.engine import Row, Workflow
from workflows.labels import RELATION_LABELS, ROLE_LABELS
from workflows.programmes import EDITIONS, LABELS
from workflows.states import Relation, Role
from workflows.text import LANGS, Text

AnyWorkflow: TypeAlias = Workflow[Any, Any, Any]
AnyRow: TypeAlias = Row[Any, Any, Any]

#: What ``dms workflow show`` knows, with the terms that its rows name; of a programme its newest edition.
MACHINES: Mapping[str, tuple[AnyWorkflow, Mapping[str, TermRule]]] = {
    **{programme: (known[-1].workflow, known[-1].timing.rules) for programme, known in EDITIONS.items()},
    "document": (documents.WORKFLOW, {}),
    "package": (packages.WORKFLOW, {}),
    "letter": (letters.WORKFLOW, {}),
    "general": (filing.WORKFLOW, {}),
}

#: What each machine is called.
NAMES: Mapping[str, Text] = {
    **LABELS,
    "document": Text("Құжат", "Документ", "Document"),
    "package": Text("Мұрағат пакеті", "Архивный пакет", "Archive package"),
    "letter": Text("Хат", "Письмо", "Letter"),
    "general": Text("Жалпы құжат", "Общий документ", "General document"),
}

_HEADINGS: tuple[Text, ...] = (
    Text("Күйі", "Состояние", "State"),
    Text("Әрекет", "Действие", "Trigger"),
    Text("Кейінгі күйі", "Следующее состояние", "To"),
    Text("Кім", "Кто", "Who"),
    Text("Шарттар", "Условия", "Guards"),
    Text("Тармақ", "Пункт", "Clause"),
    Text("Мерзімі", "Срок", "Term"),
)
_WORKING_DAYS = Text("{days} жұмыс күні", "{days} раб. дн.", "{days} working days")
_CALENDAR_DAYS = Text("күнтізбелік {days} күн", "{days} календ. дн.", "{days} calendar days")


def mermaid(workflow: AnyWorkflow, lang: str = "en") -> str:
    """The machine as a Mermaid state diagram; all acts that lead from one state to
    another (or keep it) stand on one arrow."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{workflow.label(state).get(lang)}" as {state}' for state in workflow.states]
    lines += [f"    [*] --> {state}" for state in entries(workflow)]
    arrows: dict[tuple[StrEnum, StrEnum], list[str]] = {}
    for row in workflow.rows:
        arrows.setdefault((row.source, row.target), []).append(row.action.value)
    lines += [f"    {source} --> {target} : {', '.join(acts)}" for (source, target), acts in arrows.items()]
    lines += [f"    {state} --> [*]" for state in ends(workflow)]
    return "\n".join(lines) + "\n"


def entries(workflow: AnyWorkflow) -> tuple[StrEnum, ...]:
    """Where things begin: states that no other state leads to, and of what is reached from none of them (states that
    lead to each other in a circle) the first of the table."""
    led_to = {row.target for row in workflow.rows if row.target != row.source}
    found = [state for state in workflow.states if state not in led_to]
    for state in workflow.states:
        if state not in _reached(workflow, found):
            found.append(state)
    return tuple(state for state in workflow.states if state in found)


def _reached(workflow: AnyWorkflow, begins: Iterable[StrEnum]) -> set[StrEnum]:
    """The states that one comes to from these, themselves included."""
    seen, ahead = set[StrEnum](), list(begins)
    while ahead:
        state = ahead.pop()
        if state not in seen:
            seen.add(state)
            ahead += [row.target for row in workflow.rows if row.source == state]
    return seen


def ends(workflow: AnyWorkflow) -> tuple[StrEnum, ...]:
    """States that nothing leads out of."""
    left = {row.source for row in workflow.rows if row.target != row.source}
    return tuple(state for state in workflow.states if state not in left)


def table(workflow: AnyWorkflow, terms: Mapping[str, TermRule], lang: str = "en") -> str:
    """The machine as plain text in columns, one row per act and state."""
    head = tuple(heading.get(lang) for heading in _HEADINGS)
    body = [_cells(workflow, row, terms, lang) for row in workflow.rows]
    widths = [max(len(cells[place]) for cells in (head, *body)) for place in range(len(head))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(cells, widths) for cells in (head, rule, *body)) + "\n"


def as_json(workflow: AnyWorkflow, terms: Mapping[str, TermRule]) -> dict[str, Any]:
    """The machine as data: codes, and words in all languages."""
    return {
        "machine": workflow.programme,
        "states": [{"state": state.value, "label": _words(workflow.label(state))} for state in workflow.states],
        "rows": [_row_json(row, terms) for row in workflow.rows],
    }


def drawings() -> dict[str, str]:
    """The generated files of ``docs/workflows``: file name to content."""
    return {f"{name}.mmd": mermaid(workflow) for name, (workflow, _terms) in MACHINES.items()}


def _cells(workflow: AnyWorkflow, row: AnyRow, terms: Mapping[str, TermRule], lang: str) -> tuple[str, ...]:
    return (
        workflow.label(row.source).get(lang),
        row.action.value,
        "=" if row.target == row.source else workflow.label(row.target).get(lang),
        _who(row, lang),
        ", ".join(_name(guard) for guard in row.guards) or "—",
        row.clause or "—",
        term_words(row, terms).get(lang) or "—",
    )


def _who(row: AnyRow, lang: str) -> str:
    roles = ", ".join(ROLE_LABELS[role].get(lang) for role in Role if role in row.roles)
    narrow = row.relations - {Relation.STAFF, Relation.NONE}
    if not narrow or Relation.STAFF in row.relations:
        return roles
    return f"{roles} ({'; '.join(RELATION_LABELS[relation].get(lang) for relation in Relation if relation in narrow)})"


def term_words(row: AnyRow, terms: Mapping[str, TermRule], *, cited: bool = True) -> Text:
    """The term within which the act should be done, with its clause if ``cited``; empty where there is none."""
    rule = terms.get(row.term)
    if rule is None:
        return Text("", "", "")
    length = (_WORKING_DAYS if rule.unit is Unit.WORKING else _CALENDAR_DAYS).fill(days=rule.days)
    return Text(*(f"{length.get(lang)} ({rule.clause})" for lang in LANGS)) if cited else length


def _row_json(row: AnyRow, terms: Mapping[str, TermRule]) -> dict[str, Any]:
    rule = terms.get(row.term)
    return {
        "state": row.source.value,
        "trigger": row.action.value,
        "to": row.target.value,
        "title": _words(row.title),
        "roles": sorted(row.roles),
        "relations": sorted(row.relations),
        "guards": [{"name": _name(guard), "rule": _rule(guard)} for guard in row.guards],
        "clause": row.clause or None,
        "makes": [name for name in row.makes.split(", ") if name],
        "term": rule and {"key": rule.key, "days": rule.days, "unit": rule.unit.value, "clause": rule.clause},
    }


def _name(guard: Callable[..., Any]) -> str:
    return guard.__name__


def _rule(guard: Callable[..., Any]) -> str:
    return " ".join((guard.__doc__ or "").split())


def _words(text: Text) -> dict[str, str]:
    return {lang: text.get(lang) for lang in LANGS}


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
