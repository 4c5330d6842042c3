"""The checks of the review against the rules (342:35, second part): each requirement with its clause.

A "no" to an eligibility check rules out any grant; a "no" to the others takes costs out of the calculation or needs a
remedy of its own. ``automatic``: ``automatic.answers`` proposes the answer where the application's own data
allow; the officer may overrule it with a reason, for the register is the authority, not the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.programmes.domestic_342.check_texts import REMEDIES, TITLES
from workflows.text import Text


class CheckGroup(StrEnum):
    """What a check is about."""

    ELIGIBILITY = "eligibility"  # the applicant (342:2, 3.10, 11)
    COSTS = "costs"  # 342:8, 10, 12, 13
    PAPERS = "papers"  # 342:15-19, A6.8
    BARS = "bars"  # grounds of A6.9 that lie outside the papers


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement, answered by the officer (``automatic``: with a proposal from the data).
    ``cost_types`` empty: for every application. ``may_not_apply``: the answer "not applicable" is open."""

    key: str
    clause: str
    group: CheckGroup
    automatic: bool = False
    cost_types: tuple[str, ...] = ()
    may_not_apply: bool = False
    interpretation: str = ""

    @property
    def title(self) -> Text:
        """What must hold."""
        return TITLES[self.key]

    @property
    def remedy(self) -> Text:
        """Where the answer is found or how the requirement is met."""
        return REMEDIES[self.key]


_E, _C, _P, _B = CheckGroup.ELIGIBILITY, CheckGroup.COSTS, CheckGroup.PAPERS, CheckGroup.BARS

CHECKS: tuple[Check, ...] = (
    Check("entity", "342:3.10", _E),
    Check("not_state_owned", "342:11.4", _E, may_not_apply=True, interpretation="I-13"),
    Check("local_producer", "342:11.1", _E),
    Check("no_arrears", "342:11.2", _E),
    Check("one_year_registered", "342:11.3", _E, automatic=True, interpretation="I-4"),
    Check("priority_product", "342:11.5", _E),
    Check("small_or_medium", "342:11.6", _E),
    Check("taxes_grew", "342:11.7", _E, automatic=True, may_not_apply=True, interpretation="I-19"),
    Check("reimbursable_cost", "342:8", _C),
    Check("priority_cargo", "342:8.3", _C, cost_types=("3",)),
    Check("paid_in_window", "342:10.1", _C, automatic=True, interpretation="I-14"),
    Check("accounting_papers", "342:10.2", _C),
    Check("without_taxes", "342:12.1", _C),
    Check("no_other_budget", "342:12.2", _C),
    Check("exchange_rates", "342:13", _C, automatic=True, may_not_apply=True),
    Check("site_compared", "342:15", _P, may_not_apply=True),
    Check("language", "342:16", _P),
    Check("scans", "342:17", _P),
    Check("no_corrections", "342:18", _P),
    Check("signer", "342:19", _P),
    Check("origin_valid", "342:A6.8.2", _P, interpretation="I-11"),
    Check("documents_true", "342:A6.9.1", _B),
    Check("no_negative_opinion", "342:A6.9.3", _B, may_not_apply=True),
    Check("no_court_ban", "342:A6.9.4", _B),
    Check("special_right", "342:A6.9.5", _B, may_not_apply=True),
    Check("personal_data", "342:A6.9.6", _B, automatic=True),
)
CHECK_BY_KEY: Mapping[str, Check] = {check.key: check for check in CHECKS}
#: A "no" to one of these leaves nothing to grant: the applicant is not eligible, or a bar of A6.9 stands.
DECISIVE = frozenset(check.key for check in CHECKS if check.group in (_E, _B))


def checks_for(cost_types: Iterable[str]) -> tuple[Check, ...]:
    """The checks of an application with these cost types (``"1"``, ``"2"``, ``"3"``), in the order of the law."""
    chosen = set(cost_types)
    return tuple(check for check in CHECKS if not check.cost_types or chosen & set(check.cost_types))
