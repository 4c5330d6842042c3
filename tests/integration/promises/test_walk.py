"""The whole way of a case through the services: every state can be reached, and the journal has every step."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from dms.models import JournalEntry
from dms.services.journal import checking
from tests.fixtures.walk import BEFORE, REACHED, Walk
from workflows.states import CaseState


@pytest.mark.parametrize("state", REACHED, ids=str)
def test_every_state_is_reached_through_the_services(
    walk: Walk, session: scoped_session[Any], state: CaseState
) -> None:
    case = walk.to(state)
    assert case.state == state
    seen = [entry.event for entry in session.scalars(select(JournalEntry).where(JournalEntry.case_id == case.id))]
    way = [state]
    while way[-1] in BEFORE:
        way.append(BEFORE[way[-1]])
    assert len(seen) >= len(way)
    assert checking.verify().faults == []
