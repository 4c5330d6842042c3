"""The one door to a calculation, whichever the programme."""

from __future__ import annotations

from dataclasses import replace

from workflows.calculation import Request, Result
from workflows.programmes import pick


def calculate(request: Request) -> Result:
    """What the programme's edition on the day of the application would grant. Deterministic. KeyError for a programme
    we do not run; ValueError for an export request that lacks what its types need."""
    edition = pick(request.programme, request.applied_on)
    return replace(edition.sums.calculate(request), edition_assumed=edition.assumed)
