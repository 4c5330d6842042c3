"""P2: no stored byte changes unnoticed, and what has changed comes back from the second copy."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from dms import scope
from dms.errors import OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import File, JournalEntry, Notice
from dms.queries import fixity as queries
from dms.services import clock, files, fixity
from dms.services.fixity import checking, copies
from storage import DirectoryStore, Unavailable, open_store
from storage.keys import file_key
from storage.port import Digest, ObjectStore, digest
from storage.s3 import S3Store
from tests.fixtures.application import Clock
from tests.fixtures.people import make_staff
from tests.fixtures.promises import Trial
from tests.servers.ceph import Ceph
from workflows.states import Role


@pytest.fixture(autouse=True)
def as_a_job(session: Any, clock: Clock) -> Iterator[None]:
    with scope.acting(scope.SYSTEM):
        yield


@pytest.fixture
def copy(app: Flask, tmp_path: Path) -> Iterator[DirectoryStore]:
    """A second store beside the first."""
    made = DirectoryStore(tmp_path / "copy", min_free=0)
    app.extensions["copy_store"] = made
    yield made
    app.extensions["copy_store"] = None


def keep(data: bytes) -> File:
    """A claimed file with these bytes."""
    file = files.keep(io.BytesIO(data), name="құжат.pdf", media_type="application/pdf", owner=None)
    files.claim(file)
    db.session.commit()
    return file


@dataclass(frozen=True, slots=True)
class Kept:
    """What was promised of a file. Not its row: each commit would look at thousands of them again."""

    id: int
    key: str
    promised: Digest


def some(count: int, seed: int) -> list[Kept]:
    chance = random.Random(seed)
    return [_kept(keep(chance.randbytes(chance.randrange(1, 4000)))) for _turn in range(count)]


def _kept(file: File) -> Kept:
    return Kept(file.id, file.key, Digest(file.size, file.sha256 or ""))


def path_of(store: ObjectStore, key: str) -> Path:
    assert isinstance(store, DirectoryStore)
    return store._path(key)


def flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    write(path, bytes(data))


def truncate(path: Path, chance: random.Random) -> None:
    write(path, path.read_bytes()[: -1 - chance.randrange(5)])


def remove(path: Path, _chance: random.Random) -> None:
    path.unlink()


def swap(path: Path, chance: random.Random) -> None:
    write(path, chance.randbytes(path.stat().st_size))


def write(path: Path, data: bytes) -> None:
    path.chmod(0o640)
    path.write_bytes(data)


SPOILS: tuple[Callable[[Path, random.Random], None], ...] = (flip, truncate, remove, swap)


def read_everything() -> checking.Turn:
    whole = checking.Turn()
    while queries.is_due(fixity.cycle_begins(clock.now())):
        turn = fixity.run()
        whole.read, whole.mended, whole.lost = (
            whole.read + turn.read, whole.mended + turn.mended, whole.lost + turn.lost,
        )  # fmt: skip
    return whole


def events() -> list[str]:
    known = (Event.FILE_LOST.value, Event.FILE_MENDED.value)
    return list(db.session.scalars(select(JournalEntry.event).where(JournalEntry.event.in_(known))))


@pytest.mark.promise("P2")
def test_every_spoilt_file_is_found_and_mended(copy: DirectoryStore, clock: Clock, trial: Trial) -> None:
    chance = random.Random(20260401)
    clean, bad = some(trial.rounds(60, 10_000), 1), some(trial.rounds(24, 500), 2)
    assert read_everything().mended == 0, "a clean file was called spoilt"
    clock.advance(days=31)
    for number, file in enumerate(bad):
        store = copy if number % 5 == 4 else files.store()
        SPOILS[number % len(SPOILS)](path_of(store, file.key), chance)
    found = read_everything()
    assert (found.read, found.lost) == (len(clean) + len(bad), 0)
    trial.count(found.mended == len(bad))
    for file in (*clean, *bad):
        trial.count(digest(files.store(), file.key) == digest(copy, file.key) == file.promised)
    assert events() == [Event.FILE_MENDED.value] * len(bad)


@pytest.mark.promise("P2")
def test_a_reading_that_only_looks_at_sizes_is_found_out(
    copy: DirectoryStore, clock: Clock, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = some(4, 3)
    read_everything()
    clock.advance(days=31)
    for file in bad:
        flip(path_of(files.store(), file.key), random.Random(file.id))

    def shallow(store: ObjectStore, key: str, promised: Digest, _mark: str | None) -> bool:
        return store.exists(key) and store.stat(key).size == promised.size

    monkeypatch.setattr(copies, "_holds", shallow)
    trial.count(read_everything().read == len(bad))
    trial.planted(any(digest(files.store(), file.key) != file.promised for file in bad))


def test_without_a_second_copy_it_is_told(app: Flask, clock: Clock) -> None:
    administrator = make_staff(Role.ADMINISTRATOR)
    file = keep(b"the only copy")
    path_of(files.store(), file.key).unlink()
    assert read_everything().lost == 1
    assert db.session.get_one(File, file.id, populate_existing=True).status == "lost"
    fixity.raise_due()
    fixity.raise_due()
    told = db.session.scalars(select(Notice).where(Notice.user_id == administrator.id)).all()
    assert [notice.code for notice in told] == ["files_lost"]
    clock.advance(days=31)
    assert read_everything().lost == 1
    assert events() == [Event.FILE_LOST.value], "said once, not every month"


def test_what_is_swept_leaves_the_second_copy_too(copy: DirectoryStore, clock: Clock) -> None:
    goes, stays = keep(b"a ZIP that was fetched"), keep(b"a document")
    read_everything()
    assert all(path_of(copy, key).exists() for key in (goes.key, stays.key))
    key = goes.key
    files.let_go(db.session.get_one(File, goes.id))
    db.session.commit()
    clock.advance(days=4)
    assert files.sweep() == 1
    assert not path_of(copy, key).exists()
    assert path_of(copy, stays.key).exists()


@pytest.mark.s3
@pytest.mark.xdist_group("s3")
@pytest.mark.parametrize("spoilt", [0, 1])
def test_each_version_that_was_acknowledged_is_read(
    app: Flask, ceph: Ceph, monkeypatch: pytest.MonkeyPatch, clock: Clock, spoilt: int
) -> None:
    """Two uploads of equal bytes at one moment make two versions of one key; one of them is gone."""
    store = open_store(ceph.url(f"fixity-{spoilt}"))
    assert isinstance(store, S3Store)
    store.prepare()
    monkeypatch.setitem(app.extensions, "store", store)
    body = b"sent twice at once"
    first, second = keep(body), keep(body)
    client, bucket = store.calls.client, store.calls.bucket
    second.version_mark = client.put_object(bucket, second.key, io.BytesIO(body), len(body)).version_id or ""
    marks = [first.version_mark, second.version_mark]
    db.session.commit()
    assert marks[0] != marks[1]
    assert read_everything().mended == 0
    client.remove_object(bucket, first.key, version_id=marks[spoilt])
    clock.advance(days=31)
    found = read_everything()
    assert (found.read, found.lost, found.mended) == (2, 0, 2)
    for row in db.session.scalars(select(File).where(File.key == first.key)):
        assert row.version_mark == marks[1 - spoilt]
        with files.read(row) as reading:
            assert reading.read() == body
    clock.advance(days=31)
    assert read_everything().mended == 0


def test_what_was_restored_is_found_again(clock: Clock) -> None:
    file = keep(b"restored by hand")
    path = path_of(files.store(), file.key)
    kept = path.read_bytes()
    path.unlink()
    read_everything()
    files.store().put(file.key, io.BytesIO(kept))
    clock.advance(days=31)
    read_everything()
    assert db.session.get_one(File, file.id, populate_existing=True).status == "stored"


def test_a_store_that_gives_no_answer_says_nothing_of_the_file(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    file = keep(b"somewhere")

    def away(*_given: Any, **_more: Any) -> Any:
        raise Unavailable("no answer", file.key)

    with monkeypatch.context() as patched:
        patched.setattr(type(files.store()), "open", away)
        with pytest.raises(OutsideTrouble):
            fixity.run()
    row = db.session.get_one(File, file.id, populate_existing=True)
    assert (row.status, row.checked_at) == ("stored", None)
    assert row.checking_since is not None
    read_everything()
    row = db.session.get_one(File, file.id, populate_existing=True)
    assert row.checked_at is not None
    assert row.checking_since is None


def test_equal_contents_are_read_once(copy: DirectoryStore) -> None:
    first, second = keep(b"the same bytes"), keep(b"the same bytes")
    assert first.key == second.key == file_key(first.sha256 or "")
    assert read_everything().read == 2
    for row in db.session.scalars(select(File).where(File.key == first.key)):
        assert row.checked_at is not None


def test_the_job_is_ordered_once(clock: Clock) -> None:
    keep(b"due")
    fixity.order_due()
    fixity.order_due()
    count = db.session.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'check_files'"))
    assert count.scalar_one() == 1
    read_everything()
    assert not queries.is_due(fixity.cycle_begins(clock()))
