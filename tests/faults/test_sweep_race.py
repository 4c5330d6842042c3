"""The sweep and a put of the same content at the same moment, each in a connection of its own: whichever comes first,
the bytes of a file that somebody has just kept are there afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as finished
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dms import scope
from dms.extensions import db
from dms.models import File
from dms.services import files
from storage.errors import NotFound
from tests.fixtures.application import Clock

BODY = "бір мазмұн".encode()
SECONDS = 30.0


class Pause:
    """Stops a function of the store in the middle of its work until ``go``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, *, after: bool) -> None:
        self.reached, self.go = Event(), Event()
        self._real: Callable[..., Any] = getattr(files.store(), name)
        self._after = after
        monkeypatch.setattr(files.store(), name, self)

    def __call__(self, *given: Any, **more: Any) -> Any:
        answer = self._real(*given, **more) if self._after else None
        self.reached.set()
        assert self.go.wait(SECONDS)
        return answer if self._after else self._real(*given, **more)


@pytest.fixture
def office(fresh_app: Flask) -> Iterator[Flask]:
    """An application whose store holds the content once, put there four days ago and claimed by nobody."""
    clock = Clock()
    fresh_app.config["CLOCK"] = clock
    with fresh_app.app_context(), scope.acting(scope.SYSTEM):
        keep()
        clock.advance(days=4)
        yield fresh_app
        db.session.remove()


def keep() -> str:
    """Keeps the content; the public id of its row."""
    return files.keep(io.BytesIO(BODY), name="a.txt", media_type="text/plain", owner=None).public_id


def aside(app: Flask, pool: ThreadPoolExecutor, act: Callable[[], Any]) -> Future[Any]:
    """The act in a thread, with a connection of its own."""

    def run() -> Any:
        with app.app_context(), scope.acting(scope.SYSTEM):
            return act()

    return pool.submit(run)


def content_of(public_id: str) -> bytes | None:
    db.session.rollback()
    row = db.session.scalars(select(File).where(File.public_id == public_id)).one()
    try:
        with files.store().open(row.key) as reading:
            return b"".join(reading)
    except NotFound:
        return None


def put_during_removal(office: Flask, monkeypatch: pytest.MonkeyPatch) -> bytes | None:
    """The sweep has found that nobody needs the bytes and is about to remove them; then they are put again."""
    pause = Pause(monkeypatch, "delete", after=False)
    with ThreadPoolExecutor(2) as pool:
        swept = aside(office, pool, files.sweep)
        assert pause.reached.wait(SECONDS)
        kept = aside(office, pool, keep)
        finished([kept], timeout=1.5)
        pause.go.set()
        assert swept.result(SECONDS) == 1
        return content_of(kept.result(SECONDS))


def sweep_during_put(office: Flask, monkeypatch: pytest.MonkeyPatch) -> bytes | None:
    """The bytes have been put again, and their row does not say so yet; then the sweep comes."""
    pause = Pause(monkeypatch, "put", after=True)
    with ThreadPoolExecutor(2) as pool:
        kept = aside(office, pool, keep)
        assert pause.reached.wait(SECONDS)
        assert aside(office, pool, files.sweep).result(SECONDS) == 1
        pause.go.set()
        return content_of(kept.result(SECONDS))


def test_what_is_put_while_the_sweep_removes_it_stays(office: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert put_during_removal(office, monkeypatch) == BODY


def test_the_sweep_sees_what_is_being_put(office: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sweep_during_put(office, monkeypatch) == BODY


def test_without_the_lock_the_bytes_would_be_lost(office: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: nobody holds the key."""
    monkeypatch.setattr(files, "_hold", lambda _key: None)
    assert put_during_removal(office, monkeypatch) is None


def test_without_the_intent_the_bytes_would_be_lost(office: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the intent does not name its bytes before the put."""

    def unnamed(file: File, key: str) -> None:
        file.key = key  # written only with the rest, after the put

    monkeypatch.setattr(files, "_intend", unnamed)
    assert sweep_during_put(office, monkeypatch) is None


def test_a_row_that_is_just_being_claimed_is_left_alone(office: Flask) -> None:
    row = db.session.scalars(select(File)).one()
    files.claim(row)
    db.session.flush()
    with ThreadPoolExecutor(1) as pool:
        assert aside(office, pool, files.sweep).result(SECONDS) == 0
    db.session.commit()
    assert content_of(row.public_id) == BODY
