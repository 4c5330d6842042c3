"""The calendar changes while people work and machines die: every open case ends with the new dates, told once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as finished
from datetime import date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from dms import scope
from dms.extensions import db
from dms.models import CalendarVersion, Case, JournalEntry
from dms.platform.postgres import Urls
from dms.queries import calendars
from dms.replay import replay
from dms.services import stalled
from dms.services.acts import EFFECTS
from dms.services.clock import ALMATY
from dms.services.dates import recount
from tests.faults.test_killed_worker import age_heartbeats
from tests.fixtures.system import System
from tests.fixtures.walk import Walk
from tests.integration.calendar.conftest import put
from tests.servers.ports import free_port
from workflows.states import Action, CaseState

SECONDS = 120.0
FREE, MOVED = date(2026, 4, 2), datetime(2026, 4, 6, 17, 30, tzinfo=ALMATY)


def set_free() -> None:
    """2 April 2026, a Thursday, becomes a day off: what was due on Friday the 3rd is due on Monday the 6th."""
    put(FREE.isoformat(), FREE, FREE, off=True, source="Order No. 77")


def aside(app: Flask, pool: ThreadPoolExecutor, act: Callable[[], Any]) -> Future[Any]:
    def run() -> Any:
        with app.app_context(), scope.acting(scope.SYSTEM):
            try:
                return act()
            finally:
                db.session.remove()

    return pool.submit(run)


def due_after_race(walk: Walk, app: Flask, monkeypatch: pytest.MonkeyPatch) -> datetime | None:
    """A registration has read the old calendar and is not committed; the new one is approved and the walk begins."""
    from dms.services import moves

    case = walk.to(CaseState.SUBMITTED)
    walk.wait_for_office(case)
    reached, go, register = Event(), Event(), EFFECTS[Action.REGISTER]

    def slow(act: Any) -> dict[str, Any]:
        reached.set()
        assert go.wait(SECONDS)
        return register(act)

    monkeypatch.setitem(EFFECTS, Action.REGISTER, slow)
    case_id = case.id
    db.session.commit()
    with ThreadPoolExecutor(2) as pool:
        acting = aside(app, pool, lambda: moves.perform(case_id, Action.REGISTER, None, version=None))
        assert reached.wait(SECONDS)
        set_free()
        walking = aside(app, pool, recount.run)
        finished([walking], timeout=1.5)
        go.set()
        acting.result(SECONDS)
        walking.result(SECONDS)
    return walk.fresh(case).due_at


def test_who_read_the_old_calendar_is_waited_for(
    fresh_walk: Walk, fresh_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert due_after_race(fresh_walk, fresh_app, monkeypatch) == MOVED
    assert [str(one) for one in replay().differences] == []


def test_without_waiting_the_old_date_would_stay(
    fresh_walk: Walk, fresh_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the walk waits for nobody."""
    monkeypatch.setattr(calendars, "await_others", lambda: None)
    assert due_after_race(fresh_walk, fresh_app, monkeypatch) != MOVED


@pytest.fixture
def office(fresh_app: Flask, fresh_database: Urls, tmp_path: Path) -> Iterator[System]:
    """A worker of this test's own on the database of the walk."""
    made = System(fresh_database, tmp_path, free_port())
    yield made
    made.stop()


def told() -> list[str]:
    """The cases that were told of new dates, in that order."""
    db.session.rollback()
    entries = select(JournalEntry.body).where(JournalEntry.event == "terms_recounted").order_by(JournalEntry.id)
    return [json.loads(body)["case"] for body in db.session.scalars(entries)]


def wait_until(holds: Callable[[], bool], office: System) -> None:
    deadline = time.monotonic() + 2 * SECONDS
    while not holds():
        assert time.monotonic() < deadline, (office.folder / "worker.log").read_text()[-3000:]
        time.sleep(0.005)


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_tells_everybody_once(fresh_walk: Walk, office: System) -> None:
    made = [fresh_walk.to(CaseState.REGISTERED) for _ in range(4)]
    set_free()
    office.start("worker")
    wait_until(lambda: len(told()) >= 1, office)
    office.kill("worker")
    age_heartbeats(office.urls.owner)
    stalled.retry()
    office.start("worker")

    def counted() -> bool:
        db.session.rollback()
        open_ = select(func.count()).where(CalendarVersion.done_at.is_(None))
        return db.session.execute(open_).scalar_one() == 0

    wait_until(counted, office)
    assert sorted(told()) == sorted(case.public_id for case in made)
    dates = db.session.scalars(select(Case.due_at).where(Case.id.in_([case.id for case in made])))
    assert set(dates) == {MOVED}
    assert [str(one) for one in replay().differences] == []
