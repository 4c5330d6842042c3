"""The jobs, thin: each calls one service. Every one may run twice and may be killed at any point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec

import procrastinate

from dms import scope
from dms.extensions import db, queue
from dms.jobs.context import application
from dms.jobs.patience import IMPATIENCE, PATIENCE, Patience
from dms.services import papers, sweeps, uploads
from dms.services.dates import recount
from dms.services.desk import register
from dms.services.files import file_check, pictures
from dms.services.tables import rates, registers
from dms.services.telling import account_letters, mail
from workflows.registers import Register

P = ParamSpec("P")


def job(
    name: str, *, given_up: Callable[..., None] | None = None, patience: Patience = PATIENCE
) -> Callable[[Callable[P, None]], Any]:
    """A task of this name that runs inside the application, on behalf of the system, and leaves no open transaction.
    ``given_up`` gets the job's arguments once its tries are used up: it says so where a person sees it."""

    def make(work: Callable[P, None]) -> Any:
        @wraps(work)
        def run(context: procrastinate.JobContext, *args: P.args, **kwargs: P.kwargs) -> None:
            with application().app_context(), scope.acting(scope.SYSTEM):
                try:
                    work(*args, **kwargs)
                except Exception as error:
                    db.session.rollback()
                    if given_up is not None and patience.is_used_up(error, context.job):
                        given_up(*args, **kwargs)
                    raise
                finally:
                    db.session.remove()

        task: Any = queue.task(name=name, retry=patience, pass_context=True)
        return task(run)

    return make


@job("make_paper", given_up=papers.give_up)
def make_paper(order_id: int) -> None:
    papers.make(order_id)


@job("join_upload", given_up=uploads.give_up)
def join_upload(upload_id: int) -> None:
    uploads.join(upload_id)


@job("scan_file", given_up=file_check.give_up)
def scan_file(version_id: int) -> None:
    file_check.scan(version_id)


@job("check_file", given_up=file_check.give_up)
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
    account_letters.deliver(kind, row_id, to, lang)


def _say_no_rates(day: str) -> None:
    rates.give_up(date.fromisoformat(day))


@job("fetch_rates", given_up=_say_no_rates, patience=IMPATIENCE)
def fetch_rates(day: str) -> None:
    rates.fetch(date.fromisoformat(day))


def _say_no_answer(case_id: int, register: str, since: str) -> None:
    del since
    registers.give_up(case_id, Register(register))


@job("ask_register", given_up=_say_no_answer, patience=IMPATIENCE)
def ask_register(case_id: int, register: str, since: str) -> None:
    registers.fetch(case_id, Register(register), datetime.fromisoformat(since))


@job("register_due", patience=IMPATIENCE)
def register_due() -> None:
    register.run()


@job("recount_terms", patience=IMPATIENCE)
def recount_terms() -> None:
    recount.run()


@job("tick", patience=IMPATIENCE)
def tick() -> None:
    """What time alone sets off; asked for every half minute, and at once when the demo's clock is moved."""
    sweeps.run()
