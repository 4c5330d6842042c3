"""The calls of the ``minio`` SDK, with our error family: the only module that touches the SDK's inner methods.

Gaps of the SDK and of real servers that are closed here: no public multipart with addresses signed in advance, no
checksum per part, retention dates in nanoseconds that it cannot parse, a missing bucket that HEAD shows as a missing
object, waits of five minutes.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import urllib3
from minio import Minio
from minio.commonconfig import COMPLIANCE, CopySource
from minio.datatypes import Object
from minio.datatypes import Part as MinioPart
from minio.error import InvalidResponseError, S3Error, ServerError
from minio.retention import Retention
from minio.versioningconfig import VersioningConfig
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HttpTimeoutError
from urllib3.util import Retry
from urllib3.util import Timeout as HttpTimeout

from storage.errors import Corrupt, Full, Locked, NotFound, Refused, StorageError, Unavailable
from storage.errors import Timeout as StoreTimeout

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
RETRIES = 3

_MISSING = frozenset(["NoSuchKey", "NoSuchVersion", "NoSuchUpload", "InvalidRange"])
_CHANGED = frozenset(["BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "InvalidPart"])
_REFUSED = frozenset(
    [
        "AccessDenied",
        "EntityTooSmall",
        "InvalidAccessKeyId",
        "InvalidArgument",
        "InvalidBucketState",
        "InvalidPartOrder",
        "InvalidRequest",
        "MethodNotAllowed",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    ]
)
_NO_RETENTION = ("NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError")
_FULL = frozenset(["QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "EntityTooLarge", "TooManyBuckets"])


def http_pool(*, connect: float = CONNECT_SECONDS, read: float = READ_SECONDS, retries: int = RETRIES) -> Any:
    """Connections that give up: ``connect`` and ``read`` seconds a step, ``retries`` more tries, no redirects."""
    return urllib3.PoolManager(
        timeout=HttpTimeout(connect=connect, read=read),
        maxsize=16,
        cert_reqs="CERT_REQUIRED",
        retries=Retry(
            total=retries,
            redirect=0,
            backoff_factor=0.2,
            status_forcelist=[500, 502, 503, 504],
            raise_on_status=False,
            respect_retry_after_header=False,
        ),
    )


@contextmanager
def typed(key: str = "") -> Iterator[None]:
    """Whatever the SDK or the connection raises comes out as a ``StorageError``."""
    try:
        yield
    except S3Error as error:
        raise _s3_error(error, key) from error
    except (ServerError, InvalidResponseError) as error:
        status = getattr(error, "status_code", None) or getattr(error, "_code", None)
        raise (Full if status == 507 else Unavailable)(f"the server answered {status}", key) from error
    except (HTTPError, http.client.HTTPException, OSError) as error:
        raise _connection_error(error, key) from error


def _s3_error(error: S3Error, key: str) -> StorageError:
    code = error.code or ""
    detail = f"{code} {error.message or ''}".strip()
    for kind, codes in ((NotFound, _MISSING), (Corrupt, _CHANGED), (Full, _FULL)):
        if code in codes:
            return kind(detail, key)
    if code in _REFUSED or code == "ObjectLocked":
        # A lock has no code of its own; each server words it in its way.
        locked = any(word in detail.lower() for word in ("lock", "worm"))
        return (Locked if locked else Refused)(detail, key)
    return Unavailable(detail, key)


def _connection_error(error: Exception, key: str) -> StorageError:
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason is not None else error
    # urllib3 counts a refused connection among its time-outs.
    waited = isinstance(cause, HttpTimeoutError | TimeoutError) and not isinstance(cause, NewConnectionError)
    if isinstance(cause, SSLError):
        return Refused(f"TLS: {cause}", key)
    return (StoreTimeout if waited else Unavailable)(f"{type(cause).__name__}: {cause}", key)


def content_md5(data: bytes) -> dict[str, Any]:
    """The header by which every server notices bytes changed on the way."""
    return {"Content-MD5": base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()}


class Calls:
    """One bucket. Raises ``StorageError`` only. ``public`` is the client whose address browsers can reach."""

    def __init__(self, client: Minio, bucket: str, public: Minio | None = None) -> None:
        self.client = client
        self.bucket = bucket
        self.public = public or client

    def put(self, key: str, data: bytes, headers: dict[str, Any] | None = None) -> str | None:
        """Write one object at once; its version. ``headers`` come after, and over, the checksum's."""
        with typed(key):
            return self.client._put_object(
                self.bucket, key, data, _octets(content_md5(data) | (headers or {}))
            ).version_id

    def begin(self, key: str) -> str:
        with typed(key):
            return self.client._create_multipart_upload(self.bucket, key, _octets({}))

    def put_part(self, key: str, upload_id: str, number: int, data: bytes) -> MinioPart:
        with typed(key):
            headers = content_md5(data)
            return MinioPart(number, self.client._upload_part(self.bucket, key, data, headers, upload_id, number))

    def complete(self, key: str, upload_id: str, parts: list[MinioPart]) -> str | None:
        """Join the parts; the version. A server may say yes for an upload it does not know, when the key is taken."""
        with typed(key):
            return self.client._complete_multipart_upload(self.bucket, key, upload_id, parts).version_id

    def abort(self, key: str, upload_id: str) -> None:
        with suppress(NotFound), typed(key):
            self.client._abort_multipart_upload(self.bucket, key, upload_id)

    def unfinished(self, prefix: str = "") -> Iterator[tuple[str, str, datetime]]:
        """Key, upload id and beginning of every multipart upload under way."""
        key_marker = id_marker = None
        while True:
            with typed():
                found = self.client._list_multipart_uploads(
                    self.bucket, prefix=prefix, key_marker=key_marker, upload_id_marker=id_marker
                )
            for upload in found.uploads:
                if upload.upload_id and upload.initiated_time:
                    yield upload.object_name, upload.upload_id, upload.initiated_time
            if not found.is_truncated:
                return
            key_marker, id_marker = found.next_key_marker, found.next_upload_id_marker

    def get(self, key: str, start: int, length: int | None, version_id: str | None) -> BaseHTTPResponse:
        """A response whose body is still to be read."""
        with typed(key):
            return self.client.get_object(self.bucket, key, offset=start, length=length or 0, version_id=version_id)

    def head(self, key: str, version_id: str | None) -> Object:
        try:
            with typed(key):
                return self.client.stat_object(self.bucket, key, version_id=version_id)
        except NotFound:
            self.check_bucket()
            raise

    def check_bucket(self) -> None:
        """:raises Unavailable: there is no such bucket."""
        with typed():
            there = self.client.bucket_exists(self.bucket)
        if not there:
            raise Unavailable(f"no bucket {self.bucket}")

    def items(self, prefix: str, *, versions: bool = False) -> Iterator[Object]:
        found = self.client.list_objects(self.bucket, prefix=prefix, recursive=True, include_version=versions)
        while True:
            with typed(prefix):
                item = next(found, None)
            if item is None:
                return
            yield item

    def remove(self, key: str, version_id: str | None, *, bypass: bool = False) -> None:
        """Remove one version, or hide the object where no version is named. ``bypass`` asks to ignore a lock."""
        query: dict[str, Any] = {"versionId": version_id} if version_id else {}
        headers: dict[str, Any] = {"x-amz-bypass-governance-retention": "true"} if bypass else {}
        with suppress(NotFound), typed(key):
            self.client._execute("DELETE", self.bucket, key, headers=headers, query_params=query)

    def copy(self, source: str, key: str) -> None:
        with typed(key):
            self.client.copy_object(self.bucket, key, CopySource(self.bucket, source))

    def has_lock(self) -> bool:
        """Whether the bucket was made with object lock."""
        try:
            self.client.get_object_lock_config(self.bucket)
        except S3Error as error:
            if error.code in _NO_RETENTION:
                return False
            raise _s3_error(error, "") from error
        except (HTTPError, OSError) as error:
            raise _connection_error(error, "") from error
        return True

    def retain(self, key: str, version_id: str | None, until: datetime, mode: str = COMPLIANCE) -> None:
        with typed(key):
            self.client.set_object_retention(self.bucket, key, Retention(mode, until), version_id=version_id)

    def retained_until(self, key: str, version_id: str | None) -> datetime | None:
        query: dict[str, Any] = {"retention": ""} | ({"versionId": version_id} if version_id else {})
        try:
            with typed(key):
                answer = self.client._execute("GET", self.bucket, key, query_params=query)
        except Unavailable as error:
            if error.detail.startswith(_NO_RETENTION):
                return None
            raise
        # The SDK's own parser fails on a date in nanoseconds.
        text = ElementTree.fromstring(answer.data).findtext("{*}RetainUntilDate")  # noqa: S314 - our own store's answer
        return datetime.fromisoformat(text).astimezone(UTC) if text else None

    def versioning(self) -> str:
        """``Enabled``, ``Suspended`` or ``Off``."""
        with typed():
            return self.client.get_bucket_versioning(self.bucket).status or "Off"

    def set_versioning(self, status: str) -> None:
        with typed():
            self.client.set_bucket_versioning(self.bucket, VersioningConfig(status))

    def make_bucket(self) -> None:
        """Make the bucket with versioning and object lock, if it is not there."""
        with typed():
            if not self.client.bucket_exists(self.bucket):
                self.client.make_bucket(self.bucket, object_lock=True)

    def set_cors(self, origins: Iterable[str]) -> None:
        """Let pages of these origins send parts and read the ETag of each."""
        allowed = "".join(f"<AllowedOrigin>{escape(o)}</AllowedOrigin>" for o in origins)
        body = (
            f"<CORSConfiguration><CORSRule>{allowed}<AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader>"
            "<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule></CORSConfiguration>"
        ).encode()
        headers = {"Content-Type": "application/xml"} | content_md5(body)
        with typed():
            self.client._execute("PUT", self.bucket, body=body, headers=headers, query_params={"cors": ""})

    def sign(self, method: str, key: str, seconds: int, query: dict[str, Any], version_id: str | None = None) -> str:
        """An address that allows this one call for so many seconds."""
        with typed(key):
            return self.public.get_presigned_url(
                method, self.bucket, key, timedelta(seconds=seconds), version_id=version_id, extra_query_params=query
            )

    def server_time(self) -> datetime:
        """The server's clock, to the second."""
        with typed():
            answer = self.client._execute("HEAD", self.bucket)
        return parsedate_to_datetime(answer.headers["Date"])


def _octets(headers: dict[str, Any]) -> dict[str, Any]:
    return {"Content-Type": "application/octet-stream"} | headers
