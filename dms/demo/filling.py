"""Fills an empty database: the tables, the people, the money, then the stories of all cases, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask

from dms import scope
from dms.demo import filing, settling
from dms.demo.content import content_of, payment_days
from dms.demo.export_plans import EXPORT_PLANS
from dms.demo.export_stories import EXPORT_STORIES
from dms.demo.papers import Pdf, Sheet, printing, sheets_of
from dms.demo.plans import PLANS, Plan
from dms.demo.stage import Stage, Story, at, workday
from dms.demo.stories import STORIES, nothing_more, story
from dms.demo.tables import made_up_rate
from dms.services import clock
from dms.services.tables import reference, shipped
from workflows.clock import closing, opening

#: Every application of the demo, the oldest first: so its papers are printed in the order in which they are asked for.
ALL = sorted((*PLANS.values(), *EXPORT_PLANS.values()), key=lambda plan: -plan.days_ago)
#: How long before its submission an application is begun, on the same day.
EARLY = timedelta(hours=5)


def run(app: Flask, say: Callable[[str], None]) -> None:
    """Raises: RuntimeError outside the demo."""
    if not app.config["SETTINGS"].demo:
        raise RuntimeError("only the demo is filled")
    with app.app_context(), scope.acting(scope.SYSTEM):
        shipped.load(clock.now())
        ends = evening(clock.now())
        stage = Stage(app, at(_first_day(ends), "09:00"), ends, say)
        contents = [content_of(plan, _applied_on(plan, ends), made_up_rate) for plan in ALL]
        sheets = [sheets_of(content, plan.programme) for plan, content in zip(ALL, contents, strict=True)]
        with _time_of(app, stage), printing(sheets) as printed:
            settling.settle(stage, _foreign_days(ends))
            stage.leave_pictures()
            told = [
                _told(stage, plan, content, list(zip(group, pdfs, strict=True)))
                for plan, content, group, pdfs in zip(ALL, contents, sheets, printed, strict=True)
            ]
            stage.tell([*settling.money_stories(stage), filing.filed(stage), *told])
        clock.advance_to(ends + timedelta(minutes=5))


@contextmanager
def _time_of(app: Flask, stage: Stage) -> Iterator[None]:
    """Every service takes the stage's moment for now."""
    app.config["CLOCK"] = stage
    try:
        yield
    finally:
        del app.config["CLOCK"]


def evening(now: datetime) -> datetime:
    """The moment at which the demo begins: now if the office is closed, else half an hour after it closes today. What
    is handed in then waits for the next office hour (342:A6.7)."""
    day = now.date()
    if reference.calendar().is_working(day) and opening(day) <= now <= closing(day):
        return closing(day) + timedelta(minutes=30)
    return now.replace(second=0, microsecond=0)


def _first_day(ends: datetime) -> date:
    return workday(ends.date() - timedelta(days=max(plan.days_ago for plan in ALL) + 30))


def _applied_on(plan: Plan, ends: datetime) -> date:
    """A worked day, except for what is handed in tonight."""
    day = ends.date() - timedelta(days=plan.days_ago)
    if plan.key == "submitted":
        return day
    while not reference.calendar().is_working(day):
        day -= timedelta(days=1)
    return day


def _foreign_days(ends: datetime) -> list[tuple[str, date]]:
    return [row for plan in ALL for row in payment_days(plan, _applied_on(plan, ends))]


def _told(
    stage: Stage, plan: Plan, content: dict[str, Any], printed: list[tuple[Sheet, Pdf]]
) -> tuple[datetime, Story]:
    begins = _begins(plan, stage.ends)
    tell = {**STORIES, **EXPORT_STORIES}.get(plan.key, nothing_more)
    return begins, story(stage, plan, begins, content, printed, tell)


def _begins(plan: Plan, ends: datetime) -> datetime:
    if plan.key == "submitted":
        return ends - EARLY
    return at(_applied_on(plan, ends), "09:30")
