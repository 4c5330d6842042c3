"""Several people at the same moment: real threads, each with a connection of its own."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask


def losing(seed: int, times: int, take: Callable[[], str], pause: float = 0.0) -> Callable[[], list[str]]:
    """An act that takes numbers one after the other and loses a third of them by a rollback; gives those it kept."""

    def act() -> list[str]:
        from dms.extensions import db

        chance, kept = random.Random(seed), []
        for _ in range(times):
            number = take()
            time.sleep(chance.random() * pause)
            if chance.random() < 0.34:
                db.session.rollback()
            else:
                db.session.commit()
                kept.append(number)
        return kept

    return act


def at_once(app: Flask, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Does all acts at the same moment; what each gave, or the error that it raised."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        from dms import scope
        from dms.extensions import db

        with app.app_context(), scope.acting(scope.SYSTEM):
            gate.wait(timeout=60)
            try:
                return act()
            except Exception as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
