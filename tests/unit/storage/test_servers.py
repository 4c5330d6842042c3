"""Missing servers: tests that need one are skipped with a line that says what to install, and fail in CI."""

import pytest

from tests.servers.ceph import require


def test_missing_program_skips_with_a_line_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="not installed: no-such-program; install it"):
        require(("sh", "no-such-program"), "install it")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="not installed: no-such-program; install it"):
        require(("sh", "no-such-program"), "install it")
    require(("sh",), "")
