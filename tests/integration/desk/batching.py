"""Batches as a person of the desk begins, tries and carries them out."""

from __future__ import annotations

from typing import Any

from dms.extensions import db
from dms.models import Batch, Case
from dms.queries import batches as queries
from dms.queries import documents
from dms.services import batches, clock, moves
from dms.services.unit import unit
from workflows.documents import DocumentAction


def choose(browser: Any, kind: str, *cases: Case) -> str:
    """The address of a new batch."""
    answer = browser.post("/desk/batches", data={"kind": kind, "case": [case.public_id for case in cases]})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def of(address: str) -> Batch:
    found = db.session.query(Batch).filter_by(public_id=address.rsplit("/", 1)[1]).one()
    db.session.refresh(found)
    return found


def results(address: str) -> dict[int, tuple[str, str]]:
    """Case → verdict and the English words beside it."""
    db.session.expire_all()
    return {
        item.case_id: (item.verdict, " ".join(row["text"]["en"] for row in item.said))
        for item in queries.list_items(of(address).id)
    }


def try_out(browser: Any, address: str, **fields: Any) -> dict[int, tuple[str, str]]:
    assert browser.post(f"{address}/trial", data=fields).status_code == 303
    batches.try_out(of(address).id)
    return results(address)


def carry_out(browser: Any, address: str) -> dict[int, tuple[str, str]]:
    assert browser.post(f"{address}/do").status_code == 303
    batches.carry_out(of(address).id)
    return results(address)


def look_inside(case: Case) -> None:
    """The checks of the case's files have come to their end: each is found sound."""
    with unit():
        for paper in documents.documents_of(case.id, "uploaded"):
            moves.move_document(case, paper, DocumentAction.CHECK, moves.SYSTEM, clock.now())
