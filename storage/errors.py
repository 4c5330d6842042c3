"""What can go wrong with a store: one small family, so that a caller decides by kind and never by a library's class."""

from __future__ import annotations


class StorageError(Exception):
    """Any failure of a store. ``key`` is the object in question, empty where there is none.

    After a failed ``put`` the object is not stored as far as the caller knows: put it again, or let the sweep find it.
    """

    def __init__(self, detail: str, key: str = "") -> None:
        self.key = key
        self.detail = detail
        super().__init__(f"{key}: {detail}" if key else detail)


class Unavailable(StorageError):
    """The store cannot be used now: no connection, server error, no such bucket. Trying later may help."""


class Timeout(Unavailable):
    """The store did not answer in time. The outcome of a write is not known."""


class Refused(StorageError):
    """The store knows us not, or forbids the act. Trying again does not help."""


class Locked(Refused):
    """The object is under a retention lock and may be neither removed nor released early."""


class NotFound(StorageError):
    """There is no such object, version, range or upload in a store that answers."""


class Exists(StorageError):
    """Other bytes are already stored under this key; nothing was written."""


class Corrupt(StorageError):
    """Bytes do not have the length or the SHA-256 they must have."""


class Full(StorageError):
    """No room left, or less than the guard keeps free."""


class BadKey(StorageError):
    """The key does not have the form of ``storage.keys``."""
