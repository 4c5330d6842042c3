"""Guards of the hearing: announced with its hour, held when that hour has come, written down, before any refusal."""

from __future__ import annotations

from datetime import datetime

from workflows.clock import local
from workflows.facts import Actor, CaseFacts, HearingFacts
from workflows.programmes.machine import review_texts as say
from workflows.refusals import Refusal
from workflows.states import Relation


def hearing_hour_named(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """The preliminary decision tells the hour and place (means) of the hearing, which lies ahead."""
    if facts.hearing_at is not None and facts.hearing_at > now:
        return None
    return Refusal("no_hearing_hour", say.NO_HOUR, "", say.NAME_HOUR, in_form=True)


def hearing_announced(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The applicant has the preliminary decision and the time and place (means) of the hearing."""
    if facts.hearing is not None and facts.hearing.planned_at is not None:
        return None
    return Refusal("hearing_not_announced", say.NOT_ANNOUNCED, "", say.ANNOUNCE)


def own_word(facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """Only the applicant himself gives up the hour that was announced to him (I-42)."""
    if not facts.gives_way or actor.relation is Relation.OWN:
        return None
    return Refusal("not_own_word", say.NOT_OWN_WORD, "", say.APPLICANT_SAYS_IT)


def earlier_than_announced(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Whoever agrees to be heard earlier names an hour before the one announced (I-42)."""
    hour = facts.hearing.planned_at if facts.hearing else None
    if hour is None or facts.heard_from is None or facts.heard_from < hour:
        return None
    told = say.NOT_EARLIER.fill(hour=f"{local(hour):%d.%m.%Y %H:%M}")
    return Refusal("not_earlier", told, "", say.NAME_EARLIER, in_form=True, field="earlier_from")


def _opens_at(hearing: HearingFacts) -> datetime | None:
    """From when the hearing may be held: the hour announced, or the earlier one that the applicant agreed to; None
    where its hour does not matter any more, because he will not take part and has written his position (I-42)."""
    if hearing.planned_at is None or hearing.stays_away:
        return None
    return min(hearing.planned_at, hearing.earlier_from or hearing.planned_at)


def hearing_time_reached(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """No hearing is held or closed before its hour; a position in writing alone does not bring the hour forward."""
    opens = _opens_at(facts.hearing) if facts.hearing else None
    if opens is None or opens <= now:
        return None
    return Refusal("hearing_ahead", say.HEARING_AHEAD, "", say.WAIT_FOR_HEARING)


def moved_lawfully(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The operator alone moves a hearing neither before the hour announced nor beyond the days that the law lets pass
    from the notice; at the applicant's wish it is held when he asks for it (I-42)."""
    hour, hearing = facts.hearing_at, facts.hearing
    if hour is None or hearing is None or hearing.planned_at is None or facts.asked_by_applicant:
        return None
    if hour < hearing.planned_at:
        return Refusal("not_own_word", say.MOVED_EARLIER, "", say.ASK_FOR_EARLIER, in_form=True)
    if facts.hearing_until is not None and hour > facts.hearing_until:
        until = facts.hearing_until
        return Refusal("beyond_term", say.MOVED_TOO_FAR.fill(day=f"{local(until):%d.%m.%Y}"), "", say.NAME_NEARER, True)
    return None


def presence_told(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The minutes name who took part for the applicant, or say that nobody did: one of the two, never by default."""
    if facts.hearing is not None and facts.hearing.came != facts.hearing.absence_recorded:
        return None
    return Refusal("presence_untold", say.PRESENCE_UNTOLD, "", say.TELL_PRESENCE, in_form=True)


def held_in_its_time(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """Nobody is found absent before the hour announced, an earlier one agreed to notwithstanding; and the hour in the
    minutes lies between the lawful beginning and now."""
    hearing = facts.hearing
    if hearing is None or hearing.planned_at is None:
        return None
    opens, began = _opens_at(hearing), hearing.began_at
    if hearing.absence_recorded and opens is not None and opens <= now < hearing.planned_at:
        return Refusal("absent_too_soon", say.HEARING_AHEAD, "", say.WAIT_FOR_HEARING, in_form=True)
    if began is None or (began <= now and (opens is None or opens <= began)):
        return None
    return Refusal("hour_untrue", say.HOUR_UNTRUE, "", say.TELL_HOUR, in_form=True)


def position_or_absence(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The applicant's position is on record, or that nobody came and nothing was sent."""
    if facts.hearing is not None and (facts.hearing.position_recorded or facts.hearing.absence_recorded):
        return None
    return Refusal("no_position", say.NO_POSITION, "", say.RECORD_POSITION, in_form=True)


def minutes_recorded(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The result of the hearing is written down."""
    if facts.hearing is not None and facts.hearing.minutes_recorded:
        return None
    return Refusal("no_minutes", say.NO_MINUTES, "", say.WRITE_MINUTES, in_form=True)


def hearing_held(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """No refusal of the whole, whichever its ground, without a hearing announced and held."""
    hearing = facts.hearing
    held = (
        hearing is not None
        and hearing.planned_at is not None
        and hearing.minutes_recorded
        and (hearing.position_recorded or hearing.absence_recorded)
    )
    return None if held else Refusal("no_hearing", say.NO_HEARING, "", say.HEARING_FIRST)
