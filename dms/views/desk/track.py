"""The terms of a case as a small track: where it is, when each part ends, the last day on which a refusal is lawful."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from dms.events import Event
from dms.formatting import local
from dms.models import Agreement, Case, Hearing
from dms.queries import history, money
from dms.services import clock
from dms.services.dates.terms import Told
from dms.services.judging import law
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from workflows.calendar import Calendar, NoCalendar
from workflows.clock import working_days_left
from workflows.deadlines import Deadlines
from workflows.states import Action as A
from workflows.states import CaseState

S = CaseState
#: How far along the way a state is; ended cases stand where they ended.
PLACE = {
    S.SUBMITTED: 0, S.REGISTERED: 1, S.COMPLETENESS: 1, S.SUBSTANTIVE_REVIEW: 2, S.HEARING: 3, S.DECISION: 4,
    S.REMARKS: 1, S.AGREEMENT: 5, S.PAYMENT: 6, S.MONITORING: 7, S.RECOVERY: 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """What the track is drawn from."""

    case: Case
    now: datetime
    calendar: Calendar
    deadlines: Deadlines | None
    hearing: Hearing | None
    agreement: Agreement | None
    rounds: int = 0

    @property
    def place(self) -> int:
        return PLACE.get(CaseState(self.case.state), _ended_at(self))


def _ended_at(way: Way) -> int:
    if way.agreement is not None:
        return 8 if way.agreement.monitoring_ends_on else 5
    return 5 if way.case.completed_at else 2


def track_of(told: Told, now: datetime, hearing: Hearing | None, agreement: Agreement | None) -> list[dict[str, Any]]:
    """The items for the part ``term_track``."""
    way = Way(told.case, now, reference.calendar(), told.deadlines, hearing, agreement, told.moments.rounds)
    return [*_review(way), *_money(way)]


def _review(way: Way) -> Iterator[dict[str, Any]]:
    case, found = way.case, way.deadlines
    if found is None:
        return
    registered = case.registered_at or found.registered_at
    yield _item(_("Registered"), short(registered), "done" if way.place > 0 else "current", _by(way, A.REGISTER))
    timing = edition_of(case).timing
    yield _running(way, _("Completeness"), 1, timing.running(S.COMPLETENESS, way.rounds), case.completed_at)
    reviewed = _newest(way, 2, Event.GRANT_PROPOSED, Event.REFUSAL_PROPOSED)
    yield _running(way, _("Review"), 2, timing.running(S.SUBSTANTIVE_REVIEW, way.rounds), reviewed)
    yield from _refusal(way)
    if way.hearing is not None:
        held = way.hearing.held_at
        state = "done" if held else "late" if way.hearing.planned_at < way.now else "current"
        yield _item(_("Hearing"), short(held or way.hearing.planned_at), state, _by(way, A.HOLD_HEARING))
    yield _running(way, _("Decision"), 4, timing.result, _newest(way, 4, Event.GRANTED, Event.REFUSED))


def _newest(way: Way, place: int, *events: Event) -> datetime | None:
    """When a part that lies behind was ended by one of these."""
    return history.newest_of(way.case.id, events) if way.place > place else None


def _running(way: Way, title: str, place: int, key: str, done_at: datetime | None) -> dict[str, Any]:
    assert way.deadlines is not None  # asked only after submission
    try:
        term = way.deadlines.term(key)
    except KeyError:
        return _item(title, "", "next" if way.place <= place else "done", "")
    if way.place > place:
        return _item(title, short(done_at) if done_at else _("done"), "done", term.clause)
    late = term.due_at < way.now
    here = way.place == place or (place == 1 and way.place == 0)
    until = _("until %(when)s", when=short(term.due_at))
    if not here:
        return _item(title, until, "late" if late else "next", term.clause)
    return _item(title, f"{until} · {left_words(way, term.due_at)}", "late" if late else "current", term.clause)


def _refusal(way: Way) -> Iterator[dict[str, Any]]:
    """I-5: until when a refusal may still be announced, or decided once it was announced in time."""
    assert way.deadlines is not None  # asked only after submission
    announced = way.hearing.announced_at if way.hearing else None
    timing = edition_of(way.case).timing
    term = timing.refusal_lawful_until(way.deadlines, announced)
    if term is None:
        return
    title, clause = _("Last lawful day to refuse"), way.deadlines.term(timing.notice).clause
    if way.place > 4:
        yield _item(title, short(term.due_at), "next", clause)
    elif term.due_at < way.now:
        yield _item(title, _("%(when)s · passed", when=short(term.due_at)), "late", clause)
    else:
        yield _item(title, f"{short(term.due_at)} · {left_words(way, term.due_at)}", "next", clause)


def _money(way: Way) -> Iterator[dict[str, Any]]:
    agreement, case = way.agreement, way.case
    signed = agreement.applicant_signed_at if agreement else None
    unpaid = case.ended_at is not None and not (agreement and agreement.monitoring_ends_on)
    if signed or not unpaid:
        yield _item(_("Agreement"), short(signed), "done" if unpaid else _state(way, 5), _by(way, A.SIGN_AGREEMENT))
    if unpaid:
        yield _item(_("Ended"), short(case.ended_at), "done", "")
        return
    due = case.due_at if case.state == S.PAYMENT else None
    usual = _("2 working days") if edition_of(case).timing.payment else ""
    paid = _("until %(when)s", when=short(due)) if due else _paid_on(case, way) or usual
    late = due is not None and due < way.now
    yield _item(_("Payment"), paid, "late" if late else _state(way, 6), _by(way, A.PAY))
    ends = agreement.monitoring_ends_on if agreement else None
    yield _item(
        _("Monitoring"), f"{ends:%d.%m.%Y}" if ends else _("2 years"), _state(way, 7), _by(way, A.REPORT_QUARTER)
    )


def _paid_on(case: Case, way: Way) -> str:
    """The day of the payment, once it is behind; empty before."""
    return short(money.paid_at(case.id)) if way.place > PLACE[S.PAYMENT] and way.agreement else ""


def _by(way: Way, action: A) -> str:
    return law.clause_of(way.case, action)


def _state(way: Way, place: int) -> str:
    return "done" if way.place > place else "current" if way.place == place else "next"


def _item(title: str, detail: str, state: str, clause: str) -> dict[str, Any]:
    return {"title": title, "detail": detail, "state": state, "clause": clause}


def short(moment: datetime | None) -> str:
    """``25.11 17:30``: day and hour, with the year once it is another one."""
    if moment is None:
        return ""
    here = local(moment)
    shown = f"{here:%d.%m %H:%M}" if here.year == clock.today().year else f"{here:%d.%m.%Y %H:%M}"
    return shown.replace(" ", "\N{NO-BREAK SPACE}")


def left_words(way: Way, due_at: datetime) -> str:
    """How much is left of a term, in words."""
    try:
        left = working_days_left(way.now, due_at, way.calendar)
    except NoCalendar:
        return ""
    if left < 0:
        return str(_("overdue"))
    return str(_("today") if left == 0 else ngettext("%(num)s day", "%(num)s days", left))
