"""One owner of a var folder at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Occupied(RuntimeError):
    """Another process owns the folder; the text names it in one line."""


@contextmanager
def exclusive(var: Path) -> Iterator[None]:
    """Owns ``var`` until the end of the block or the death of this process, whichever comes first: the kernel keeps
    the lock, so nothing is left behind to be cleared."""
    var.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(var / "owner.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(descriptor, 20, 0).decode().strip()
            raise Occupied(f"process {owner or '?'} already runs the system on {var}: stop it first") from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
