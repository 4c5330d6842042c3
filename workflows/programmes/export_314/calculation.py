"""How much order 314 reimburses (314:11, 314:12) and when the declared costs leave an application without
consideration (314:22.2-22.4). Pure: a request in, sums with their trace out."""

from __future__ import annotations

from decimal import Decimal

from workflows import trace
from workflows.calculation import (
    Cap,
    CapRule,
    Cost,
    Line,
    NotCalculable,
    Outcome,
    Request,
    Result,
    TraceStep,
    Window,
    calendar_year,
    cost_window,
    distribute,
    nothing_granted,
    total_of,
    used_of,
)
from workflows.money import EXACT, ZERO, down
from workflows.programmes.export_314.rates import (
    CONVERSION_CLAUSE,
    INTERPRETATIONS,
    LEAVE_DELIVERY,
    LEAVE_GENERAL,
    LEAVE_TAXES,
    PROCESSED_TYPES,
    TRANSPORT,
    Rates,
)
from workflows.text import Text


def calculate(request: Request, rates: Rates) -> Result:
    """The sums that a decision of ``request.decided_on`` may grant. Raises NotCalculable for a 9.9 cost without the
    taxes of the year before, or a 9.8 or 9.9 cost without its level of processing."""
    window = cost_window(request.applied_on, rates.cost_months)
    proposals = tuple(_propose(cost, window, request, rates) for cost in request.costs)
    caps = caps_of(request, rates)
    left = next((step for step in _declared(request, rates) if _exceeds(*step)), None)
    lines = nothing_granted(proposals) if left else distribute(proposals, caps, rates.group_of.get, rates.step)
    total = total_of(line.granted for line in lines)
    outcome = Outcome.LEAVE if left else Outcome.GRANT if total > 0 else Outcome.REFUSE
    return Result(
        programme=request.programme,
        edition=rates.edition,
        total=total,
        lines=lines,
        caps=caps,
        outcome=outcome,
        clause=left[3] if left else None,
        trace=_trace(request, window, lines, caps, rates, left=left is not None),
        interpretations=INTERPRETATIONS,
    )


def leaving(request: Request, rates: Rates) -> frozenset[str]:
    """Every clause of 314:22.2-22.4 that holds by the costs declared; that the year's money is used up (314:22.1) the
    ledger knows. Raises NotCalculable as ``calculate`` does."""
    return frozenset(step[3] for step in _declared(request, rates) if _exceeds(*step))


def rate_of(cost: Cost, request: Request, rates: Rates) -> Decimal:
    """The share of the cost that is reimbursed (314:11); zero for a removed type."""
    if cost.type in rates.removed:
        return ZERO
    if cost.type not in PROCESSED_TYPES:
        return rates.by_size[request.size]
    if cost.processing is None:
        raise NotCalculable("processing", rates.rate_clause, _NO_LEVEL.fill(cost=cost.id))
    rate = rates.by_processing[cost.processing]
    if cost.type == TRANSPORT:
        rate += rates.carrier * cost.domestic_carrier + rates.sea_port * cost.sea_port
    return rate


def taxes_limit(request: Request) -> Decimal | None:
    """Taxes paid in the year before less VAT refunded, never negative; None when they are not given."""
    if request.taxes_paid_previous_year is None or request.vat_refunded_previous_year is None:
        return None
    return max(ZERO, EXACT.subtract(request.taxes_paid_previous_year, request.vat_refunded_previous_year))


def caps_of(request: Request, rates: Rates) -> tuple[Cap, ...]:
    """The cap of the general group over the calendar year and, once the taxes are known, the cap of 9.9 over the
    applications received in it, whenever decided (314:12)."""
    year = calendar_year(request.applied_on)
    rule, used = rates.general, used_of(rates.general, year, request)
    general = Cap(rule.group, "calendar-year", rule.limit(request.mci), used, rule.clause)
    taxes = taxes_limit(request)
    if taxes is None:
        return (general,)
    rows = (row for row in request.earlier if row.type == TRANSPORT)
    used = total_of(row.amount for row in rows if row.received_on is not None and row.received_on in year)
    limit = min(rates.delivery.limit(request.mci), taxes)
    return general, Cap(rates.delivery.group, "taxes-paid", limit, used, rates.delivery.clause)


def _propose(cost: Cost, window: Window, request: Request, rates: Rates) -> Line:
    """Only the payments inside the window count (314:20.2)."""
    rate = rate_of(cost, request, rates)
    inside = [payment for payment in cost.payments if payment.paid_on in window]
    refused = rates.removed.get(cost.type) or cost.refused_because or (None if inside else rates.cost_clause)
    if refused:
        return Line(cost.id, cost.type, ZERO, rate, ZERO, ZERO, refused_because=refused)
    accepted = total_of(payment.tenge for payment in inside)
    return Line(cost.id, cost.type, accepted, rate, down(EXACT.multiply(accepted, rate), rates.step), ZERO)


#: Group, costs declared in it, limit, clause.
Declaration = tuple[str, Decimal, Decimal, str]


def _declared(request: Request, rates: Rates) -> tuple[Declaration, ...]:
    """What 314:22.2-22.4 compare, in their order, for the groups in which this application has a cost."""
    present = {rates.group_of.get(cost.type) for cost in request.costs}
    general, delivery = rates.general, rates.delivery
    found: list[Declaration] = []
    if general.group in present:
        amount = _declared_in(general, request, rates)
        found.append((general.group, amount, general.limit(request.mci), LEAVE_GENERAL))
    if delivery.group in present:
        amount = _declared_in(delivery, request, rates)
        taxes = taxes_limit(request)
        if taxes is None:
            raise NotCalculable(_lacking(request), delivery.clause, _NO_TAXES)
        found.append((delivery.group, amount, delivery.limit(request.mci), LEAVE_DELIVERY))
        found.append((delivery.group, amount, taxes, LEAVE_TAXES))
    return tuple(found)


def _lacking(request: Request) -> str:
    paid = request.taxes_paid_previous_year is None
    return "taxes_paid_previous_year" if paid else "vat_refunded_previous_year"


_NO_TAXES = Text(
    "9.9-шығынға өтінім жылының алдындағы жылы төленген салық пен қайтарылған ҚҚС сомасы керек",
    "затрате 9.9 нужны суммы налогов, уплаченных в году перед годом заявки, и возвращенного НДС",
    "a cost of 9.9 needs the taxes paid and the VAT refunded in the year before the application's",
)
_NO_LEVEL = Text(
    "{cost} шығынына тауардың өңделу деңгейі керек",
    "затрате {cost} нужен уровень передела товара",
    "cost {cost} needs the level of processing of its goods",
)


def _declared_in(rule: CapRule, request: Request, rates: Rates) -> Decimal:
    """Costs declared, not sums to be granted: those of this application, whenever paid, and those of the applicant's
    other applications received in the same year. What is of a removed type declares nothing."""
    types = rule.types - rates.removed.keys()
    own = (payment.tenge for cost in request.costs if cost.type in types for payment in cost.payments)
    year = calendar_year(request.applied_on)
    others = (row.amount for row in request.declared_earlier if row.type in types and row.received_on in year)
    return EXACT.add(total_of(own), total_of(others))


def _exceeds(_group: str, amount: Decimal, limit: Decimal, _clause: str) -> bool:
    return amount > limit


def _trace(
    request: Request, window: Window, lines: tuple[Line, ...], caps: tuple[Cap, ...], rates: Rates, *, left: bool
) -> tuple[TraceStep, ...]:
    steps = [trace.mci(request.mci, request.applied_on, rates.general.clause)]
    for cost, line in zip(request.costs, lines, strict=True):
        steps += _trace_of_cost(cost, line, window, rates)
    steps += [trace.declared(*declaration) for declaration in _declared(request, rates)]
    steps += [trace.cap(cap) for cap in caps]
    if not left:
        short = (line for line in lines if line.granted < line.proposed)
        steps += [trace.cut(line, rates.general.clause) for line in short]
    steps.append(trace.total(total_of(line.granted for line in lines), rates.rate_clause))
    return tuple(steps)


def _trace_of_cost(cost: Cost, line: Line, window: Window, rates: Rates) -> list[TraceStep]:
    steps = [trace.converted(cost, payment, CONVERSION_CLAUSE) for payment in cost.payments if payment.rate is not None]
    if cost.type in rates.removed:
        steps.append(trace.removed(line, rates.removed[cost.type]))
    elif cost.refused_because:
        steps.append(trace.refused(line, cost.refused_because))
    elif line.refused_because:
        steps.append(trace.outside(line, window, line.refused_because))
    else:
        inside = sum(payment.paid_on in window for payment in cost.payments)
        steps.append(trace.accepted(line, inside, window, rates.cost_clause))
        steps.append(trace.proposed(line, rates.rate_clause))
    return steps
