"""What the cost lines of an application say: when they were paid and at which rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from workflows.calculation import TENGE
from workflows.programmes.findings import Finding, day, found
from workflows.programmes.known import Known
from workflows.programmes.parsing import day_of
from workflows.states import Verdict
from workflows.text import Text

WINDOW = Text("Мерзім: {first} – {last}", "Период: {first} – {last}", "Window: {first} – {last}")
OUTSIDE = Text(
    "{id}-шығын: бұл мерзімде төлем жоқ",
    "Статья затрат {id}: в этом периоде платежа нет",
    "Cost {id}: no payment in the window",
)
BEYOND = Text(
    "{id}-шығын: {day} төлемі бұл мерзімнен тыс",
    "Статья затрат {id}: платеж {day} вне этого периода",
    "Cost {id}: the payment of {day} lies outside",
)
ALL_TENGE = Text("Барлық төлем теңгемен", "Все платежи в тенге", "Everything was paid in tenge")
SAME_RATE = Text(
    "{id}-шығын: {currency} {day} күнгі бағамы кестедегідей, {rate} ({act})",
    "Статья затрат {id}: курс {currency} на {day} как в таблице, {rate} ({act})",
    "Cost {id}: the rate of {currency} on {day} is that of the table, {rate} ({act})",
)
OTHER_RATE = Text(
    "{id}-шығын: {currency} {day} күнгі бағамы өтінімде {stated}, кестеде {rate} ({act})",
    "Статья затрат {id}: курс {currency} на {day} в заявке {stated}, в таблице {rate} ({act})",
    "Cost {id}: the rate of {currency} on {day} is {stated} in the application, {rate} in the table ({act})",
)
NO_RATE = Text(
    "{id}-шығын: {currency} {day} күнгі бағамы кестеде жоқ, Ұлттық Банктің сайтынан қараңыз",
    "Статья затрат {id}: курса {currency} на {day} в таблице нет, посмотрите на сайте Национального Банка",
    "Cost {id}: the table has no rate of {currency} on {day}, see the National Bank's site",
)
NOT_STATED = Text(
    "{id}-шығын: {currency} {day} күнгі бағамы өтінімде жоқ",
    "Статья затрат {id}: курс {currency} на {day} в заявке не указан",
    "Cost {id}: the application gives no rate of {currency} on {day}",
)

Lines = Iterable[Mapping[str, Any]]


def outside(lines: Lines, first: date, last: date, *, one_is_enough: bool) -> Finding:
    """Whether of every cost every payment (``one_is_enough``: at least one) lies in the window, both ends inside."""
    faults = [
        fault
        for line in lines
        for fault in (_without_any(line, first, last) if one_is_enough else _beyond(line, first, last))
    ]
    return found(not faults, WINDOW.fill(first=day(first), last=day(last)), *faults)


def _days(line: Mapping[str, Any]) -> list[date | None]:
    return [day_of(payment.get("paid_on")) for payment in line.get("payments", [])]


def _without_any(line: Mapping[str, Any], first: date, last: date) -> Iterator[Text]:
    if not any(paid and first <= paid <= last for paid in _days(line)):
        yield OUTSIDE.fill(id=line.get("id", ""))


def _beyond(line: Mapping[str, Any], first: date, last: date) -> Iterator[Text]:
    for paid in _days(line):
        if paid is not None and not first <= paid <= last:
            yield BEYOND.fill(id=line.get("id", ""), day=day(paid))


def all_tenge(application: Mapping[str, Any]) -> Finding | None:
    """Nothing to convert where everything was paid in tenge."""
    currencies = {line.get("currency", "") for line in application.get("costs", [])}
    return Finding(Verdict.NOT_APPLICABLE, (ALL_TENGE,)) if currencies == {TENGE} else None


def foreign_payments(application: Mapping[str, Any]) -> list[tuple[str, str, date, Mapping[str, Any]]]:
    """(cost, currency, day, payment) of everything paid in a foreign currency on a day that can be read."""
    return [
        (str(line.get("id", "")), line["currency"], paid_on, payment)
        for line in application.get("costs", [])
        if (line.get("currency") or TENGE) != TENGE
        for payment in line.get("payments", [])
        if (paid_on := day_of(payment.get("paid_on"))) is not None
    ]


def at_the_banks_rates(application: Mapping[str, Any], known: Known) -> Finding | None:
    """342:13, I-35: each payment at the National Bank's rate of its own day, as the table of rates has it."""
    told = [_compared(*row, known) for row in foreign_payments(application)]
    if not told:
        return None
    facts = tuple(fact for _verdict, fact in told)
    verdicts: Sequence[Verdict | None] = [verdict for verdict, _fact in told]
    if Verdict.NO in verdicts:
        return Finding(Verdict.NO, facts)
    return Finding(None if None in verdicts else Verdict.YES, facts)


def _compared(
    cost: str, currency: str, paid_on: date, payment: Mapping[str, Any], known: Known
) -> tuple[Verdict | None, Text]:
    places: dict[str, object] = {"id": cost, "currency": currency, "day": day(paid_on)}
    row, stated = known.rates.get((currency, paid_on)), _number(payment.get("rate"))
    if row is None:
        return None, NO_RATE.fill(**places)
    if stated is None:
        return None, NOT_STATED.fill(**places)
    units = payment.get("rate_units") or 1
    is_same = stated * row.units == row.rate * units
    places |= {"act": row.act, "rate": _rate(row.rate, row.units), "stated": _rate(stated, units)}
    return (Verdict.YES, SAME_RATE.fill(**places)) if is_same else (Verdict.NO, OTHER_RATE.fill(**places))


def _rate(rate: Decimal, units: int) -> str:
    """Every digit of it: a rate is no sum."""
    told = f"{rate.normalize():f}".replace(".", ",")
    return told if units == 1 else f"{told} / {units}"


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
