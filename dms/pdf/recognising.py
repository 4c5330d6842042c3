"""Letters of a page that is only a picture, by Tesseract, where it is installed with Kazakh or Russian. It runs as a
process of its own behind the same limits as the reader of PDFs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from dms.pdf import limits, runner

#: The languages of the papers, those that are installed; English comes with them for names.
WANTED = ("kaz", "rus", "eng")
SECONDS = 120


def languages() -> tuple[str, ...]:
    """The languages that can be recognised on this machine; none without Kazakh and Russian.

    Raises:
        ChildGone: the program is there but gave no answer in time; the next question asks it again.
    """
    program = shutil.which("tesseract")
    return _installed(program) if program else ()


@cache
def _installed(program: str) -> tuple[str, ...]:
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603 - no shell
    except (subprocess.SubprocessError, OSError) as error:
        raise runner.ChildGone("tesseract") from error
    known = set(done.stdout.decode("utf-8", "replace").split())
    found = tuple(name for name in WANTED if name in known)
    return found if {"kaz", "rus"} & set(found) else ()


def recognise(path: Path, page: int, folder: Path) -> str | None:
    """The text of one page (from 1) of a PDF; None where nothing recognises it: no program, no picture, no time.

    Raises:
        ChildGone: the picture's process was killed from outside or took too long.
    """
    if not languages():
        return None
    picture = folder / "page.png"
    try:
        return _read(picture) if runner.photograph(path, picture, page) else None
    finally:
        picture.unlink(missing_ok=True)


def _read(picture: Path) -> str | None:
    command = [
        sys.executable, "-m", "dms.pdf.fenced",
        "tesseract", str(picture), "stdout", "-l", "+".join(languages()), "--psm", "3", "--dpi", "300",
    ]  # fmt: skip
    surroundings = runner.surroundings() | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no shell; the path is ours too
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=min(SECONDS, limits.WALL_SECONDS),
            env=surroundings, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
