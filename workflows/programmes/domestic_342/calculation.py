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
from workflows.programmes.domestic_342 import rates
from workflows.programmes.editions import edition_on


def calculate(request: Request) -> Result:
    """The sums that a decision of ``request.decided_on`` may grant. Nothing left to grant, or a large entity
    (342:11.6), is a refusal by the sums alone."""
    edition, assumed = edition_on(request.programme, request.applied_on)
    window = cost_window(request, rates.COST_MONTHS)
    proposals = tuple(_propose(cost, window) for cost in request.costs)
    caps = caps_of(request)
    large = request.size is Size.LARGE
    lines = nothing_granted(proposals) if large else distribute(proposals, caps, rates.GROUP_OF.get)
    total = total_of(line.granted for line in lines)
    return Result(
        programme=request.programme,
        edition=edition,
        edition_assumed=assumed,
        total=total,
        lines=lines,
        caps=caps,
        outcome=Outcome.GRANT if total > 0 else Outcome.REFUSE,
        clause=rates.SIZE_CLAUSE if large else None,
        trace=_trace(request, window, lines, caps),
        interpretations=rates.INTERPRETATIONS,
    )


def caps_of(request: Request) -> tuple[Cap, ...]:
    """Every cap over each of its windows, with what earlier decisions used of it (342:9, I-2)."""
    first = months_before(request.applied_on, rates.CAP_MONTHS)
    windows = (
        ("24-months", Window(first, request.applied_on - timedelta(days=1))),
        ("calendar-year", calendar_year(request.applied_on)),
    )
    return tuple(
        Cap(rule.group, name, rule.limit(request.mci), used_of(rule, window, request), rule.clause)
        for rule in rates.CAPS
        for name, window in windows
    )


def _propose(cost: Cost, window: Window) -> Line:
    """One payment inside the window admits the whole cost (342:10.1)."""
    if not any(payment.paid_on in window for payment in cost.payments):
        return Line(cost.id, cost.type, ZERO, rates.RATE, ZERO, ZERO, refused_because=rates.COST_CLAUSE)
    accepted = total_of(payment.tenge for payment in cost.payments)
    proposed = down(EXACT.multiply(accepted, rates.RATE))
    return Line(cost.id, cost.type, accepted, rates.RATE, proposed, ZERO)


def _trace(request: Request, window: Window, lines: tuple[Line, ...], caps: tuple[Cap, ...]) -> tuple[TraceStep, ...]:
    steps = [trace.mci(request.mci, request.applied_on, rates.RATE_CLAUSE)]
    for cost, line in zip(request.costs, lines, strict=True):
        foreign = (payment for payment in cost.payments if payment.rate is not None)
        steps += [trace.converted(cost, payment, rates.CONVERSION_CLAUSE) for payment in foreign]
        if line.refused_because:
            steps.append(trace.outside(line, window, line.refused_because))
        else:
            steps.append(trace.accepted(line, len(cost.payments), window, rates.COST_CLAUSE))
            steps.append(trace.proposed(line, rates.RATE_CLAUSE))
    steps += [trace.cap(cap) for cap in caps]
    if request.size is Size.LARGE:
        steps.append(trace.large_entity(rates.SIZE_CLAUSE))
    else:
        clauses = {cap.group: cap.clause for cap in caps}
        short = (line for line in lines if line.granted < line.proposed)
        steps += [trace.cut(line, clauses[rates.GROUP_OF[line.type]]) for line in short]
    steps.append(trace.total(total_of(line.granted for line in lines), rates.RATE_CLAUSE))
    return tuple(steps)
