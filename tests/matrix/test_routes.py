"""Every route × method × kind of visitor × whose case: what the table does not grant is refused, and nothing else is.

A route without a row fails, and so does a row without a route. Looking never writes. The same cells hold with the
application's own checks taken away: row-level security alone keeps strangers out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from flask import Flask
from sqlalchemy import bindparam, select
from werkzeug.routing import Rule

from dms import access
from dms.extensions import db
from dms.models import Case
from dms.queries import cases, people
from dms.scope import SYSTEM
from tests.matrix.table import rows, served
from tests.matrix.visitors import CANARY, STATES, VISITORS, World, of_a_case, state_for, undone, writes, written

ROWS = rows()
pytestmark = pytest.mark.xdist_group("routes")


def rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not rule.endpoint.endswith("static"):
            yield rule


def connection() -> Any:
    return db.engines[None]


def body_of(answer: Any) -> str:
    """What was sent, files too."""
    return str(answer.data.decode("utf-8", "replace"))


def none(faults: list[str]) -> None:
    """Fails with every fault on a line of its own."""
    found = list(filter(None, faults))
    if found:
        pytest.fail("\n".join(["", *found]), pytrace=False)


def test_every_route_is_listed_as_it_is_marked(app: Flask) -> None:
    found = served(app)
    assert sorted(set(found) - set(ROWS)) == [], "routes that the table does not list"
    assert sorted(set(ROWS) - set(found)) == [], "rows whose route has vanished"
    assert {cell: (ROWS[cell], found[cell]) for cell in found if ROWS[cell] != found[cell]} == {}


def test_an_unlisted_route_would_be_seen(app: Flask) -> None:
    assert ("portal.home", "GET") in served(app)
    assert served(app).keys() - (ROWS.keys() - {("portal.home", "GET")}) == {("portal.home", "GET")}


def door(row: str, visitor: str) -> int | None:
    """The status at the door; None: the visitor comes in, what follows depends on the thing itself."""
    kind, _, roles = row.partition(":")
    if kind == "public":
        return None
    if visitor == "nobody":
        return 302
    applicant = visitor in ("own", "stranger")
    if kind == "signed_in" or (kind == "applicant" and applicant):
        return None
    if kind == "staff" and not applicant and (not roles or visitor in roles.split(",")):
        return None
    return 403


def fault(rule: Rule, visitor: str, answer: Any, expected: int | None, foreign: bool) -> str:
    """What is wrong with an answer, empty when nothing."""
    where = f"{rule.endpoint} {visitor}: {answer.status_code}"
    if expected is not None and answer.status_code != expected:
        return f"{where}, not {expected}"
    if expected == 302 and "/login" not in answer.headers["Location"]:
        return f"{where} leads to {answer.headers['Location']}"
    if expected is None and foreign and answer.status_code != 404:
        return f"{where}, not 404"
    return f"{where}" if answer.status_code >= 500 else ""


def test_looking(world: World) -> None:
    """Every page × visitor on somebody's case; a stranger learns nothing, and no look writes."""
    faults = []
    for rule in rules(world.app, "GET"):
        address = world.address(rule, state_for(rule))
        for visitor in VISITORS:
            before = writes(connection())
            with undone(connection()):
                answer = world.visit(visitor).get(address)
                body = body_of(answer)
            expected = door(ROWS[rule.endpoint, "GET"], visitor)
            faults.append(fault(rule, visitor, answer, expected, visitor == "stranger" and of_a_case(rule)))
            changed = written(before, writes(connection()))
            if changed:
                faults.append(f"{rule.endpoint} {visitor}: a look writes into {sorted(changed)}")
            if visitor in ("nobody", "stranger") and CANARY in body:
                faults.append(f"{rule.endpoint} {visitor}: shows another's words")
    none(faults)


def test_what_does_not_exist(world: World) -> None:
    """An unknown case is answered as a stranger's: 404 for whoever may come in at all."""
    faults = []
    for rule in filter(of_a_case, rules(world.app, "GET")):
        address = world.address(rule, None)
        for visitor in VISITORS:
            with undone(connection()):
                answer = world.visit(visitor).get(address)
            faults.append(fault(rule, visitor, answer, door(ROWS[rule.endpoint, "GET"], visitor), foreign=True))
    none(faults)


def test_acting(world: World) -> None:
    """Every POST × visitor with nothing filled in: the door holds, a stranger changes nothing, nothing breaks."""
    faults = []
    for rule in rules(world.app, "POST"):
        address = world.address(rule, state_for(rule))
        for visitor in VISITORS:
            before = writes(connection())
            with undone(connection()):
                answer = world.visit(visitor).post(address, data={})
            expected = door(ROWS[rule.endpoint, "POST"], visitor)
            foreign = visitor == "stranger" and of_a_case(rule)
            faults.append(fault(rule, visitor, answer, expected, foreign))
            changed = written(before, writes(connection()))
            if changed and (expected is not None or foreign):
                faults.append(f"{rule.endpoint} {visitor}: refused, and yet writes into {sorted(changed)}")
    none(faults)


def test_own_pages_open(world: World) -> None:
    """The applicant's own case in every state: his pages answer, each in its own way, none with an error."""
    faults = []
    opened = 0
    for rule in filter(of_a_case, rules(world.app, "GET")):
        if not rule.endpoint.startswith(("portal.", "files.")):
            continue
        for state in STATES:
            with undone(connection()):
                answer = world.visit("own").get(world.address(rule, state))
            opened += answer.status_code == 200
            if answer.status_code not in (200, 302, 303, 404, 409):
                faults.append(f"{rule.endpoint} {state}: {answer.status_code}")
    none(faults)
    assert opened > 20


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_are_sound(world: World, language: str) -> None:
    """Every page that somebody can open is HTML without a fault, in each language, and says which language it is."""
    faults, seen = [], set()
    for rule in rules(world.app, "GET"):
        for state in STATES if of_a_case(rule) else STATES[:1]:
            for visitor in ("own", "head", "executor", "finance", "administrator", "nobody"):
                if (rule.endpoint, state) in seen or door(ROWS[rule.endpoint, "GET"], visitor) is not None:
                    continue
                with undone(connection()):
                    browser = world.visit(visitor)
                    browser.get(f"/lang/{language}")
                    answer = browser.get(world.address(rule, state))
                    page = body_of(answer)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    seen.add((rule.endpoint, state))
                    faults += [f"{rule.endpoint} {state} {visitor}: {word}" for word in unsound(page, language)]
    none(faults)
    assert len({endpoint for endpoint, _state in seen}) > 40


def unsound(page: str, language: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(page)
    for place, code, more in parser.errors:
        yield f"{place}: {code} {more}"
    if f'lang="{language}"' not in page:
        yield f"not in {language}"


def forget_the_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """The query of cases asks nothing about the person any more."""
    monkeypatch.setattr(cases, "visible", lambda *_given: select(Case))
    named = select(Case).where(Case.public_id == bindparam("public_id"))
    monkeypatch.setattr(cases, "_readable", lambda *_given: named)


def test_second_wall(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the markers and the queries' own conditions taken away, a stranger still finds nothing of another's case."""
    monkeypatch.setattr(access, "_judge", lambda _access: None)
    forget_the_first_wall(monkeypatch)
    faults = []
    for rule in filter(of_a_case, rules(world.app, "GET")):
        for state in STATES:
            with undone(connection()):
                answer = world.visit("stranger").get(world.address(rule, state))
                body = body_of(answer)
            if answer.status_code < 400 or CANARY in body:
                faults.append(f"{rule.endpoint} {state}: {answer.status_code}")
    none(faults)


def test_second_wall_is_really_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: with row-level security widened as well, the same look finds the other's case."""
    forget_the_first_wall(monkeypatch)
    monkeypatch.setattr(people, "scope_for", lambda *_given, **_more: SYSTEM)
    rule = next(rule for rule in rules(world.app, "GET") if rule.endpoint == "portal.case")
    with undone(connection()):
        answer = world.visit("stranger").get(world.address(rule, STATES[0]))
    assert CANARY in body_of(answer)
