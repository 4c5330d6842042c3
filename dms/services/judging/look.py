"""One look at a case: the row, what was handed in with the act, the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dms.models import Case
from dms.services.judging.given import Given


@dataclass(frozen=True, slots=True)
class Look:
    """What the builders of facts work from."""

    case: Case
    given: Given
    now: datetime
