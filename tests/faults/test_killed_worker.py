"""The job worker is killed in the middle of its work; after a restart everything is done, and done once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import func, select, text

from dms import scope
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, JournalEntry, PaperOrder
from dms.platform.postgres import Urls
from dms.services import clock, papers, stalled
from dms.services.draft import application
from dms.services.journal import checking
from tests.fixtures import people
from tests.fixtures.filled import CONTENT
from tests.fixtures.system import System
from tests.servers.ports import free_port

KILLS = 2


@pytest.fixture
def office(fresh_app: Flask, fresh_database: Urls, tmp_path: Path) -> Iterator[System]:
    """A worker of this test's own, on its database; the application in this process uses the same."""
    made = System(fresh_database, tmp_path, free_port())
    with fresh_app.app_context(), scope.acting(scope.SYSTEM):
        yield made
        db.session.remove()
    made.stop()


def make_draft() -> int:
    organisation = people.make_organisation()
    case = application.open_draft(organisation, people.head_of(organisation), "kk")
    return application.save(case.id, people.head_of(organisation), CONTENT).id


def order_papers(case_id: int, count: int) -> list[int]:
    """``count`` orders of the draft's form; row ids of the documents."""
    case = db.session.get_one(Case, case_id)
    made = [papers.order(case, "annex-1", now=clock.now()).id for _ in range(count)]
    db.session.commit()
    return made


def await_doing(office: System, seconds: float = 240.0) -> None:
    """Until the worker has begun a paper."""
    url = office.urls.app
    deadline = time.monotonic() + seconds
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        while time.monotonic() < deadline:
            asked = "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing' AND task_name = 'make_paper'"
            if connection.execute(asked).fetchone():
                return
            time.sleep(0.005)
    jobs = db.session.execute(text("SELECT task_name, status, attempts FROM procrastinate_jobs")).all()
    raise AssertionError(f"the worker began nothing: {jobs}\n{(office.folder / 'worker.log').read_text()[-3000:]}")


def age_heartbeats(url: str) -> None:
    """The time that passes until a dead worker is known to be dead."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'")


def await_done(count: int, seconds: float = 240.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        db.session.rollback()
        if db.session.execute(select(func.count()).where(PaperOrder.done_at.is_not(None))).scalar_one() == count:
            return
        time.sleep(0.2)
    jobs = db.session.execute(text("SELECT task_name, status, attempts FROM procrastinate_jobs")).all()
    raise AssertionError(f"not done in time: {jobs}")


@pytest.mark.slow
def test_killed_in_the_middle_and_done_once(office: System) -> None:
    chance = random.Random(12)
    case_id, made = make_draft(), []
    for _ in range(KILLS):
        made += order_papers(case_id, 2)
        office.start("worker")
        await_doing(office)
        time.sleep(chance.random() * 0.7)
        office.kill("worker")
        age_heartbeats(office.urls.owner)
        stalled.retry()
    office.start("worker")
    await_done(len(made))
    versions = db.session.execute(
        select(DocumentVersion.document_id, func.count()).group_by(DocumentVersion.document_id)
    ).all()
    assert sorted(versions) == [(document_id, 1) for document_id in made]
    said = select(func.count()).where(JournalEntry.event == "paper_made")
    assert db.session.execute(said).scalar_one() == len(made)
    assert checking.verify().faults == []
    assert db.session.execute(select(func.count(Document.id))).scalar_one() == len(made)


def test_ticks_of_two_dead_workers_hold_nobody_up(office: System) -> None:
    """Two of them cannot wait at once: giving both back would break the sweep for ever. One of a kind is given back."""
    add = text(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, status, attempts)"
        " VALUES ('default', :task, :once, 'doing', :attempts)"
    )
    for task, once, attempts in (
        ("tick", "tick", 0), ("tick", "tick", 0), ("compare_versions", "compare-1", 0), ("make_paper", None, 0),
        ("make_paper", None, 99), ("read_text", "text-1", 0),
    ):  # fmt: skip
        db.session.execute(add, {"task": task, "once": once, "attempts": attempts})
    waiting = add.text.replace("'doing'", "'todo'")
    db.session.execute(text(waiting), {"task": "read_text", "once": "text-1", "attempts": 0})
    db.session.commit()
    assert stalled.retry() == 3
    assert stalled.retry() == 0
    rows = db.session.execute(text("SELECT task_name, status, attempts FROM procrastinate_jobs ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [
        ("tick", "todo", 1), ("compare_versions", "todo", 1), ("make_paper", "todo", 1), ("make_paper", "failed", 100),
        ("read_text", "todo", 0),
    ]  # fmt: skip
