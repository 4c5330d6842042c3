"""The cost lines that a signed grant does not reimburse in full, each with its reason and clause, as its decision keeps
them; the applicant reads it on the page of the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dms.formatting import dmy
from dms.models import Case
from dms.services.clock import ALMATY
from dms.services.judging.law import edition_of
from workflows.calculation import cost_window
from workflows.text import Text

OUTSIDE = Text(
    "{first} – {last} аралығында бірде-бір төлем жоқ", "между {first} и {last} нет ни одного платежа",
    "no payment lies between {first} and {last}",
)  # fmt: skip
REMOVED = Text(
    "шығынның бұл түрі енді өтелмейді",
    "этот вид затрат больше не возмещается",
    "this kind of cost is not reimbursed any more",
)
CUT = Text(
    "шектен қалған сома ғана өтеледі", "возмещается только остаток предела", "only what the limit leaves is reimbursed"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``place``: the number of the line in the application. ``proposed``: what the rate gave, ``granted``: what is
    reimbursed, in tenge; of a refused cost both are nought. ``why``: the officer's fact, or the rule's."""

    place: int
    name: str
    proposed: Decimal
    granted: Decimal
    why: Text
    clause: str

    @property
    def refused(self) -> bool:
        return not self.granted


def left_out(case: Case, payload: Mapping[str, Any]) -> list[LeftOut]:
    """In the order of the application, by what the signed decision keeps; none where it is no grant."""
    if "calculation" not in payload:
        return []
    facts = {row["line"]: row["fact"] for row in payload.get("refused_lines") or ()}
    results = {row["id"]: row for row in payload["calculation"]["lines"]}
    return list(_lines(case, results, facts))


def _lines(case: Case, results: Mapping[str, Any], facts: Mapping[str, str]) -> Iterator[LeftOut]:
    for place, line in enumerate(case.content.get("costs") or [], 1):
        row = results.get(line["id"])
        if row is None or (not row["refused_because"] and Decimal(row["granted"]) == Decimal(row["proposed"])):
            continue
        clause = row["refused_because"] or _limit(case, row["type"])
        why = Text(*[facts[line["id"]]] * 3) if line["id"] in facts else _rule(case, clause, row)
        name = line.get("name") or line["id"]
        yield LeftOut(place, name, Decimal(row["proposed"]), Decimal(row["granted"]), why, clause)


def _rule(case: Case, clause: str, row: Mapping[str, Any]) -> Text:
    """The calculation's own reason."""
    rules = edition_of(case).sums
    if not row["refused_because"]:
        return CUT
    if clause != rules.costs_clause:
        return REMOVED
    window = cost_window(_applied_on(case), rules.months)
    return OUTSIDE.fill(first=dmy(window.first), last=dmy(window.last))


def _applied_on(case: Case) -> date:
    assert case.received_at is not None  # it was decided on
    return case.received_at.astimezone(ALMATY).date()


def _limit(case: Case, cost_type: str) -> str:
    """The clause of the cap that cut a cost of this type."""
    costs = edition_of(case).costs
    group = costs.group_of.get(cost_type)
    return next((rule.clause for rule in costs.caps if rule.group == group), "")
