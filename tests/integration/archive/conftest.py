"""A case that has ended, and its package on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dms.models import ArchivePackage
from dms.packages import Report, verify
from dms.queries import packages
from dms.services import files, packing
from dms.signing.anchors import Anchors
from tests.fixtures.walk import Walk
from workflows.states import CaseState, Role


@pytest.fixture
def anchors(app: Any) -> Anchors:
    """The root of the demo authority: what an archivist has got from the authority himself."""
    folder = Path(app.config["SETTINGS"].var) / "demo-ca"
    return Anchors.from_pem((folder / "anchors.pem").read_bytes())


@pytest.fixture
def packed(walk: Walk) -> tuple[Any, ArchivePackage]:
    """A refused case with its package, sealed and verified."""
    case = walk.to(CaseState.REFUSED)
    row = packing.begin(case.id, walk.staff(Role.ARCHIVIST), "")
    packing.pack(row.id)
    return walk.fresh(case), packages.package_of(case.id)


@pytest.fixture
def package_file(packed: tuple[Any, ArchivePackage], tmp_path: Path) -> Path:
    """The package's bytes as they were downloaded."""
    file = packed[1].file
    assert file is not None
    path = tmp_path / "package.zip"
    with files.read(file) as reading:
        path.write_bytes(reading.read())
    return path


@pytest.fixture
def checked(anchors: Anchors) -> Callable[[Path], Report]:
    return lambda path: verify(path, anchors)
