"""What the tests of signing share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fixtures.pki.receipt import CA
from tests.fixtures.pki.servers import Outside, outside
from tests.fixtures.supplements import Change, proposed
from tests.fixtures.walk import Walk
from workflows.states import CaseState


@pytest.fixture
def change(walk: Walk) -> Change:
    """Other bank details of a case that waits for its payment; nobody has signed them yet."""
    return proposed(walk, walk.to(CaseState.PAYMENT))


@pytest.fixture
def servers() -> Iterator[Outside]:
    """A fresh authority's servers, its lists there."""
    with outside(replace(CA, revoked={})) as made:
        assert made.ca is not None
        made.lists = dict(zip(("/root.crl", "/issuing.crl"), made.ca.lists(), strict=True))
        yield made
