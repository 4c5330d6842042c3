"""Ceilings below the web: what the database, the ORM and WeasyPrint do with nothing of ours around them."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from dms.platform.databases import conninfo
from dms.platform.postgres import Urls

ITEMS = 1000


class Bare(DeclarativeBase):
    """Two tables that nothing guards, in a schema of their own."""


class Item(Bare):
    __tablename__ = "items"
    __table_args__ = {"schema": "bare"}  # noqa: RUF012 - the library's own form
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    version: Mapped[int]


class Occurrence(Bare):
    __tablename__ = "occurrences"
    __table_args__ = {"schema": "bare"}  # noqa: RUF012 - the library's own form
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int]
    at: Mapped[datetime]
    body: Mapped[str]


def prepare(urls: Urls) -> None:
    """The bare tables, anew."""
    with psycopg.connect(conninfo(urls.owner)) as connection:
        connection.execute("DROP SCHEMA IF EXISTS bare CASCADE")
        connection.execute("CREATE SCHEMA bare")
    engine = create_engine(urls.owner)
    Bare.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all(Item(id=number, state="a", version=1) for number in range(1, ITEMS + 1))
    engine.dispose()


def transitions(urls: Urls, seconds: float, processes: int = 1) -> float:
    """Bare transitions a second: the row locked, updated, an event added, committed."""
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        shares = [(urls.owner, place, processes, seconds) for place in range(processes)]
        return sum(pool.starmap(_transitions, shares))


def _transitions(url: str, place: int, processes: int, seconds: float) -> float:
    engine = create_engine(url)
    number, said = place, "x" * 400

    def once() -> None:
        nonlocal number
        number = (number + processes) % ITEMS
        with Session(engine) as session, session.begin():
            item = session.scalars(select(Item).where(Item.id == number + 1).with_for_update()).one()
            item.state, item.version = "b" if item.state == "a" else "a", item.version + 1
            session.add(Occurrence(item_id=item.id, at=datetime.now().astimezone(), body=said))

    found = rate(once, seconds)
    engine.dispose()
    return found


def keyset(urls: Urls, user_id: int, state: str, repeats: int) -> float:
    """Milliseconds (median) of one bare page of 50 by the index on assignee, state, term and id."""
    with psycopg.connect(conninfo(urls.app), autocommit=True) as connection:
        connection.execute("SELECT set_config('demeu.scope', 'system', false)")
        query = (
            "SELECT id, public_id, number, due_at FROM cases WHERE assignee_id = %s AND state = %s"
            " AND (due_at, id) > (%s, 0) ORDER BY due_at, id LIMIT 50"
        )
        given: list[Any] = [user_id, state, "2000-01-01"]
        return median_ms(lambda: connection.execute(query, given, prepare=True).fetchall(), repeats)


def median_ms(once: Callable[[], object], repeats: int) -> float:
    """Milliseconds of one call in the middle of ``repeats``; five calls before do not count."""
    taken = []
    for number in range(repeats + 5):
        begin = time.perf_counter()
        once()
        if number >= 5:
            taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1000


def rate(once: Callable[[], object], seconds: float) -> float:
    """Calls a second over ``seconds``; the first twenty do not count."""
    for _ in range(20):
        once()
    done, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < seconds:
        once()
        done += 1
    return done / (time.perf_counter() - begin)
