"""A file sent through the application into a directory does not grow the web process, however long it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import urllib3

from dms.platform.postgres import Server
from tests.browser.office import Office
from tests.fixtures import people
from tests.fixtures.application import build
from tests.fixtures.promises import Trial
from tests.fixtures.system import System, running

MIB = 1 << 20
#: What a worker may grow by, whatever passes through it: buffers of its threads, no file.
MOST = 64 * MIB


def resident(system: System) -> int:
    """Bytes that the web server and its processes hold."""
    first = system.processes["web"].pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    held = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in (first, *children)]
    return sum(int(found[1]) * 1024 for found in held if found)


class Page:
    """A logged-in page that sends parts over real connections."""

    def __init__(self, system: System, cookie: str, case: str) -> None:
        self.pool = urllib3.PoolManager(headers={"Cookie": cookie, "Accept": "application/json"})
        self.system = system
        shown = self.pool.request("GET", f"{system.address}/portal/a/{case}/documents")
        own = [told.partition(";")[0] for told in shown.headers.getlist("Set-Cookie")]
        found = re.search(r'name="csrf_token" value="([^"]+)"', shown.data.decode())
        assert found is not None
        self.pool.headers = {
            "Cookie": "; ".join((cookie, *own)), "Accept": "application/json", "X-CSRFToken": found[1],
        }  # fmt: skip

    def ask(self, method: str, path: str, **body: Any) -> Any:
        answer = self.pool.request(method, self.system.address + path, **body)
        assert answer.status == 200, answer.data
        return answer.json()

    def send(self, case: str, size: int) -> Any:
        """A file of so many zeros, which the job will refuse: only its way counts."""
        told = self.ask(
            "POST", f"/files/{case}/uploads?kind=contract", json={"name": "a.pdf", "size": size, "modified": size}
        )
        part = bytes(told["part_size"])
        for number in range(1, -(-size // len(part)) + 1):
            piece = part[: min(len(part), size - (number - 1) * len(part))]
            parts = {str(number): hashlib.sha256(piece).hexdigest()}
            url = self.ask("POST", told["addresses"], json={"parts": parts})["urls"][str(number)]
            self.ask("PUT", url, body=piece)
        return self.ask("POST", told["finish"])


@pytest.mark.slow
@pytest.mark.promise("P20")
def test_a_long_file_leaves_the_web_process_as_it_was(postgres: Server, tmp_path: Path, trial: Trial) -> None:
    size = trial.rounds(96, 1024) * MIB
    with running(postgres, tmp_path, DMS_MAX_UPLOAD_MB="2048") as system:
        office = Office(system, None)  # type: ignore[arg-type]  # no browser is needed
        case, email, _ = office.draft()
        page = Page(system, cookie_of(system, email), case)
        page.send(case, 16 * MIB)
        before = resident(system)
        assert page.send(case, size)["state"] == "joining"
        trial.count(resident(system) - before < MOST)


def cookie_of(system: System, email: str) -> str:
    """A log-in made beside the running system, in its database."""
    from sqlalchemy import select

    from dms import scope
    from dms.extensions import db
    from dms.models import User

    app = build(system.urls, system.folder, **system.more)
    with app.app_context(), scope.acting(scope.SYSTEM):
        user = db.session.scalars(select(User).where(User.email == email)).one()
        client = people.sign_in(app.test_client(), user)
        db.session.commit()
        cookie = client.get_cookie(app.session_interface.token_cookie)  # type: ignore[attr-defined]  # ours
        db.engine.dispose()
    assert cookie is not None
    return f"{cookie.key}={cookie.value}"
