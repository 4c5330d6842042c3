"""A draft edition from a small file: what a ministry or the operator would change of an edition that is known.

Strict as every input from outside: the first fault is told with the name of its field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dms.rules_io.draft_fields import CHANGES, DraftFields, clause_of, text_of
from dms.rules_io.fields import BadField
from dms.rules_io.strict_json import parse_json
from workflows.programmes import Edition, by_name, compose, known_names
from workflows.programmes.checks import Check, CheckGroup
from workflows.programmes.figures import WHOLE, Figure, Measure
from workflows.programmes.papers import DocumentKind
from workflows.programmes.parts import Parts

FIELDS = frozenset({"name", "based_on", "since", *CHANGES})
_NAME = re.compile(r"[0-9]{3}@[a-z0-9][a-z0-9.-]{0,24}")
#: The least and the most that a figure may be, by what it counts.
RANGES: Mapping[Measure, tuple[str, str]] = {
    Measure.SHARE: ("0", "1"),
    Measure.MCI: ("0", "10000000"),
    Measure.TENGE: ("0.01", "1000000"),
    Measure.TIMES: ("0.01", "1000"),
    Measure.MONTHS: ("1", "240"),
    Measure.QUARTERS: ("1", "40"),
    Measure.WORKING_DAYS: ("1", "60"),
    Measure.DIGITS: ("1", "10"),
}
LONGEST_TERM = 366


def read_draft(data: bytes, *, as_json: bool) -> Edition:
    """The edition that the file describes. Raises BadField for the first fault."""
    fields = DraftFields(parse_json(data) if as_json else _parse_toml(data), "", FIELDS)
    based_on = fields.choice("based_on", known_names())
    base, name = by_name(based_on), fields.text("name")
    if not _NAME.fullmatch(name) or not name.startswith(f"{_order(base)}@"):
        raise BadField("name", f"is not a name such as {_order(base)}@draft-1")
    if name in known_names():
        raise BadField("name", "is the name of an edition that is known")
    since = fields.optional("since", fields.day) or base.since
    parts = base.parts
    for group, read in READERS.items():
        for key, path, item in fields.items(group):
            parts = _changed(parts, group, key, path, item, _order(base), read)
    _check_whole(parts)
    return compose(base.programme, name, since, parts)


def _parse_toml(data: bytes) -> object:
    try:
        return _plain(tomllib.loads(data.decode("utf-8"), parse_float=Decimal))
    except UnicodeDecodeError:
        raise BadField("FILE", "is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadField("FILE", f"is not TOML: {error}") from None


def _plain(value: Any) -> Any:
    """Days of TOML as JSON writes them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _order(edition: Edition) -> str:
    """The number of the order, with which its clauses begin."""
    return edition.programme.rpartition("-")[2]


Reader = Callable[[DraftFields, str, Any, Parts, str], Any]


def _changed(parts: Parts, group: str, key: str, path: str, item: object, order: str, read: Reader) -> Parts:
    known = getattr(parts, group).get(key)
    fields = DraftFields(item, path, CHANGES[group])
    if "removed" in fields:
        if not fields.flag("removed"):
            raise BadField(f"{path}.removed", "can only be true")
        if known is None:
            raise BadField(path, _unknown(parts, group))
        return parts.with_item(group, key, None)
    return parts.with_item(group, key, read(fields, key, known, parts, order))


def _figure(fields: DraftFields, _key: str, known: Figure | None, parts: Parts, order: str) -> Figure:
    if known is None:
        raise BadField(fields.here, _unknown(parts, "figures"))
    value, (least, most) = fields.number("value"), RANGES[known.measure]
    if not Decimal(least) <= value <= Decimal(most):
        raise BadField(fields.path("value"), f"must be from {least} to {most} ({known.measure})")
    if known.measure in WHOLE and value != int(value):
        raise BadField(fields.path("value"), f"must be a whole number ({known.measure})")
    if known.measure is Measure.TENGE and value % Decimal("0.01"):
        raise BadField(fields.path("value"), "has more than two decimals")
    return replace(known, value=value, clause=clause_of(fields, order, known.clause))


def _term(fields: DraftFields, key: str, known: Any, parts: Parts, order: str) -> Any:
    if known is None and key == "hearing_notice":
        raise BadField(fields.here, "follows from terms.service and figures.notice_before: change those")
    if known is None:
        raise BadField(fields.here, _unknown(parts, "terms"))
    return replace(known, days=fields.units("days", LONGEST_TERM), clause=clause_of(fields, order, known.clause))


def _document(fields: DraftFields, key: str, known: DocumentKind | None, parts: Parts, order: str) -> DocumentKind:
    clause = clause_of(fields, order, known.clause if known else None)
    title = text_of(fields, "title", known.title if known else None)
    types = fields.names("cost_types", parts.costs, known.cost_types if known else ())
    needed = known.needed if known else _always
    if "required" in fields:
        needed = _always if fields.flag("required") else _never
    elif known is None and types:
        needed = _for_types(types)
    if known is None:
        return DocumentKind(key, clause, title, needed, types)
    return replace(known, clause=clause, title=title, cost_types=types, needed=needed)


def _always(_situation: Any) -> bool:
    return True


def _never(_situation: Any) -> bool:
    return False


def _for_types(types: Collection[str]) -> Callable[[Any], bool]:
    return lambda situation: bool(situation.types & set(types))


def _proof(fields: DraftFields, _key: str, known: Any, parts: Parts, order: str) -> Any:
    if known is None:
        raise BadField(fields.here, _unknown(parts, "proofs"))
    proof = replace(known.value, clause=clause_of(fields, order, known.value.clause))
    days = {name: fields.optional(name, fields.day) or getattr(known, name) for name in ("since", "until")}
    if days["since"] and days["until"] and days["until"] <= days["since"]:
        raise BadField(fields.path("until"), "is not after since")
    return replace(known, value=proof, **days)


def _check(fields: DraftFields, key: str, known: Check | None, parts: Parts, order: str) -> Check:
    clause = clause_of(fields, order, known.clause if known else None)
    title = text_of(fields, "title", known.title if known else None)
    remedy = text_of(fields, "remedy", known.remedy if known else title)
    types = fields.names("cost_types", parts.costs, known.cost_types if known else ())
    if known is not None and "group" not in fields:
        group = known.group
    else:
        group = CheckGroup(fields.choice("group", tuple(CheckGroup)))
    loose = fields.flag("may_not_apply") if "may_not_apply" in fields or known is None else known.may_not_apply
    made = known or Check(key, clause, group, title, remedy)
    return replace(
        made, clause=clause, group=group, title=title, remedy=remedy, cost_types=types, may_not_apply=loose
    )  # fmt: skip


def _cost(fields: DraftFields, _key: str, _known: Any, _parts: Parts, _order: str) -> Any:
    raise fields.missing("removed")  # a draft takes types of cost out; a new one needs an edition of its own


READERS: Mapping[str, Reader] = {
    "figures": _figure,
    "terms": _term,
    "costs": _cost,
    "documents": _document,
    "proofs": _proof,
    "checks": _check,
}


def _unknown(parts: Parts, group: str) -> str:
    return f"is not known; {group}: {', '.join(getattr(parts, group)) or 'none'}"


def _check_whole(parts: Parts) -> None:
    """What only the whole draft shows."""
    service = parts.terms.get("service")
    if service is not None and service.days <= parts.figures["notice_before"].whole:
        raise BadField("terms.service.days", "must be more than figures.notice_before")
