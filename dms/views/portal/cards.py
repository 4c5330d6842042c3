"""A case in the applicant's words: its card, its story, its terms day by day. Nothing is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import get_day_names
from flask import url_for
from flask_babel import get_locale

from dms.models import Case
from dms.services.law import edition_of
from workflows.calendar import Calendar
from workflows.clock import Term
from workflows.labels import ROLE_LABELS
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.states import CaseState, Role
from workflows.stories import Story
from workflows.text import Text

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


def card_of(case: Case) -> Card:
    draft = case.state == CaseState.DRAFT
    story = edition_of(case).stories[CaseState(case.state)]
    return Card(
        case=case,
        url=url_for("portal.draft" if draft else "portal.case", public_id=case.public_id),
        story=story,
        who=actor_of(story),
        yours=story.who is Role.APPLICANT,
        market=MARKETS[case.programme],
        result_on=case.service_due_at if case.state in BEFORE_RESULT else None,
    )


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
