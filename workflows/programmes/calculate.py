"""The one door to a calculation, whichever the programme."""

from __future__ import annotations

from collections.abc import Callable

from workflows.calculation import Request, Result
from workflows.programmes.domestic_342 import calculation as domestic
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.programmes.export_314 import calculation as export

_CALCULATE: dict[str, Callable[[Request], Result]] = {DOMESTIC: domestic.calculate, EXPORT: export.calculate}


def calculate(request: Request) -> Result:
    """What the programme's edition on the day of the application would grant. Deterministic. KeyError for a programme
    we do not run; ValueError for an export request that lacks what its types need."""
    return _CALCULATE[request.programme](request)
