"""Jobs that failed for good: the administrator sees them and has them done again, once for each failure."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from dms.events import Event
from dms.extensions import db
from dms.services.later import later
from tests.fixtures.people import journal_of, make_staff, sign_in
from workflows.states import Role

NOTHING = "nothing to repeat"


@pytest.fixture
def failed(client: FlaskClient) -> int:
    """A job of mail whose tries are used up, seen by an administrator."""
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    later("mail_notice", notice_id=7)
    number = db.session.execute(
        text(
            "UPDATE procrastinate_jobs SET status = 'failed', attempts = 3 WHERE task_name = 'mail_notice' RETURNING id"
        )
    ).scalar_one()
    db.session.commit()
    return int(number)


def states() -> list[tuple[str, int]]:
    db.session.rollback()
    found = db.session.execute(text("SELECT status::text, attempts FROM procrastinate_jobs ORDER BY id"))
    return [(row.status, row.attempts) for row in found]


def test_a_failed_job_waits_again_with_all_its_tries(client: FlaskClient, failed: int) -> None:
    assert "Do it again" in client.get("/admin/jobs").get_data(as_text=True)
    answer = client.post(f"/admin/jobs/{failed}/again", follow_redirects=True)
    assert "in the queue again" in answer.get_data(as_text=True)
    assert states() == [("todo", 0)]
    said = journal_of(Event.JOB_REPEATED)
    assert [entry["facts"] for entry in said] == [{"job": failed, "task": "mail_notice", "notice_id": 7}]


def test_nothing_is_well_while_nobody_works(client: FlaskClient) -> None:
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    later("mail_notice", notice_id=7)
    db.session.commit()
    assert "All jobs are well" in client.get("/admin/jobs").get_data(as_text=True)
    db.session.execute(text("UPDATE procrastinate_events SET at = at - interval '16 minutes'"))
    db.session.commit()
    page = client.get("/admin/jobs").get_data(as_text=True)
    assert "All jobs are well" not in page
    assert "Jobs wait: 1" in page
    db.session.execute(text("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'"))
    db.session.commit()
    assert "All jobs are well" in client.get("/admin/jobs").get_data(as_text=True)


def test_a_second_click_changes_nothing(client: FlaskClient, failed: int) -> None:
    client.post(f"/admin/jobs/{failed}/again")
    answer = client.post(f"/admin/jobs/{failed}/again", follow_redirects=True)
    assert NOTHING in answer.get_data(as_text=True)
    assert states() == [("todo", 0)]
    assert len(journal_of(Event.JOB_REPEATED)) == 1


def test_what_waits_already_is_not_asked_for_twice(client: FlaskClient, failed: int) -> None:
    db.session.execute(text("UPDATE procrastinate_jobs SET queueing_lock = 'tick'"))
    later("tick", once="tick")
    db.session.commit()
    answer = client.post(f"/admin/jobs/{failed}/again", follow_redirects=True)
    assert NOTHING in answer.get_data(as_text=True)
    assert states() == [("failed", 3), ("todo", 0)]
    assert journal_of(Event.JOB_REPEATED) == []


def test_an_unknown_job_is_nothing(client: FlaskClient, failed: int) -> None:
    assert NOTHING in client.post("/admin/jobs/999999999/again", follow_redirects=True).get_data(as_text=True)
    assert states() == [("failed", 3)]


def test_the_repeated_job_really_runs(fresh_app: Any) -> None:
    """Against a database of its own, with the worker's own hands: the job that failed ends well the second time."""
    from dms import scope
    from dms.jobs.worker import drain
    from dms.services import clock, stalled

    with fresh_app.app_context(), scope.acting(scope.SYSTEM):
        by = make_staff(Role.ADMINISTRATOR)
        later("make_previews", document_id=999_999)
        db.session.execute(text("UPDATE procrastinate_jobs SET status = 'failed', attempts = 3"))
        db.session.commit()
        number = db.session.execute(text("SELECT id FROM procrastinate_jobs")).scalar_one()
        assert stalled.again(number, by=by, now=clock.now())
        db.session.remove()
    assert drain(fresh_app) == 1
