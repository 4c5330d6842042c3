"""A case in the applicant's words: its card, its story, its terms day by day. Nothing is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import get_day_names
from flask import url_for
from flask_babel import get_locale

from dms.formatting import EMPTY, dmyhm, local
from dms.models import Case, Hearing
from dms.services.judging.law import edition_of
from workflows.calendar import Calendar
from workflows.clock import Term
from workflows.labels import ROLE_LABELS
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.states import CaseState, Role
from workflows.stories import Story
from workflows.text import Text, join

#: States in which the term of the service runs.
BEFORE_RESULT = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.REGISTERED,
        CaseState.COMPLETENESS,
        CaseState.REMARKS,
        CaseState.SUBSTANTIVE_REVIEW,
        CaseState.HEARING,
        CaseState.DECISION,
    }
)
#: A programme in two words.
MARKETS = {
    DOMESTIC: Text("Ішкі нарық", "Внутренний рынок", "Domestic market"),
    EXPORT: Text("Сыртқы нарықтар", "Внешние рынки", "Foreign markets"),
}
YOU = Text("Сіз", "Вы", "You")
HEARING_AT = Text(
    "Тыңдау өтетін уақыт пен орын: {when}, {place}.", "Заслушивание: {when}, {place}.", "The hearing: {when}, {place}."
)
TIME_ACCEPTED = Text("Сіз уақытты растадыңыз.", "Вы подтвердили время.", "You have accepted the time.")
NO_PART = Text(
    "Сіз қатыспайтыныңызды хабарладыңыз.",
    "Вы сообщили, что участвовать не будете.",
    "You have said that you will not take part.",
)
POSITION_CAME = Text(
    "Жазбаша ұстанымыңыз алынды, ол шешім қабылдағанда ескеріледі.",
    "Ваша письменная позиция получена, она будет учтена при решении.",
    "Your written position has come; it is weighed in the decision.",
)
ANSWER = Text(
    "Уақытты растаңыз немесе ұстанымыңызды тыңдауға дейін жазбаша жіберіңіз: ол шешім қабылдағанда ескеріледі.",
    "Подтвердите время или направьте позицию письменно до заслушивания: она будет учтена при решении.",
    "Accept the time, or send your position in writing before it: it is weighed in the decision.",
)


@dataclass(frozen=True, slots=True)
class Card:
    """One case on the first page. ``who`` acts next, None when nobody has to; ``yours``: the reader himself."""

    case: Case
    url: str
    story: Story
    who: Text | None
    yours: bool
    market: Text
    result_on: datetime | None
    next: Text
    late: bool = False


def card_of(case: Case, now: datetime, hearing: Hearing | None = None) -> Card:
    """``hearing``: the newest of a case that stands before one."""
    draft = case.state == CaseState.DRAFT
    story = _turned(case, edition_of(case).stories[CaseState(case.state)], hearing, now)
    result_on = case.service_due_at if case.state in BEFORE_RESULT else None
    return Card(
        case=case,
        url=url_for("portal.draft" if draft else "portal.case", public_id=case.public_id),
        story=story,
        who=actor_of(story),
        yours=story.who is Role.APPLICANT,
        market=MARKETS[case.programme],
        result_on=result_on,
        next=_of_hearing(hearing) if hearing is not None else story.next,
        late=result_on is not None and result_on < now,
    )


def _turned(case: Case, story: Story, hearing: Hearing | None, now: datetime) -> Story:
    """Once the applicant has answered, the executor acts: he holds the hearing. In monitoring nobody acts before a
    quarter is over whose figures are not there; they are due in the month after it."""
    if case.state == CaseState.MONITORING:
        due, today = case.due_at and local(case.due_at).date(), local(now).date()
        return story if due and due.replace(day=1) <= today else replace(story, who=None)
    if hearing is None or not (hearing.accepted_at or hearing.stays_away_at or hearing.position_at):
        return story
    return replace(story, who=Role.EXECUTOR)


def _of_hearing(hearing: Hearing) -> Text:
    """When and where, and what of the answer has come."""
    place = hearing.place or hearing.link or EMPTY
    told = [HEARING_AT.fill(when=dmyhm(hearing.planned_at), place=place)]
    told += [TIME_ACCEPTED] if hearing.accepted_at else []
    told += [NO_PART] if hearing.stays_away_at else []
    told += [POSITION_CAME] if hearing.position_at else []
    return join(told if len(told) > 1 else [*told, ANSWER], " ")


def actor_of(story: Story) -> Text | None:
    """Who acts next, in a word; None when nobody has to."""
    if story.who is None:
        return None
    if story.who is Role.APPLICANT:
        return YOU
    label = ROLE_LABELS[story.who]
    return Text(*(label.get(lang)[:1].upper() + label.get(lang)[1:] for lang in ("kk", "ru", "en")))


def strip_of(term: Term | None, today: date, calendar: Calendar) -> list[dict[str, Any]]:
    """The days of a term from the day of the event to its end, days off with their reason; none without a term."""
    if term is None:
        return []
    names = get_day_names("abbreviated", locale=get_locale())
    found = []
    day = term.starts_on
    while day <= term.due_on:
        why = calendar.day_off(day)
        state = "off" if why else "work"
        if day == term.due_on:
            state = "late" if today > day else "due"
        elif day == today:
            state = "today"
        found.append({"day": day, "weekday": names[day.weekday()], "state": state, "why": why})
        day += timedelta(days=1)
    return found
