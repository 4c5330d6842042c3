"""Files sent through the application into a directory: the web process does not grow, however long one is; and web and
worker together carry five gigabytes in one file, and two thousand files in one case, with one gigabyte of memory: into
a directory and into a real S3 server."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from dms.extensions import db
from dms.platform.postgres import Server
from storage import S3Store, open_store
from tests.browser.office import Office
from tests.faults.sender import Page
from tests.fixtures.little import Little, little
from tests.fixtures.long_pdfs import scans
from tests.fixtures.promises import Trial
from tests.fixtures.system import System, running
from tests.servers.ceph import Ceph

MIB = 1 << 20
#: What a worker may grow by, whatever passes through it: buffers of its threads, no file.
MOST = 64 * MIB
#: All that web and worker have between them, the files that the kernel keeps at hand for them included.
LITTLE = 1024 * MIB


@pytest.fixture(
    params=["directory", pytest.param("s3", marks=[pytest.mark.s3, pytest.mark.xdist_group("s3")])],
)
def storage(request: pytest.FixtureRequest) -> str:
    """The setting of the store; empty: the directory of every test."""
    if request.param == "directory":
        return ""
    server: Ceph = request.getfixturevalue("ceph")
    url = server.url("long")
    store = open_store(url)
    assert isinstance(store, S3Store)
    store.prepare()
    return url


def resident(system: System) -> int:
    """Bytes that the web server and its processes hold."""
    first = system.processes["web"].pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    held = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in (first, *children)]
    return sum(int(found[1]) * 1024 for found in held if found)


def zeros(folder: Path, size: int) -> Path:
    """A file of so many zeros, which the job will refuse: only its way counts."""
    made = folder / f"{size}.pdf"
    with made.open("wb") as stream:
        stream.truncate(size)
    return made


@pytest.mark.slow
@pytest.mark.promise("P20")
def test_a_long_file_leaves_the_web_process_as_it_was(postgres: Server, tmp_path: Path, trial: Trial) -> None:
    size = trial.rounds(96, 1024) * MIB
    with running(postgres, tmp_path, DMS_MAX_UPLOAD_MB="2048") as system:
        case, email, _ = Office(system, None).draft()  # type: ignore[arg-type]  # no browser is needed
        page = Page(system, email, case)
        page.send(zeros(tmp_path, 16 * MIB))
        before = resident(system)
        assert page.send(zeros(tmp_path, size))["state"] == "joining"
        trial.count(resident(system) - before < MOST)


#: What sends a file to an application; its office; the application; the memory that the system has.
Sending = tuple[Callable[[Path], Any], Office, str, Little]


@contextmanager
def on_little(
    postgres: Server, folder: Path, storage: str
) -> Iterator[tuple[Callable[[Path], Any], Office, str, Little]]:
    """A system with little memory on this store, with one application."""
    more = {"DMS_STORAGE_URL": storage} if storage else {}
    with little(LITTLE) as group, running(postgres, folder, group, DMS_MAX_UPLOAD_MB="6000", **more) as system:
        office = Office(system, None)  # type: ignore[arg-type]  # no browser is needed
        case, email, _ = office.draft()
        yield Page(system, email, case).send, office, case, group


def await_sound(office: Office, case: str, wanted: int, seconds: float) -> None:
    """Until so many files of the application have passed their checks."""
    deadline = time.monotonic() + seconds
    while (found := judged(office, case)).get("sound", 0) < wanted:
        assert time.monotonic() < deadline, found
        time.sleep(1)


@pytest.mark.slow
@pytest.mark.promise("P20")
def test_a_very_long_file_goes_through_with_little_memory(
    postgres: Server, tmp_path: Path, trial: Trial, storage: str
) -> None:
    long = scans(tmp_path / "long.pdf", trial.rounds(8, 1750), 1600)  # a page of 3 MB: 24 MB or 5.2 GB
    with on_little(postgres, tmp_path, storage) as (send, office, case, group):
        there = judged(office, case).get("sound", 0)
        send(long)
        await_sound(office, case, there + 1, 900)
        trial.count(True)
        trial.count(group.killed == 0)


@pytest.mark.slow
@pytest.mark.promise("P20")
def test_very_many_files_go_through_with_little_memory(
    postgres: Server, tmp_path: Path, trial: Trial, storage: str
) -> None:
    many = trial.rounds(12, 2000)
    short = [scans(tmp_path / f"{no}.pdf", 1, 60) for no in range(many)]
    with on_little(postgres, tmp_path, storage) as (send, office, case, group):
        there = judged(office, case).get("sound", 0)
        with ThreadPoolExecutor(4) as hands:
            list(hands.map(send, short))
        await_sound(office, case, there + many, 120 + many * 3)
        for _ in range(many):
            trial.count(True)
        trial.count(group.killed == 0)


def judged(office: Office, case: str) -> dict[str, int]:
    """How many newest files of the application stand how with the check."""
    asked = text(
        "SELECT v.check_status, count(*) FROM document_versions v JOIN documents d ON d.id = v.document_id"
        " JOIN cases c ON c.id = d.case_id WHERE c.public_id = :id AND d.origin = 'uploaded' GROUP BY 1"
    )
    with office.inside():
        return {str(status): int(count) for status, count in db.session.execute(asked, {"id": case})}
