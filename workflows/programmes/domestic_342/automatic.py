"""Answers to checks that follow from the application's own data. A proposal: the officer confirms or overrules it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from workflows.calculation import months_before
from workflows.programmes.domestic_342.application import Application
from workflows.programmes.figures import Figures
from workflows.programmes.parsing import day_of, verdict
from workflows.states import Verdict


def answers(application: Application, applied_on: date, figures: Figures) -> Mapping[str, Verdict]:
    """What can be said on the day of submission (I-4) by these figures; a check whose data are not there is left out.
    Days that are no dates count as not there."""
    found = {
        "one_year_registered": _one_year_registered(application, applied_on, figures["registered_months"].whole),
        "paid_in_window": _paid_in_window(application, applied_on, figures["cost_months"].whole),
        "personal_data": verdict(bool(application.get("declarations", {}).get("personal_data"))),
        "exchange_rates": _exchange_rates(application),
        "taxes_grew": _taxes_grew(application, applied_on, figures["young_months"].whole),
    }
    return {key: verdict for key, verdict in found.items() if verdict is not None}


def _one_year_registered(application: Application, applied_on: date, months: int) -> Verdict | None:
    """342:11.3: registered on or before the same day so many months before."""
    registered = day_of(application.get("registration_date"))
    return None if registered is None else verdict(registered <= months_before(applied_on, months))


def _taxes_grew(application: Application, applied_on: date, months: int) -> Verdict | None:
    """342:11.7, second part: not applied where fewer than three calendar years passed since registration."""
    registered = day_of(application.get("registration_date"))
    young = registered is not None and registered > months_before(applied_on, months)
    return Verdict.NOT_APPLICABLE if young else None


def _paid_in_window(application: Application, applied_on: date, months: int) -> Verdict | None:
    """342:10.1, I-14: of every cost at least one payment lies in the window, both ends inside."""
    costs = application.get("costs", [])
    if not costs:
        return None
    first = months_before(applied_on, months)
    days = [[day_of(payment.get("paid_on")) for payment in line.get("payments", [])] for line in costs]
    return verdict(all(any(day and first <= day <= applied_on for day in line) for line in days))


def _exchange_rates(application: Application) -> Verdict | None:
    """342:13 does not arise where everything was paid in tenge."""
    currencies = set(_currencies(application))
    return Verdict.NOT_APPLICABLE if currencies == {"KZT"} else None


def _currencies(application: Application) -> Iterator[str]:
    return (line.get("currency", "") for line in application.get("costs", []))
