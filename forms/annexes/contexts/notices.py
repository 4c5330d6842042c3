"""Letters and notices that carry a case along: registration, intake, the applicant's own notices, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from forms.annexes.contexts.parts import NO_REFERENCE, UNSIGNED, Addressee, Decided, Reference, Signatory
from forms.annexes.contexts.rules import Context, Line, Money, Name, Prose, Required


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedDay(Context):
    """A day that a term did not count, and why."""

    on: date
    why: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationNotice(Context):
    """The application is registered and when the result is due (342:33, 342:34). ``provisional``: the calendar of a
    year that the term runs into is not confirmed yet. A date is None where the calendar does not reach it."""

    addressee: Addressee
    operator_name: Name
    number: Name
    received_at: datetime
    registered_at: datetime
    completeness_due_at: datetime | None
    result_due_at: datetime | None
    skipped: tuple[SkippedDay, ...] = ()
    provisional: bool = False
    contact: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeNotice(Context):
    """Intake suspended or resumed (342:6). ``from_on``: the day the funds were used up, or came."""

    operator_name: Name
    kind: Literal["suspended", "resumed"]
    from_on: date
    published_on: date
    year: Line = ""
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantNotice(Context):
    """The applicant declines the agreement (342:23) or withdraws the application. ``reasons`` must be given when
    declining."""

    kind: Literal["decline", "withdrawal"]
    operator_name: Name
    applicant_name: Name
    application: Reference
    reasons: Prose = ""
    on: date | None = None
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationNotice(Decided):
    """The operator ends the agreement alone before anything was paid (342:A3.6.2). ``released``: the sum given free."""

    addressee: Addressee
    operator_name: Name
    agreement: Reference
    reasons: Required
    released: Money
    on: date | None = None
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Context):
    """One thing compared on site: what the papers say, what was found, whether they agree."""

    subject: Name
    on_paper: Line = ""
    on_site: Line = ""
    agrees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord(Context):
    """A visit to the production site during review (342:15) or in monitoring (342:25.4, 342:A3.5.8). ``letter``: the
    operator's letter that announced it."""

    operator_name: Name
    applicant_name: Name
    application: Reference
    purpose: Literal["review", "monitoring"]
    visited_on: date
    site: Name
    letter: Reference = NO_REFERENCE
    for_operator: tuple[Signatory, ...]
    for_applicant: tuple[Signatory, ...] = ()
    findings: tuple[Finding, ...] = ()
    conclusion: Required
