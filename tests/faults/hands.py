"""The web's and the worker's half of an upload as processes that can be killed: ``python -m tests.faults.hands``.

Reads one order a line from its input, as JSON, and carries it out in a child of its own, which is killed where the
order says: at the n-th point (before and after each commit and each call of the store), or after so many seconds.
Answers each order with one line: what the child managed to say, and whether it was killed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import urllib3
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from dms import create_app, scope
from dms.extensions import db
from dms.models import Case, File, User
from dms.queries import uploads as under_way
from dms.services import clock, files, uploads
from dms.services.uploads import joining, sending
from storage.keys import file_key
from storage.port import Upload


def body_of(number: int, size: int) -> bytes:
    """What the sender of this number has: by its first and last letters a PDF."""
    noise = hashlib.shake_128(str(number).encode()).digest(size)
    return b"%PDF-1.7\n" + noise + b"\n%%EOF\n"


class Points:
    """Counts what a process passes, and dies at the ``at``-th."""

    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0

    def __call__(self, *_: Any) -> None:
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed += 1


class Watched:
    """A store whose every call has a point before it and one behind."""

    def __init__(self, store: Any, point: Points) -> None:
        self._store, self._point = store, point

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found):
            return found

        def call(*given: Any, **more: Any) -> Any:
            self._point()
            answer = found(*given, **more)
            self._point()
            return answer

        return call


def send(order: dict[str, Any], point: Points, say: Callable[[str], None]) -> None:
    """All that a page does with a file; says ``told`` when the person has been told that it has arrived."""
    case, user = db.session.get_one(Case, order["case"]), db.session.get_one(User, order["user"])
    body = body_of(order["number"], order["size"])
    told = uploads.Told(f"{order['number']}.pdf", len(body), order["number"])
    row = uploads.begin(case, user, "contract", told)
    public_id, part_size, count = row.public_id, row.part_size, row.count
    say(f"begun {row.id}")
    there = uploads.arrived(row) if row.stage == "sending" else {}
    for number in range(1, count + 1) if row.stage == "sending" else ():
        if number in there:
            continue
        piece = body[(number - 1) * part_size : number * part_size]
        wanted = {number: hashlib.sha256(piece).hexdigest()}
        urls = uploads.addresses(case, user, public_id, wanted)
        if urls is None:
            uploads.take_part(case, user, public_id, number, io.BytesIO(piece), len(piece))
        else:
            point()
            answer = urllib3.request("PUT", urls[number], body=piece, retries=False, timeout=30)
            assert answer.status == 200, answer.status
    row, missing = uploads.finish(case, user, public_id)
    assert not missing, missing
    say("told")


def join(order: dict[str, Any], point: Points, say: Callable[[str], None]) -> None:
    """What the job does; says ``done`` when it has ended."""
    uploads.join(order["upload"])
    row = under_way.lock_upload(order["upload"])
    say(row.stage if row else "gone")


def claim_first() -> None:
    """The planted fault: the document claims the file before its bytes are kept."""
    keep = files.keep_sent
    owed: list[Callable[[], File]] = []

    def promise(upload: Upload, sha256: str, **named: Any) -> File:
        file = File(status="stored", sha256=sha256, key=file_key(sha256), size=1, name="x", created_at=clock.now())
        db.session.add(file)
        db.session.commit()
        owed.append(lambda: keep(upload, sha256, **named))
        return file

    claim = joining._claim

    def claim_then_keep(upload_id: int, file: File) -> None:
        claim(upload_id, file)
        owed.pop()()

    files.keep_sent = promise
    joining._claim = claim_then_keep


def child(app: Flask, order: dict[str, Any], pipe: int) -> None:
    """One order, in a process of its own."""
    point = Points(order.get("at", -1))

    def say(word: str) -> None:
        os.write(pipe, f"{word}\n".encode())

    event.listen(Session, "before_commit", point)
    event.listen(Session, "after_commit", point)
    app.extensions["store"] = Watched(app.extensions["store"], point)
    sending.PART_SIZE = order["part_size"]
    if order.get("planted"):
        claim_first()
    with app.app_context(), scope.acting(scope.SYSTEM):
        {"send": send, "join": join}[order["act"]](order, point, say)
    say(f"points {point.passed}")


def run(app: Flask, order: dict[str, Any]) -> dict[str, Any]:
    """Forks for the order, and kills the child after ``seconds`` where it says so."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        status = 1
        try:
            child(app, order, writing)
            status = 0
        except Exception as error:
            os.write(writing, f"error {type(error).__name__}\n".encode())
        finally:
            os._exit(status)
    os.close(writing)
    if order.get("seconds") is not None:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(process, signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, order["seconds"])
    with os.fdopen(reading) as said:
        words = said.read().split("\n")[:-1]
    signal.setitimer(signal.ITIMER_REAL, 0)
    _, status = os.waitpid(process, 0)
    return {"said": words, "killed": os.WIFSIGNALED(status)}


def main() -> None:
    settings = json.loads(Path(sys.argv[1]).read_text())
    app = create_app(settings)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(app, json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
