"""A long file into an S3 server: as a page sends it, in parts to signed addresses, against the SDK alone on the same
server in the same run. The server is the one of the tests, Ceph's gateway; without its packages there is no line."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import urllib3
from flask import Flask
from sqlalchemy import select

from benchmarks.report import Line
from dms import scope
from dms.extensions import db
from dms.models import Case, Organisation, User
from dms.services import uploads
from dms.services.draft import application
from storage import S3Store, open_store
from tests.fixtures import people
from tests.servers.ceph import PROGRAMS, Ceph

MIB = 1 << 20
LONGEST = 100 * MIB
LANES = 2  # parts that a page sends at once
SENDER = "«Өлшеу» ЖШС"
TIMES = 3  # the best of so many: the first warms the server up


def lines(app: Flask, seconds: float) -> Iterator[Line]:
    """Throughput to the answer that all has arrived, and to the document that a job makes of it. A short run sends a
    shorter file than ``LONGEST``."""
    if any(shutil.which(program) is None for program in PROGRAMS):
        return
    folder = Path(tempfile.mkdtemp(prefix="demeu-bench-"))
    server = Ceph(folder)
    try:
        server.start()
        store = open_store(server.url("bench"))
        if isinstance(store, S3Store):
            yield from _measured(app, store, min(LONGEST, int(seconds * 16) * MIB))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _measured(app: Flask, store: S3Store, size: int) -> Iterator[Line]:
    store.prepare()
    kept, app.extensions["store"] = app.extensions["store"], store
    try:
        alone = _best(size, lambda: _sdk(store, size))
        with app.app_context(), scope.acting(scope.SYSTEM):
            organisation = _sender()
            head = people.head_of(organisation)
            case = application.open_draft(organisation, head, "kk")
            yield Line("upload to S3, sent", _best(size, lambda: _send(case, head, size)[0]), "MB/s", alone, target=0.8)
            yield Line("upload to S3, to the document", _best(size, lambda: _whole(case, head, size)), "MB/s", alone)
            db.session.remove()
    finally:
        app.extensions["store"] = kept


def _sender() -> Organisation:
    """The organisation that sends; an earlier run on the same database has left it."""
    chosen = select(Organisation).where(Organisation.name == SENDER)
    return db.session.scalars(chosen).first() or people.make_organisation(name=SENDER)


def _best(size: int, attempt: Callable[[], float]) -> float:
    """Megabytes a second of the shortest attempt."""
    return size / 1_000_000 / min(attempt() for _ in range(TIMES))


def _body(size: int) -> bytes:
    return b"%PDF-1.7\n" + os.urandom(size - 16) + b"\n%%EOF\n"


def _sdk(store: S3Store, size: int) -> float:
    body = _body(size)
    begin = time.perf_counter()
    store.calls.client.put_object(store.calls.bucket, f"sdk/{time.time_ns()}", io.BytesIO(body), len(body))
    return time.perf_counter() - begin


def _send(case: Case, user: User, length: int) -> tuple[float, int]:
    """Seconds to the answer that all parts have arrived, and the upload's row."""
    body, pool = _body(length), urllib3.PoolManager(maxsize=LANES)
    begin = time.perf_counter()
    row = uploads.begin(case, user, "contract", uploads.Told("a.pdf", len(body), time.time_ns() // 1_000_000))
    row_id, public_id, size, numbers = row.id, row.public_id, row.part_size, range(1, row.count + 1)

    def piece(number: int) -> bytes:
        return body[(number - 1) * size : number * size]

    wanted = {number: hashlib.sha256(piece(number)).hexdigest() for number in numbers}
    urls = uploads.addresses(case, user, public_id, wanted) or {}
    with ThreadPoolExecutor(LANES) as lanes:
        answers = list(lanes.map(lambda number: pool.request("PUT", urls[number], body=piece(number)).status, numbers))
    _, missing = uploads.finish(case, user, public_id)
    if missing or set(answers) != {200}:
        raise RuntimeError(f"the store answered {sorted(set(answers))}, missing {missing}")
    return time.perf_counter() - begin, row_id


def _whole(case: Case, user: User, size: int) -> float:
    sent, row_id = _send(case, user, size)
    begin = time.perf_counter()
    uploads.join(row_id)
    return sent + time.perf_counter() - begin
