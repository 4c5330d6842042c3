"""The jobs, thin: each calls one service. Every one may run twice and may be killed at any point."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import procrastinate

from dms import scope
from dms.extensions import db, queue
from dms.jobs.context import application
from dms.services import file_check, letters, mail, papers, pictures, register, sweeps

P = ParamSpec("P")

#: Outside trouble is tried again after 10, 20, 40 … seconds, some hours in all.
PATIENT = procrastinate.RetryStrategy(max_attempts=10, wait=10, exponential_wait=2)


def job(name: str) -> Callable[[Callable[P, None]], Any]:
    """A task of this name that runs inside the application, on behalf of the system, and leaves no open transaction."""

    def make(work: Callable[P, None]) -> Any:
        @wraps(work)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            with application().app_context(), scope.acting(scope.SYSTEM):
                try:
                    work(*args, **kwargs)
                finally:
                    db.session.remove()

        return queue.task(name=name, retry=PATIENT)(run)

    return make


@job("make_paper")
def make_paper(order_id: int) -> None:
    papers.make(order_id)


@job("scan_file")
def scan_file(version_id: int) -> None:
    file_check.scan(version_id)


@job("check_file")
def check_file(version_id: int) -> None:
    file_check.check(version_id)


@job("make_previews")
def make_previews(document_id: int) -> None:
    pictures.make(document_id)


@job("mail_notice")
def mail_notice(notice_id: int) -> None:
    mail.send_notice(notice_id)


@job("mail_letter")
def mail_letter(kind: str, row_id: int, to: str = "", lang: str = "") -> None:
    letters.deliver(kind, row_id, to, lang)


@job("register_due")
def register_due() -> None:
    register.run()


@job("tick")
def tick() -> None:
    """What time alone sets off; asked for every half minute, and at once when the demo's clock is moved."""
    sweeps.run()
