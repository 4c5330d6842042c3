"""The tree speaks of the product alone: of no machine, no registry, no unfinished work; and it spells one way."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.fences.sources import ROOT

HERE = "tests/fences/test_words.py"
#: Generated or foreign texts.
SKIP = re.compile(
    r"package-lock\.json$|requirements.*\.lock$|\.(ttf|woff2?|png|ico|pdf|mo)$|procrastinate_.*\.sql$|/OFL\.txt$"
)
FORBIDDEN = {
    "a folder of somebody's machine": re.compile(r"(?<![\w.])/(work|root|home|Users)/\w"),
    "a temporary file by its path": re.compile(r"(?<![\w.\"'`])/tmp/\w"),
    "a package registry": re.compile(
        r"https?://(pypi\.org/simple|files\.pythonhosted|registry\.npmjs|[\w.-]*artifactory|[\w.-]*nexus)"
    ),
    "an issue by its number": re.compile(r"\b(issue|issues|ticket|PR) #?\d+\b", re.I),
    "unfinished work": re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"),
    "ё: Russian is written with е, as in Kazakhstan's official papers": re.compile("[ёЁ]"),
}
#: The alphabet names every letter; sources of the law keep their own spelling.
WITH_YO = ("workflows/collation.py", "dms/law/")


def tracked() -> list[str]:
    """Text files that belong to the project."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.splitlines() if not SKIP.search(name) and name != HERE]


def offences(text: str, name: str = "") -> list[str]:
    found = [why for why, pattern in FORBIDDEN.items() if pattern.search(text)]
    return [why for why in found if not (why.startswith("ё") and name.startswith(WITH_YO))]


def test_no_file_speaks_of_anything_but_the_product() -> None:
    found = {}
    for name in tracked():
        path = ROOT / name
        if path.is_file():
            bad = offences(path.read_text(encoding="utf-8", errors="replace"), name)
            if bad:
                found[name] = bad
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        "see /" + "root/notes",  # in pieces: the tree itself holds no such path
        "open('/" + "work/main/x')",
        "cd /tmp/build",
        "https://pypi.org/simple/x",
        "as in issue #12",
        "# TODO",
        "учётная запись",
    ],
)
def test_a_planted_word_is_found(planted: str) -> None:
    assert offences(planted), planted
