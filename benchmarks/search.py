"""``python -m benchmarks.search``: how long the search takes, and how that grows from 20,000 documents to many.

Each question is asked as a page asks it: by a reader with his rights, with the texts of what is shown. ``--documents
1000000`` measures the size that the design names; the default is small."""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask

from benchmarks import search_load, wsgi
from benchmarks.report import HEADINGS, Line, row
from benchmarks.world import NOW, settings
from dms import scope
from dms.extensions import db
from dms.models import Case, User
from dms.platform import databases, migrate
from dms.platform.cli import var_folder
from dms.platform.lock import exclusive
from dms.platform.postgres import Server
from dms.queries import finding, people, reading, repeated
from dms.queries.entries import Narrowed
from dms.queries.finding import Seeker
from dms.search import asking

BASE = 20_000
TARGET_MS, TARGET_RATIO = 50.0, 3.0
HEAD, EXECUTOR, APPLICANT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of somebody; ``narrowed`` by what."""

    name: str
    words: str
    user: int = HEAD
    narrowed: Narrowed = field(default_factory=Narrowed)


QUESTIONS = (
    Asked("a word on most pages", "шығындарды"),
    Asked("two words on many pages", "өтінім шарттары"),
    Asked("four words", "өтініш берушінің шығындары бойынша келісім"),
    Asked("a word on some pages", "кәсіпкерлердің"),
    Asked("two words seldom together", "сөзаб сөзгд"),
    Asked("a word on few pages", "сөзвзаж"),
    Asked("one page", "doc777x"),
    Asked("number of a case", "D342-2026-000123"),
    Asked("contract number", "8/321-ш"),
    Asked("BIN", "0612 0000 0007"),
    Asked("supplier", "сапа серт 77"),
    Asked("a name misspelt", "маңғыстау кабелльль"),
    Asked("nothing", "мұндайсөзжоқ"),
    Asked("a common word, narrowed", "шығындар", EXECUTOR, Narrowed(states=("payment",), papers=("invoice",))),
    Asked("the applicant's, common", "шығындар", APPLICANT),
    Asked("the applicant's, rare", "сөзвзаж", APPLICANT),
)


def main() -> None:
    """Prints one line per question, twice: at 20,000 documents and at as many as asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Measure the search.")
    parser.add_argument("--documents", type=int, default=100_000, help="how many documents are loaded (100000)")
    parser.add_argument("--rounds", type=int, default=15, help="how often each question is asked (15)")
    options = parser.parse_args()
    folder = var_folder() / "bench-search"
    with exclusive(folder):
        server = Server(folder / "postgres")
        try:
            urls = server.start()
            server.empty()
            migrate.upgrade(urls.owner)
            os.environ.update(settings(urls, folder))
            app = wsgi.application()
            conninfo = databases.conninfo(urls.owner)
            few = _at(app, conninfo, 1, BASE, options)
            many = _at(app, conninfo, BASE + 1, max(options.documents, 2 * BASE), options)
        finally:
            server.stop()
    for line in lines(few, many):
        print(line, flush=True)


def _at(app: Flask, conninfo: str, first: int, last: int, options: Any) -> dict[str, float]:
    begin = time.perf_counter()
    search_load.fill(conninfo, first, last)
    print(f"{last:,} documents loaded, {time.perf_counter() - begin:.0f} s", flush=True)
    found = {}
    for asked in QUESTIONS:
        found[asked.name] = _measured(app, asked.user, partial(answer, asked), options)
        print(f"  {asked.name}: {found[asked.name]:.1f} ms", flush=True)
    found["repeats of a case"] = _measured(app, HEAD, _repeats, options)
    print(f"  repeats of a case: {found['repeats of a case']:.1f} ms\n", flush=True)
    return found


def answer(asked: Asked, seeker: Seeker) -> int:
    """What a page does; the number of answers."""
    question = asking.read(asked.words)
    rows = finding.find(seeker, question, asked.narrowed, None, finding.PAGE + 1)
    return len(rows or finding.find_similar(seeker, question, asked.narrowed, finding.PAGE))


def _repeats(seeker: Seeker) -> int:
    return len(repeated.list_repeats(db.session.get_one(Case, 77), seeker.readable))


def _measured(app: Flask, user_id: int, ask: Callable[[Seeker], int], options: Any) -> float:
    """The p50 of the rounds in milliseconds; the first is not counted."""
    taken = []
    for _ in range(options.rounds + 1):
        with app.app_context(), scope.acting(scope.SYSTEM):
            user, today = db.session.get_one(User, user_id), NOW.date()
            seeker = _seeker(user, today)
            seen = people.scope_for(user, today)
            db.session.commit()
            with scope.acting(seen):
                begin = time.perf_counter()
                ask(seeker)
                taken.append((time.perf_counter() - begin) * 1000)
                db.session.rollback()
            db.session.remove()
    return statistics.median(taken[1:])


def _seeker(user: User, today: Any) -> Seeker:
    who = reading.reader_of(user, today)
    if user.is_staff:
        return Seeker(who, reading.readable(who), scanning=False)
    return Seeker(who, reading.visible(user, today), scanning=False, organisations=tuple(sorted(who.own)))


def lines(few: dict[str, float], many: dict[str, float]) -> Iterator[str]:
    yield row(HEADINGS)
    for name, value in many.items():
        yield str(Line(name, value, "ms", few[name], TARGET_MS, of_value=True, most=True))
    p50, before = statistics.median(many.values()), statistics.median(few.values())
    yield str(Line("p50 of all questions", p50, "ms", before, TARGET_MS, of_value=True, most=True))
    yield str(Line("p50 to that of 20,000", p50, "ms", before, TARGET_RATIO, most=True))


if __name__ == "__main__":
    main()
