"""The calls of a disk that both halves of a directory's store make, with our error family."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import BadKey, Full, NotFound, Refused, StorageError, Timeout, Unavailable
from storage.port import Digest, digest_source


def write_all(descriptor: int, data: bytes) -> None:
    """Every byte: the system may take fewer at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def read_back(path: Path) -> Digest:
    """The hash of what the disk holds."""
    with path.open("rb", buffering=0) as file:
        # What was synced leaves the page cache, so that the bytes come from the disk and not from memory.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return digest_source(file)


def sync_folder(folder: Path) -> None:
    """Makes names given and taken in the folder last."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def typed(key: str) -> Iterator[None]:
    """Whatever the disk raises comes out as a ``StorageError``."""
    try:
        yield
    except OSError as error:
        raise kind_of(error)(error.strerror or str(error), key) from error


def kind_of(error: OSError) -> type[StorageError]:
    """What an error of the system means."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return Full
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Refused
        case errno.ENOENT:
            return NotFound
        case errno.ETIMEDOUT:
            return Timeout
        case errno.ELOOP | errno.ENOTDIR | errno.ENAMETOOLONG:
            return BadKey
        case _:
            return Unavailable
