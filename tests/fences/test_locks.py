"""The lock files: complete, hashed, without the address of a registry; and one module that knows the database wheel."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower().replace("_", "-") for line in requirements}


def entries(lock: str) -> list[str]:
    """One text per locked package: its first line and its hashes."""
    return re.split(r"\n(?=[a-z])", re.sub(r"(?m)^#.*\n", "", (ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_version_and_a_hash(lock: str) -> None:
    for entry in entries(lock):
        first = entry.splitlines()[0]
        assert re.match(r"[a-z0-9._-]+(\[[^]]+\])?==[^ ]+", first), first
        assert "--hash=sha256:" in entry, first


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_no_lock_names_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.findall(r'--(?:index-url|extra-index-url|find-links)|"resolved"|file://', text)


def test_locks_hold_whatever_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = names(project["project"]["dependencies"])
    assert asked <= names(entries("requirements.lock")), "make lock"
    assert asked | names(project["dependency-groups"]["dev"]) <= names(entries("requirements-dev.lock")), "make lock"


def test_both_locks_agree() -> None:
    versions = [dict(entry.split()[0].split("==", 1) for entry in entries(lock)) for lock in LOCKS]
    runtime, development = versions
    assert {name: development.get(name) for name in runtime} == runtime


def test_one_module_knows_the_database_wheel() -> None:
    knowing = {
        file.relative_to(ROOT).as_posix()
        for room in ("dms", "forms", "storage", "workflows")
        for file in (ROOT / room).rglob("*.py")
        if re.search(r"import_module\(.embedded|find_spec\(.embedded|import embedded|from embedded", file.read_text())
    }
    assert knowing == {"dms/platform/postgres.py"}
