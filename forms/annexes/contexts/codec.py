"""Contexts from and to JSON, and the JSON schema of a context. One walk over the annotated types serves all forms."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar, get_args, get_origin

from forms.annexes.contexts.rules import Chars, Context, ContextError, Span, hints, unwrap

_DECIMAL = re.compile(r"-?\d{1,20}(\.\d{1,6})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

C = TypeVar("C", bound=Context)


def from_json(cls: type[C], data: Any) -> C:
    """The context held by ``data`` (what ``json.load`` gives). Raises ContextError naming the first wrong, missing or
    unknown field."""
    if not isinstance(data, dict):
        raise ContextError("", "must be an object")
    kinds = hints(cls)
    for name in data:
        if name not in kinds:
            raise ContextError(name if name.isprintable() else repr(name), "unknown field")
    values = {}
    for f in fields(cls):
        if f.name in data:
            values[f.name] = _read_at(f.name, kinds[f.name], data[f.name])
        elif f.default is MISSING:
            raise ContextError(f.name, "required field is missing")
    return cls(**values)


def _read_at(path: str, kind: Any, value: Any) -> Any:
    try:
        return _read(kind, value)
    except ContextError as error:
        raise error.under(path) from None


def _read(kind: Any, value: Any) -> Any:
    bare, _, nullable = unwrap(kind)
    if value is None and nullable:
        return None
    if get_origin(bare) is tuple:
        if not isinstance(value, list):
            raise ContextError("", "must be a list")
        return tuple(_read_at(f"[{i}]", get_args(bare)[0], item) for i, item in enumerate(value))
    if isinstance(bare, type) and issubclass(bare, Context):
        return from_json(bare, value)
    reader = _READERS.get(bare)
    return reader(value) if reader else value


def _read_decimal(value: Any) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise ContextError("", 'must be a decimal number in quotes, such as "1200.00"')
    return Decimal(value)


def _read_date(value: Any) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ContextError("", 'must be a date such as "2026-03-19"')
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ContextError("", f"there is no day {value}") from None


def _read_moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ContextError("", 'must be a moment such as "2026-03-19T18:40:00+05:00"') from None


_READERS = {Decimal: _read_decimal, date: _read_date, datetime: _read_moment}


def to_json(value: Any) -> Any:
    """``value`` (a context or a part of one) as plain JSON data. ``from_json`` of it gives an equal context."""
    if isinstance(value, Context):
        return {f.name: _write(hints(type(value))[f.name], getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _write(kind: Any, value: Any) -> Any:
    if isinstance(value, Decimal):
        _, rule, _ = unwrap(kind)
        return f"{value:.2f}" if isinstance(rule, Span) and rule.places == 2 else f"{value:f}"
    return to_json(value)


def schema(cls: type[Context]) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of what ``from_json`` takes for ``cls``."""
    parts: dict[str, Any] = {}
    own = _object_schema(cls, parts)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": cls.__name__, **own, "$defs": parts}


def _object_schema(cls: type[Context], parts: dict[str, Any]) -> dict[str, Any]:
    kinds = hints(cls)
    return {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split()),
        "properties": {name: _schema(kind, parts) for name, kind in kinds.items()},
        "required": [f.name for f in fields(cls) if f.default is MISSING],
        "additionalProperties": False,
    }


def _schema(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    bare, rule, nullable = unwrap(kind)
    found = _bare_schema(bare, rule, parts)
    return {"anyOf": [found, {"type": "null"}]} if nullable else found


def _bare_schema(bare: Any, rule: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if get_origin(bare) is tuple:
        return {"type": "array", "items": _schema(get_args(bare)[0], parts)}
    if get_origin(bare) is Literal:
        return {"enum": list(get_args(bare))}
    if issubclass(bare, Context):
        if bare.__name__ not in parts:
            parts[bare.__name__] = {}
            parts[bare.__name__] = _object_schema(bare, parts)
        return {"$ref": f"#/$defs/{bare.__name__}"}
    found: dict[str, Any] = _PLAIN_SCHEMAS[bare](rule)
    return found


def _string_schema(rule: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string"}
    if isinstance(rule, Chars):
        found["maxLength"] = rule.most
        if not rule.empty:
            found["minLength"] = 1
        if rule.pattern:
            found["pattern"] = f"^({rule.pattern})$"
    return found


def _integer_schema(rule: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "integer"}
    if isinstance(rule, Span):
        found |= {"minimum": int(rule.low), "maximum": int(rule.high)}
    return found


def _decimal_schema(rule: Any) -> dict[str, Any]:
    places = rule.places if isinstance(rule, Span) and rule.places is not None else 6
    sign = "" if isinstance(rule, Span) and rule.low >= 0 else "-?"
    return {"type": "string", "pattern": rf"^{sign}\d{{1,20}}(\.\d{{1,{places}}})?$"}


_PLAIN_SCHEMAS: dict[type, Any] = {
    str: _string_schema,
    int: _integer_schema,
    bool: lambda _rule: {"type": "boolean"},
    Decimal: _decimal_schema,
    date: lambda _rule: {"type": "string", "format": "date"},
    datetime: lambda _rule: {"type": "string", "format": "date-time"},
}
