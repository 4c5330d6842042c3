"""One case retold from the bodies of its journal entries. No database: what happened, and what the edition's rules make
of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dms.events import OF_ACTION, Event
from dms.replay.payee import Payee
from workflows.calculation import Outcome
from workflows.calendar import Calendar
from workflows.programmes import Edition, by_name, pick, refused_lines
from workflows.programmes.editions import InForce
from workflows.programmes.grants import Fate
from workflows.programmes.timing import Moments, TermSettings
from workflows.states import ENDED, CaseState, Verdict

#: The calendar of a version by its number; None: of what was written before there were versions.
Calendars = Callable[[int | None], Calendar]

ACT_OF = {event: action for action, event in OF_ACTION.items()}


class Untold(LookupError):
    """An entry lacks a fact that the rules need, so that nobody can judge its case."""


class _Facts(dict[str, Any]):
    """The facts of one entry."""

    def __init__(self, event: Event, facts: Mapping[str, Any]) -> None:
        super().__init__(facts)
        self.event = event

    def __missing__(self, name: str) -> Any:
        raise Untold(f"its entry {self.event} does not say {name}")


@dataclass(frozen=True, slots=True)
class Told:
    """An act as its entry tells it. ``entry``: its place in the whole journal."""

    at: datetime
    facts: Mapping[str, Any]
    entry: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A sum that was granted: when its application came in, when it was decided, how much. ``refused``: the cost lines
    that the officer had refused by then, each with its clause; ``entry``: its place in the whole journal."""

    received: datetime
    decided: datetime
    total: Decimal
    refused: Mapping[str, str]
    entry: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The operator's last word on the application: when, and what it led to."""

    at: datetime
    outcome: Outcome


@dataclass(slots=True, kw_only=True)
class Retold:
    """A case as its journal tells it. ``faults``: where the journal and the rules part. ``grants`` are the moments of
    decisions about money, to be calculated again. ``checks``: answers that stand; ``lines``: cost lines that the
    officer refused, each with the checks it rests on. ``ended_by``: the place of the act that ended
    it in the whole journal. ``in_force``: days of editions that an administrator has set."""

    programme: str
    in_force: InForce
    edition: str = ""
    stands: CaseState = CaseState.DRAFT
    since: datetime | None = None
    number: str | None = None
    registered_at: datetime | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    moments: Moments = field(default_factory=Moments)
    requested: Decimal | None = None
    granted: Decimal | None = None
    term_key: str = ""
    due_at: datetime | None = None
    service_due_at: datetime | None = None
    provisional: bool = False
    review_days: int | None = None
    reported: set[int] = field(default_factory=set)
    concluded_on: date | None = None
    quarters_by: date | None = None
    decided: Decided | None = None
    fate: Fate = field(default_factory=Fate)
    ended_by: int = 0
    checks: dict[str, Verdict] = field(default_factory=dict)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    payee: Payee = field(default_factory=Payee)
    faults: list[str] = field(default_factory=list)

    @property
    def rules(self) -> Edition:
        return by_name(self.edition)

    @property
    def refused(self) -> Mapping[str, str]:
        """The cost lines that stand refused, each with its clause."""
        rules = self.rules
        ticked = (key for key in self.content.get("cost_subitems", []) if key in rules.costs.subitem_by_key)
        due = [check.key for check in rules.checks.due(rules.costs.types_of(ticked))]
        return refused_lines.clauses(rules.checks, due, self.checks, self.lines)


def retell(
    programme: str,
    bodies: Iterable[Mapping[str, Any]],
    calendars: Calendars,
    settings: TermSettings,
    in_force: InForce,
) -> Retold:
    """The case after all its entries, in their order; each term by the calendar that held when it was counted, and by
    the length of the review that an entry names; by that of ``settings`` only where no entry speaks of it.

    Raises:
        Untold: an entry does not say what the rules need of it.
    """
    case, bodies = Retold(programme=programme, in_force=in_force), list(bodies)
    if any("review_days" in body["facts"] for body in bodies):
        settings = replace(settings, review_days=None)
    for body in bodies:
        case.edition = body.get("edition") or case.edition
        event = Event(body["event"])
        case.review_days = body["facts"].get("review_days") or case.review_days
        if event in ACT_OF:
            _act(case, event, body, calendars(body["facts"].get("calendar")), settings)
        elif event is Event.TERMS_RECOUNTED:
            facts = _Facts(event, body["facts"])
            _recounted(case, facts, calendars(facts["calendar"]), settings)
        case.payee.retell(event, body["facts"])
        case.faults += case.payee.faults(event, body["facts"], case.content)
    return case


def _act(case: Retold, event: Event, body: Mapping[str, Any], calendar: Calendar, settings: TermSettings) -> None:
    """One act of the machine: the row must be there, its effect is told, its term counted."""
    act = Told(datetime.fromisoformat(body["at"]), _Facts(event, body["facts"]), body.get("entry", 0))
    source, target = CaseState(act.facts["from"]), CaseState(act.facts["to"])
    if source is not case.stands:
        case.faults.append(f"{event} begins in {source}, but the case stood in {case.stands}")
    rows = case.rules.workflow.rows
    if not any((row.action, row.source, row.target) == (ACT_OF[event], source, target) for row in rows):
        case.faults.append(f"{event}: {case.edition} knows no way from {source} to {target}")
    if target is not source or case.since is None:
        case.since = act.at
    case.stands = target
    if event in _HAPPENED:
        _HAPPENED[event](case, act)
    if event in _DECIDES:
        case.decided = Decided(act.at, _DECIDES[event])
    if target in ENDED:
        case.fate, case.ended_by = replace(case.fate, ended_at=act.at), act.entry
    if target is CaseState.RECOVERY:
        case.moments = replace(case.moments, demanded=case.since)
    _count(case, calendar, settings)


def _count(case: Retold, calendar: Calendar, settings: TermSettings) -> None:
    """The running term, as it was counted then."""
    kept = replace(settings, review_days=case.review_days or settings.review_days)
    due = case.rules.timing.due(case.stands, case.moments, calendar, kept)
    case.term_key, case.due_at = (due.key, due.at) if due.at else ("", None)
    case.service_due_at = due.result_at or case.service_due_at
    case.provisional = due.provisional


def _recounted(case: Retold, facts: Mapping[str, Any], calendar: Calendar, settings: TermSettings) -> None:
    """The calendar moved: what the entry says of the old and the new dates must be what the rules count."""
    _agree(case, facts, "was")
    _count(case, calendar, settings)
    _agree(case, facts, "")


def _agree(case: Retold, facts: Mapping[str, Any], which: str) -> None:
    for name, counted in (("due", case.due_at), ("result", case.service_due_at)):
        said = facts["_".join(filter(None, (name, which)))]
        if (datetime.fromisoformat(said) if said else None) != counted:
            case.faults.append(f"terms_recounted: {name} {which or 'now'} {said}, counted {counted}")


def _submitted(case: Retold, act: Told) -> None:
    case.moments = replace(case.moments, received=act.at)
    case.content, case.requested = act.facts["content"], Decimal(act.facts["requested_sum"])


def _registered(case: Retold, act: Told) -> None:
    case.number, case.registered_at = act.facts["number"], datetime.fromisoformat(act.facts["registered_at"])
    case.moments = replace(case.moments, registered=case.registered_at)
    judged = pick(case.programme, case.registered_at.date(), case.in_force).name
    if case.edition != judged:
        case.faults.append(f"registered under {case.edition}, but {judged} judges that day")


def _completed(case: Retold, act: Told) -> None:
    case.moments = replace(case.moments, completed=act.at)


def _hearing_announced(case: Retold, act: Told) -> None:
    case.moments = replace(case.moments, hearing_notice=act.at)


def _remarks_sent(case: Retold, _act: Told) -> None:
    case.moments = replace(case.moments, rounds=case.moments.rounds + 1)


def _check_answered(case: Retold, act: Told) -> None:
    case.checks[act.facts["key"]] = Verdict(act.facts["verdict"])


def _line_judged(case: Retold, act: Told) -> None:
    line = act.facts["cost_line"]
    case.lines.pop(line, None)
    if act.facts["line_refused"]:
        case.lines[line] = tuple(act.facts["checks"])


def _remarks_answered(case: Retold, act: Told) -> None:
    """Every "no" and every refused line is asked again."""
    case.checks = {key: verdict for key, verdict in case.checks.items() if verdict is not Verdict.NO}
    case.lines.clear()
    case.moments = replace(case.moments, documents_in=act.at, completed=None)
    case.content, case.requested = act.facts["content"], Decimal(act.facts["requested_sum"])


def _granted(case: Retold, act: Told) -> None:
    case.granted = Decimal(act.facts["total"])
    assert case.moments.received is not None  # nothing is granted before it is submitted
    case.grants.append(Grant(case.moments.received, act.at, case.granted, case.refused, act.entry))


def _paid(case: Retold, _act: Told) -> None:
    case.fate = replace(case.fate, paid=True)


def _agreed(case: Retold, act: Told) -> None:
    case.concluded_on = date.fromisoformat(act.facts["concluded_on"])
    case.quarters_by = date.fromisoformat(act.facts.get("quarters_by") or act.facts["concluded_on"])
    case.moments = replace(case.moments, agreement_signed=act.at)
    _next_quarter(case)


def _quarter_reported(case: Retold, act: Told) -> None:
    case.reported.add(int(act.facts["quarter"]))
    _next_quarter(case)


def _next_quarter(case: Retold) -> None:
    assert case.quarters_by is not None  # quarters begin with the agreement
    due = (quarter.report_due_on for no, quarter in enumerate(case.rules.sums.obligation.after(case.quarters_by), 1)
           if no not in case.reported)  # fmt: skip
    case.moments = replace(case.moments, quarter_due=next(due, None))


def _demanded(case: Retold, act: Told) -> None:
    day = act.facts["payload"].get("return_by")
    case.moments = replace(case.moments, return_by=date.fromisoformat(day) if day else None)


#: The acts that decide on the application.
_DECIDES = {
    Event.GRANTED: Outcome.GRANT,
    Event.REFUSED: Outcome.REFUSE,
    Event.REJECTED_INCOMPLETE: Outcome.REFUSE,
    Event.LEFT: Outcome.LEAVE,
}

#: What terms and sums hang on; the other acts change nothing of it.
_HAPPENED = {
    Event.SUBMITTED: _submitted,
    Event.REGISTERED: _registered,
    Event.COMPLETED: _completed,
    Event.CHECK_ANSWERED: _check_answered,
    Event.LINE_JUDGED: _line_judged,
    Event.REFUSAL_PROPOSED: _hearing_announced,
    Event.REMARKS_SENT: _remarks_sent,
    Event.REMARKS_ANSWERED: _remarks_answered,
    Event.GRANTED: _granted,
    Event.AGREEMENT_SIGNED: _agreed,
    Event.PAID: _paid,
    Event.QUARTER_REPORTED: _quarter_reported,
    Event.BREACH_DECLARED: _demanded,
}
