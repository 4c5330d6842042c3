"""How much order 342 reimburses (342:9-342:13). Pure: a request in, sums with their trace out."""

from __future__ import annotations

from datetime import timedelta

from workflows import trace
from workflows.calculation import (
    Cap,
    Cost,
    Line,
    Outcome,
    Request,
    Result,
    Size,
    TraceStep,
    Window,
    calendar_year,
    cost_window,
    distribute,
    months_before,
    nothing_granted,
    total_of,
    used_of,
)
from workflows.money import EXACT, ZERO, down
from workflows.programmes.domestic_342.rates import CONVERSION_CLAUSE, INTERPRETATIONS, Rates


def calculate(request: Request, rates: Rates) -> Result:
    """The sums that a decision of ``request.decided_on`` may grant. Nothing left to grant, or a large entity
    (342:11.6), is a refusal by the sums alone."""
    window = cost_window(request.applied_on, rates.cost_months)
    proposals = tuple(_propose(cost, window, rates) for cost in request.costs)
    caps = caps_of(request, rates)
    barred = rates.size_clause if request.size is Size.LARGE else None
    lines = (
        distribute(proposals, caps, rates.group_of.get, rates.step) if barred is None else nothing_granted(proposals)
    )
    total = total_of(line.granted for line in lines)
    return Result(
        programme=request.programme,
        edition=rates.edition,
        total=total,
        lines=lines,
        caps=caps,
        outcome=Outcome.GRANT if total > 0 else Outcome.REFUSE,
        clause=barred,
        trace=_trace(request, window, lines, caps, rates),
        interpretations=INTERPRETATIONS,
    )


def caps_of(request: Request, rates: Rates) -> tuple[Cap, ...]:
    """Every cap over each of its windows, with what earlier decisions used of it (342:9, I-2)."""
    first = months_before(request.applied_on, rates.cap_months)
    windows = (
        (f"{rates.cap_months}-months", Window(first, request.applied_on - timedelta(days=1))),
        ("calendar-year", calendar_year(request.applied_on)),
    )
    return tuple(
        Cap(rule.group, name, rule.limit(request.mci), used_of(rule, window, request), rule.clause)
        for rule in rates.caps
        for name, window in windows
    )


def _propose(cost: Cost, window: Window, rates: Rates) -> Line:
    """One payment inside the window admits the whole cost (342:10.1)."""
    inside = any(payment.paid_on in window for payment in cost.payments)
    refused = rates.removed.get(cost.type) or cost.refused_because or (None if inside else rates.cost_clause)
    if refused:
        return Line(cost.id, cost.type, ZERO, rates.rate, ZERO, ZERO, refused_because=refused)
    accepted = total_of(payment.tenge for payment in cost.payments)
    proposed = down(EXACT.multiply(accepted, rates.rate), rates.step)
    return Line(cost.id, cost.type, accepted, rates.rate, proposed, ZERO)


def _trace(
    request: Request, window: Window, lines: tuple[Line, ...], caps: tuple[Cap, ...], rates: Rates
) -> tuple[TraceStep, ...]:
    steps = [trace.mci(request.mci, request.applied_on, rates.rate_clause)]
    for cost, line in zip(request.costs, lines, strict=True):
        steps += _trace_of_cost(cost, line, window, rates)
    steps += [trace.cap(cap) for cap in caps]
    if request.size is Size.LARGE and rates.size_clause is not None:
        steps.append(trace.large_entity(rates.size_clause))
    else:
        clauses = {cap.group: cap.clause for cap in caps}
        short = (line for line in lines if line.granted < line.proposed)
        steps += [trace.cut(line, clauses[rates.group_of[line.type]]) for line in short]
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
        steps.append(trace.accepted(line, len(cost.payments), window, rates.cost_clause))
        steps.append(trace.proposed(line, rates.rate_clause))
    return steps
