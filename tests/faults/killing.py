"""A system whose web and worker are in the hands of the test, people who send files to it, and the kills: of its
processes, of its database, of any neighbour."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask

from dms import scope
from dms.extensions import db
from dms.platform.postgres import Server, Urls
from dms.services.draft import application
from tests.fixtures import people
from tests.fixtures.application import built, settings

ROOT = Path(__file__).resolve().parents[2]
#: A case takes only so many before its page grows slow; then the next.
OF_ONE_CASE = 40
SOME = 5  # every fifth sender never comes back
#: Parts of a directory may be short; S3 wants 5 MiB for all but the last, and one part will do there.
DIRECTORY, S3 = 1000, 5 << 20
SIZE = 2500


@dataclass
class Told:
    """Which files people were told of, by the row of the upload."""

    safe: dict[int, int] = field(default_factory=dict)  # upload → number of the sender
    kills: int = 0


class Office:
    """A system on a database and a store of its own, its web and worker in the hands of the test."""

    def __init__(self, app: Flask, given: dict[str, str], folder: Path, part_size: int) -> None:
        self.app, self.part_size = app, part_size
        self.told, self.chance = Told(), random.Random(20)
        self.numbers = iter(range(1, 1 << 30))
        self.made = 0
        file = folder / "settings.json"
        file.write_text(json.dumps(given))
        log = (folder / "hands.log").open("w")
        self.hands = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hands", str(file)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=log,
        )  # fmt: skip
        log.close()
        assert self.hands.stdout is not None
        assert self.hands.stdout.readline() == "ready\n", (folder / "hands.log").read_text()[-2000:]
        self.case, self.user = 0, 0

    def order(self, **what: Any) -> dict[str, Any]:
        assert self.hands.stdin is not None
        assert self.hands.stdout is not None
        if self.made % OF_ONE_CASE == 0 and what["act"] == "send" and "at" in what:
            self.open_case()
        line = {"case": self.case, "user": self.user, "part_size": self.part_size, "size": SIZE, **what}
        self.hands.stdin.write(json.dumps(line) + "\n")
        self.hands.stdin.flush()
        found: dict[str, Any] = json.loads(self.hands.stdout.readline())
        self.told.kills += found["killed"]
        return found

    def open_case(self) -> None:
        with inside(self.app):
            organisation = people.make_organisation()
            head = people.head_of(organisation)
            self.case, self.user = application.open_draft(organisation, head, "kk").id, head.id

    def points(self) -> tuple[int, int]:
        """How many points a whole sending and a whole joining pass."""
        self.open_case()
        number = next(self.numbers)
        sent = self.order(act="send", number=number)["said"]
        upload = upload_in(sent)
        joined = self.order(act="join", upload=upload)["said"]
        self.note(sent, number)
        return point_in(sent), point_in(joined)

    def note(self, said: list[str], number: int) -> bool:
        if "told" in said:
            self.told.safe[upload_in(said)] = number
        return "told" in said

    def send(self, number: int, come_back: bool = True, **fate: Any) -> int | None:
        """A person sends a file while something is killed, and comes back until he is told that it has arrived; the
        upload's row, None where he never came back."""
        said = self.order(act="send", number=number, **fate)["said"]
        while not self.note(said, number):
            if not come_back:
                return None
            said = self.order(act="send", number=number)["said"]
        return upload_in(said)

    def join(self, upload: int, **fate: Any) -> None:
        """The job, again until it has ended."""
        said = self.order(act="join", upload=upload, **fate)["said"]
        while "done" not in said:
            assert "failed" not in said, said
            said = self.order(act="join", upload=upload)["said"]

    def close(self) -> None:
        assert self.hands.stdin is not None
        assert self.hands.stdout is not None
        self.hands.stdin.close()
        self.hands.wait(30)
        self.hands.stdout.close()


def upload_in(said: list[str]) -> int:
    return next(int(word.split()[1]) for word in said if word.startswith("begun"))


def point_in(said: list[str]) -> int:
    return next(int(word.split()[1]) for word in said if word.startswith("points"))


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    with app.app_context(), scope.acting(scope.SYSTEM):
        yield
        db.session.remove()


@contextmanager
def opened(urls: Urls, folder: Path, part_size: int, **more: str) -> Iterator[Office]:
    with built(urls, folder, **more) as app:
        office = Office(app, settings(urls, folder, **more), folder, part_size)
        try:
            yield office
        finally:
            office.close()


def kill_database(server: Server) -> None:
    """The server and every process of its, as a crash of the machine would; then no memory of theirs is left."""
    process = int((server.data / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    for one in (process, *map(int, children)):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def revive_database(server: Server) -> None:
    """Once the dead server has been buried: its process number would else pass for one that runs."""
    while server.exit_status() is None:
        time.sleep(0.02)
    server.start()


def kill_processes(office: Office, rounds: int, **more: Any) -> None:
    """One kill of the web and one of the worker a round: at each point in turn, then at moments by chance."""
    sending, joining = office.points()
    for no in range(rounds):
        office.made += 1
        late = no >= max(sending, joining)
        web = {"seconds": office.chance.random() * 0.12} if late and no % 2 else {"at": no % sending}
        job = {"seconds": office.chance.random() * 0.12} if late and no % 2 else {"at": no % joining}
        upload = office.send(next(office.numbers), come_back=no % SOME > 0, **web)
        if upload is not None:
            office.join(upload, **job, **more)


def kill_around(office: Office, rounds: int, kill: Callable[[], None], revive: Callable[[], None]) -> int:
    """Kills a neighbour while web and worker are at work, and starts it again; how often."""
    office.open_case()
    for _ in range(rounds):
        number = next(office.numbers)
        death = threading.Timer(office.chance.random() * 0.3, kill)
        death.start()
        said = office.order(act="send", number=number)["said"]
        if office.note(said, number):
            office.order(act="join", upload=upload_in(said))
        death.join()
        revive()
        upload = office.send(number)
        assert upload is not None
        office.join(upload)
    return rounds
