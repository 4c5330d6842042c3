"""A gunicorn with the product's own settings, and what it weighs."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dms.platform.processes import stop, tied_to_parent

READY_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Web:
    """A server that answers. ``started`` is seconds from its start to its first answer."""

    port: int
    started: float
    process: subprocess.Popen[bytes]

    @property
    def memory(self) -> float:
        """Megabytes of all its processes together, shared pages counted once."""
        return sum(map(_proportional, _family(self.process.pid))) / 1024


@contextmanager
def serving(what: str, environment: Mapping[str, str], log: Path, path: str = "/healthz") -> Iterator[Web]:
    """Serves ``what`` (module:function) until the end of the block; its words go to ``log``."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "python:dms.platform.serve", "--max-requests", "0", what]
    begin = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            env={**environment, "DMS_BIND": f"127.0.0.1:{port}"},
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=tied_to_parent(signal.SIGTERM),
        )
    try:
        _await(f"http://127.0.0.1:{port}{path}", process, log)
        yield Web(port, time.perf_counter() - begin, process)
    finally:
        stop(process, signal.SIGTERM, 35.0)


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the web server is not up; see {log}") from error
        time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def _proportional(pid: int) -> int:
    """Kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
