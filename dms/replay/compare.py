"""The retold cases against the rows of the database: states, days, terms, sums. The sums of each grant are calculated
again from the application as it was handed in and from what had been granted before, by the journal too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import select

from dms.extensions import db
from dms.models import Case, JournalEntry
from dms.replay.fold import Grant, Retold, Untold, retell
from dms.services.clock import ALMATY
from dms.services.dates import calendars, terms
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from workflows.calculation import Earlier

#: What the row says → what the journal tells.
COMPARED = {
    "state": lambda told: told.stands.value,
    "edition": lambda told: told.edition,
    "number": lambda told: told.number,
    "registered_at": lambda told: told.registered_at,
    "received_at": lambda told: told.moments.received,
    "completed_at": lambda told: told.moments.completed,
    "requested_sum": lambda told: told.requested,
    "granted_sum": lambda told: told.granted,
    "term_key": lambda told: told.term_key,
    "due_at": lambda told: told.due_at,
    "service_due_at": lambda told: told.service_due_at,
    "review_days": lambda told: told.review_days,
    "term_provisional": lambda told: told.provisional,
}
#: Of a draft, which changes without the journal's knowing, and of what nobody has moved yet.
ONLY_WITH_STATE = ("state",)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the database and the journal part. ``case`` is the number, or the public id of one without a number."""

    case: str
    what: str
    kept: str
    retold: str

    def __str__(self) -> str:
        return f"{self.case}: {self.what}: kept {self.kept}, replayed {self.retold}"


@dataclass(slots=True)
class Replay:
    """``cases`` and ``grants`` that were replayed, ``papers`` that were made again, and every difference."""

    cases: int = 0
    grants: int = 0
    papers: int = 0
    differences: list[Difference] = field(default_factory=list)


def replay(number: str | None = None) -> Replay:
    """Replays every case from its entries, then every grant in the order in which they were decided. With ``number``
    only what concerns that case is told.

    Raises:
        LookupError: no case has that number.
    """
    if number is not None and db.session.scalar(select(Case.id).where(Case.number == number)) is None:
        raise LookupError(number)
    found, held, settings = Replay(), cache(calendars.numbered), terms.settings()
    steps: list[_Step] = []
    in_force = reference.in_force()
    for case, bodies in _cases():
        concerned, faults = number in (None, case.number), list[Difference]()
        try:
            told = retell(case.programme, bodies, held, settings, in_force)
        except Untold as error:
            faults.append(Difference(_name(case), "journal", "-", f"cannot be judged: {error}"))
        else:
            steps += _steps(case, told)
            faults += _differences(case, told)
        if concerned:
            found.cases += 1
            found.differences += faults
    ledger = _Ledger()
    for _entry, case_id, grant in sorted(steps, key=lambda row: row[0]):
        case = db.session.get_one(Case, case_id)
        if grant is None:
            ledger.give_up(case)
            continue
        again = ledger.total_of(case, grant)
        if number in (None, case.number):
            found.grants += 1
            if again != grant.total:
                found.differences.append(Difference(_name(case), "sum granted", str(grant.total), str(again)))
    return found


#: What a cap counts: the place in the journal, the case, what was granted or, None, given up unpaid.
_Step = tuple[int, int, Grant | None]


def _steps(case: Case, told: Retold) -> Iterator[_Step]:
    yield from ((grant.entry, case.id, grant) for grant in told.grants)
    if told.grants and told.fate.given_up_at:
        yield told.ended_by, case.id, None


def _cases() -> Iterator[tuple[Case, Iterator[dict[str, Any]]]]:
    """Every case with the bodies of its entries, in one pass over both tables; the bodies are to be read at once."""
    query = select(Case, JournalEntry.id, JournalEntry.body).outerjoin(JournalEntry, JournalEntry.case_id == Case.id)
    rows = db.session.execute(query.order_by(Case.id, JournalEntry.case_seq).execution_options(yield_per=500))
    for case, entries in groupby(rows, key=lambda row: row.Case):
        yield case, (json.loads(row.body) | {"entry": row.id} for row in entries if row.body is not None)


def _differences(case: Case, told: Retold) -> Iterator[Difference]:
    yield from (Difference(_name(case), "journal", "-", fault) for fault in told.faults)
    names = COMPARED if told.since is not None else ONLY_WITH_STATE
    for name in names:
        kept, again = getattr(case, name), COMPARED[name](told)
        if kept != again:
            yield Difference(_name(case), name, _said(kept), _said(again))
    if told.content and case.content != told.content:
        yield Difference(_name(case), "application", "another content", "the content that was handed in")


def _said(value: Any) -> str:
    return "-" if value is None else str(value)


def _name(case: Case) -> str:
    return case.number or case.public_id


class _Ledger:
    """What each applicant was granted so far, calculated anew grant by grant."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, str], list[tuple[int, Earlier]]] = {}

    def total_of(self, case: Case, grant: Grant) -> Decimal:
        """The sum of this grant by the rules; remembers it for the next ones of the applicant."""
        before = self.rows.setdefault((case.organisation_id, case.programme), [])
        decided, earlier = grant.decided.astimezone(ALMATY), [row for _case, row in before]
        request = sums.request_of(case, decided, earlier=earlier, refused=grant.refused)
        result = edition_of(case).sums.calculate(request)
        received = grant.received.astimezone(ALMATY).date()
        for line in result.lines:
            if line.granted > 0:
                row = Earlier(type=line.type, decided_on=decided.date(), amount=line.granted, received_on=received)
                before.append((case.id, row))
        return result.total

    def give_up(self, case: Case) -> None:
        """What was granted to the case and never paid uses up no cap any more (I-43)."""
        of_applicant = (case.organisation_id, case.programme)
        self.rows[of_applicant] = [row for row in self.rows.get(of_applicant, []) if row[0] != case.id]
