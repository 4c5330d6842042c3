"""The process runner of the demo, with toy children in the place of web server and worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dms.platform import databases
from dms.platform.postgres import Urls
from tests.servers.ports import free_port

TOY = """
import http.server, os, signal, sys, threading
name, log = sys.argv[1], open(sys.argv[2], "a")
def say(what): log.write(f"{name} {what}\\n"); log.flush()
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers()
    def log_message(self, *a): pass
def end(*_): say("ended"); os._exit(0)
signal.signal(signal.SIGTERM, end)
say("started")
if "DMS_OWNER_DATABASE_URL" in os.environ: say("knows the owner")
if name == "prepare": sys.exit(int(os.environ.get("TOY_PREPARE_STATUS", "0")))
if name == "web":
    http.server.HTTPServer(("127.0.0.1", int(os.environ["DMS_BIND"].split(":")[1])), Health).serve_forever()
signal.pause()
"""

RUNNER = """
import sys
from pathlib import Path
from dms.platform import supervisor
var, port, toy, log = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
plan = supervisor.Plan(*[(sys.executable, toy, name, log) for name in ("prepare", "web", "worker")])
def say(line): print(line, flush=True)
try:
    supervisor.run(var, port, say, lambda: "WELCOME", plan)
except RuntimeError as error:
    say(f"ERROR {error}")
    sys.exit(1)
"""


class Demo:
    """Starts the runner. ``own`` runs it with a database server of its own; else it is handed one that runs, which is
    quicker."""

    def __init__(self, folder: Path, ready: Urls) -> None:
        self.named = {"DMS_DATABASE_URL": ready.app, "DMS_OWNER_DATABASE_URL": ready.owner}
        self.var, self.log, self.port = folder / "var", folder / "log", free_port()
        self.toy = folder / "toy.py"
        self.toy.write_text(TOY)
        self.running: list[subprocess.Popen[str]] = []

    def start(self, own: bool = False, **environment: str) -> subprocess.Popen[str]:
        arguments = [str(self.var), str(self.port), str(self.toy), str(self.log)]
        process = subprocess.Popen(
            [sys.executable, "-c", RUNNER, *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ) | ({} if own else self.named) | environment,
        )
        self.running.append(process)
        return process

    def story(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def demo(database_urls: Urls) -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="demeu-demo-", ignore_cleanup_errors=True) as folder:
        made = Demo(Path(folder), database_urls)
        yield made
        for process in made.running:
            process.kill()
            process.communicate()
        databases.own_server(made.var).stop()


def until(process: subprocess.Popen[str], words: str) -> str:
    """What the process says up to the line with ``words``."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def test_everything_starts_in_order_and_stops_web_first(demo: Demo) -> None:
    process = demo.start(own=True)
    said = until(process, "Ctrl-C")
    assert f"http://127.0.0.1:{demo.port}" in said
    assert "WELCOME" in said
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert rest.rstrip().endswith("Stopped.")
    story = [line for line in demo.story() if "knows" not in line]
    assert story[0] == "prepare started"
    assert sorted(story[1:3]) == ["web started", "worker started"]
    assert story[3:] == ["web ended", "worker ended"]
    assert [line for line in demo.story() if "knows" in line] == ["prepare knows the owner"]
    assert not databases.own_server(demo.var).is_running()


def test_second_start_keeps_the_secret_and_the_data(demo: Demo) -> None:
    for _ in range(2):
        process = demo.start()
        until(process, "Ctrl-C")
        secret = (demo.var / "secret-key").read_text()
        assert (demo.var / "secret-key").stat().st_mode & 0o777 == 0o600
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert (demo.var / "secret-key").read_text() == secret


def test_a_dead_child_stops_everything_and_is_named(demo: Demo) -> None:
    process = demo.start()
    until(process, "Ctrl-C")
    worker = next(child for child in children(process.pid) if "worker" in command_of(child))
    os.kill(worker, signal.SIGKILL)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "ERROR the job worker ended by itself" in said
    assert "web ended" in demo.story()


def test_killed_supervisor_leaves_nothing_running(demo: Demo) -> None:
    process = demo.start(own=True)
    until(process, "Ctrl-C")
    left = children(process.pid)
    assert len(left) == 3
    process.kill()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() and "defunct" not in state_of(pid) for pid in left):
        assert time.monotonic() < deadline, [command_of(pid) for pid in left]
        time.sleep(0.1)


def test_failed_preparation_starts_nothing(demo: Demo) -> None:
    process = demo.start(TOY_PREPARE_STATUS="3")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "ERROR the preparation failed (exit status 3)" in said
    assert demo.story()[0] == "prepare started"
    assert not any("web" in line for line in demo.story())


def test_two_at_once_on_one_folder_are_refused(demo: Demo) -> None:
    first = demo.start()
    until(first, "Ctrl-C")
    second = demo.start()
    said, _ = second.communicate(timeout=60)
    assert second.returncode == 1
    assert f"process {first.pid} already runs the system" in said
    assert first.poll() is None


def test_taken_port_is_said_before_anything_starts(demo: Demo) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", demo.port))
        taken.listen()
        process = demo.start()
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"ERROR port {demo.port} cannot be used" in said
    assert not demo.log.exists()


def test_interrupted_first_start_begins_anew(demo: Demo) -> None:
    server = databases.own_server(demo.var)
    demo.var.mkdir()
    urls = server.start()
    server.stop()
    (demo.var / "files").mkdir()
    (demo.var / "files" / "half").touch()
    (demo.var / "demo.unfinished").touch()
    process = demo.start(own=True)
    assert "interrupted" in until(process, "Ctrl-C")
    assert not (demo.var / "files").exists()
    assert not (demo.var / "demo.unfinished").exists()
    assert databases.own_server(demo.var).urls() == urls


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def state_of(pid: int) -> str:
    try:
        return "defunct" if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z" else "alive"
    except OSError:
        return "defunct"
