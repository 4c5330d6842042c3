"""``python -m benchmarks``: measures pages, moves and papers against ceilings taken in the same run.

Figures differ from machine to machine and by a quarter from run to run; what counts is the ratio. The targets that are
absolute are multiples of what the fastest comparable systems did on the reference machine of two cores."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import bare, database, rooms, uploads, visits, wsgi
from benchmarks.client import CONNECTIONS, drive
from benchmarks.report import HEADINGS, Line, row
from benchmarks.web import Web, serving
from benchmarks.world import environment, settings
from dms.platform.cli import var_folder
from dms.platform.postgres import Urls
from workflows.states import CaseState

PEER_TRANSITIONS, PEER_PAGES = 76.0, 27.5  # a second, 8 connections, 20,000 items
DEEP = 99  # links followed to the hundredth page


def main() -> None:
    """Prints one line per measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure this machine's Demeu.")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases are loaded (100000)")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long each load lasts (8)")
    options = parser.parse_args()
    begin, folder = time.perf_counter(), var_folder() / "bench"
    with database.loaded(folder, options.cases, _say) as urls:
        _say(f"{options.cases:,} cases, {os.cpu_count()} processors, {CONNECTIONS} connections\n")
        _say(row(HEADINGS))
        for line in measure(urls, folder, options.seconds):
            _say(str(line))
    _say(f"\nDone in {time.perf_counter() - begin:.0f} s.")


def measure(urls: Urls, folder: Path, seconds: float) -> Iterator[Line]:
    """Every line, in the order of the design's targets."""
    os.environ.update(settings(urls, folder))
    app = wsgi.application()
    bare.prepare(urls)
    people = visits.people(app)
    hello = _hello(urls, folder, seconds)
    one, two = bare.transitions(urls, seconds / 2), bare.transitions(urls, seconds / 2, processes=2)
    with serving("benchmarks.wsgi:application()", environment(urls, folder), folder / "web.log") as web:
        yield Line("start to first answer", web.started, "s", target=2.0, most=True)
        yield from _inbox(web, people, hello, seconds)
        yield from _case(web, people, visits.looked_at(app), hello, seconds)
        yield _transitions(web, people, two, seconds)
        yield Line("web tier, memory", web.memory, "MB", target=350.0, most=True)
    yield Line("engine without HTTP", rooms.engine_rate(app, seconds / 2), "/s", one, target=0.6)
    state = CaseState.SUBSTANTIVE_REVIEW.value
    keyset = bare.keyset(urls, people[0].user_id, state, 200)
    yield Line("query of an inbox page", rooms.worklist_ms(app, people[0].user_id, 100), "ms", keyset)
    yield from uploads.lines(app, seconds)
    ours, alone = rooms.paper_ms(30)
    yield Line("PDF of one page, warm", ours, "ms", alone, target=50.0, of_value=True, most=True)


def _hello(urls: Urls, folder: Path, seconds: float) -> float:
    with serving("benchmarks.wsgi:hello()", environment(urls, folder), folder / "web.log", path="/") as web:
        return drive(web.port, [visits.again("/")] * CONNECTIONS, seconds / 2).only(200).rate


def _inbox(web: Web, people: list[visits.Person], hello: float, seconds: float) -> Iterator[Line]:
    """The person's own list, and a page far down in it against the first."""
    first = drive(web.port, [visits.again("/desk/", person) for person in people], seconds).only(200)
    yield Line("inbox page", first.rate, "/s", hello, target=0.1)
    yield Line("inbox page, p50", first.p50, "ms")
    far = [visits.follow_after(web.port, person, "/desk/", DEEP) for person in people]
    scripts = [visits.again(path, person) for (path, _), person in zip(far, people, strict=True)]
    deep = drive(web.port, scripts, seconds / 2).only(200)
    yield Line(f"inbox page {far[0][1] + 1}, p50 to the first", deep.p50, "ms", first.p50, target=1.2, most=True)


def _case(web: Web, people: list[visits.Person], ids: list[str], hello: float, seconds: float) -> Iterator[Line]:
    for name, tab in (("case page, overview", ""), ("case page, history of 50", "history")):
        paths = [f"/desk/c/{public_id}/{tab}" for public_id in ids]
        scripts = [visits.in_turn(paths[place:] + paths[:place], person) for place, person in enumerate(people)]
        found = drive(web.port, scripts, seconds / 2).only(200)
        yield Line(name, found.rate, "/s", hello, target=12 * PEER_PAGES, of_value=True)


def _transitions(web: Web, people: list[visits.Person], ceiling: float, seconds: float) -> Line:
    scripts = [visits.answering(web.port, person) for person in people]
    found = drive(web.port, scripts, seconds).only(302)
    return Line("transition over HTTP", found.rate, "/s", ceiling, target=6 * PEER_TRANSITIONS, of_value=True)


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
