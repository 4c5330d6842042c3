"""Children that judge PDF files, thousands of them in a run: the parsers are read once and each file gets a child of
its own by a fork, behind the same limits and by the same program as in ``dms/pdf/child``."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dms.pdf import limits, runner


class Children:
    """The program that forks them. ``ask`` gives a child's answer and the seconds it took."""

    def __init__(self, mother: subprocess.Popen[bytes]) -> None:
        self._mother = mother

    def ask(self, *words: str) -> tuple[dict[str, Any], float]:
        """Raises: ChildGone as ``dms.pdf`` does."""
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        self._mother.stdin.write(json.dumps(words).encode() + b"\n")
        self._mother.stdin.flush()
        line = self._mother.stdout.readline()
        if not line:
            raise runner.ChildGone("the mother of the children has ended")
        told = json.loads(line)
        return runner.read(told["status"], told["out"].encode(), told["said"].encode()), told["seconds"]

    def judge(self, path: Path) -> tuple[dict[str, Any], float]:
        return self.ask("examine", str(path))


@contextmanager
def children() -> Iterator[Children]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.servers.pdf_children"]
    root = Path(__file__).resolve().parent.parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as mother:
        try:
            yield Children(mother)
        finally:
            assert mother.stdin is not None
            mother.stdin.close()


def _bear(words: list[str]) -> dict[str, Any]:
    """One child for one file, from its birth to its end."""
    out, out_end = os.pipe()
    said, said_end = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_child(words, out_end, said_end)
    os.close(out_end)
    os.close(said_end)
    heard = _hear({out: b"", said: b""}, begun + limits.WALL_SECONDS, child)
    _pid, how = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(how)
    return {
        "status": status,
        "out": heard[out].decode("utf-8", "replace"),
        "said": heard[said][-1000:].decode("utf-8", "replace"),
        "seconds": time.monotonic() - begun,
    }


def _hear(pipes: dict[int, bytes], until: float, child: int) -> dict[int, bytes]:
    waiting = set(pipes)
    while waiting:
        ready, _, _ = select.select(waiting, [], [], max(0.0, until - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            until = time.monotonic() + 10
        for pipe in ready:
            piece = os.read(pipe, 1 << 16)
            pipes[pipe] += piece
            if not piece:
                waiting.discard(pipe)
                os.close(pipe)
    return pipes


def _be_child(words: list[str], out: int, said: int) -> None:
    from dms.pdf import child

    try:
        os.dup2(said, 2)
        limits.fence()
        os.write(out, json.dumps(child.answer(words)).encode())
        os._exit(0)
    except BaseException as error:  # as the interpreter would say it
        os.write(2, f"{type(error).__name__}: {error}".encode())
        os._exit(1)


def main() -> None:
    from dms.pdf import child, pages, structure, traits

    del child, pages, structure, traits  # read once, for all children
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(_bear(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
