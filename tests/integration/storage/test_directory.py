"""What only a directory has: rights of files, links, leftovers, addresses."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import (
    BadKey,
    DirectoryStore,
    StorageError,
    Unavailable,
    Upload,
    open_store,
)
from storage.keys import probe_key
from tests.integration.storage.putting import key_of, put


def test_files_are_read_only_and_nobody_elses(directory: DirectoryStore):
    path = directory.root / put(directory, b"x")
    assert path.stat().st_mode & 0o777 == 0o440
    assert path.stat().st_nlink == 1
    assert path.parent.stat().st_mode & 0o007 == 0


def test_links_lead_nowhere(directory: DirectoryStore, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    data = b"content"
    key = key_of(data)
    (directory.root / "files").mkdir()
    (directory.root / "files" / key.split("/")[1]).symlink_to(outside)
    with pytest.raises(BadKey):
        put(directory, data)
    (directory.root / "probe").symlink_to(outside)
    for ask in (directory.open, directory.stat, directory.exists, directory.delete):
        with pytest.raises(BadKey):
            ask("probe/secret")
    with pytest.raises(BadKey):
        directory.put("probe/more", io.BytesIO(b"x"))
    (directory.root / "heads").mkdir()
    (directory.root / "heads" / "link").symlink_to(outside / "secret")
    assert not directory.exists("heads/link")
    assert list(directory.items()) == []
    assert [path.name for path in outside.iterdir()] == ["secret"]


def test_store_whose_folder_is_gone_is_unavailable_and_not_empty(directory: DirectoryStore):
    key = put(directory, b"x")
    directory.root.rename(directory.root.with_name("moved"))
    for ask in (directory.exists, directory.stat, directory.open, directory.delete):
        with pytest.raises(Unavailable):
            ask(key)
    with pytest.raises(Unavailable):
        directory.put(key, io.BytesIO(b"x"))
    with pytest.raises(StorageError):
        directory.health()


def test_sweep_takes_only_old_leftovers(directory: DirectoryStore):
    key = put(directory, b"x")
    left = directory.root / ".tmp" / "left"
    left.write_bytes(b"half")
    assert directory.sweep_unfinished(timedelta(hours=1)) == 0
    os.utime(left, (0, 0))
    assert directory.sweep_unfinished(timedelta(hours=1)) == 1
    assert directory.exists(key)


def test_a_directory_has_no_locks_versions_and_addresses(directory: DirectoryStore):
    key = put(directory, b"x")
    assert directory.lock(key, datetime.now(UTC)) is False
    assert directory.locked_until(key) is None
    assert directory.presigned_get(key, "a.pdf", 60) is None
    assert directory.upload_origin() is None
    assert directory.part_urls(Upload("uploads/x", "y"), (1,), 60) is None


def test_address_of_a_directory(tmp_path: Path):
    store = open_store(f"dir://{tmp_path}/with%20space?min_free=123")
    assert isinstance(store, DirectoryStore)
    assert (store.root, store.min_free) == (tmp_path / "with space", 123)
    assert store.put(probe_key(), io.BytesIO(b"x")).version_id is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/folder",
        "dir://",
        "dir://host/x",
        "file:///x",
        "s3://",
        "s3://host/bucket",
        "s3://k:topsecret@host",
        "s3://k:topsecret@host/",
        "s3://k:topsecret@host/a/b",
        "s3://k:topsecret@host/Bucket",
        "s3://k:topsecret@host/bucket?secure=yes",
        "s3://k:topsecret@host/bucket?typo=1",
        "dir:///x?secure=0",
    ],
)
def test_what_is_no_address(url: str):
    with pytest.raises(ValueError) as raised:
        open_store(url)
    assert "topsecret" not in str(raised.value)
