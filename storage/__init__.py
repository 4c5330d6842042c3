"""Files behind one small port: where bytes live, how they are named, packed and scanned. Sees nothing of ours."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from minio import Minio

from storage.directory import MIN_FREE, DirectoryStore
from storage.errors import (
    BadKey,
    Corrupt,
    Exists,
    Full,
    Locked,
    NotFound,
    Refused,
    StorageError,
    Timeout,
    Unavailable,
)
from storage.port import Digest, Item, ObjectStore, Part, Reading, Stored, Upload, digest
from storage.s3 import S3Store
from storage.s3_calls import Calls, http_pool

__all__ = [
    "BadKey",
    "Corrupt",
    "Digest",
    "DirectoryStore",
    "Exists",
    "Full",
    "Item",
    "Locked",
    "NotFound",
    "ObjectStore",
    "Part",
    "Reading",
    "Refused",
    "S3Store",
    "StorageError",
    "Stored",
    "Timeout",
    "Unavailable",
    "Upload",
    "digest",
    "open_store",
]

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def open_store(url: str) -> DirectoryStore | S3Store:
    """The store an address names; S3 is not called before the first use.

    ``dir:///folder?min_free=BYTES`` or ``s3://KEY:SECRET@HOST:PORT/BUCKET?secure=0&region=R&public=https://HOST:PORT``
    with KEY and SECRET percent-encoded; ``secure`` is 1 by default, ``public`` the address browsers use for the store.

    :raises ValueError: another address; the message repeats nothing of it, since it holds a secret.
    """
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme == "dir" and not parts.netloc and parts.path:
        _check_options(options, {"min_free"})
        return DirectoryStore(Path(unquote(parts.path)), min_free=int(options.get("min_free", MIN_FREE)))
    if parts.scheme == "s3":
        _check_options(options, {"secure", "region", "public"})
        return S3Store(_calls(parts, options))
    raise ValueError("the store's address is neither dir:///folder nor s3://key:secret@host:port/bucket")


def _check_options(options: dict[str, str], known: set[str]) -> None:
    unknown = sorted(set(options) - known)
    if unknown:
        raise ValueError(f"the store's address has unknown options: {', '.join(unknown)}")


def _calls(parts: SplitResult, options: dict[str, str]) -> Calls:
    bucket = parts.path.strip("/")
    if not (parts.username and parts.password and parts.hostname and _BUCKET.fullmatch(bucket)):
        raise ValueError("the store's address lacks a key, secret, host or bucket of 3 to 63 small letters")
    host = parts.netloc.rpartition("@")[2]
    secure = options.get("secure", "1")
    if secure not in ("0", "1"):
        raise ValueError("in the store's address, secure is 0 or 1")

    def client(endpoint: str, tls: bool) -> Minio:
        return Minio(
            endpoint,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            secure=tls,
            # A region that is named spares a call, and lets addresses be signed without one.
            region=options.get("region", "us-east-1"),
            http_client=http_pool(),
        )

    public = urlsplit(options["public"]) if "public" in options else None
    return Calls(
        client(host, secure == "1"), bucket, client(public.netloc, public.scheme == "https") if public else None
    )
