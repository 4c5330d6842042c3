"""What one applicant was granted, as it was, and as it would have been under a new edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dms.models import Cap, Case
from dms.services.clock import ALMATY
from workflows.calculation import Earlier, Line
from workflows.programmes.grants import Fate

#: Where a case stands among the decisions: the moment, and of those of one moment the case that came first.
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class _Row:
    case_id: int
    decided: datetime
    granted: Earlier
    fate: Fate

    def counts(self, place: Place) -> bool:
        """Whether it uses up a cap at this place: decided before it, and not given up unpaid by then (I-43)."""
        return (self.decided, self.case_id) < place and self.fate.counts_at(place[0])


class Ledger:
    """Both accounts of one applicant and programme. ``fates``: what became of each granted case."""

    def __init__(self, granted: Iterable[Cap], fates: Mapping[int, Fate]) -> None:
        self._fates = fates
        self._kept = [
            self._row(row.case_id, row.decided_on, row.cost_type, row.received_on, row.amount) for row in granted
        ]
        self._new = list(self._kept)

    def before(self, place: Place, *, new: bool) -> Iterator[Earlier]:
        """What was granted before this place, on the account asked for."""
        rows = self._new if new else self._kept
        return (row.granted for row in rows if row.counts(place))

    def decide(self, case: Case, moment: datetime, lines: Iterable[Line]) -> None:
        """Puts what the new edition would have granted in the place of what was."""
        assert case.received_at is not None  # only what came in is decided
        self._new = [row for row in self._new if row.case_id != case.id]
        for line in lines:
            if line.granted > 0:
                self._new.append(self._row(case.id, moment, line.type, case.received_at, line.granted))

    def _row(self, case_id: int, decided: datetime, cost_type: str, received: datetime, amount: Decimal) -> _Row:
        granted = _earlier(cost_type, decided, received, amount)
        return _Row(case_id, decided, granted, self._fates.get(case_id, Fate()))


def _earlier(cost_type: str, decided: datetime, received: datetime, amount: Decimal) -> Earlier:
    return Earlier(
        type=cost_type,
        decided_on=decided.astimezone(ALMATY).date(),
        amount=amount,
        received_on=received.astimezone(ALMATY).date(),
    )
