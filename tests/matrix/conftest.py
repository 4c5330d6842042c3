"""The world of the route matrix: made once for the file, in a transaction that never commits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.fixtures.application import Clock
from tests.fixtures.database import rolled_back
from tests.fixtures.walk import Walk, quick_papers
from tests.matrix.visitors import World


@pytest.fixture(scope="module")
def world(app: Flask) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        quick_papers(patch)
        clock = Clock()
        patch.setitem(app.config, "CLOCK", clock)
        with rolled_back(app, patch):
            yield World(app, Walk(clock))
