"""Addresses of pages. A list or a menu asks for a hundred of them, the same ones on every page; Werkzeug builds each
from its rule, and what it built once for the same values stands."""

from __future__ import annotations

from typing import Any

from flask import Flask, has_request_context, request

from dms.kept import Kept

_MORE = ("_anchor", "_method", "_scheme", "_external")
_built: Kept[tuple[object, ...], str] = Kept(20_000)
#: What is longer is not kept: it carries what somebody typed, as long as he likes, and nobody asks for it again.
LONGEST = 200


class Application(Flask):
    """Flask that remembers the addresses it has built within this site."""

    def url_for(self, endpoint: str, **values: Any) -> str:
        """As Flask's. Kept: addresses within a request that name their endpoint whole; the rest depends on more."""
        more = {name: values.pop(name) for name in _MORE if name in values}
        if not has_request_context() or endpoint[:1] == "." or any(more.values()):
            return super().url_for(endpoint, **more, **values)
        key = (request.environ.get("SCRIPT_NAME"), endpoint, *values.items(), *map(type, values.values()))
        try:
            found = _built.get(key)
        except TypeError:  # a list among the values
            return super().url_for(endpoint, **values)
        if found:
            return found
        made = super().url_for(endpoint, **values)
        return made if len(made) > LONGEST else _built.put(key, made)
