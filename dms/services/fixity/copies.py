"""The copies of one object: what each store holds, and writing a spoilt or missing one from a good one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from dms.services import files
from storage.errors import Corrupt, NotFound
from storage.port import Digest, ObjectStore, Stored, digest, stored_digest


@dataclass(frozen=True, slots=True)
class Found:
    """What the stores hold under one key; ``copy`` is None where there is no second store."""

    main: bool
    copy: bool | None

    @property
    def is_sound(self) -> bool:
        return self.main and self.copy is not False

    @property
    def is_lost(self) -> bool:
        return not self.main and not self.copy


def second() -> ObjectStore | None:
    """The store of the second copy, under other keys and best of another operator; None where none is set."""
    found: ObjectStore | None = current_app.extensions["copy_store"]
    return found


def look_at(key: str, promised: Digest, mark: str | None) -> Found:
    """Reads every copy to its end. ``mark``: the version that the first store acknowledged.

    Raises:
        StorageError: a store gives no answer: nothing is known then, and nothing may be said.
    """
    copy = second()
    return Found(_holds(files.store(), key, promised, mark), _holds(copy, key, promised, None) if copy else None)


def _holds(store: ObjectStore, key: str, promised: Digest, mark: str | None) -> bool:
    try:
        found = digest(store, key, version_id=mark) if mark else stored_digest(store, key)
    except (Corrupt, NotFound):
        return False
    return found == promised


def mend(key: str, mark: str | None, found: Found) -> Stored | None:
    """Writes what is spoilt or missing from the copy that is good; returns what the first store
    acknowledged when it was written anew.

    Raises:
        StorageError: a store did not take it.
    """
    main, copy = files.store(), second()
    if found.is_sound or found.is_lost or copy is None:
        return None
    if not found.main:
        with copy.open(key) as reading:
            return main.put(key, reading, repair=True)
    with main.open(key, version_id=mark) as reading:
        copy.put(key, reading, repair=True)
    return None
