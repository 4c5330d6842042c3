"""The worker process: takes jobs until it is told to stop, and asks for the tick every half minute."""

from __future__ import annotations

import asyncio
import contextlib

from flask import Flask
from procrastinate.exceptions import AlreadyEnqueued

from dms import scope
from dms.extensions import db, worker_queue
from dms.jobs import context
from dms.logs import log
from dms.services.later import later
from dms.services.papers import press

TICK_SECONDS = 30


def run(app: Flask, at_once: int) -> None:
    """Runs until SIGINT or SIGTERM; jobs under way are finished first."""
    context.use(app)
    url = app.config["SETTINGS"].database_url.replace("postgresql+psycopg://", "postgresql://")
    with press.opened(at_once):
        asyncio.run(_run(app, url, at_once))


async def _run(app: Flask, database_url: str, at_once: int) -> None:
    queue = worker_queue(database_url)
    async with queue.open_async():
        ticking = asyncio.create_task(_tick(app))
        try:
            await queue.run_worker_async(concurrency=at_once, delete_jobs="successful", shutdown_graceful_timeout=50)
        finally:
            ticking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await ticking


async def _tick(app: Flask) -> None:
    while True:
        try:
            await asyncio.to_thread(ask_for_tick, app)
        except Exception as error:  # the database may be away for a while; the next tick asks again
            log.warning("tick_not_queued", error=str(error))
        await asyncio.sleep(TICK_SECONDS)


def ask_for_tick(app: Flask) -> None:
    """Queues the tick unless one waits already."""
    with app.app_context(), scope.acting(scope.SYSTEM):
        try:
            later("tick", once="tick")
            db.session.commit()
        except AlreadyEnqueued:
            db.session.rollback()
        finally:
            db.session.remove()


def drain(app: Flask, queues: list[str] | None = None) -> int:
    """Runs every waiting job of the database (of these queues) in this process, until none is left; returns how many
    there were. For the filling of the demo and for tests."""
    context.use(app)
    url = app.config["SETTINGS"].database_url.replace("postgresql+psycopg://", "postgresql://")
    return asyncio.run(_drain(url, queues))


async def _drain(database_url: str, queues: list[str] | None) -> int:
    queue = worker_queue(database_url)
    async with queue.open_async():
        before = len(list(await queue.job_manager.list_jobs_async(status="todo")))
        await queue.run_worker_async(
            queues=queues,  # type: ignore[arg-type]  # the library takes None for every queue
            wait=False,
            concurrency=2,
            delete_jobs="successful",
            listen_notify=False,
            install_signal_handlers=False,
        )
        return before
