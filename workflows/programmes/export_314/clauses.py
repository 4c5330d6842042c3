"""Clauses of order 314 that do not stand in every edition: what order 298-НҚ took out, and what it put off."""

from __future__ import annotations

from datetime import date

from workflows.programmes.export_314.cost_types import ORDER_298
from workflows.programmes.export_314.documents import DEFERRED
from workflows.programmes.provisions import Provision

_TAKEN_OUT = ("314:2.4", "314:2.6", "314:9.3", "314:9.6", "314:10.4", "314:17.2", "314:17.6")
_PUT_OFF = ("314:16.1", "314:17.1")

PROVISIONS: tuple[Provision[str], ...] = (
    *(Provision(clause, until=ORDER_298) for clause in _TAKEN_OUT),
    *(Provision(clause, since=DEFERRED) for clause in _PUT_OFF),
)


def absent_on(day: date) -> frozenset[str]:
    """Clauses that nothing can rest on in the edition of this day."""
    return frozenset(provision.value for provision in PROVISIONS if not provision.holds(day))
