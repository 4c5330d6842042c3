"""The one door to a calculation, whichever the programme."""

from __future__ import annotations

from dataclasses import replace

from workflows.calculation import Request, Result
from workflows.programmes import pick
from workflows.programmes.editions import InForce


def calculate(request: Request, in_force: InForce | None = None) -> Result:
    """What the programme's edition on the day of the application would grant. Deterministic. ``in_force``: days that an
    administrator has set. KeyError for a programme we do not run; NotCalculable for an export request that lacks what
    its types need."""
    edition = pick(request.programme, request.applied_on, in_force)
    return replace(edition.sums.calculate(request), edition_assumed=edition.assumed)
