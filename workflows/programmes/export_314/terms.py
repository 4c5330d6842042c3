"""The terms that the known text of order 314 has (314:22, 314:24). Its review term is not known, so no last moment of a
hearing notice can be told; its office hours are a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflows.calendar import Calendar, NoCalendar
from workflows.clock import HEARING_ANNOUNCED, REGISTRATION, TermRule, office_moment
from workflows.deadlines import Count, Deadlines
from workflows.programmes.editions import EXPORT
from workflows.programmes.figures import Figure
from workflows.programmes.timing import Events, TermSettings, Timing
from workflows.states import CaseState
from workflows.text import Text

REMARKS = TermRule(
    "remarks",
    15,
    "314:22",
    Text(kk="Өтінімге ескертулер жіберу", ru="Направление замечаний к заявке", en="Remarks on the application"),
    event=REGISTRATION,
)
REPEAT_NOTICE = TermRule(
    "repeat_notice",
    30,
    "314:22",
    Text(kk="Қайта хабарлама жіберу", ru="Направление повторного уведомления", en="Repeat notice"),
    event=Text("Жаңа құжаттар келіп түсті", "Поступили новые документы", "New documents came in"),
)
HEARING = TermRule(
    "hearing",
    2,
    "314:24",
    Text(kk="Тыңдау өткізу", ru="Проведение заслушивания", en="Hearing"),
    event=HEARING_ANNOUNCED,
)

#: Keys of terms whose length is a setting.
REVIEW, HEARING_NOTICE = "review", "hearing_notice"

#: The terms that the known text sets.
SET: Mapping[str, TermRule] = {rule.key: rule for rule in (REMARKS, REPEAT_NOTICE, HEARING)}


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one edition. ``notice_before``: a hearing notice goes out so many working days before the end of the
    review (314:24)."""

    edition: str
    rules: Mapping[str, TermRule]
    notice_before: Figure

    def foretell(self, events: Events, calendar: Calendar, settings: TermSettings) -> Deadlines:
        """The terms of what comes in at ``submitted_at``: of an application its ``remarks``, of new documents its
        ``repeat_notice``, both from the office moment (314:22 names no start). Raises NoCalendar where that moment is
        not known; a term that runs past the calendar stays uncounted."""
        registered_at = office_moment(events.submitted_at, calendar, settings.hours)
        found = Count(calendar, settings.hours)
        for rule in (REMARKS, REPEAT_NOTICE):
            found.add(self.rules[rule.key], registered_at)
        return self._told(events, registered_at, found)

    def count(self, events: Events, calendar: Calendar, settings: TermSettings) -> Deadlines:
        """The terms of a live case: its remarks from registration, the repeat notice once new documents came in, the
        hearing once it was announced; the review and the last moment of a hearing notice only where the length of the
        review is set (314:24). Raises NoCalendar as ``foretell`` does."""
        registered_at = events.registered_at or office_moment(events.submitted_at, calendar, settings.hours)
        found = Count(calendar, settings.hours)
        found.add(self.rules[REMARKS.key], registered_at)
        if settings.review_days is not None:
            days, before = settings.review_days, self.notice_before
            found.add(TermRule(REVIEW, days, "", _REVIEW, event=REGISTRATION), registered_at)
            notice = TermRule(HEARING_NOTICE, days - before.whole, before.clause, _NOTICE, event=REGISTRATION)
            found.add(notice, registered_at)
        if events.documents_in is not None:
            self._add_repeat(found, events.documents_in)
        return self._told(events, registered_at, found)

    def _add_repeat(self, found: Count, documents_in: datetime) -> None:
        """From the office moment of the documents, like an application's own terms."""
        rule = self.rules[REPEAT_NOTICE.key]
        try:
            event = office_moment(documents_in, found.calendar, found.hours)
        except NoCalendar as gap:
            found.lack(rule, gap.day)
        else:
            found.add(rule, event)

    def _told(self, events: Events, registered_at: datetime, found: Count) -> Deadlines:
        if events.hearing_notice is not None:
            found.add(self.rules[HEARING.key], events.hearing_notice)
        return found.answer(EXPORT, self.edition, events.submitted_at, registered_at)


def running(state: CaseState, rounds: int) -> str:
    """Which term the operator works under: remarks, after the first round the repeat notice (314:22)."""
    if state in (CaseState.REGISTERED, CaseState.COMPLETENESS, CaseState.SUBSTANTIVE_REVIEW):
        return (REPEAT_NOTICE if rounds else REMARKS).key
    return {CaseState.HEARING: HEARING.key, CaseState.DECISION: REVIEW}.get(state, "")


_REVIEW = Text(kk="Өтінімді қарау", ru="Рассмотрение заявки", en="Review of the application")
_NOTICE = Text(
    kk="Тыңдау туралы хабарламаны жіберудің соңғы сәті",
    ru="Последний момент отправки уведомления о заслушивании",
    en="Last moment to send a hearing notice",
)


def timing_of(edition: str, rules: Mapping[str, TermRule], notice_before: Figure) -> Timing:
    """How the terms of an edition with these rules run."""
    terms = Terms(edition, rules, notice_before)
    return Timing(
        rules=rules,
        count=terms.count,
        foretell=terms.foretell,
        run=running,
        result=REVIEW,
        notice=HEARING_NOTICE,
        payment=None,
        money_back=None,
    )
