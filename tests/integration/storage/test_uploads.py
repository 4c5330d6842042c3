"""Uploads in parts, on every store: what a browser sends piece by piece ends under the key of its content."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest
import urllib3

from storage import BadKey, Corrupt, DirectoryStore, NotFound, ObjectStore, Part, Refused, S3Store, Upload, digest
from storage.keys import file_key, probe_key
from storage.port import CHUNK

MIB = 1 << 20


def send(store: ObjectStore, upload: Upload, number: int, data: bytes) -> None:
    """As the page does it: to the address the store names, or through the application."""
    urls = store.part_urls(upload, (number,), 60)
    if urls is None:
        assert store.put_part(upload, number, io.BytesIO(data)).size == len(data)
        return
    answer = urllib3.request("PUT", urls[0], body=data)
    assert answer.status == 200, answer.data


def sent(store: ObjectStore, *pieces: bytes) -> Upload:
    """An upload whose pieces arrived, the last one first."""
    upload = store.begin_upload()
    for number, piece in reversed(list(enumerate(pieces, 1))):
        send(store, upload, number, piece)
    return upload


def key_of(data: bytes) -> str:
    return file_key(hashlib.sha256(data).hexdigest())


def joined(store: ObjectStore, upload: Upload, parts: list[Part] | None = None) -> bytes:
    with store.join_upload(upload, store.list_parts(upload) if parts is None else parts) as reading:
        return reading.read()


def test_parts_in_any_order_end_under_the_key_of_their_content(store: ObjectStore) -> None:
    first, second, third = os.urandom(5 * MIB), os.urandom(6 * MIB), os.urandom(17)
    data = first + second + third
    upload = sent(store, first, second, third)
    parts = store.list_parts(upload)
    assert [(part.number, part.size) for part in parts] == [(1, 5 * MIB), (2, 6 * MIB), (3, 17)]
    assert [part.etag.strip('"') for part in parts] == [
        hashlib.md5(piece, usedforsecurity=False).hexdigest() for piece in (first, second, third)
    ]
    assert joined(store, upload, parts) == data
    stored = store.keep_upload(upload, key_of(data))
    assert (stored.key, stored.size, stored.sha256) == (key_of(data), len(data), hashlib.sha256(data).hexdigest())
    assert digest(store, stored.key, version_id=stored.version_id).sha256 == stored.sha256
    # A crash before the row was confirmed: the same calls again, the same answers; then nothing is left of the upload.
    assert joined(store, upload, parts) == data
    assert store.keep_upload(upload, key_of(data)) == stored
    for _ in range(2):
        store.abort_upload(upload)
    assert [item.key for item in store.items()] == [stored.key]
    with pytest.raises(NotFound):
        store.join_upload(upload, parts)
    with pytest.raises(NotFound):
        store.list_parts(upload)


def test_part_sent_again_takes_the_place_of_the_first(store: ObjectStore) -> None:
    upload = sent(store, b"a broken link left this")
    send(store, upload, 1, b"whole")
    assert [(part.number, part.size) for part in store.list_parts(upload)] == [(1, 5)]
    assert joined(store, upload) == b"whole"


def test_what_is_already_there_is_kept_once(store: ObjectStore) -> None:
    data = os.urandom(1000)
    first = store.put(key_of(data), io.BytesIO(data))
    upload = sent(store, data)
    joined(store, upload)
    assert store.keep_upload(upload, key_of(data)) == first


def test_kept_only_under_the_key_of_its_bytes(store: ObjectStore) -> None:
    upload = sent(store, b"these")
    joined(store, upload)
    with pytest.raises(Corrupt):
        store.keep_upload(upload, key_of(b"those"))
    assert not store.exists(key_of(b"those"))
    with pytest.raises(BadKey):
        store.keep_upload(upload, probe_key())


def test_parts_that_were_not_sent_make_nothing(store: ObjectStore) -> None:
    upload = sent(store, b"sent")
    with pytest.raises(Corrupt):
        joined(store, upload, [Part(1, "0" * 32, 4)])
    assert list(store.items()) == []
    store.abort_upload(upload)
    with pytest.raises(NotFound):
        joined(store, upload, [Part(1, "0" * 32, 4)])


def test_upload_cannot_name_another_object(store: ObjectStore) -> None:
    key = store.put(probe_key(), io.BytesIO(b"x")).key
    other = Upload(key, "id")
    for ask in (
        lambda: store.abort_upload(other),
        lambda: store.list_parts(other),
        lambda: store.join_upload(other, [Part(1, "0" * 32, 1)]),
        lambda: store.keep_upload(other, key_of(b"x")),
        lambda: store.put_part(other, 1, io.BytesIO(b"y")),
    ):
        with pytest.raises(BadKey):
            ask()
    assert store.exists(key)


def test_where_parts_go(store: ObjectStore) -> None:
    upload = store.begin_upload()
    urls = store.part_urls(upload, (3, 1), 60)
    if isinstance(store, S3Store):
        origin = store.upload_origin()
        assert origin
        assert urls
        assert [url.startswith(f"{origin}/") for url in urls] == [True, True]
        assert ["partNumber=3" in urls[0], "partNumber=1" in urls[1]] == [True, True]
        with pytest.raises(Refused):
            store.put_part(upload, 1, io.BytesIO(b"x"))
    else:
        assert (store.upload_origin(), urls) == (None, None)
    store.abort_upload(upload)


def test_sweep_takes_only_uploads_at_rest(store: ObjectStore) -> None:
    upload = sent(store, b"part")
    assert store.sweep_unfinished(timedelta(hours=1)) == 0
    assert store.sweep_unfinished(timedelta(seconds=-60), named={upload.key}) == 0
    assert len(store.list_parts(upload)) == 1
    assert store.sweep_unfinished(timedelta(seconds=-60)) == 1
    with pytest.raises(NotFound):
        store.list_parts(upload)


@pytest.mark.s3
@pytest.mark.xdist_group("s3")
def test_long_objects_are_copied_in_pieces(s3: S3Store) -> None:
    data = os.urandom(11 * MIB)
    source = s3.put(probe_key(), io.BytesIO(data)).key
    s3.calls.copy(source, key_of(data), len(data), piece=5 * MIB)
    assert digest(s3, key_of(data)).sha256 == hashlib.sha256(data).hexdigest()


class Long:
    """So many bytes, of which no more than one piece is in memory."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int, /) -> bytes:
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


def test_directory_holds_one_chunk_of_a_part(directory: DirectoryStore) -> None:
    upload = directory.begin_upload()
    tracemalloc.start()
    try:
        directory.put_part(upload, 1, Long(64 * MIB))
        with directory.join_upload(upload, directory.list_parts(upload)) as reading:
            while reading.read(CHUNK):
                pass
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()


def test_directory_forgets_a_part_that_broke_off(directory: DirectoryStore) -> None:
    class Broken:
        def read(self, size: int, /) -> bytes:
            del size
            raise ConnectionResetError("the link is gone")

    upload = directory.begin_upload()
    with pytest.raises(ConnectionResetError):
        directory.put_part(upload, 1, Broken())
    assert directory.list_parts(upload) == []
    folders = list((directory.root / ".parts").iterdir())
    assert [list(folder.iterdir()) for folder in folders] == [[]]


def test_directory_takes_the_younger_of_two_files_of_one_part(directory: DirectoryStore) -> None:
    """A crash between the new part's name and the old one's removal."""
    upload = directory.begin_upload()
    new = directory.put_part(upload, 1, io.BytesIO(b"new"))
    (folder,) = (directory.root / ".parts").iterdir()
    old = Path(folder / f"00001.{hashlib.md5(b'old', usedforsecurity=False).hexdigest()}")
    old.write_bytes(b"old")
    os.utime(old, (0, 0))
    assert directory.list_parts(upload) == [new]
    assert joined(directory, upload) == b"new"
