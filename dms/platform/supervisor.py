"""Runs the whole demo as one command: database, migrations, demo data, web server, job worker.

The children are started in that order and stopped in the opposite one; when any of them ends, all end. The kernel ends
them if the supervisor itself is killed."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from dms.demo.people import OPERATOR
from dms.platform import databases
from dms.platform.lock import exclusive
from dms.platform.postgres import Urls
from dms.platform.processes import stop, tied_to_parent

Say = Callable[[str], None]
_READY_SECONDS = 180.0
_WEB_SECONDS, _WORKER_SECONDS = 35.0, 60.0  # to finish what they are doing


class CannotRun(RuntimeError):
    """The demo cannot start or had to stop; the text is one line for the person at the terminal."""


class _Asked(Exception):
    """Somebody asked us to stop."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run. ``prepare`` ends by itself; ``web`` and ``worker`` do not."""

    prepare: Sequence[str] = (sys.executable, "-m", "dms.platform.prepare")
    web: Sequence[str] = (sys.executable, "-m", "gunicorn", "-c", "python:dms.platform.serve")
    worker: Sequence[str] = (sys.executable, "-m", "dms", "worker")


def run(var: Path, port: int, say: Say, welcome: Callable[[], str], plan: Plan | None = None) -> None:
    """Runs the demo until SIGINT or SIGTERM.

    Raises:
        CannotRun, Occupied, DatabaseError: with one line that says what is wrong; everything started has ended.
    """
    var, plan = var.absolute(), plan or Plan()
    with exclusive(var), _signals() as asked:
        _require_free(port)
        with _database(var, say) as (urls, alive):
            environment = _environment(var, port, urls)
            crew = _Crew(alive, asked)
            try:
                say("Preparing the database …")
                crew.finish("preparation", plan.prepare, environment | {"DMS_OWNER_DATABASE_URL": urls.owner})
                say("Starting the web server and the job worker …")
                crew.start("job worker", plan.worker, environment, _WORKER_SECONDS)
                crew.start("web server", plan.web, environment, _WEB_SECONDS)
                crew.await_health(f"http://127.0.0.1:{port}/healthz")
                say(f"\nDemeu is up: http://127.0.0.1:{port}\n\n{welcome()}\n\nIts e-mail comes into {var / 'mail'}.")
                say(f"Ctrl-C stops it; the data stay in {var}.")
                crew.watch()
            except _Asked:
                say("\nStopping …")
            finally:
                crew.stop()
    say("Stopped.")


class _Crew:
    """The children, in the order of their start."""

    def __init__(self, database_alive: Callable[[], None], asked: Callable[[], bool]) -> None:
        self._database_alive = database_alive
        self._asked = asked
        self._members: list[tuple[str, subprocess.Popen[bytes], float]] = []

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str], seconds: float) -> None:
        """Starts a child that is given ``seconds`` to end when asked."""
        self._members.append((name, _spawn(command, environment), seconds))

    def finish(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Runs a child to its end; CannotRun when it fails."""
        child = _spawn(command, environment)
        try:
            while child.poll() is None:
                self._breathe()
        finally:
            stop(child, signal.SIGTERM, _WEB_SECONDS)
        if child.returncode:
            raise CannotRun(f"the {name} failed (exit status {child.returncode}); its reason stands above")

    def await_health(self, url: str) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not _answers(url):
            self._breathe()
            if time.monotonic() > deadline:
                raise CannotRun(f"{url} did not answer 200 within {_READY_SECONDS:.0f} seconds")

    def watch(self) -> None:
        while True:
            self._breathe()

    def stop(self) -> None:
        """The web server first, so that nobody hands in what nobody will work on."""
        for _, child, seconds in reversed(self._members):
            stop(child, signal.SIGTERM, seconds)

    def _breathe(self) -> None:
        """A fifth of a second; _Asked when we shall stop, CannotRun when something that must live has died."""
        time.sleep(0.2)
        if self._asked():
            raise _Asked
        self._database_alive()
        for name, child, _ in self._members:
            if child.poll() is not None:
                raise CannotRun(f"the {name} ended by itself (exit status {child.returncode}); everything is stopped")


@contextmanager
def _database(var: Path, say: Say) -> Iterator[tuple[Urls, Callable[[], None]]]:
    """The database and a check that it lives. A first start that was interrupted half way begins anew."""
    named = databases.named()
    if named is not None:
        yield named, lambda: None
        return
    server = databases.own_server(var)

    def alive() -> None:
        if server.exit_status() is not None:
            raise CannotRun(f"the database ended by itself (exit status {server.exit_status()}); see {server.log}")

    try:
        say("Starting the database …")
        urls = server.start()
        if databases.unfinished_mark(var).exists():
            say("The first start was interrupted: making the demo data anew …")
            server.empty()
            shutil.rmtree(var / "files", ignore_errors=True)
            databases.unfinished_mark(var).unlink()
        yield urls, alive
    finally:
        server.stop()


def _environment(var: Path, port: int, urls: Urls) -> dict[str, str]:
    """What web and worker see: the demo's settings, unless the environment names its own. Never the owner's address."""
    chosen = {
        "DMS_VAR": str(var),
        "DMS_DEMO": "1",
        "DMS_SECURE_COOKIES": "0",
        "DMS_SECRET_KEY": _secret(var / "secret-key"),
        "DMS_STORAGE_URL": f"dir://{var / 'files'}",
        "DMS_MAIL_URL": f"folder://{var / 'mail'}",
        "DMS_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DMS_SCANNER": "off",
        **OPERATOR,
    }
    fixed = {"DMS_DATABASE_URL": urls.app, "DMS_READER_DATABASE_URL": urls.reader, "DMS_BIND": f"127.0.0.1:{port}"}
    environment = chosen | dict(os.environ) | fixed
    environment.pop("DMS_OWNER_DATABASE_URL", None)
    return environment


def _secret(file: Path) -> str:
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text()


def _spawn(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C at the terminal reaches the supervisor alone, which stops in the right order."""
    return subprocess.Popen(  # noqa: S603  our own commands
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=tied_to_parent(signal.SIGTERM),
    )


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotRun(
                f"port {port} cannot be used ({error.strerror}); choose another: make demo PORT=…"
            ) from None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  a loopback address of ours
            return bool(answer.status == 200)
    except OSError:  # refused, timed out, or an answer that is not a success
        return False


@contextmanager
def _signals() -> Iterator[Callable[[], bool]]:
    """Turns SIGINT, SIGTERM and SIGHUP into a question that can be asked between steps."""
    seen: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        seen.append(number)

    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {sign: signal.signal(sign, note) for sign in wanted}
    try:
        yield lambda: bool(seen)
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
