"""What happened to a case, in the applicant's words, and what he can do now. Only events of the list below reach him:
drafts of decisions, answers to checks, notes and the work of the office stay inside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from dms.event_labels import LABELS
from dms.events import Event
from dms.formatting import dmy, dmyhm, money
from dms.models import Case, JournalEntry, Notice, User
from dms.notice_words import say
from dms.queries import cases
from workflows.engine import CaseOffer
from workflows.states import Action, CaseAct, CaseState, ExportAction
from workflows.text import Text

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    title: Text
    at: datetime
    by: str
    body: str
    clause: str
    tone: str


def _words(facts: Facts) -> str:
    return str(facts.get("reasons") or "")


def _registered(facts: Facts) -> str:
    return str(facts.get("number") or "")


def _hearing(facts: Facts) -> str:
    when = facts.get("hearing_at")
    place = facts.get("place") or facts.get("link") or ""
    return ", ".join(filter(None, (dmyhm(datetime.fromisoformat(when)) if when else "", place)))


def _granted(facts: Facts) -> str:
    """The sum, and each cost line that was refused inside the grant with its clause and the reason (342:A3.1)."""
    refused = (facts.get("payload") or {}).get("refused_lines") or []
    lines = [
        _("Cost refused: %(name)s (%(clause)s): %(fact)s", name=row["name"], clause=row["clause"], fact=row["fact"])
        for row in refused
    ]
    return "\n".join((*((money(facts["total"]),) if facts.get("total") else ()), *lines))


def _refused(facts: Facts) -> str:
    """What the operator found, ground by ground, with the clause where one is named; or what of the papers lacks."""
    payload = facts.get("payload") or {}
    grounds = (
        f"{row['facts']} ({row['clause']})" if row.get("clause") else row["facts"]
        for row in payload.get("grounds") or []
    )
    lacking = (row["note"] for row in payload.get("missing") or [])
    return "\n".join(filter(None, (*grounds, *lacking)))


def _paid(facts: Facts) -> str:
    return money(facts["amount"]) if facts.get("amount") else ""


def _returned(facts: Facts) -> str:
    left = _("Left to return: %(sum)s", sum=money(facts["left"])) if facts.get("left") else ""
    return ". ".join(filter(None, (_paid(facts), left)))


def _quarter(facts: Facts) -> str:
    told: str = _("Quarter %(no)s: %(sum)s", no=facts.get("quarter"), sum=money(facts.get("income")))
    return told


def _position(facts: Facts) -> str:
    earlier = facts.get("earlier_from")
    told = (
        _("The time is accepted.") if facts.get("accepts") else "",
        _("You agree to be heard from %(moment)s.", moment=dmyhm(datetime.fromisoformat(earlier))) if earlier else "",
        _("You will not take part.") if facts.get("stays_away") else "",
        facts.get("position"),
    )
    return "\n".join(filter(None, told))


def _moved(facts: Facts) -> str:
    was, now = (dmyhm(datetime.fromisoformat(facts[key])) for key in ("was", "hearing_at"))
    return "\n".join(filter(None, (f"{was} → {now}", facts.get("place") or facts.get("link"), facts["reasons"])))


def _asked(facts: Facts) -> str:
    by = facts.get("answer_by")
    until = _("Answer by %(day)s.", day=dmy(date.fromisoformat(str(by)[:10]))) if by else ""
    return "\n".join(filter(None, (_words(facts), until)))


def _left(facts: Facts) -> str:
    told: str = ", ".join((facts.get("payload") or {}).get("clauses") or ())
    return told


def _recounted(facts: Facts) -> str:
    was, now = facts.get("result_was") or facts.get("due_was"), facts.get("result") or facts.get("due")
    told = [dmyhm(datetime.fromisoformat(at)) if at else _("no date yet") for at in (was, now)]
    dates = " → ".join(told) if was != now else told[1]
    mark = _("provisional") if facts.get("provisional") else ""
    return "\n".join(filter(None, (", ".join(filter(None, (dates, mark))), facts.get("act"))))


def _day_off(facts: Facts) -> str:
    return "\n".join((dmyhm(datetime.fromisoformat(facts["hearing_at"])), facts["act"]))


def _nothing(_facts: Facts) -> str:
    return ""


#: Events fit for the applicant: the colour of the dot and what of the entry's facts is told.
TOLD: Mapping[Event, tuple[str, Callable[[Facts], str]]] = {
    Event.DRAFT_OPENED: ("", _nothing),
    Event.DRAFT_COPIED: ("", _nothing),
    Event.SUBMITTED: ("", _nothing),
    Event.REGISTERED: ("", _registered),
    Event.TAKEN: ("", _nothing),
    Event.ASSIGNED: ("", _nothing),
    Event.COMPLETED: ("green", _nothing),
    Event.REJECTED_INCOMPLETE: ("red", _refused),
    Event.REMARKS_SENT: ("gold", _words),
    Event.REMARKS_ANSWERED: ("", _nothing),
    Event.LEFT: ("red", _left),
    Event.SITE_VISITED: ("", _nothing),
    Event.REFUSAL_PROPOSED: ("gold", _hearing),
    Event.POSITION_RECORDED: ("", _position),
    Event.HEARING_MOVED: ("gold", _moved),
    Event.HEARING_HELD: ("", _nothing),
    Event.GRANTED: ("green", _granted),
    Event.REFUSED: ("red", _refused),
    Event.AGREEMENT_SIGNED: ("green", _nothing),
    Event.DECLINED: ("", _words),
    Event.PAID: ("green", _paid),
    Event.PAYMENT_SUSPENDED: ("gold", _nothing),
    Event.QUARTER_REPORTED: ("", _quarter),
    Event.WARNED: ("gold", _words),
    Event.DATA_ASKED: ("gold", _asked),
    Event.CLOSED: ("green", _nothing),
    Event.BREACH_DECLARED: ("red", _nothing),
    Event.TERMINATED: ("red", _nothing),
    Event.MONEY_MOVED: ("", _returned),
    Event.RECOVERED: ("green", _paid),
    Event.WITHDRAWN: ("", _words),
    Event.TERMS_RECOUNTED: ("gold", _recounted),
    Event.HEARING_ON_DAY_OFF: ("gold", _day_off),
    Event.ARCHIVED: ("", _nothing),
}
SHOWN = frozenset(event.value for event in TOLD)


def entries_of(rows: Iterable[tuple[JournalEntry, User | None]]) -> list[Entry]:
    """The timeline. Of the operator's staff only the operator is named."""
    return [_entry(row, actor) for row, actor in rows]


def clauses_of(rows: Iterable[tuple[JournalEntry, User | None]]) -> list[str]:
    """The clauses on which the application was left without consideration."""
    left = (json.loads(row.body)["facts"] for row, _actor in rows if row.event == Event.LEFT)
    return next(((facts.get("payload") or {}).get("clauses") or [] for facts in left), [])


def _entry(row: JournalEntry, actor: User | None) -> Entry:
    event = Event(row.event)
    said = json.loads(row.body)
    tone, tell = TOLD[event]
    operator: str = current_app.config["SETTINGS"].operator
    by = operator if actor is None or actor.is_staff else actor.name
    return Entry(LABELS[event], row.at, by, tell(said["facts"]), said["clause"], tone)


@dataclass(frozen=True, slots=True)
class Message:
    """A notice that the reader was sent about the case."""

    at: datetime
    words: Text
    unread: bool


def messages_of(rows: Iterable[Notice]) -> list[Message]:
    """Notices as the messages of a case, in the order given."""
    return [Message(row.at, say(row.code, row.params), row.read_at is None) for row in rows]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something the applicant can do now. ``primary``: what the case waits for. ``reasons``: all that stands against
    the act, where more does than its own form asks for."""

    key: str
    label: str
    url: str
    primary: bool
    reasons: tuple[Any, ...] = ()


def _hearing_step(case: Case) -> tuple[str, str, bool]:
    """The answer to the notice of the hearing, with its hour; once it is given it may only be changed."""
    hearing = cases.newest_hearing(case.id) if case.state == CaseState.HEARING else None
    when = dmyhm(hearing.planned_at) if hearing else ""
    if hearing and (hearing.accepted_at or hearing.stays_away_at):
        return "portal.hearing", _("Hearing on %(when)s: change your answer or position", when=when), False
    return "portal.hearing", _("Hearing on %(when)s: say whether you will take part", when=when), True


def next_steps(case: Case, offers: Iterable[CaseOffer]) -> list[NextStep]:
    """The acts open to the reader, what the case waits for first."""
    pages: dict[CaseAct, tuple[str, str, bool]] = {
        ExportAction.ANSWER_REMARKS: ("portal.draft", _("Correct the application and answer"), True),
        Action.RECORD_POSITION: _hearing_step(case),
        Action.SIGN_AGREEMENT: ("portal.agreement", _("Read and sign the agreement"), True),
        Action.DECLINE: ("portal.decline", _("Decline to sign, with reasons"), False),
        Action.REPORT_QUARTER: ("portal.quarters", _("Report the figures of a quarter"), True),
        Action.WITHDRAW: ("portal.withdraw", _("Withdraw the application"), False),
    }
    found = []
    for offer in offers:
        if offer.action in pages:
            endpoint, label, primary = pages[offer.action]
            if offer.action is Action.REPORT_QUARTER:
                primary = offer.can_begin  # nothing waits for the applicant before a quarter is over
            if offer.action is Action.SIGN_AGREEMENT and not offer.reasons:  # both papers carry the signature
                label = _("You have signed the agreement: send it")
            reasons = () if offer.can_begin else offer.reasons
            url = url_for(endpoint, public_id=case.public_id)
            found.append(NextStep(offer.action.value, label, url, primary, reasons))
    return sorted(found, key=lambda step: not step.primary)
