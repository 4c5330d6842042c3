"""The store is tried every day: versions and a lock that bites, told once when they no longer hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from dms import scope
from dms.errors import OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import Notice
from dms.services import fixity
from dms.services.fixity import keeping
from storage import Unavailable, open_store
from storage.port import ObjectStore
from storage.probe import ProbeResult
from storage.s3 import S3Store
from tests.fixtures.application import Clock
from tests.fixtures.people import journal_of, make_staff
from tests.integration.desk.conftest import Sign, as_user
from tests.servers.ceph import Ceph
from workflows.states import Role

__all__ = ["as_user"]


@pytest.fixture(autouse=True)
def as_a_job(session: Any, clock: Clock) -> Iterator[None]:
    with scope.acting(scope.SYSTEM):
        yield


class Bucket:
    """What a bucket answers to a trial: ``says`` is changed by the test, ``asked`` counts."""

    def __init__(self) -> None:
        self.holds, self.asked, self.away = True, 0, False

    def try_it(self, _store: ObjectStore) -> list[ProbeResult]:
        self.asked += 1
        if self.away:
            raise Unavailable("no connection")
        lock = "5 attempts refused" if self.holds else "does not bite: delete with bypass"
        return [ProbeResult("versioning", True, "versioning is Enabled"), ProbeResult("lock", self.holds, lock)]


@pytest.fixture
def bucket(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """A store behind S3 whose trial answers as the test says."""
    made = Bucket()
    monkeypatch.setitem(app.extensions, "store", open_store("s3://key:secret@127.0.0.1:9/none"))
    monkeypatch.setattr(keeping, "probe_keeping", made.try_it)
    return made


def told() -> list[str]:
    return [notice.code for notice in db.session.query(Notice).filter_by(code="store_unlocked")]


def found() -> list[bool]:
    return [entry["facts"]["holds"] for entry in journal_of(Event.STORE_PROBED)]


def ordered() -> int:
    asked = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'probe_store' AND status = 'todo'"
    return int(db.session.execute(text(asked)).scalar_one())


def test_a_store_is_tried_once_a_day(bucket: Bucket, clock: Clock) -> None:
    fixity.probe_store()
    fixity.probe_store()
    assert (bucket.asked, found(), told()) == (1, [True], [])
    clock.advance(days=1)
    fixity.probe_store()
    assert (bucket.asked, found()) == (2, [True, True])


def test_a_trial_is_ordered_where_none_was_and_a_day_after_the_last(bucket: Bucket, clock: Clock) -> None:
    fixity.order_probe()
    fixity.order_probe()
    assert ordered() == 1
    db.session.execute(text("DELETE FROM procrastinate_jobs"))
    db.session.commit()
    fixity.probe_store()
    fixity.order_probe()
    assert ordered() == 0
    clock.advance(days=1)
    fixity.order_probe()
    assert ordered() == 1


def test_a_directory_is_not_tried(app: Flask) -> None:
    fixity.order_probe()
    fixity.probe_store()
    assert (ordered(), found()) == (0, [])


def test_a_lock_that_no_longer_bites_is_told_once_while_it_stands(bucket: Bucket, clock: Clock, as_user: Sign) -> None:
    administrator = make_staff(Role.ADMINISTRATOR)
    fixity.probe_store()
    assert "does not bite" not in as_user(administrator).get("/admin/jobs").get_data(as_text=True)
    bucket.holds = False
    for _day in range(3):
        clock.advance(days=1)
        fixity.probe_store()
    assert told() == ["store_unlocked"]
    assert found() == [True, False, False, False]
    page = as_user(administrator).get("/admin/jobs").get_data(as_text=True)
    assert "does not bite: delete with bypass" in page
    assert "All jobs are well" not in page
    bucket.holds = True
    clock.advance(days=1)
    fixity.probe_store()
    assert "does not bite" not in as_user(administrator).get("/admin/jobs").get_data(as_text=True)
    bucket.holds = False
    clock.advance(days=1)
    fixity.probe_store()
    assert told() == ["store_unlocked"] * 2, "what was mended and fails again is told again"


def test_one_bad_answer_is_asked_once_more(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    make_staff(Role.ADMINISTRATOR)

    def first_bad(store: ObjectStore) -> list[ProbeResult]:
        bucket.holds = bucket.asked > 0
        return bucket.try_it(store)

    monkeypatch.setattr(keeping, "probe_keeping", first_bad)
    fixity.probe_store()
    assert (bucket.asked, found(), told()) == (2, [True], [])


def test_of_a_store_that_is_away_nothing_is_said(bucket: Bucket) -> None:
    make_staff(Role.ADMINISTRATOR)
    bucket.away = True
    with pytest.raises(OutsideTrouble):
        fixity.probe_store()
    assert (found(), told()) == ([], [])


def test_another_run_that_was_faster_is_not_repeated(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both find that a trial is due and try; the second finds it written down."""
    make_staff(Role.ADMINISTRATOR)
    bucket.holds = False
    monkeypatch.setattr(keeping, "_is_due", lambda _now: True)
    fixity.probe_store()
    fixity.probe_store()
    assert (found(), told()) == ([False], ["store_unlocked"])


@pytest.mark.s3
@pytest.mark.xdist_group("s3")
def test_a_bucket_that_locks_holds_and_one_without_a_lock_does_not(
    app: Flask, ceph: Ceph, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_staff(Role.ADMINISTRATOR)
    locking, plain = open_store(ceph.url("keeps")), open_store(ceph.url("keeps-not"))
    assert isinstance(locking, S3Store)
    assert isinstance(plain, S3Store)
    locking.prepare()
    plain.calls.client.make_bucket("keeps-not")
    for store in (locking, plain):
        monkeypatch.setitem(app.extensions, "store", store)
        fixity.probe_store()
        clock.advance(days=1)
    assert (found(), told()) == ([True, False], ["store_unlocked"])
    last = fixity.look_at_store()
    assert last is not None
    assert (last.versioning, last.lock) == ("versioning is Off", "the bucket was made without object lock")
