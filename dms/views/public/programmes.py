"""What the public pages say of each programme: how its intake stands, its figures, the way of an application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import request, url_for
from flask_babel import gettext as _

from dms.formatting import programme as name_of
from dms.queries import money
from workflows.programmes.edition import Edition
from workflows.programmes.editions import DOMESTIC, EXPORT, PROGRAMMES

#: Label, value, what it is of.
Figure = tuple[str, str, str]
#: Heading, words, clauses.
Step = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the intake of one programme stands today."""

    programme: str
    tone: str
    chip: str
    says: str
    clause: str
    since: datetime | None = None


def chosen() -> str:
    """The programme that the address asks for; the first one where it names none that we run."""
    asked = request.args.get("programme", "")
    return asked if asked in PROGRAMMES else DOMESTIC


def tabs(endpoint: str, here: str) -> list[dict[str, object]]:
    """The choice of the programme; the first one's page has the plain address."""
    return [
        {"label": name_of(key), "active": key == here,
         "url": url_for(endpoint, programme=None if key == DOMESTIC else key)}
        for key in PROGRAMMES
    ]  # fmt: skip


def standing_of(edition: Edition) -> Standing:
    """342:6 closes the intake of the domestic programme with the money; order 314 closes none (I-25)."""
    intake = money.intake(edition.programme)
    since = intake.since if intake else None
    if edition.timing.intake_notice is None:
        return _always_open(edition, used_up=intake is not None and not intake.is_open, since=since)
    if intake is None:
        says = _("No money has come to the account of the programme. A notice will stand here.")
        return Standing(edition.programme, "gold", _("Applications are not taken yet"), says, "342:6")
    if intake.is_open:
        says = _("Hand in at any hour; what comes after hours is registered on the next working day.")
        return Standing(edition.programme, "green", _("Applications are being taken"), says, "342:A6.7", since)
    says = _(
        "The money of the year is used up. A notice will stand here when money has come. You can prepare a draft now."
    )
    return Standing(edition.programme, "gold", _("Taking applications is suspended"), says, "342:6", since)


def _always_open(edition: Edition, *, used_up: bool, since: datetime | None) -> Standing:
    if used_up:
        says = _(
            "Applications are taken, but the money of the year is used up: they may be left without consideration."
        )
        return Standing(
            edition.programme, "gold", _("The money of the year is used up"), says, edition.budget_clause, since
        )
    says = _("Applications are considered in the order of registration, within the money of the year.")
    return Standing(edition.programme, "green", _("Applications are being taken"), says, "314:3", None)


def _domestic_figures() -> list[Figure]:
    return [
        (_("Reimbursed"), "50 %", _("of costs without VAT")),
        (_("Result within"), _("8 working days"), _("from registration")),
    ]


def _export_figures() -> list[Figure]:
    return [
        (_("By the size of the business"), "30 · 50 · 60 %", _("large, medium, small")),
        (
            _("Transport, by processing level"),
            "30 · 50 · 80 %",
            _("lower, medium, upper; +5 for a domestic carrier, +5 for a sea port"),
        ),
    ]


def _domestic_steps() -> list[Step]:
    return [
        (
            _("Fill in and sign"),
            _(
                "Short pages instead of one long form. The list of papers fits your costs. The head signs with the "
                "electronic digital signature."
            ),
            ("342:19",),
        ),
        (
            _("We check"),
            _("Two working days for completeness, then at most six for the rules. Before a refusal you are heard."),
            ("342:35", "342:37"),
        ),
        (
            _("Sign the agreement, receive the money"),
            _("Within two working days after your signed agreement has come."),
            ("342:21",),
        ),
        (
            _("Report for two years"),
            _("One figure a quarter. Income must grow by at least two tenge for each tenge received."),
            ("342:24", "342:26"),
        ),
    ]


def _export_steps() -> list[Step]:
    return [
        (
            _("Fill in and sign"),
            _(
                "Short pages, asked by the known rules: goods or services, costs of the last 12 months, their "
                "papers as PDF."
            ),
            ("314:20", "314:16", "314:17"),
        ),
        (
            _("We check, in the order of registration"),
            _(
                "What lacks or does not conform comes back as remarks within 15 working days; you may answer with "
                "new papers, and a repeat notice takes up to 30."
            ),
            ("314:3", "314:22"),
        ),
        (
            _("Before a refusal of the whole you are heard"),
            _("What conforms in part is granted in part, without a hearing."),
            ("314:24",),
        ),
        (_("Sign the agreement, receive the money"), _("The known text names no term for the payment."), ()),
        (
            _("Report for two years"),
            _("Income in foreign currency must grow by at least 10 % in two years."),
            ("314:22",),
        ),
    ]


FIGURES: dict[str, Callable[[], list[Figure]]] = {DOMESTIC: _domestic_figures, EXPORT: _export_figures}
STEPS: dict[str, Callable[[], list[Step]]] = {DOMESTIC: _domestic_steps, EXPORT: _export_steps}
