"""The copies of one object: what each store holds, and writing a spoilt or missing one from a good one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dms.services import files
from storage.errors import Corrupt, NotFound
from storage.port import Digest, ObjectStore, digest, stored_digest


@dataclass(frozen=True, slots=True)
class Found:
    """What the stores hold under one key. ``held``: of each version that the first store once acknowledged (empty: it
    knows no versions) whether it is good; ``copy`` is None where there is no second store."""

    held: Mapping[str, bool]
    copy: bool | None

    @property
    def main(self) -> bool:
        """Whether the first store gives every row of the key its bytes."""
        return all(self.held.values())

    @property
    def good(self) -> str | None:
        """A version of the first store that is good; None where there is none."""
        return next((mark for mark, holds in self.held.items() if holds), None)

    @property
    def is_sound(self) -> bool:
        return self.main and self.copy is not False

    @property
    def is_lost(self) -> bool:
        return self.good is None and not self.copy


def look_at(key: str, promised: Digest, marks: Iterable[str]) -> Found:
    """Reads every copy to its end. ``marks``: the versions that the first store acknowledged: two uploads of equal
    bytes at one moment make two.

    Raises:
        StorageError: a store gives no answer: nothing is known then, and nothing may be said.
    """
    copy = files.second()
    held = {mark: _holds(files.store(), key, promised, mark or None) for mark in marks}
    return Found(held, _holds(copy, key, promised, None) if copy else None)


def _holds(store: ObjectStore, key: str, promised: Digest, mark: str | None) -> bool:
    try:
        found = digest(store, key, version_id=mark) if mark else stored_digest(store, key)
    except (Corrupt, NotFound):
        return False
    return found == promised


def mend(key: str, found: Found) -> str | None:
    """Writes what is spoilt or missing from what is good; returns the version of the first store that takes the place
    of its spoilt ones.

    Raises:
        StorageError: a store did not take it.
    """
    main, copy, mark = files.store(), files.second(), found.good
    if found.is_sound or found.is_lost:
        return None
    if mark is None and copy is not None:
        with copy.open(key) as reading:
            return main.put(key, reading, repair=True).version_id or ""
    if found.copy is False and copy is not None:
        with main.open(key, version_id=mark or None) as reading:
            copy.put(key, reading, repair=True)
    return mark
