"""The checks of order 314 (314:3, 314:4, 314:11, 314:12, 314:16, 314:17, 314:20, 314:22): each requirement with its
clause, and the answers that the application's own data and the reference tables propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workflows.calculation import months_before
from workflows.programmes.checks import Check, CheckGroup, Checks, Known
from workflows.programmes.costs import Costs
from workflows.programmes.export_314.application import Application
from workflows.programmes.export_314.check_texts import REMEDIES, TITLES
from workflows.programmes.export_314.cost_types import GOODS, ICT, TRANSPORT
from workflows.programmes.figures import Figures
from workflows.programmes.parsing import day_of, verdict
from workflows.states import Verdict


def _check(key: str, clause: str, group: CheckGroup, **more: Any) -> Check:
    return Check(key, clause, group, TITLES[key], REMEDIES[key], **more)


_E, _C, _P, _B = CheckGroup.ELIGIBILITY, CheckGroup.COSTS, CheckGroup.PAPERS, CheckGroup.BARS
_GOODS_AND_TRANSPORT = (*GOODS, TRANSPORT)

CHECKS: tuple[Check, ...] = (
    _check("entity", "314:3", _E),
    _check("not_state_owned", "314:4", _E, may_not_apply=True, interpretation="I-13"),
    _check("no_investment_project", "314:4", _E),
    _check("no_insolvency", "314:4", _E),
    _check("payroll_grew", "314:4", _E),
    _check("goods_listed", "314:20.1", _C, automatic=True, cost_types=_GOODS_AND_TRANSPORT, interpretation="I-31"),
    _check("services_listed", "314:20.1", _C, automatic=True, cost_types=ICT, interpretation="I-31"),
    _check("own_goods", "314:20.2", _C),
    _check("reimbursable_cost", "314:20.2", _C, automatic=True),
    _check("paid_in_window", "314:20.2", _C, automatic=True, interpretation="I-14"),
    _check("documented", "314:11", _C),
    _check("without_indirect_taxes", "314:12", _C),
    _check("exchange_rates", "", _C, automatic=True, may_not_apply=True, interpretation="I-35"),
    _check("processing_level", "314:11", _C, cost_types=("9.8", TRANSPORT)),
    _check(
        "transport_bonus",
        "314:11",
        _C,
        automatic=True,
        cost_types=(TRANSPORT,),
        may_not_apply=True,
        interpretation="I-32",
    ),
    _check("taxes_paid", "314:12", _C, cost_types=(TRANSPORT,)),
    _check("origin_valid", "314:16", _P, cost_types=_GOODS_AND_TRANSPORT),
    _check("documents_conform", "314:22", _P),
    _check("earlier_obligation", "314:22", _B, automatic=True, may_not_apply=True, interpretation="I-23"),
)


def checks_of(checks: Iterable[Check], costs: Costs, figures: Figures) -> Checks:
    """The checks of an edition with these costs and figures."""

    def propose(application: Any, applied_on: date, known: Known) -> Mapping[str, Verdict]:
        return answers(application, applied_on, known, costs, figures)

    return Checks(tuple(checks), propose)


def answers(
    application: Application, applied_on: date, known: Known, costs: Costs, figures: Figures
) -> Mapping[str, Verdict]:
    """What can be said on the day of submission (I-4); a check whose data are not there is left out. A proposal: the
    officer confirms or overrules it."""
    found = {
        "goods_listed": _goods_listed(application, known, figures["goods_digits"].whole),
        "services_listed": _services_listed(application, known, figures["services_digits"].whole),
        "reimbursable_cost": _reimbursable(application, costs),
        "paid_in_window": _paid_in_window(application, applied_on, figures["cost_months"].whole),
        "exchange_rates": _exchange_rates(application),
        "transport_bonus": _transport_bonus(application),
        "earlier_obligation": _earlier_obligation(known),
    }
    return {key: answer for key, answer in found.items() if answer is not None}


def matches(code: str, listed: Iterable[str], digits: int) -> bool:
    """Whether a code is on a list: the same as far as the shorter of the two goes, and that at least so many digits."""
    own = _digits(code)
    return any(
        len(other) >= digits and len(own) >= digits and (own.startswith(other) or other.startswith(own))
        for other in map(_digits, listed)
    )


def _goods_listed(application: Application, known: Known, digits: int) -> Verdict | None:
    """314:20.1: every good of the application, at 6 or more digits of the customs code."""
    codes = [good.get("code", "") for good in application.get("goods", [])]
    if known.goods_codes is None or not codes:
        return None
    return verdict(all(matches(code, known.goods_codes, digits) for code in codes))


def _services_listed(application: Application, known: Known, digits: int) -> Verdict | None:
    """314:20.1: every ICT service of the application, at 4 or more digits of OKED."""
    codes = [service.get("oked_code", "") for service in application.get("services", [])]
    if known.services_codes is None or not codes:
        return None
    return verdict(all(matches(code, known.services_codes, digits) for code in codes))


def _reimbursable(application: Application, costs: Costs) -> Verdict | None:
    """314:20.2: a line of a type that the edition does not have. That a line really is of its type people judge."""
    lines = application.get("costs", [])
    unknown = any(line.get("subitem", "") not in costs.subitem_by_key for line in lines)
    return Verdict.NO if unknown else None


def _paid_in_window(application: Application, applied_on: date, months: int) -> Verdict | None:
    """314:20.2, I-14: every payment lies in the window, both ends inside."""
    lines = application.get("costs", [])
    if not lines:
        return None
    days = [day_of(payment.get("paid_on")) for line in lines for payment in line.get("payments", [])]
    if not days or None in days:
        return None
    first = months_before(applied_on, months)
    return verdict(all(day is not None and first <= day <= applied_on for day in days))


def _exchange_rates(application: Application) -> Verdict | None:
    """Nothing to convert where everything was paid in tenge."""
    currencies = {line.get("currency", "") for line in application.get("costs", [])}
    return Verdict.NOT_APPLICABLE if currencies == {"KZT"} else None


def _transport_bonus(application: Application) -> Verdict | None:
    """314:11: no mark of a domestic carrier or a sea port, nothing to prove."""
    lines = [line for line in application.get("costs", []) if line.get("subitem") == TRANSPORT]
    marked = any(line.get("domestic_carrier") or line.get("sea_port") for line in lines)
    return Verdict.NOT_APPLICABLE if lines and not marked else None


def _earlier_obligation(known: Known) -> Verdict | None:
    """314:22: the obligations of earlier agreements, where their term is over."""
    return None if known.earlier_obligation_met is None else verdict(known.earlier_obligation_met)


def _digits(code: str) -> str:
    return "".join(letter for letter in code if letter.isdigit())
