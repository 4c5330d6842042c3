"""What a store really does, found out by trying: for ``dms doctor``, and before sealed packages are entrusted to it.

Servers differ in what they accept and then do not enforce, so nothing here believes a setting. A probe writes a few
bytes below ``probe/`` and takes them away again; what it locked goes at a later probe.
"""

from __future__ import annotations

import io
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from minio.commonconfig import GOVERNANCE

from storage.errors import Corrupt, Exists, StorageError
from storage.keys import PROBES, digest_in, file_key, probe_key
from storage.port import ObjectStore, digest, digest_source
from storage.s3 import S3Store
from storage.s3_calls import Calls, content_md5, http_pool
from storage.s3_errors import typed

MAX_SKEW_SECONDS = 30.0
_LOCK_SECONDS = 60
_LEFTOVER_AGE = timedelta(minutes=10)
_FILENAME = "Шарт №1.pdf"

Answer = tuple[bool | None, str]


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """One property. ``ok`` is None where this kind of store does not have it; ``detail`` is for the administrator."""

    name: str
    ok: bool | None
    detail: str


def probe(store: ObjectStore, origin: str = "") -> list[ProbeResult]:
    """Try everything, always in this order: reachable, write-once, checksum, versioning, lock, multipart, cors,
    presigned, clock. Only the first when that fails. ``origin``: of the pages that send files; empty: not asked."""
    reachable = _tried("reachable", lambda: _reachable(store))
    if not reachable.ok:
        return [reachable]
    with suppress(StorageError):
        _sweep(store)
    s3 = store if isinstance(store, S3Store) else None
    return [
        reachable,
        _tried("write-once", lambda: _write_once(store)),
        _tried("checksum", lambda: _checksum(s3) if s3 else _content_key(store)),
        *_keeping(s3),
        _tried("multipart", lambda: _multipart(store)),
        _tried("cors", lambda: _cors(s3, origin) if s3 and origin else (None, "no page sends files to another host")),
        _tried("presigned", lambda: _presigned(store)),
        _tried("clock", lambda: _clock(store)),
    ]


def probe_keeping(store: ObjectStore) -> list[ProbeResult]:
    """Try only what keeps a sealed package from being overwritten or removed: versioning, lock.

    Raises:
        StorageError: the store does not answer; nothing is known of either.
    """
    store.health()
    with suppress(StorageError):
        _sweep(store)
    return _keeping(store if isinstance(store, S3Store) else None)


def _keeping(s3: S3Store | None) -> list[ProbeResult]:
    return [
        _tried("versioning", lambda: _versioning(s3.calls) if s3 else (None, "a directory keeps no versions")),
        _tried("lock", lambda: _lock(s3) if s3 else (None, "a directory has no locks")),
    ]


def _tried(name: str, attempt: Callable[[], Answer]) -> ProbeResult:
    try:
        ok, detail = attempt()
    except StorageError as error:
        ok, detail = False, f"{type(error).__name__}: {error.detail}"
    return ProbeResult(name, ok, detail)


def _reachable(store: ObjectStore) -> Answer:
    store.health()
    return True, "the store answers"


def _sweep(store: ObjectStore) -> None:
    before = datetime.fromtimestamp(time.time(), UTC) - _LEFTOVER_AGE
    for item in list(store.items(PROBES)):
        if item.modified_at < before:
            with suppress(StorageError):
                store.delete(item.key)


def _write_once(store: ObjectStore) -> Answer:
    key = probe_key()
    try:
        store.put(key, io.BytesIO(b"first"))
        store.put(key, io.BytesIO(b"first"))
        try:
            store.put(key, io.BytesIO(b"second"))
        except Exists:
            kept = digest(store, key).sha256 == digest_source(io.BytesIO(b"first")).sha256
            return kept, "a second put is refused, the first bytes stay" if kept else "the first bytes are gone"
        return False, "a second put with other bytes was taken"
    finally:
        store.delete(key)


def _content_key(store: ObjectStore) -> Answer:
    key = file_key(secrets.token_hex(32))
    try:
        store.put(key, io.BytesIO(b"not these"))
    except Corrupt:
        return not store.exists(key), "bytes that do not fit their key are refused"
    store.delete(key)
    return False, "bytes that do not fit their key were taken"


def _checksum(store: S3Store) -> Answer:
    calls, key = store.calls, probe_key()
    refused = _fails(lambda: calls.put(key, b"right", content_md5(b"wrong")))
    other = probe_key()
    wrong_sha256 = {"x-amz-checksum-sha256": "A" * 43 + "="}
    also = _fails(lambda: calls.put(other, b"right", wrong_sha256))
    store.delete(key)
    store.delete(other)
    md5 = "a wrong Content-MD5 is refused" if refused else "a wrong Content-MD5 is ACCEPTED"
    sha256 = "a wrong SHA-256 too" if also else "the SHA-256 header is ignored (every put is read back)"
    return refused, f"{md5}, {sha256}"


def _versioning(calls: Calls) -> Answer:
    status = calls.versioning()
    return status == "Enabled", f"versioning is {status}"


def _lock(store: S3Store) -> Answer:
    """Lock one version, then try to be rid of it in every way there is."""
    calls, key = store.calls, probe_key()
    stored = store.put(key, io.BytesIO(b"first"))
    version, until = stored.version_id, calls.server_time() + timedelta(seconds=_LOCK_SECONDS)
    if not store.lock(key, until, version_id=version):
        store.delete(key)
        return False, "the bucket was made without object lock"
    attempts: dict[str, Callable[[], object]] = {
        "shorten": lambda: calls.retain(key, version, until - timedelta(seconds=_LOCK_SECONDS // 2)),
        "downgrade": lambda: calls.retain(key, version, until, GOVERNANCE),
        "suspend versioning": lambda: calls.set_versioning("Suspended"),
        "delete": lambda: calls.remove(key, version),
        "delete with bypass": lambda: calls.remove(key, version, bypass=True),
    }
    broken = [name for name, attempt in attempts.items() if not _fails(attempt)]
    if "suspend versioning" in broken:
        calls.set_versioning("Enabled")
    # These two are allowed: they must only leave the locked version as it was.
    calls.remove(key, None)
    calls.put(key, b"second")
    if _fails(lambda: store.open(key, version_id=version).close()) or (
        digest(store, key, version_id=version).sha256 != stored.sha256
    ):
        broken.append("overwrite")
    held = calls.retained_until(key, version) if not broken else None
    if not broken and (held is None or held < until):
        broken.append("end of the lock")
    if broken:
        return False, f"does not bite: {', '.join(broken)}"
    return True, f"{len(attempts)} attempts refused, delete marker and overwrite left the locked version alone"


def _fails(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except StorageError:
        return True
    return False


def _multipart(store: ObjectStore) -> Answer:
    upload = store.begin_upload()
    body = secrets.token_bytes(1024)
    target = file_key(digest_source(io.BytesIO(body)).sha256)
    try:
        urls = store.part_urls(upload, (1,), 60)
        if urls is None:
            store.put_part(upload, 1, io.BytesIO(body))
        else:
            status, _, _ = _http("PUT", urls[0], body)
            if status != 200:
                return False, f"the address for a part answered {status}"
        store.join_upload(upload, store.list_parts(upload)).close()
        same = store.keep_upload(upload, target).sha256 == digest_in(target)
        how = "sent through the application" if urls is None else "sent to a signed address"
        return same, f"a part {how} arrives whole" if same else "other bytes arrived"
    finally:
        store.abort_upload(upload)
        store.delete(target)


def _cors(store: S3Store, origin: str) -> Answer:
    upload = store.begin_upload()
    try:
        url = (store.part_urls(upload, (1,), 60) or [""])[0]
        if store.calls.may_send_from(origin, url):
            return True, f"pages of {origin} may send files straight to {store.upload_origin()}"
        return False, f"pages of {origin} may NOT send files to {store.upload_origin()}: run dms storage prepare"
    finally:
        store.abort_upload(upload)


def _presigned(store: ObjectStore) -> Answer:
    key = probe_key()
    store.put(key, io.BytesIO(b"content"))
    try:
        url = store.presigned_get(key, _FILENAME, 60)
        if url is None:
            return None, "downloads go through the application"
        status, headers, body = _http("GET", url)
        if status != 200 or body != b"content":
            return False, f"the signed address answered {status}"
        if not headers.get("content-disposition", "").startswith("attachment"):
            return False, "the signed address does not give an attachment"
        bare, _, _ = _http("GET", urlunsplit(urlsplit(url)._replace(query="")))
        if bare == 200:
            return False, "ANYBODY may read the bucket without a signature"
        return True, "a signed address gives an attachment, the bare one is refused"
    finally:
        store.delete(key)


def _http(method: str, url: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
    with typed():
        answer = http_pool(retries=1).request(method, url, body=body)
    return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.data


def _clock(store: ObjectStore) -> Answer:
    if isinstance(store, S3Store):
        there = store.calls.server_time()
    else:
        key = probe_key()
        store.put(key, io.BytesIO(b"now"))
        there = store.stat(key).modified_at
        store.delete(key)
    skew = abs(time.time() - there.timestamp())
    return skew <= MAX_SKEW_SECONDS, f"{skew:.0f} s between the store's clock and this machine's"
