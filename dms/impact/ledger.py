"""What one applicant was granted, as it was, and as it would have been under a new edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dms.models import Cap, Case
from dms.services.clock import ALMATY
from workflows.calculation import Earlier, Line


@dataclass(frozen=True, slots=True)
class _Row:
    case_id: int
    decided: datetime
    granted: Earlier


#: Where a case stands among the decisions: the moment, and of those of one moment the case that came first.
Place = tuple[datetime, int]


class Ledger:
    """Both accounts of one applicant and programme."""

    def __init__(self, granted: Iterable[Cap]) -> None:
        self._kept = [
            _Row(row.case_id, row.decided_on, _earlier(row.cost_type, row.decided_on, row.received_on, row.amount))
            for row in granted
        ]
        self._new = list(self._kept)

    def before(self, place: Place, *, new: bool) -> Iterator[Earlier]:
        """What was granted before this place, on the account asked for."""
        rows = self._new if new else self._kept
        return (row.granted for row in rows if (row.decided, row.case_id) < place)

    def decide(self, case: Case, moment: datetime, lines: Iterable[Line]) -> None:
        """Puts what the new edition would have granted in the place of what was."""
        assert case.received_at is not None  # only what came in is decided
        self._new = [row for row in self._new if row.case_id != case.id]
        for line in lines:
            if line.granted > 0:
                granted = _earlier(line.type, moment, case.received_at, line.granted)
                self._new.append(_Row(case.id, moment, granted))


def _earlier(cost_type: str, decided: datetime, received: datetime, amount: Decimal) -> Earlier:
    return Earlier(
        type=cost_type,
        decided_on=decided.astimezone(ALMATY).date(),
        amount=amount,
        received_on=received.astimezone(ALMATY).date(),
    )
