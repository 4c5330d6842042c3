"""A hearing on a day that becomes free: both sides are told once, and the case says so."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.models import JournalEntry, Notice
from dms.queries import calendars
from dms.services.dates import recount
from tests.fixtures.people import sign_in
from tests.fixtures.walk import Walk
from tests.integration.calendar.conftest import ACT, Approve
from tests.integration.calendar.test_recount import same_again
from workflows.states import CaseState


def told(session: Any, case: Any) -> tuple[list[dict[str, Any]], list[int]]:
    """Facts of the entries, and who was told."""
    entries = select(JournalEntry.body).where(
        JournalEntry.case_id == case.id, JournalEntry.event == "hearing_on_day_off"
    )
    readers = select(Notice.user_id).where(Notice.case_id == case.id, Notice.code == "hearing_on_day_off")
    return [json.loads(body)["facts"] for body in session.scalars(entries)], sorted(session.scalars(readers))


def page(client: FlaskClient, address: str) -> str:
    db.session.commit()
    answer = client.get(address)
    db.session.commit()
    assert answer.status_code == 200, address
    return answer.text


def test_both_sides_are_told_to_agree_another_time(
    walk: Walk, session: Any, client: FlaskClient, approve_day: Approve
) -> None:
    """Announced on Wednesday 1 April 2026 for Friday the 3rd, which an act then gives free."""
    case, other = walk.to(CaseState.HEARING), walk.to(CaseState.COMPLETENESS)
    assert told(session, case) == ([], [])
    approve_day("2026-04-03")
    recount.run()
    [facts], readers = told(session, case)
    assert (facts["hearing_at"][:10], facts["act"]) == ("2026-04-03", ACT)
    applicant, officer = walk.applicant(case), walk.assignee(case)
    assert readers == sorted((applicant.id, officer.id))
    assert told(session, other) == ([], [])
    approve_day("2026-04-07")
    recount.run()
    assert len(told(session, case)[0]) == 1
    assert same_again() == []
    sign_in(client, officer)
    assert "The day of the hearing has become free" in page(client, f"/desk/c/{case.public_id}/")
    assert "agree another time" in page(client, "/desk/?list=hearing")
    sign_in(client, applicant)
    assert "a day that has become free" in page(client, f"/portal/c/{case.public_id}/")


def test_a_hearing_on_a_worked_day_is_left_alone(walk: Walk, session: Any, approve_day: Approve) -> None:
    case = walk.to(CaseState.HEARING)
    approve_day("2026-04-02")
    recount.run()
    assert told(session, case) == ([], [])
    assert calendars.hearings_told(case.id) == set()
