"""Looking into a PDF in tests: poppler's tools and pikepdf."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


def _run(tool: str, pdf: bytes, *options: str, to_stdout: bool = False) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [tool, *options, file.name] + (["-"] if to_stdout else [])
        return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


def text(pdf: bytes, *, layout: bool = False) -> str:
    """What a reader gets by copying; ``layout`` keeps columns."""
    return _run("pdftotext", pdf, "-enc", "UTF-8", *(["-layout"] if layout else []), to_stdout=True)


def flat(pdf: bytes) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text(pdf).split())


def pages(pdf: bytes) -> int:
    """How many pages there are."""
    lines = dict(line.split(":", 1) for line in _run("pdfinfo", pdf).splitlines() if ":" in line)
    return int(lines["Pages"])


def fonts(pdf: bytes) -> list[tuple[str, bool]]:
    """Every font's name without its subset tag, and whether it is embedded."""
    rows = [line.split() for line in _run("pdffonts", pdf).splitlines()[2:]]
    return [(row[0].split("+")[-1], row[-5] == "yes") for row in rows]


def folder() -> Path:
    """Where the annexes' own files are."""
    import forms.annexes

    return Path(forms.annexes.__file__).parent
