"""Which interpretations a decision of a case relies on, from what was asked of this case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from dms.models import Case
from dms.queries import cases
from dms.services.judging import grounds, sums
from dms.services.judging.law import edition_of
from workflows import reliance
from workflows.states import DraftKind

#: Decisions for which the checks were asked.
ON_CHECKS = frozenset({DraftKind.GRANT, DraftKind.REFUSAL})


def of_decision(case: Case, kind: DraftKind, payload: Mapping[str, Any], now: datetime) -> list[str]:
    """Numbers of the register, in its order, for a decision with this payload made now."""
    asked = cases.newest_answers(case.id, "check") if kind in ON_CHECKS else {}
    return list(
        reliance.relied_on(
            case.programme,
            edition_of(case).checks,
            kind,
            asked=asked,
            sums=_of_sums(case, kind, payload, now),
            whole=kind is DraftKind.GRANT and _is_whole(payload["calculation"]),
        )
    )


def _of_sums(case: Case, kind: DraftKind, payload: Mapping[str, Any], now: datetime) -> Iterable[str]:
    """What the calculation names: that of a grant, or the one that stands behind a refusal for what does not meet the
    rules."""
    if kind is DraftKind.GRANT:
        return list(payload["calculation"]["interpretations"])
    chosen = grounds.of_rules(case, payload.get("grounds", ()))
    if kind is DraftKind.REFUSAL and edition_of(case).grounds.gives_way_to_a_part(chosen):
        return sums.of_case(case, now).interpretations
    return ()


def _is_whole(calculation: Mapping[str, Any]) -> bool:
    lines = calculation["lines"]
    proposed = sum((Decimal(line["proposed"]) for line in lines), Decimal(0))
    return proposed == Decimal(calculation["total"]) and not any(line["refused_because"] for line in lines)
