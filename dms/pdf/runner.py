"""Starts the child process and reads its answer. A child that its limits or the file itself have killed is an answer
too; one that the machine has killed is not, and is tried again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dms.pdf import limits

#: Signals by which a file ends its reader: out of its time, its output, its memory.
_BY_LIMIT = {-signal.SIGXCPU, -signal.SIGXFSZ}
_BY_CRASH = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE, -signal.SIGILL}


class ChildGone(Exception):
    """The child ended without an answer, by no fault of the file that is known."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: the number of pages where it could be told, and the codes of ``findings.REFUSALS``."""

    pages: int | None
    codes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.codes


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a WebP file."""

    page: int
    width: int
    height: int
    path: Path


def examine(path: Path) -> Examination:
    """Opens the file behind limits and judges it.

    Raises:
        ChildGone: the child was killed from outside or took too long.
    """
    found = _run("examine", str(path))
    return Examination(found["pages"], tuple(found["codes"]))


def draw(path: Path, folder: Path, first: int, last: int) -> list[Picture]:
    """Pictures of pages ``first`` to ``last`` (from 1) in ``folder``; none when the file cannot be drawn.

    Raises:
        ChildGone: as for ``examine``.
    """
    found = _run("draw", str(path), str(folder), str(first), str(last))
    return [Picture(**row, path=folder / f"{row['page']}.webp") for row in found.get("pictures", [])]


def _run(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "dms.pdf.child", *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell; the path is ours too
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limits.WALL_SECONDS, env=_surroundings(),
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ChildGone("no answer in time") from None
    if done.returncode in _BY_LIMIT:
        return {"pages": None, "codes": ["too_heavy"]}
    if done.returncode in _BY_CRASH:
        return {"pages": None, "codes": ["broken"]}
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = done.stderr[-300:].decode("utf-8", "replace")
        if "MemoryError" in said:
            return {"pages": None, "codes": ["too_heavy"]}
        raise ChildGone(f"ended with {done.returncode}: {said}") from None
    return found


def _surroundings() -> dict[str, str]:
    """The child sees no setting and no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "HOME") if name in os.environ}
    root = str(Path(__file__).resolve().parent.parent.parent)
    return kept | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"}
