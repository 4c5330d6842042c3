"""Where order 342 asks for what the shared guards check after the decision."""

from __future__ import annotations

from collections.abc import Mapping

CITES: Mapping[str, str] = {
    "operator_signed": "342:36",
    "applicant_signed": "342:22",
    "sum_granted": "342:21",
    "balance_enough": "342:20",
    "payee_is_another": "342:21",
    "details_settled": "342:A3.20",
    "quarter_over": "342:24",
    "figures_given": "342:24",
    "monitoring_over": "342:24",
    "obligation_met": "342:26",
    "breach_found": "342:27",
    "something_to_return": "342:27",
    "money_back": "342:27",
    "no_more_than_demanded": "342:27",
}
