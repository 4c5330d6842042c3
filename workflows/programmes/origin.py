"""Which proofs of Kazakh origin count for the days of an application's costs: some are accepted up to a day only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.programmes.findings import Finding, day, unsettled
from workflows.programmes.papers import OriginProof
from workflows.programmes.parsing import day_of
from workflows.programmes.provisions import Provision, in_force
from workflows.text import Text, join

Proofs = Sequence[Provision[OriginProof]]

PERIOD = Text(
    "Шығындар мен төлемдердің күндері: {first} – {last}",
    "Даты затрат и платежей: {first} – {last}",
    "Dates of the costs and payments: {first} to {last}",
)
TOO_LATE = Text(
    "{until} бастап қабылданбайды: {ended}. Шығындардың соңғы күні {last}, сондықтан керегі: {good}",
    "С {until} не принимаются: {ended}. Последняя дата затрат {last}, поэтому нужно: {good}",
    "Not accepted from {until} on: {ended}. The costs run to {last}, so it takes: {good}",
)
IN_TIME = Text(
    "{until} дейін аяқталған кезеңге ғана қабылданады: {ended}",
    "Принимаются только за период, который кончился до {until}: {ended}",
    "Accepted only for a period that ended before {until}: {ended}",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """``days``: first and last day of the costs, None where none is dated. ``late``: some proofs do not reach to the
    last of them. ``facts``: the proofs with an end, what it means for these costs."""

    days: tuple[date, date] | None
    late: bool
    facts: tuple[Text, ...]


def origin_of(proofs: Proofs, costs: Iterable[Mapping[str, Any]]) -> Origin | None:
    """None where no proof has an end. The period that a proof must cover ends with the last cost (I-11)."""
    ends = sorted({proof.until for proof in proofs if proof.until is not None})
    if not ends:
        return None
    dated = sorted(_days(costs))
    days = (dated[0], dated[-1]) if dated else None
    facts = tuple(_fact(proofs, until, days) for until in ends)
    return Origin(days, bool(days and ends[0] <= days[1]), facts)


def finding_of(proofs: Proofs, costs: Iterable[Mapping[str, Any]]) -> Finding | None:
    """The same for the officer, who sees which proof is attached: facts without an answer."""
    origin = origin_of(proofs, costs)
    if origin is None or origin.days is None:
        return None
    first, last = map(day, origin.days)
    return unsettled(PERIOD.fill(first=first, last=last), *origin.facts)


def _days(costs: Iterable[Mapping[str, Any]]) -> Iterator[date]:
    for line in costs:
        paid = (row.get("paid_on") for row in line.get("payments", []))
        told = (line.get("act_date"), line.get("invoice_date"), *paid)
        yield from filter(None, map(day_of, told))


def _fact(proofs: Proofs, until: date, days: tuple[date, date] | None) -> Text:
    ended = join(proof.value.title for proof in proofs if proof.until == until)
    if days is None or days[1] < until:
        return IN_TIME.fill(until=day(until), ended=ended)
    good = join((proof.title for proof in in_force(proofs, days[1])), "; ")
    return TOO_LATE.fill(until=day(until), ended=ended, last=day(days[1]), good=good)
