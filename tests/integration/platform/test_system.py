"""The system as processes comes up, survives the kill of its web server, and ends."""

from __future__ import annotations

import urllib.request

from tests.fixtures.system import System


def test_killed_web_server_comes_back_on_the_same_data(system: System) -> None:
    system.kill("web")
    system.start("web")
    system.await_ready()
    with urllib.request.urlopen(f"{system.address}/healthz", timeout=10) as answer:
        assert answer.status == 200
    assert system.processes["worker"].poll() is None
