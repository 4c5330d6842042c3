"""A directory whose disk is full, fails, lies or is damaged, and whose process is killed."""

import errno
import hashlib
import io
import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from storage import (
    Corrupt,
    DirectoryStore,
    Full,
    NotFound,
    Refused,
    StorageError,
    Unavailable,
    digest,
)
from storage.keys import file_key
from tests.fixtures.promises import Trial
from tests.integration.storage.putting import key_of, put

MIB = 1 << 20
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload([__name__])
CALLS = ["open", "write", "fchmod", "fsync", "link", "mkdir", "posix_fadvise"]


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of four megabytes. Mounting needs the administrator's rights."""
    if os.geteuid() != 0:
        pytest.skip("a file system of a fixed size can only be mounted by root")
    with tempfile.TemporaryDirectory(prefix="demeu-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.promise("P20")
def test_disk_that_fills_up_during_a_put(small_disk: Path, trial: Trial):
    store = DirectoryStore(small_disk / "store", min_free=0)
    kept = [put(store, os.urandom(MIB)) for _ in range(2)]
    for _ in range(trial.rounds(3, 100)):
        data = os.urandom(3 * MIB)
        with pytest.raises(Full):
            put(store, data)
        trial.count(not store.exists(key_of(data)) and store.sweep_unfinished(timedelta(0)) == 0)
    assert all(key == file_key(digest(store, key).sha256) for key in kept)
    put(store, os.urandom(MIB))


def test_free_space_is_guarded_before_and_during_a_put(small_disk: Path):
    store = DirectoryStore(small_disk / "store", min_free=3 * MIB)
    store.health()
    put(store, os.urandom(MIB))
    put(store, b"small")
    for attempt in (lambda: put(store, os.urandom(10)), store.health):
        with pytest.raises(Full):
            attempt()
    huge = DirectoryStore(small_disk / "huge", min_free=1 << 60)
    with pytest.raises(Full):
        put(huge, b"x")


def limited_put(root: Path, limit: int) -> str:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        put(DirectoryStore(root, min_free=0), os.urandom(3 * MIB))
    except StorageError as error:
        return type(error).__name__
    return "stored"


@pytest.mark.parametrize(("limit", "answer"), [(MIB, "Full"), (2 * MIB + 7, "Full"), (4 * MIB, "stored")])
def test_file_size_limit_of_the_system(tmp_path: Path, limit: int, answer: str):
    with FORKS.Pool(1) as pool:
        assert pool.apply(limited_put, (tmp_path, limit)) == answer
    store = DirectoryStore(tmp_path, min_free=0)
    assert len(list(store.items())) == (answer == "stored")


@pytest.mark.promise("P20")
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, Full),
        (errno.EIO, Unavailable),
        (errno.EROFS, Refused),
    ],
)
def test_any_call_of_a_put_that_fails_gives_an_error_and_never_success(
    directory: DirectoryStore, monkeypatch: pytest.MonkeyPatch, trial: Trial, code: int, kind: type[StorageError]
):
    for name in CALLS:
        for nth in range(4):
            data = os.urandom(MIB + 1)
            failed = False
            with monkeypatch.context() as patch:
                fault = fail_at(patch, name, nth, code)
                try:
                    stored = put(directory, data)
                except StorageError as error:
                    failed = type(error) is kind
                else:
                    assert digest(directory, stored).sha256 == hashlib.sha256(data).hexdigest()
            # What was acknowledged although a call failed would be a false success.
            trial.count(failed == fault.struck)
            put(directory, data)
            assert directory.sweep_unfinished(timedelta(0)) == 0
    assert trial.tried == len(CALLS) * 4


class Fault:
    struck = False


def fail_at(patch: pytest.MonkeyPatch, name: str, nth: int, code: int) -> Fault:
    """Let the nth call of ``os.<name>`` fail as the system does it."""
    real: Callable[..., object] = getattr(os, name)
    fault, left = Fault(), [nth]

    def call(*args: object, **kwargs: object) -> object:
        left[0] -= 1
        if left[0] == -1:
            fault.struck = True
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    patch.setattr(os, name, call)
    return fault


def write_until_killed(root: Path, seed: int, sender: Connection) -> None:
    """Put objects of many sizes, and say the key of each only after the store has acknowledged it."""
    store = DirectoryStore(root, min_free=0)
    while True:
        data = os.urandom(1 + (os.urandom(1)[0] << 12) + seed)
        sender.send(put(store, data))


@pytest.mark.promise("P1")
def test_process_killed_in_the_middle_of_a_put(tmp_path: Path, trial: Trial):
    store = DirectoryStore(tmp_path, min_free=0)
    acknowledged: list[str] = []
    leftovers = 0
    for seed in range(trial.rounds(12, 1000)):
        receiver, sender = FORKS.Pipe(duplex=False)
        process = FORKS.Process(target=write_until_killed, args=(tmp_path, seed, sender), daemon=True)
        process.start()
        sender.close()
        acknowledged.append(receiver.recv())
        receiver.poll(int.from_bytes(os.urandom(1)) / 5000)
        process.kill()
        process.join()
        try:
            while True:
                acknowledged.append(receiver.recv())
        except EOFError:
            receiver.close()
        leftovers += store.sweep_unfinished(timedelta(0))
        trial.count(all(store.exists(key) for key in acknowledged))
    found = [item.key for item in store.items()]
    assert set(acknowledged) <= set(found)
    assert all(digest(store, key).sha256 in key for key in found)
    assert len(acknowledged) > trial.tried
    # One object at most is stored and unknown for each kill: it has its whole bytes, and nobody's row claims it.
    assert len(found) - len(acknowledged) <= trial.tried


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGE: list[Callable[[Path], object]] = [
    flip,
    lambda path: os.truncate(path, path.stat().st_size - 1),
    lambda path: os.truncate(path, 0),
    lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    lambda path: path.unlink(),
]


@pytest.mark.promise("P2")
def test_damaged_objects_are_found_by_their_hash_and_repaired(directory: DirectoryStore, trial: Trial):
    contents = {key_of(data): data for data in (os.urandom(2000) for _ in range(trial.rounds(120, 10_500)))}
    for data in contents.values():
        put(directory, data)
    spoilt = list(contents)[: trial.rounds(60, 500)]
    for number, key in enumerate(spoilt):
        path = directory.root / key
        path.chmod(0o600)
        DAMAGE[number % len(DAMAGE)](path)

    def sound(key: str) -> bool:
        try:
            return digest(directory, key).sha256 in key
        except (NotFound, Corrupt):
            return False

    for key in contents:
        trial.count(sound(key) == (key not in spoilt))
    for key in spoilt:
        if directory.exists(key):
            with pytest.raises(Corrupt):
                directory.put(key, io.BytesIO(contents[key]))
            with pytest.raises(Corrupt):
                directory.put(key, io.BytesIO(b"worse"), repair=True)
        directory.put(key, io.BytesIO(contents[key]), repair=True)
        trial.count(sound(key))


def test_file_cut_while_it_is_read(directory: DirectoryStore):
    key = put(directory, os.urandom(5 * MIB))
    path = directory.root / key
    path.chmod(0o600)
    with directory.open(key) as reading:
        reading.read(10)
        os.truncate(path, 3 * MIB)
        with pytest.raises(Corrupt):
            reading.read()


def test_bytes_changed_between_writing_and_reading_back(directory: DirectoryStore, monkeypatch: pytest.MonkeyPatch):
    """A disk that lies: the file is damaged after it was synced."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        if path.is_file():
            flip(path)

    monkeypatch.setattr(os, "fsync", fsync)
    data = os.urandom(100)
    with pytest.raises(Corrupt):
        put(directory, data)
    assert not directory.exists(key_of(data))
