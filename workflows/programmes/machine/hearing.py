"""Guards of the hearing: announced with its hour, held when that hour has come, written down, before any refusal."""

from __future__ import annotations

from datetime import datetime

from workflows.facts import Actor, CaseFacts
from workflows.programmes.machine import review_texts as say
from workflows.refusals import Refusal


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


def hearing_time_reached(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """Nobody is found absent, and no hearing closed, before its hour, unless the position is there already."""
    hearing = facts.hearing
    if hearing is None or hearing.planned_at is None or hearing.position_recorded or hearing.planned_at <= now:
        return None
    return Refusal("hearing_ahead", say.HEARING_AHEAD, "", say.WAIT_FOR_HEARING)


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
