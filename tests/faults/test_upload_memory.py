"""Files sent through the application into a directory: the web process does not grow, however long one is; and web and
worker together carry five gigabytes in one file and two thousand files in one case with one gigabyte of memory."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from dms.extensions import db
from dms.platform.postgres import Server
from tests.browser.office import Office
from tests.faults.sender import Page
from tests.fixtures.little import little
from tests.fixtures.long_pdfs import scans
from tests.fixtures.promises import Trial
from tests.fixtures.system import System, running

MIB = 1 << 20
#: What a worker may grow by, whatever passes through it: buffers of its threads, no file.
MOST = 64 * MIB
#: All that web and worker have between them, the files that the kernel keeps at hand for them included.
LITTLE = 1024 * MIB


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


@pytest.mark.slow
@pytest.mark.promise("P20")
def test_long_and_many_files_go_through_with_little_memory(postgres: Server, tmp_path: Path, trial: Trial) -> None:
    pages, many = trial.rounds(20, 1750), trial.rounds(12, 2000)  # a page of 3 MB: 60 MB or 5.2 GB
    long, short = scans(tmp_path / "long.pdf", pages, 1600), [tmp_path / f"{no}.pdf" for no in range(many)]
    for file in short:
        scans(file, 1, 60)
    with little(LITTLE) as group, running(postgres, tmp_path, group, DMS_MAX_UPLOAD_MB="6000") as system:
        office = Office(system, None)  # type: ignore[arg-type]  # no browser is needed
        case, email, _ = office.draft()
        page, there = Page(system, email, case), judged(office, case)
        page.send(long)
        with ThreadPoolExecutor(4) as hands:
            list(hands.map(page.send, short))
        deadline = time.monotonic() + 120 + many * 3
        while (found := judged(office, case)).get("sound", 0) < there.get("sound", 0) + 1 + many:
            assert time.monotonic() < deadline, found
            time.sleep(1)
        for _ in range(1 + many):
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
