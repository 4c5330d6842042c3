"""S3 that crashes, stalls, fills up or lies: an error of ours each time, and never a success that is none."""

import hashlib
import io
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from minio import Minio

from storage import Corrupt, Full, Refused, S3Store, StorageError, Timeout, Unavailable, digest, open_store
from storage.keys import file_key, probe_key
from storage.port import stored_digest
from storage.s3_calls import Calls, http_pool
from tests.fixtures.promises import Trial
from tests.servers.ceph import ACCESS_KEY, SECRET_KEY, Ceph
from tests.servers.ports import free_port

MIB = 1 << 20
real_s3 = [pytest.mark.s3, pytest.mark.xdist_group("s3")]


def impatient(port: int, bucket: str, *, read: float = 0.5, retries: int = 1) -> S3Store:
    pool = http_pool(connect=1, read=read, retries=retries)
    client = Minio(f"127.0.0.1:{port}", ACCESS_KEY, SECRET_KEY, secure=False, region="us-east-1", http_client=pool)
    return S3Store(Calls(client, bucket))


class TestRealServer:
    pytestmark = real_s3

    @pytest.mark.promise("P20")
    def test_gateway_that_stalls_is_waited_for_only_so_long(self, ceph: Ceph, s3: S3Store, trial: Trial):
        key = s3.put(probe_key(), io.BytesIO(b"kept")).key
        store = impatient(ceph.port, s3.calls.bucket, read=0.2, retries=0)
        store.health()
        attempts: list[Callable[[], object]] = [
            lambda: store.put(probe_key(), io.BytesIO(b"x")),
            lambda: store.open(key),
            lambda: store.exists(key),
            lambda: store.delete(key),
            lambda: list(store.items()),
            lambda: store.begin_upload(),
            lambda: store.locked_until(key),
            store.health,
        ]
        ceph.pause_gateway()
        try:
            for attempt in attempts:
                begun = time.monotonic()
                with pytest.raises(Timeout):
                    attempt()
                trial.count(time.monotonic() - begun < 5)
        finally:
            ceph.resume_gateway()
        assert s3.exists(key)

    @pytest.mark.promise("P2")
    def test_object_swapped_in_the_store_is_found_and_the_version_still_reads(self, s3: S3Store, trial: Trial):
        for number in range(trial.rounds(12, 500)):
            data = os.urandom(500)
            stored = s3.put(file_key(hashlib.sha256(data).hexdigest()), io.BytesIO(data))
            spoilt = [data[:-1], data + b"x", b"", bytes([data[0] ^ 1]) + data[1:]][number % 4]
            s3.calls.put(stored.key, spoilt)
            trial.count(digest(s3, stored.key).sha256 != stored.sha256)
            trial.count(digest(s3, stored.key, version_id=stored.version_id).sha256 == stored.sha256)
            with pytest.raises(Corrupt):
                s3.put(stored.key, io.BytesIO(data))
            repaired = s3.put(stored.key, io.BytesIO(data), repair=True)
            trial.count(digest(s3, stored.key).sha256 == repaired.sha256 == stored.sha256)

    @pytest.mark.promise("P20")
    def test_user_whose_quota_is_used_up(self, ceph: Ceph, s3: S3Store, trial: Trial):
        ceph.set_quota(s3.calls.bucket, objects=2)
        outcomes = []
        for _ in range(40):
            key = probe_key()
            try:
                s3.put(key, io.BytesIO(b"x"))
                outcomes.append("stored")
            except Full:
                trial.count(not s3.exists(key))
                break
        assert trial.tried == 1, outcomes


def test_nothing_listens():
    store = impatient(free_port(), "bucket")
    with pytest.raises(Unavailable) as raised:
        store.put(probe_key(), io.BytesIO(b"x"))
    assert not isinstance(raised.value, Timeout)


def test_address_that_speaks_no_tls():
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_error(500)

    with pretending(answer) as port:
        store = open_store(f"s3://key:secret@127.0.0.1:{port}/bucket")
        store.calls.client._http.connection_pool_kw["retries"] = False
        with pytest.raises(Refused):
            store.exists(probe_key())


@contextmanager
def pretending(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[int]:
    """A server that says it is S3 and does as the test says with each request."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer(self)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handle_any

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", *, length: int | None = None) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.send_header("Content-Type", "application/xml" if body.startswith(b"<") else "text/plain")
    handler.send_header("Last-Modified", formatdate(usegmt=True))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)
    if length is not None and length > len(body):
        handler.close_connection = True


def error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>m</Message></Error>".encode()


class Lying:
    """Takes a put with 200, and gives other bytes back."""

    def __init__(self, damage: Callable[[bytes], bytes], *, short: bool = False) -> None:
        self.damage, self.short = damage, short
        self.stored: bytes | None = None

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path.count("/") == 1:
            reply(handler, 200)
        elif handler.command == "PUT":
            self.stored = handler.body
            reply(handler, 200)
        elif self.stored is None:
            reply(handler, 404, error("NoSuchKey"))
        elif self.short:
            reply(handler, 200, self.damage(self.stored), length=len(self.stored))
        else:
            damaged = self.damage(self.stored)
            reply(handler, 200, damaged, length=len(damaged))


LIES: dict[str, Lying] = {
    "flipped": Lying(lambda data: bytes([data[0] ^ 1]) + data[1:]),
    "cut": Lying(lambda data: data[:-1]),
    "longer": Lying(lambda data: data + b"x"),
    "empty": Lying(lambda data: b""),
    "cut off on the way": Lying(lambda data: data[:-1], short=True),
}


@pytest.mark.promise("P20")
@pytest.mark.parametrize("kind", LIES)
def test_put_that_does_not_read_back_is_no_success(kind: str, trial: Trial):
    with pretending(LIES[kind]) as port:
        store = impatient(port, "bucket", read=5, retries=0)
        with pytest.raises((Corrupt, Unavailable)):
            store.put(probe_key(), io.BytesIO(os.urandom(1000)))
        trial.count(True)
    with pretending(Lying(lambda data: data)) as port:
        store = impatient(port, "bucket", read=5, retries=0)
        trial.planted(store.put(probe_key(), io.BytesIO(b"honest")).size == 6)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (500, b"", Unavailable),
        (502, b"<html>proxy</html>", Unavailable),
        (503, error("SlowDown"), Unavailable),
        (503, error("ServiceUnavailable"), Unavailable),
        (507, b"", Full),
        (507, b"full", Full),
        (403, error("QuotaExceeded"), Full),
        (403, error("AccessDenied"), Refused),
        (400, error("BadDigest"), Corrupt),
        (200, b"<html>a sign-in page</html>", Corrupt),
        (302, b"", Unavailable),
        (418, b"teapot", Unavailable),
    ],
)
def test_answer_of_a_put_becomes_an_error_of_ours(status: int, body: bytes, kind: type[StorageError]):
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.count("/") == 1:
            reply(handler, 200)
        elif handler.command == "PUT":
            reply(handler, status, body)
        elif status == 200 and put_seen:
            reply(handler, 200, body)
        else:
            reply(handler, 404, error("NoSuchKey"))
        put_seen.extend([1] * (handler.command == "PUT"))

    put_seen: list[int] = []
    with pretending(answer) as port, pytest.raises(StorageError) as raised:
        impatient(port, "bucket", read=5).put(probe_key(), io.BytesIO(b"data"))
    assert type(raised.value) is kind
    assert len(put_seen) == (2 if status in (500, 502, 503) else 1)


def test_connection_broken_off_in_the_middle_of_an_answer():
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
        handler.close_connection = True

    with pretending(answer) as port, pytest.raises(Unavailable):
        impatient(port, "bucket").put(probe_key(), io.BytesIO(b"data"))


def write_on(
    store: S3Store, done: threading.Event, acknowledged: dict[str, str | None], failed: dict[str, bytes]
) -> None:
    """Put objects, most of them small, until told to stop; keep the key of each, and the bytes of those that failed."""
    while not done.is_set():
        data = os.urandom(9 * MIB if os.urandom(1)[0] < 8 else 1 + int.from_bytes(os.urandom(2)))
        key = file_key(hashlib.sha256(data).hexdigest())
        try:
            acknowledged[key] = store.put(key, io.BytesIO(data)).version_id
        except StorageError:
            failed[key] = data
            time.sleep(0.02)


# The last test of the last file: a gateway that was killed keeps others waiting half a minute for new buckets.
@pytest.mark.s3
@pytest.mark.xdist_group("s3")
@pytest.mark.promise("P1")
def test_gateway_killed_while_objects_are_put(ceph: Ceph, s3: S3Store, trial: Trial):
    acknowledged: dict[str, str | None] = {}
    failed: dict[str, bytes] = {}
    done = threading.Event()
    store = impatient(ceph.port, s3.calls.bucket, read=10, retries=0)
    writers = [threading.Thread(target=write_on, args=(store, done, acknowledged, failed)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for _ in range(trial.rounds(2, 100)):
        time.sleep(0.5 + os.urandom(1)[0] / 1000)
        ceph.kill_gateway()
        ceph.start_gateway()
    done.set()
    for writer in writers:
        writer.join()
    for key, version_id in acknowledged.items():
        trial.count(digest(s3, key, version_id=version_id).sha256 in key)
    assert failed
    for key, data in failed.items():
        # What was not acknowledged is there whole, or not there even if it is listed; and it can be put again.
        found = stored_digest(s3, key)
        assert found is None or found.sha256 in key
        trial.count(s3.put(key, io.BytesIO(data)).sha256 in key)
