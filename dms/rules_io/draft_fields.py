"""The fields of a draft edition: what each group of changes may hold, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from dms.rules_io.fields import BadField, Fields
from workflows.text import LANGS, Text

#: What a change in each group may say.
CHANGES: Mapping[str, frozenset[str]] = {
    "figures": frozenset({"value", "clause"}),
    "terms": frozenset({"days", "clause"}),
    "costs": frozenset({"removed"}),
    "documents": frozenset({"removed", "clause", "title", "cost_types", "required"}),
    "proofs": frozenset({"removed", "clause", "since", "until"}),
    "checks": frozenset({"removed", "clause", "title", "remedy", "group", "cost_types", "may_not_apply"}),
}
LONGEST_WORDS = 2000
_KEY = re.compile(r"[a-z0-9][a-z0-9_.+]{0,39}")
_CLAUSE = re.compile(r"[0-9]{3}:[A-Z0-9]+(\.[A-Za-z0-9]+)*")


class DraftFields(Fields):
    """One table of a draft."""

    @property
    def here(self) -> str:
        """The path to the table itself."""
        return self._path

    def items(self, group: str) -> Iterator[tuple[str, str, object]]:
        """The changes of a group: key, path, what stands there."""
        value = self._values.get(group, {})
        if not isinstance(value, Mapping):
            raise BadField(self.path(group), "must be a table")
        for key, item in value.items():
            path = f"{self.path(group)}.{key if key.isprintable() else repr(key)}"
            if not _KEY.fullmatch(key):
                raise BadField(path, "is not a key: small letters, digits, _ . +")
            yield key, path, item

    def number(self, key: str) -> Decimal:
        """A number, or one written as text."""
        value = self._values.get(key)
        if value is None:
            raise self.missing(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            raise BadField(self.path(key), 'must be a number such as 10000 or "0.40"')
        try:
            number = Decimal(repr(value) if isinstance(value, float) else value)
        except (InvalidOperation, ValueError):
            raise BadField(self.path(key), 'is not a number such as 10000 or "0.40"') from None
        if not number.is_finite() or abs(number.adjusted()) > 15:
            raise BadField(self.path(key), 'is not a number such as 10000 or "0.40"')
        return number

    def names(self, key: str, allowed: Collection[str], otherwise: tuple[str, ...]) -> tuple[str, ...]:
        """A list of names, each once; ``otherwise`` when it is absent."""
        if key not in self:
            return otherwise
        found = self.each(key, _name)
        for index, name in enumerate(found):
            if name not in allowed:
                raise BadField(f"{self.path(key)}[{index}]", f"must be one of {', '.join(allowed)}")
        return tuple(dict.fromkeys(found))

    def words(self, key: str) -> Text:
        """One text for all languages, or one for each; English may be left out."""
        value = self._values.get(key)
        if isinstance(value, str):
            return Text(*[self._said(key, value)] * len(LANGS))
        table = Fields(value, self.path(key), LANGS)
        told: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        for lang in ("kk", "ru"):
            if lang not in table:
                raise table.missing(lang)
        said = {lang: self._said(f"{key}.{lang}", told[lang]) for lang in LANGS if lang in table}
        return Text(said["kk"], said["ru"], said.get("en", said["ru"]))

    def _said(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_WORDS or not value.isprintable():
            raise BadField(self.path(key), f"must hold 1 to {LONGEST_WORDS} printable characters")
        return value.strip()


def clause_of(fields: DraftFields, order: str, otherwise: str | None) -> str:
    """The clause of a change, of the programme's own order; of what is new it must be given."""
    if "clause" not in fields and otherwise is not None:
        return otherwise
    clause = fields.text("clause")
    if not _CLAUSE.fullmatch(clause) or not clause.startswith(f"{order}:"):
        raise BadField(fields.path("clause"), f"is not a clause such as {order}:9.1")
    return clause


def text_of(fields: DraftFields, key: str, otherwise: Text | None) -> Text:
    """The words of a change; of what is new they must be given."""
    if key not in fields:
        if otherwise is None:
            raise fields.missing(key)
        return otherwise
    return fields.words(key)


def _name(item: object, path: str) -> str:
    if not isinstance(item, str):
        raise BadField(path, "must be a string")
    return item


def schema(editions: Collection[str]) -> dict[str, Any]:
    """The JSON schema of a draft that is based on one of these editions."""
    words = {"oneOf": [{"type": "string"}, _object({lang: {"type": "string"} for lang in LANGS}, "kk", "ru")]}
    day, flag, names = {"type": "string", "format": "date"}, {"type": "boolean"}, {"type": "array"}
    kinds: dict[str, Any] = {
        "value": {"type": ["number", "string"]},
        "days": {"type": "integer", "minimum": 1},
        "clause": {"type": "string", "pattern": _CLAUSE.pattern},
        "removed": {"const": True},
        "title": words,
        "remedy": words,
        "group": {"enum": ["eligibility", "costs", "papers", "bars"]},
        "cost_types": {**names, "items": {"type": "string"}},
        "required": flag,
        "may_not_apply": flag,
        "since": day,
        "until": day,
    }
    groups = {
        group: {"type": "object", "additionalProperties": _object({name: kinds[name] for name in sorted(known)})}
        for group, known in CHANGES.items()
    }
    head = {"name": {"type": "string"}, "based_on": {"enum": list(editions)}, "since": day}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object({**head, **groups}, "name", "based_on"),
    }


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
    }
