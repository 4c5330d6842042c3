"""The port's contract: every test runs on every store, S3 on a real server."""

import hashlib
import io
import os
import threading
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from storage import BadKey, Corrupt, Exists, NotFound, ObjectStore, StorageError, digest
from storage.keys import file_key, probe_key
from storage.port import CHUNK
from tests.unit.storage.test_keys import BAD_KEYS

MIB = 1 << 20
SIZES = [0, 1, CHUNK, CHUNK + 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB + 17]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(store: ObjectStore, data: bytes) -> str:
    return store.put(file_key(sha256(data)), io.BytesIO(data)).key


@pytest.mark.parametrize("size", SIZES)
def test_what_is_put_comes_back(store: ObjectStore, size: int):
    data = os.urandom(size)
    key = file_key(sha256(data))
    stored = store.put(key, io.BytesIO(data))
    assert (stored.key, stored.size, stored.sha256) == (key, size, sha256(data))
    with store.open(key, version_id=stored.version_id) as reading:
        assert reading.size == size
        assert reading.read() == data
    item = store.stat(key)
    assert (item.key, item.size) == (key, size)
    assert abs(datetime.now(UTC) - item.modified_at) < timedelta(minutes=1)
    assert digest(store, key).sha256 == stored.sha256


@pytest.mark.parametrize("size", [1000, 8 * MIB + 1])
def test_same_bytes_again_are_a_no_op(store: ObjectStore, size: int):
    data = os.urandom(size)
    key = probe_key()
    first = store.put(key, io.BytesIO(data))
    before = store.stat(key).modified_at
    assert store.put(key, io.BytesIO(data)) == first
    assert store.stat(key).modified_at == before


@pytest.mark.parametrize("other", [b"", b"first?", b"firsT"])
def test_other_bytes_are_refused(store: ObjectStore, other: bytes):
    key = probe_key()
    store.put(key, io.BytesIO(b"first"))
    with pytest.raises(Exists):
        store.put(key, io.BytesIO(other))
    with store.open(key) as reading:
        assert reading.read() == b"first"


@pytest.mark.parametrize("size", [0, 10, 8 * MIB + 1])
def test_content_key_takes_only_its_own_bytes(store: ObjectStore, size: int):
    key = file_key(sha256(b"these"))
    with pytest.raises(Corrupt):
        store.put(key, io.BytesIO(os.urandom(size)))
    assert not store.exists(key)
    store.put(key, io.BytesIO(b"these"))
    with pytest.raises(Corrupt):
        store.put(key, io.BytesIO(b"those"))
    assert store.sweep_unfinished(timedelta(0)) == 0


def test_two_puts_at_once_store_the_object_once(store: ObjectStore):
    data = os.urandom(2 * MIB)
    key = file_key(sha256(data))
    answers: list[object] = []

    def work() -> None:
        try:
            answers.append(store.put(key, io.BytesIO(data)).sha256)
        except StorageError as error:
            answers.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [sha256(data)] * 4
    assert digest(store, key).sha256 == sha256(data)
    assert [item.key for item in store.items("files/")] == [key]


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (0, None, slice(0, None)),
        (0, 5, slice(0, 5)),
        (3, 4, slice(3, 7)),
        (3, None, slice(3, None)),
        (9, 100, slice(9, 10)),
        (0, 0, slice(0, 0)),
        (4, 0, slice(4, 4)),
        (0, 10, slice(0, 10)),
    ],
)
def test_range(store: ObjectStore, start: int, length: int | None, expected: slice):
    data = b"0123456789"
    with store.open(put(store, data), start=start, length=length) as reading:
        assert reading.size == len(data[expected])
        assert b"".join(reading) == data[expected]


@pytest.mark.parametrize("start", [10, 11, -1])
def test_range_behind_the_end_is_not_found(store: ObjectStore, start: int):
    with pytest.raises(NotFound):
        store.open(put(store, b"0123456789"), start=start)


@pytest.mark.parametrize("size", [1, 4096, 3 * MIB])
def test_reading_in_pieces_of_any_size(store: ObjectStore, size: int):
    data = os.urandom(2 * MIB + 5)
    with store.open(put(store, data)) as reading:
        pieces = [reading.read(size) for _ in range(50)]
        pieces.append(reading.read())
    assert b"".join(pieces) == data
    assert all(len(piece) <= size for piece in pieces[:-1])


def test_a_reading_can_be_left_early_and_closed_twice(store: ObjectStore):
    key = put(store, os.urandom(9 * MIB))
    for _ in range(5):
        reading = store.open(key)
        reading.read(10)
        reading.close()
        reading.close()
    assert store.exists(key)


def test_a_reading_is_a_source(store: ObjectStore):
    key = put(store, os.urandom(3 * MIB))
    copy = probe_key()
    with store.open(key) as reading:
        assert store.put(copy, reading).sha256 == digest(store, key).sha256


def test_what_is_not_there_is_not_found(store: ObjectStore):
    key = probe_key()
    assert not store.exists(key)
    for ask in (store.stat, store.open, store.locked_until):
        with pytest.raises(NotFound):
            ask(key)
    with pytest.raises(NotFound):
        store.lock(key, datetime.now(UTC) + timedelta(days=1))
    store.delete(key)


def test_no_such_version(store: ObjectStore):
    key = put(store, b"x")
    with pytest.raises(NotFound):
        store.open(key, version_id="no-such-version")
    with pytest.raises(NotFound):
        store.stat(key, version_id="no-such-version")


def test_a_folder_is_no_object(store: ObjectStore):
    folder = put(store, b"x").rpartition("/")[0]
    assert not store.exists(folder)
    with pytest.raises(NotFound):
        store.open(folder)
    store.delete(folder)
    assert len(list(store.items())) == 1


def test_items_come_by_prefix_in_order(store: ObjectStore):
    keys = ["heads/2026/a", "heads/2026/b-c", "heads/2026/b/d", "heads/2026/b.c", "probe/x", "heads/2025/z"]
    for key in keys:
        store.put(key, io.BytesIO(key.encode()))
    assert [item.key for item in store.items("heads/")] == sorted(k for k in keys if k.startswith("heads/"))
    assert [item.key for item in store.items("heads/2026/b")] == ["heads/2026/b-c", "heads/2026/b.c", "heads/2026/b/d"]
    assert [item.size for item in store.items("probe/")] == [7]
    assert list(store.items("files/")) == []
    assert [item.key for item in store.items()] == sorted(keys)


def test_delete_takes_the_object_and_can_be_repeated(store: ObjectStore):
    key = put(store, b"unclaimed")
    other = put(store, b"claimed")
    store.delete(key)
    store.delete(key)
    assert not store.exists(key)
    assert store.exists(other)
    assert [item.key for item in store.items()] == [other]
    put(store, b"unclaimed")
    assert store.exists(key)


def test_what_is_no_key_never_reaches_the_store(store: ObjectStore):
    for key in BAD_KEYS:
        with pytest.raises(BadKey):
            store.put(key, io.BytesIO(b"x"))
        for ask in (store.open, store.stat, store.exists, store.delete):
            with pytest.raises(BadKey):
                ask(key)
    with pytest.raises(BadKey):
        list(store.items("../"))


@pytest.mark.parametrize("error", [RuntimeError("the browser went away"), FileNotFoundError(2, "the spool is gone")])
def test_a_source_that_breaks_stores_nothing_and_its_error_is_passed_on(store: ObjectStore, error: Exception):
    class Broken:
        left = 9

        def read(self, size: int, /) -> bytes:
            self.left -= 1
            if not self.left:
                raise error
            return bytes(min(size, MIB))

    key = probe_key()
    with pytest.raises(type(error)) as raised:
        store.put(key, Broken())
    assert raised.value is error
    assert not store.exists(key)
    assert store.sweep_unfinished(timedelta(0)) == 0


class Generated:
    """So many bytes that are never all there."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int, /) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


def test_memory_does_not_grow_with_the_object(store: ObjectStore):
    size, key = 64 * MIB, probe_key()
    tracemalloc.start()
    try:
        store.put(key, Generated(size))
        with store.open(key) as reading:
            assert sum(map(len, reading)) == size
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 50 * MIB


def test_health_of_a_working_store(store: ObjectStore):
    store.health()
    assert list(store.items()) == []
