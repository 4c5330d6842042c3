"""Answers of the National Bank's feed: what was asked, what is still to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import joinedload

from dms.extensions import db
from dms.models import RateAnswer


def list_answers(limit: int = 100) -> Sequence[RateAnswer]:
    """The newest first, with who loaded them."""
    query = select(RateAnswer).options(joinedload(RateAnswer.taken_by))
    return db.session.scalars(query.order_by(RateAnswer.id.desc()).limit(limit)).all()


def days_waiting() -> set[date]:
    """The days whose job is in the queue."""
    query = text(
        "SELECT args->>'day' FROM procrastinate_jobs WHERE task_name = 'fetch_rates' AND status IN ('todo', 'doing')"
    )
    return {date.fromisoformat(day) for day in db.session.scalars(query)}


def days_settled(days: Sequence[date], since: datetime) -> set[date]:
    """Of these days, those the feed has answered with rates, or was asked for after ``since`` in vain."""
    query = select(RateAnswer.asked_on).where(
        RateAnswer.asked_on.in_(days), (RateAnswer.fault == "") | (RateAnswer.taken_at > since)
    )
    return {day for day in db.session.scalars(query) if day is not None}
