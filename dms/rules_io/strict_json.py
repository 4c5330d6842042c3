"""JSON from outside, read strictly: what is doubtful is refused, never guessed."""

from __future__ import annotations

import json
from functools import partial

from dms.rules_io.fields import BadField


def parse_json(data: bytes, field: str = "FILE") -> object:
    """The value in ``data``: UTF-8, no key twice in one object, no NaN. Raises BadField naming ``field`` or a key."""
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=partial(_no_constant, field)
        )
    except UnicodeDecodeError:
        raise BadField(field, "is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadField(field, f"is not JSON: {error.msg} at line {error.lineno} column {error.colno}") from None
    except (ValueError, RecursionError):
        raise BadField(field, "is not JSON that can be read: a number or a nesting is too long") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise BadField(key if key.isprintable() else repr(key), "stands twice in one object")
        found[key] = value
    return found


def _no_constant(field: str, name: str) -> object:
    raise BadField(field, f"is not JSON: {name} is not a number")
