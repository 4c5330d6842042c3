"""What the tests of signing share."""

from __future__ import annotations

import pytest

from tests.fixtures.supplements import Change, proposed
from tests.fixtures.walk import Walk
from workflows.states import CaseState


@pytest.fixture
def change(walk: Walk) -> Change:
    """Other bank details of a case that waits for its payment; nobody has signed them yet."""
    return proposed(walk, walk.to(CaseState.PAYMENT))
