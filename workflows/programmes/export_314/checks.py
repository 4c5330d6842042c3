"""The checks of order 314 (314:3, 314:4, 314:11, 314:12, 314:16, 314:17, 314:20, 314:22): each requirement with its
clause. What the data say about them is in ``automatic``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workflows.programmes.checks import Check, CheckGroup, Checks
from workflows.programmes.costs import Costs
from workflows.programmes.export_314.automatic import findings
from workflows.programmes.export_314.check_texts import REMEDIES, TITLES
from workflows.programmes.export_314.cost_types import GOODS, ICT, TRANSPORT
from workflows.programmes.figures import Figures
from workflows.programmes.findings import Finding
from workflows.programmes.known import Known
from workflows.registers import Register


def _check(key: str, clause: str, group: CheckGroup, **more: Any) -> Check:
    return Check(key, clause, group, TITLES[key], REMEDIES[key], **more)


_E, _C, _P, _B = CheckGroup.ELIGIBILITY, CheckGroup.COSTS, CheckGroup.PAPERS, CheckGroup.BARS
_GOODS_AND_TRANSPORT = (*GOODS, TRANSPORT)

CHECKS: tuple[Check, ...] = (
    _check("entity", "314:3", _E),
    _check("not_state_owned", "314:4", _E, may_not_apply=True, interpretation="I-13"),
    _check("no_investment_project", "314:4", _E),
    _check("no_insolvency", "314:4", _E),
    _check("payroll_grew", "314:4", _E, automatic=True),
    _check("goods_listed", "314:20.1", _C, automatic=True, cost_types=_GOODS_AND_TRANSPORT, interpretation="I-31"),
    _check("services_listed", "314:20.1", _C, automatic=True, cost_types=ICT, interpretation="I-31"),
    _check("own_goods", "314:20.2", _C),
    _check("reimbursable_cost", "314:20.2", _C, automatic=True),
    _check("paid_in_window", "314:20.2", _C, automatic=True, interpretation="I-14"),
    _check("documented", "314:11", _C, automatic=True),
    _check("without_indirect_taxes", "314:12", _C),
    _check("exchange_rates", "", _C, automatic=True, may_not_apply=True, interpretation="I-35"),
    _check("business_category", "314:11", _C, automatic=True, registers=(Register.CATEGORY,)),
    _check("processing_level", "314:11", _C, automatic=True, cost_types=("9.8", TRANSPORT)),
    _check(
        "transport_bonus",
        "314:11",
        _C,
        automatic=True,
        cost_types=(TRANSPORT,),
        may_not_apply=True,
        interpretation="I-32",
    ),
    _check("taxes_paid", "314:12", _C, automatic=True, cost_types=(TRANSPORT,), registers=(Register.TAXES,)),
    _check("origin_valid", "314:16", _P, cost_types=_GOODS_AND_TRANSPORT),
    _check("documents_conform", "314:22", _P),
    _check("earlier_obligation", "314:22", _B, automatic=True, may_not_apply=True, interpretation="I-23"),
)


def checks_of(checks: Iterable[Check], costs: Costs, figures: Figures) -> Checks:
    """The checks of an edition with these costs and figures."""

    def propose(application: Any, applied_on: date, known: Known) -> Mapping[str, Finding]:
        return findings(application, applied_on, known, costs, figures)

    return Checks(tuple(checks), propose)
