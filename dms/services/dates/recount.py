"""Terms of open cases when the calendar moves: an act confirms a year, moves or takes away a day off. A date moves only
with a journal entry that names the act, and a notice to the applicant and to whom the case is given; so is a hearing
whose day has become free.

What has ended keeps its dates, and so does the registration. A term that had passed already is counted again like the
others, and the entry says that it had passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from dms.errors import NotVisible
from dms.events import Event
from dms.extensions import db
from dms.logs import log
from dms.models import CalendarVersion, Case
from dms.queries import calendars as queries
from dms.queries import cases, jobs
from dms.services import clock, journal
from dms.services.dates import hearing_days, terms
from dms.services.judging.law import edition_of
from dms.services.later import later
from dms.services.tables import reference
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.clock import local
from workflows.states import CaseState

#: So many cases are found at one time; each is counted in a transaction of its own.
BATCH = 200


@dataclass(frozen=True, slots=True)
class Dates:
    """What a case keeps of its terms."""

    term: str
    due: datetime | None
    result: datetime | None
    provisional: bool

    @classmethod
    def of(cls, case: Case) -> Dates:
        due, result = (at and local(at) for at in (case.due_at, case.service_due_at))
        return cls(case.term_key, due, result, case.term_provisional)


@dataclass(frozen=True, slots=True)
class Recounted:
    """The dates of one case before and after. ``review_days``: the length set by the operator, where it first counts
    now."""

    was: Dates
    now: Dates
    review_days: int | None = None

    @property
    def moved(self) -> bool:
        return (self.was.due, self.was.result) != (self.now.due, self.now.result)


def run() -> int:
    """Walks the open cases that the newest unfinished version of the calendar may touch; returns how many got other
    dates. May be killed and run again at any point: what is counted already counts the same. A case that fails does not
    hold up the others; the first error is raised at the end, and nothing is taken for done."""
    unfinished = queries.list_unfinished()
    if not unfinished:
        return 0
    queries.await_others()
    newest, first_day = unfinished[0], min(version.first_day for version in unfinished)
    at, moved, faults = min(version.at_case for version in unfinished), 0, list[Exception]()
    while ids := queries.list_touched(first_day, at, BATCH):
        for case_id in ids:
            try:
                moved += _one(case_id, newest.id)
            except Exception as error:
                log.error("recount_failed", case=case_id, exc_info=error)
                faults.append(error)
        at = ids[-1]
        if not faults:
            _note(newest.id, at_case=at)
    if faults:
        raise faults[0]
    for version in unfinished:
        _note(version.id, done_at=clock.now())
    return moved


def ask_again() -> None:
    """Orders the job where open cases still have to be walked and nobody is at it: after an upgrade, or when the job
    has failed for good."""
    if queries.list_unfinished() and not jobs.is_queued("recount_terms"):
        later("recount_terms", lock="recount")
    db.session.commit()


def _note(version_id: int, **values: object) -> None:
    with unit():
        db.session.execute(update(CalendarVersion).where(CalendarVersion.id == version_id).values(**values))


def _one(case_id: int, version_id: int) -> bool:
    """Counts one case again under its lock."""
    try:
        with unit():
            case = cases.lock(case_id)
            reference.look_again()
            found = bring_up(case)
            freed = hearing_days.tell(case, reference.calendar(), _acts(), clock.now())
            if found is None:
                case.version += int(freed)
                return False
            case.version += 1
            counter = update(CalendarVersion).where(CalendarVersion.id == version_id)
            db.session.execute(counter.values(moved=CalendarVersion.moved + int(found.moved)))
            say(case, found, clock.now())
            return found.moved
    except NotVisible:
        return False


def bring_up(case: Case) -> Recounted | None:
    """Writes the dates of the calendar in force on the locked row; None where they stand already. Who calls it also
    calls ``say``."""
    if CaseState(case.state) not in queries.COUNTED:
        return None
    was, days = Dates.of(case), case.review_days
    terms.set_due(case)
    now, first = Dates.of(case), None if days == case.review_days else case.review_days
    return None if was == now and first is None else Recounted(was, now, first)


def say(case: Case, found: Recounted, now: datetime) -> None:
    """The entry and the notices, in the caller's transaction."""
    source = _acts()
    _tell(case, found, source, now)
    rule = edition_of(case).timing.rules.get(found.now.term or found.was.term)
    journal.write(
        Event.TERMS_RECOUNTED, actor=None, at=now, case=case, clause=rule.clause if rule else "",
        facts={
            "calendar": reference.calendar_no(),
            "act": source,
            "term": found.now.term or found.was.term,
            "due_was": found.was.due,
            "due": found.now.due,
            "result_was": found.was.result,
            "result": found.now.result,
            "provisional": found.now.provisional,
            "had_passed": any(at is not None and at < now for at in (found.was.due, found.was.result)),
            **({"review_days": found.review_days} if found.review_days else {}),
        },
    )  # fmt: skip


def _acts() -> str:
    """The acts by which the calendar changes for the open cases now."""
    sources = dict.fromkeys(version.source for version in reversed(queries.list_unfinished()))
    return "; ".join(sources)


def _tell(case: Case, found: Recounted, source: str, now: datetime) -> None:
    result_moved, due_moved = found.was.result != found.now.result, found.was.due != found.now.due
    of_result = {"number": case.number, "source": source, **_pair(found.was.result, found.now.result)}
    of_term = {"number": case.number, "source": source, **_pair(found.was.due, found.now.due)}
    if result_moved:
        notices.tell_applicant(case, "result_moved", now, **of_result)
        notices.tell_assignee(case, "result_moved", now, **of_result)
    if due_moved and not result_moved:
        notices.tell_applicant(case, "term_moved", now, **of_term)
    if due_moved and _pair(found.was.due, found.now.due) != _pair(found.was.result, found.now.result):
        notices.tell_assignee(case, "term_moved", now, **of_term)
    if not found.moved and found.was != found.now:
        code = "term_provisional" if found.now.provisional else "term_confirmed"
        due = found.now.result or found.now.due
        notices.tell_applicant(case, code, now, number=case.number, due=due and due.isoformat(), source=source)


def _pair(was: datetime | None, now: datetime | None) -> dict[str, str | None]:
    return {"was": was.isoformat() if was else None, "due": now.isoformat() if now else None}
