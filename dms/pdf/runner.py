"""Starts the child process and reads its answer. A child that its limits or the file itself have killed is an answer
too; one that the machine has killed is not, and is tried again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dms.pdf import limits

#: Signals by which a file ends its reader: out of its time, its output, its memory.
_BY_LIMIT = {-signal.SIGXCPU, -signal.SIGXFSZ}
_BY_CRASH = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE, -signal.SIGILL}


class ChildGone(Exception):
    """The child ended without an answer, by no fault of the file that is known."""


class ChildKilled(ChildGone):
    """The machine ended the child at once: most often because memory was short."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: the number of pages where it could be told, the codes of ``findings.REFUSALS``, and of a sound
    file what its pages look like (``traits.look``)."""

    pages: int | None
    codes: tuple[str, ...]
    traits: dict[str, Any] = field(default_factory=dict)

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
    small: Path


def examine(path: Path) -> Examination:
    """Opens the file behind limits and judges it.

    Raises:
        ChildGone: the child was killed from outside or took too long.
    """
    found = _run("examine", str(path))
    return Examination(found["pages"], tuple(found["codes"]), found.get("traits", {}))


def draw(path: Path, folder: Path, first: int, last: int) -> list[Picture] | None:
    """Pictures of pages ``first`` to ``last`` (from 1) in ``folder``, cut at the end of the file; None when they cannot
    be drawn.

    Raises:
        ChildGone: as for ``examine``.
    """
    found = _run("draw", str(path), str(folder), str(first), str(last)).get("pictures")
    if found is None:
        return None
    return [
        Picture(**row, path=folder / f"{row['page']}.webp", small=folder / f"{row['page']}.small.webp") for row in found
    ]


def marks(path: Path, first: int, last: int) -> list[tuple[str, bool]] | None:
    """What pages ``first`` to ``last`` (from 1) look like, cut at the end of the file (``differences.marks``); None
    when they cannot be drawn.

    Raises:
        ChildGone: as for ``examine``.
    """
    found = _run("marks", str(path), str(first), str(last)).get("marks")
    return None if found is None else [(mark, has_words) for mark, has_words in found]


def compare_pairs(earlier: Path, later: Path, pairs: Sequence[tuple[int, int]]) -> list[dict[str, Any]] | None:
    """How pages of two files differ (``differences.pairs``); None when they cannot be drawn.

    Raises:
        ChildGone: as for ``examine``.
    """
    asked = ",".join(f"{before}:{after}" for before, after in pairs)
    found: list[dict[str, Any]] | None = _run("pairs", str(earlier), str(later), asked).get("pairs")
    return found


def read_text(path: Path, first: int, last: int) -> list[str] | None:
    """The text layer of pages ``first`` to ``last`` (from 1), cut at the end of the file; None when the file cannot be
    read.

    Raises:
        ChildGone: as for ``examine``.
    """
    found = _run("text", str(path), str(first), str(last)).get("texts")
    return None if found is None else [str(text) for text in found]


def photograph(path: Path, picture: Path, page: int) -> bool:
    """One page as a grey picture that letters can be recognised in; False when it cannot be drawn.

    Raises:
        ChildGone: as for ``examine``.
    """
    return bool(_run("photograph", str(path), str(picture), str(page)).get("drawn"))


def _run(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "dms.pdf.child", *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell; the path is ours too
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limits.WALL_SECONDS, env=surroundings(),
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ChildGone("no answer in time") from None
    return read(done.returncode, done.stdout, done.stderr)


def read(status: int, out: bytes, said: bytes = b"") -> dict[str, Any]:
    """The answer of a child that ended with ``status``.

    Raises:
        ChildKilled: it was killed from outside.
        ChildGone: it is no answer, and by no fault of the file that is known.
    """
    if status in _BY_LIMIT:
        return {"pages": None, "codes": ["too_heavy"]}
    if status in _BY_CRASH:
        return {"pages": None, "codes": ["broken"]}
    if status == -signal.SIGKILL:
        raise ChildKilled("killed from outside")
    try:
        found: dict[str, Any] = json.loads(out)
    except ValueError:
        last = said[-300:].decode("utf-8", "replace")
        if "MemoryError" in last:
            return {"pages": None, "codes": ["too_heavy"]}
        raise ChildGone(f"ended with {status}: {last}") from None
    return found


def surroundings() -> dict[str, str]:
    """The child sees no setting and no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "HOME") if name in os.environ}
    root = str(Path(__file__).resolve().parent.parent.parent)
    return kept | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"}
