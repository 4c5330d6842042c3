"""A real virus scanner for tests: ClamAV's daemon on loopback, with signatures made here.

The test virus is put together when the tests run, so that no file of the project holds its letters. Skipping and
failing as in ``tests.servers.ceph``.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.ceph import require
from tests.servers.ports import free_port

PROGRAMS = ("clamd", "setpriv")
INSTALL = "apt-get install --no-install-recommends clamav-daemon clamav-base"
MAX_STREAM = 2 << 20
"""Bytes after which this scanner refuses a stream."""
MARKER = b"demeu-" + b"test-marker-" + b"7f3a91c0"
"""A harmless line that this scanner takes for a virus, wherever it stands in a file."""


def eicar() -> bytes:
    """The EICAR test file."""
    return b"".join([b"X5O!P%@AP[4", b"\\PZX54(P^)7CC)7}$", b"EICAR-STANDARD-", b"ANTIVIRUS-TEST", b"-FILE!$H+H*"])


class Clamd:
    """One daemon with a folder of its own, at ``address`` and at the path ``socket``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.socket = str(folder / "clamd.sock")
        self._daemon: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        signatures = self.folder / "signatures"
        signatures.mkdir()
        virus = eicar()
        (signatures / "test.hdb").write_text(
            f"{hashlib.md5(virus, usedforsecurity=False).hexdigest()}:{len(virus)}:Demeu.Test.Eicar\n"
        )
        (signatures / "test.ndb").write_text(f"Demeu.Test.Marker:0:*:{MARKER.hex()}\n")
        (self.folder / "clamd.conf").write_text(
            f"DatabaseDirectory {signatures}\nTCPSocket {self.port}\nTCPAddr 127.0.0.1\nLocalSocket {self.socket}\n"
            f"Foreground yes\nStreamMaxLength {MAX_STREAM}\nMaxThreads 4\nReadTimeout 20\n"
            f"TemporaryDirectory {self.folder}\nAlertEncrypted yes\n"
        )
        with (self.folder / "clamd.log").open("wb") as log:
            self._daemon = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", "clamd", "-c", str(self.folder / "clamd.conf")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 30
        while not self._answers():
            if self._daemon.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"clamd did not start: {(self.folder / 'clamd.log').read_text()[-2000:]}")
            time.sleep(0.05)

    def restart_without_signatures(self) -> bool:
        """Whether it runs again with an empty folder of signatures."""
        self.stop()
        for path in (self.folder / "signatures").iterdir():
            path.unlink()
        daemon = subprocess.run(
            ["clamd", "-c", str(self.folder / "clamd.conf")], stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
            check=False,
        )  # fmt: skip
        return daemon.returncode == 0

    def stop(self) -> None:
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
            self._daemon = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False


@pytest.fixture
def new_clamd() -> Iterator[Clamd]:
    """A scanner of the test's own, for those that kill it."""
    yield from _running()


@pytest.fixture(scope="session")
def clamd() -> Iterator[Clamd]:
    """The running scanner, one for the whole test process."""
    yield from _running()


def _running() -> Iterator[Clamd]:
    require(PROGRAMS, INSTALL)
    folder = Path(tempfile.mkdtemp(prefix="demeu-clamd-"))
    daemon = Clamd(folder)
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.stop()
        shutil.rmtree(folder, ignore_errors=True)
