"""The calls of the ``minio`` SDK, with our error family: the only module that touches the SDK's inner methods.

Gaps of the SDK and of real servers that are closed here: no public multipart with addresses signed in advance, no
checksum per part, retention dates in nanoseconds that it cannot parse, a missing bucket that HEAD shows as a missing
object, waits of five minutes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import urllib3
from minio import Minio
from minio.commonconfig import COMPLIANCE, ComposeSource, CopySource
from minio.datatypes import Object
from minio.datatypes import Part as MinioPart
from minio.error import S3Error
from minio.retention import Retention
from minio.versioningconfig import VersioningConfig
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError
from urllib3.util import Retry
from urllib3.util import Timeout as HttpTimeout

from storage.errors import NotFound, Unavailable
from storage.port import Part
from storage.s3_errors import NO_RETENTION, connection_error, s3_error, typed

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
RETRIES = 3
#: A store that copies two megabytes a second still answers in time; 10,000 pieces are the most that S3 joins.
COPY_PIECE = 64 << 20


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

    def parts(self, key: str, upload_id: str) -> list[Part]:
        """The parts that have arrived, in their order."""
        found: list[Part] = []
        marker = None
        while True:
            with typed(key):
                page = self.client._list_parts(self.bucket, key, upload_id, part_number_marker=marker)
            found.extend(Part(part.part_number, part.etag, part.size or 0) for part in page.parts)
            marker = page.next_part_number_marker
            if not page.is_truncated or not marker:
                return found

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

    def copy(self, source: str, key: str, size: int, piece: int = COPY_PIECE) -> None:
        """Copy within the store; what is long goes in pieces, since one call may take no longer than a read."""
        pieces = [
            ComposeSource(self.bucket, source, offset=start, length=min(piece, size - start))
            for start in range(0, size, piece)
        ]
        with typed(key):
            if len(pieces) > 1:
                self.client.compose_object(self.bucket, key, pieces)
            else:
                self.client.copy_object(self.bucket, key, CopySource(self.bucket, source))

    def has_lock(self) -> bool:
        """Whether the bucket was made with object lock."""
        try:
            self.client.get_object_lock_config(self.bucket)
        except S3Error as error:
            if error.code in NO_RETENTION:
                return False
            raise s3_error(error, "") from error
        except (HTTPError, OSError) as error:
            raise connection_error(error, "") from error
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
            if error.detail.startswith(NO_RETENTION):
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

    @cached_property
    def public_origin(self) -> str:
        """Scheme, host and port under which browsers reach the store."""
        address = urlsplit(self.sign("GET", "probe/x", 1, {}))
        return f"{address.scheme}://{address.netloc}"

    def may_send_from(self, origin: str, url: str) -> bool:
        """Whether a browser would let pages of this origin send to a signed address, and read what it answers."""
        asked = {"Origin": origin, "Access-Control-Request-Method": "PUT"}
        with typed():
            answer = http_pool(retries=1).request("OPTIONS", url, headers=asked)
        return answer.status == 200 and answer.headers.get("Access-Control-Allow-Origin") in (origin, "*")

    def server_time(self) -> datetime:
        """The server's clock, to the second."""
        with typed():
            answer = self.client._execute("HEAD", self.bucket)
        return parsedate_to_datetime(answer.headers["Date"])


def _octets(headers: dict[str, Any]) -> dict[str, Any]:
    return {"Content-Type": "application/octet-stream"} | headers
