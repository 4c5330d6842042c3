"""Editions and what changes between them, as JSON of the command line."""

from __future__ import annotations

from workflows.programmes.differences import Difference
from workflows.programmes.layout import Entry
from workflows.text import Text

Json = dict[str, object]


def entry_json(entry: Entry, lang: str) -> Json:
    """One provision."""
    words = {name: text.get(lang) for name, text in entry.words.items()}
    return {"key": entry.name, "clause": entry.clause, "title": entry.title.get(lang), **entry.value, **words}


def difference_json(one: Difference, lang: str) -> Json:
    """One provision that changes: as it reads afterwards (or read last), and what of it reads otherwise."""
    turns = {turn.name: {"old": _said(turn.old, lang), "new": _said(turn.new, lang)} for turn in one.turns}
    return {
        "change": one.change.value,
        "key": one.entry.name,
        "clause": one.entry.clause,
        "title": one.entry.title.get(lang),
        "old": entry_json(one.old, lang) if one.old else None,
        "new": entry_json(one.new, lang) if one.new else None,
        "changed": turns,
    }


def _said(value: str | Text, lang: str) -> str:
    return value.get(lang) if isinstance(value, Text) else value
