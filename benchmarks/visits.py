"""What the people of the measured office ask for over HTTP: requests of logged-in executors, ready to be sent."""

from __future__ import annotations

import http.cookies
import re
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from urllib.parse import urlencode

from flask import Flask, current_app
from sqlalchemy import select

from benchmarks.client import Script
from benchmarks.load import LOOKED_AT
from dms import scope
from dms.extensions import db
from dms.models import Case, User
from dms.services import clock
from dms.services.people import sessions
from workflows.programmes.domestic_342.checks import checks_for
from workflows.states import CaseState, Verdict

#: Cases one person answers checks of in turn.
IN_HAND = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A logged-in executor: the cookies as one header, the cases in review given to him as (public id, version)."""

    user_id: int
    cookie: str
    cases: tuple[tuple[str, int], ...]


def people(app: Flask) -> list[Person]:
    """Every executor of the office, logged in by a session of the database; the long histories last."""
    with app.app_context(), scope.acting(scope.SYSTEM):
        staff = db.session.scalars(select(User).where(User.is_staff).order_by(User.id)).all()
        return [Person(user.id, _log_in(user), _cases_of(user)) for user in staff]


def _log_in(user: User) -> str:
    data = {"_user_id": user.fs_uniquifier, "_fresh": True, "fs_paa": time.time()}
    token = sessions.begin(user.id, data, ip="127.0.0.1", agent="benchmarks", now=clock.machine_now())
    db.session.commit()
    return f"{current_app.session_interface.token_cookie}={token}"


def _cases_of(user: User) -> tuple[tuple[str, int], ...]:
    chosen = select(Case.public_id, Case.version).where(
        Case.assignee_id == user.id, Case.state == CaseState.SUBSTANTIVE_REVIEW.value
    )
    rows = db.session.execute(chosen.order_by(Case.id <= LOOKED_AT, Case.id).limit(IN_HAND)).all()
    return tuple((row.public_id, row.version) for row in rows)


def looked_at(app: Flask) -> list[str]:
    """Public ids of the cases with a long history."""
    with app.app_context(), scope.acting(scope.SYSTEM):
        chosen = select(Case.public_id).where(Case.state == CaseState.SUBSTANTIVE_REVIEW.value, Case.id <= LOOKED_AT)
        return list(db.session.scalars(chosen.order_by(Case.id)))


def again(path: str, person: Person | None = None) -> Script:
    """The same page again and again."""
    return in_turn([path], person)


def in_turn(paths: Sequence[str], person: Person | None = None) -> Script:
    """These pages one after the other, without end."""
    requests = [_get(path, person.cookie if person else "") for path in paths]
    return lambda: cycle(requests)


def answering(port: int, person: Person) -> Script:
    """Answers the checks of one case after another, each at the version that the answer before left."""
    cookie, token = _form(port, person)
    keys = [check.key for check in checks_for({"1"}) if not check.automatic]

    def script() -> Iterator[bytes]:
        for turn in count():
            for public_id, version in person.cases:
                fields = {"csrf_token": token, "version": version + turn, "verdict": Verdict.YES.value}
                yield _post(f"/desk/c/{public_id}/checks?check={keys[turn % len(keys)]}", cookie, fields)

    return script


def follow_after(port: int, person: Person, path: str, links: int) -> tuple[str, int]:
    """Follows "next page" from ``path``; returns the address reached and how many pages it lies behind the first."""
    for done in range(links):
        found = re.search(r'href="(/desk/[^"]*[?&;]at=a[^"]*)"', _read(port, person.cookie, path)[0])
        if found is None:
            return path, done
        path = found[1].replace("&amp;", "&")
    return path, links


def _form(port: int, person: Person) -> tuple[str, str]:
    """The cookies with which the page's form token goes, and the token."""
    page, cookies = _read(port, person.cookie, "/desk/")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the page has no form")
    return "; ".join([person.cookie, *cookies]), token[1]


def _read(port: int, cookie: str, path: str) -> tuple[str, list[str]]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=60) as answer:
        jar: http.cookies.SimpleCookie = http.cookies.SimpleCookie()
        for header in answer.headers.get_all("Set-Cookie", []):
            jar.load(header)
        return answer.read().decode(), [f"{name}={morsel.coded_value}" for name, morsel in jar.items()]


def _get(path: str, cookie: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()


def _post(path: str, cookie: str, fields: dict[str, object]) -> bytes:
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return head.encode() + body
