"""Cases whose texts have been read and which have been entered into the search."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import text

from dms.extensions import db
from dms.services.files import attach, file_check
from dms.services.finding import entries, texts
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Browser, Sign, as_user

__all__ = ["Browser", "Sign", "as_user"]

JOBS: dict[str, Callable[..., None]] = {
    "check_file": file_check.check,
    "read_text": texts.read,
    "enter_case": entries.enter_case,
}


def run_jobs() -> None:
    """Runs the jobs that lead into the search, as a worker would, until none is left."""
    while True:
        found = db.session.execute(
            text(
                "DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM procrastinate_jobs"
                " WHERE status = 'todo' AND task_name = ANY(:names)) RETURNING id, task_name, args"
            ),
            {"names": list(JOBS)},
        ).all()
        db.session.commit()
        if not found:
            return
        for _id, name, arguments in sorted(found, key=lambda row: row.id):
            JOBS[name](**arguments)


def put(case: Any, body: bytes, *, kind: str = "contract", name: str = "file.pdf") -> Any:
    """A file of the applicant in a draft."""
    paper = attach.upload(case, case.author, kind, BytesIO(body), name, lines=["1"])
    run_jobs()
    return paper


@pytest.fixture
def entered() -> Callable[[], None]:
    return run_jobs


@pytest.fixture
def office(walk: Walk) -> Walk:
    return walk
