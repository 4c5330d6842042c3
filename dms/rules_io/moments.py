"""The question of ``dms deadlines``: the moments from which terms run, read strictly."""

from __future__ import annotations

from dms.rules_io.fields import BadField, parse_moment
from workflows.calendar import Calendar, NoCalendar
from workflows.deadlines import Deadlines
from workflows.programmes.terms import terms

#: The moments by their keyword, as an option of the command line and as a field of an address are called.
OPTIONS = {name: f"--{name.replace('_', '-')}" for name in ("submitted", "completeness_done", "hearing_notice")}
FIELDS = {name: name for name in OPTIONS}


def read_deadlines(
    programme: str, told: dict[str, str | None], calendar: Calendar, *, names: dict[str, str] = FIELDS
) -> Deadlines:
    """The terms of what came in at ``told["submitted"]``; ``names``: what the fields are called in a fault.

    Raises:
        BadField: a moment that cannot be used, or a year without a calendar.
    """
    moments = {key: parse_moment(names[key], text) for key, text in told.items() if text is not None}
    for key, moment in moments.items():
        if moment < moments["submitted"]:
            raise BadField(names[key], f"is before {names['submitted']}")
    try:
        return terms(
            programme,
            moments["submitted"],
            calendar,
            completeness_done=moments.get("completeness_done"),
            hearing_notice=moments.get("hearing_notice"),
        )
    except NoCalendar as error:
        latest = max(moments, key=lambda key: moments[key])
        raise BadField(names[latest], str(error)) from error
