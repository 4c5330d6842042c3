"""I-43: the caps of today, the journal told again and the trial of an edition count the same grants, whatever happens
to them and in whatever order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from dms.events import Event
from dms.extensions import db
from dms.impact.ledger import Ledger
from dms.models import Cap, Case, JournalEntry
from dms.queries import impact, money
from dms.replay import replay
from dms.replay.fold import Retold, retell
from dms.services import clock
from dms.services.dates import calendars, terms
from dms.services.tables import reference
from tests.fixtures.walk import Walk
from workflows.programmes.grants import Fate
from workflows.states import CaseState

S = CaseState
ALL_TIME = datetime(2000, 1, 1, tzinfo=UTC)
#: Where a grant may lead, state by state, and what may happen to it there.
WAYS: tuple[tuple[CaseState, ...], ...] = (
    (),
    (S.DECLINED,),
    (S.PAYMENT,),
    (S.PAYMENT, S.CLOSED),
    (S.PAYMENT, S.MONITORING),
    (S.PAYMENT, S.MONITORING, S.RECOVERY),
)


def told(case: Case) -> Retold:
    entries = select(JournalEntry.body).where(JournalEntry.case_id == case.id).order_by(JournalEntry.case_seq)
    bodies = [json.loads(body) for body in db.session.scalars(entries)]
    return retell(case.programme, bodies, calendars.numbered, terms.settings(), reference.in_force())


def by_rows(case: Case) -> Decimal:
    rows = money.granted_before(case.organisation_id, case.programme, ALL_TIME)
    return sum((row.amount for row in rows), Decimal(0))


def by_journal(cases: Sequence[Case], fates: dict[int, Fate]) -> Decimal:
    return sum((case.granted_sum or Decimal(0) for case in cases if fates[case.id].counts_at(clock.now())), Decimal(0))


def by_trial(case: Case, fates: dict[int, Fate]) -> Decimal:
    granted = impact.granted_to(case.programme, [case.organisation_id])[case.organisation_id]
    last = (clock.now(), case.id + 1_000)
    return sum((row.amount for row in Ledger(granted, fates).before(last, new=False)), Decimal(0))


def by_the_word(cases: Sequence[Case]) -> Decimal:
    """As I-43 says it, and by nothing of ours: granted, and neither declined nor ended before the payment."""
    unpaid = (Event.DECLINED.value, Event.TERMINATED.value)
    gone = select(JournalEntry.case_id).where(JournalEntry.event.in_(unpaid))
    of_cases = select(func.sum(Cap.amount)).where(Cap.case_id.in_([case.id for case in cases]))
    return db.session.scalar(of_cases.where(Cap.case_id.not_in(gone))) or Decimal(0)


def agree(walk: Walk, cases: Sequence[Any]) -> Decimal:
    fresh = [walk.fresh(case) for case in cases]
    fates = {case.id: told(case).fate for case in fresh}
    sums = {by_rows(fresh[0]), by_journal(fresh, fates), by_trial(fresh[0], fates), by_the_word(fresh)}
    assert len(sums) == 1, sums
    return sums.pop()


@pytest.mark.slow
@pytest.mark.clause("342:9")
def test_every_account_counts_the_same_grants(walk: Walk) -> None:
    dice = Random(43)
    first = walk.to(S.AGREEMENT)
    cases = [first, *(walk.to(S.AGREEMENT, organisation=first.organisation) for _ in range(len(WAYS) - 1))]
    ahead = [(case, list(way)) for case, way in zip(cases, dice.sample(WAYS, len(WAYS)), strict=True)]
    seen = [agree(walk, cases)]
    while ahead := [(case, way) for case, way in ahead if way]:
        case, way = dice.choice(ahead)
        walk.on(walk.fresh(case), way.pop(0))
        walk.clock.advance(minutes=dice.randrange(90))
        seen.append(agree(walk, cases))
    assert seen[0] - seen[-1] == 2 * first.granted_sum  # one was declined, one ended before the payment
    assert [str(one) for one in replay().differences] == []
