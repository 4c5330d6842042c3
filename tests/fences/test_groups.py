"""Tests of one group go to one process: the S3 server, the filled demo and the bare database exist once in a run."""

from __future__ import annotations

import pytest

GROUP = "one-of-a-kind"


@pytest.mark.xdist_group(GROUP)
def test_a_group_is_kept(request: pytest.FixtureRequest) -> None:
    """pytest-xdist tells its scheduler the group at the end of the test's name; a pytest that it does not know drops it
    without a word."""
    if not hasattr(request.config, "workerinput"):
        pytest.skip("only the processes of a parallel run have groups")
    assert request.node.nodeid.endswith(f"@{GROUP}")
