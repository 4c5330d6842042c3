"""A logged-in page that sends files in parts over real connections, without a browser around it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import urllib3

from tests.fixtures import people
from tests.fixtures.application import build
from tests.fixtures.system import System


class Page:
    """Of one person, on the documents of one application; threads may share it."""

    def __init__(self, system: System, email: str, case: str) -> None:
        cookie = cookie_of(system, email)
        self.pool = urllib3.PoolManager(maxsize=8, headers={"Cookie": cookie, "Accept": "application/json"})
        self.system, self.case = system, case
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

    def _put(self, url: str, piece: bytes) -> None:
        """One part: through the application, or straight to the store, which knows no log-in."""
        if url.startswith("/"):
            self.ask("PUT", url, body=piece)
            return
        answer = self.pool.request("PUT", url, body=piece, headers={})
        assert answer.status == 200, answer.data

    def send(self, file: Path, kind: str = "contract") -> Any:
        """The file, part by part; what the system answers when the last has arrived."""
        size = file.stat().st_size
        told = self.ask(
            "POST",
            f"/files/{self.case}/uploads?kind={kind}",
            json={"name": file.name, "size": size, "modified": file.stat().st_mtime_ns // 1_000_000},
        )
        with file.open("rb") as stream:
            for number in range(1, -(-size // told["part_size"]) + 1):
                piece = stream.read(told["part_size"])
                parts = {str(number): hashlib.sha256(piece).hexdigest()}
                url = self.ask("POST", told["addresses"], json={"parts": parts})["urls"][str(number)]
                self._put(url, piece)
        return self.ask("POST", told["finish"])


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
