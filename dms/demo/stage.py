"""The stage of the demo: time that runs through three years, the jobs of each moment done at once, and many stories
told side by side, each step in its turn. A story is a generator that yields the moment at which it goes on."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from flask import Flask
from sqlalchemy import text

from dms.extensions import db
from dms.jobs import finding, tasks, worker
from dms.models import User
from dms.queries import people
from dms.services.tables import reference
from workflows.clock import ALMATY

Story = Generator[datetime, None, None]

DEFAULT, PICTURES = "default", "pictures"
WAITING = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = 'default'")


@dataclass
class Stage:
    """Time and people of one filling. ``moment`` is what every service of ``app`` takes for now; ``say`` is told how
    many stories have come to their end."""

    app: Flask
    moment: datetime
    ends: datetime
    say: Callable[[str], None]
    users: dict[str, int] = field(default_factory=dict)

    def __call__(self) -> datetime:
        return self.moment

    def user(self, email: str) -> User:
        """The person, in this transaction."""
        found = people.find_user_by_email(email)
        assert found is not None  # everybody was made before the stories began
        return found

    def officer(self, role: str) -> User:
        """The operator's officer in the role; each role has one."""
        return self.user(f"{role}@demo.kz" if role != "administrator" else "admin@demo.kz")

    @staticmethod
    def leave_pictures() -> None:
        """Pictures of pages and their texts for the search go into a queue of their own in this process: nothing here
        waits for them, and the worker of the demo makes them afterwards."""
        for task in (tasks.make_previews, finding.read_text, finding.enter_case, finding.enter_document):
            task.queue = PICTURES

    def work(self) -> None:
        """Does what the queue holds, pictures and texts apart."""
        db.session.commit()
        waiting = db.session.execute(WAITING).scalar_one()
        db.session.remove()
        if waiting:
            worker.drain(self.app, [DEFAULT])

    def tell(self, stories: Iterable[tuple[datetime, Story]]) -> None:
        """Tells the stories side by side, in the order of their moments, each up to its end or to the demo's first
        evening: what holidays have pushed beyond it stays undone."""
        order = itertools.count()
        heap = [(begins, next(order), story) for begins, story in stories]
        heapq.heapify(heap)
        all_told = len(heap)
        while heap:
            moment, _, story = heapq.heappop(heap)
            self.moment = max(self.moment, moment)
            self.work()
            goes_on = next(story, None)
            if goes_on is not None and goes_on <= self.ends:
                heapq.heappush(heap, (goes_on, next(order), story))
            else:
                self.say(f"  {all_told - len(heap)} of {all_told} stories told, up to {moment:%d.%m.%Y}")
        self.work()


def workday(day: date) -> date:
    """The day itself, or the next one that is worked."""
    calendar = reference.calendar()
    return day if calendar.is_working(day) else calendar.next_working(day)


def at(day: date, clock: str) -> datetime:
    """``10:20`` of the day, in Almaty."""
    return datetime.combine(day, time.fromisoformat(clock), ALMATY)


def after(moment: datetime, days: int, clock: str) -> datetime:
    """So many working days later, at that hour."""
    day, calendar = moment.date(), reference.calendar()
    for _ in range(days):
        day = calendar.next_working(day)
    return at(day, clock)


def calendar_days(moment: datetime, days: int, clock: str) -> datetime:
    """So many days later, or the next working day after them."""
    return at(workday(moment.date() + timedelta(days=days)), clock)
