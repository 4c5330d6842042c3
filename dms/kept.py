"""What a process keeps because making it again costs more than remembering: bounded, and never a source of truth. The
key names all that the value depends on, so nothing has to be taken out when something changes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """At most ``most`` values; of more, it begins anew."""

    __slots__ = ("_found", "_most")

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """Raises: TypeError for a key with something in it that cannot be hashed."""
        return self._found.get(key)

    def put(self, key: Key, value: Value) -> Value:
        """The value, kept."""
        if len(self._found) >= self._most:
            self._found = {}  # not emptied: another thread may be reading it
        self._found[key] = value
        return value
