"""A supplement that ends without coming into force: taken back, declined, or left behind by its case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dms.events import Event
from dms.models import Case, Supplement, User
from dms.queries import supplements as queries
from dms.services import journal
from dms.services.judging.law import cited
from dms.services.telling import notices
from workflows.states import CaseState
from workflows.supplements import CHANGED_IN
from workflows.text import Text

PAPER = "supplement"
CLAUSE = "342:A3.20"
LEFT_BEHIND = Text(
    "Іс төлем және мониторинг кезеңінен шықты.",
    "Дело вышло из стадий выплаты и мониторинга.",
    "The case has left payment and monitoring.",
)


def end(case: Case, row: Supplement, user: User, now: datetime, reasons: str) -> None:
    """Writes the end of a locked row that waits, in the caller's transaction."""
    stop(row, user, now, reasons)
    say_ended(case, row, user, now)


def stop(row: Supplement, user: User, now: datetime, reasons: str) -> None:
    """The end alone, for whoever writes more before the journal."""
    row.ended_at, row.ended_by_id, row.reasons = now, user.id, reasons


def say_ended(case: Case, row: Supplement, user: User, now: datetime) -> None:
    """The journal's entry of it."""
    write(Event.SUPPLEMENT_ENDED, case, row, user, now, reasons=row.reasons)


def with_case(case: Case, left: CaseState, user: User | None, now: datetime) -> None:
    """Ends what waits when its case, in ``left`` until now, has left the states in which details change, with the word
    why; both sides hear of it. In the transaction of the act that moved the case, which holds its lock."""
    waiting = queries.open_of(case.id) if left in CHANGED_IN and case.state not in CHANGED_IN else None
    row = queries.lock_of_document(waiting.document_id) if waiting is not None else None
    if row is None or not row.is_open:
        return
    notices.tell_applicant(case, "supplement_left_behind", now, number=case.number)
    notices.tell_assignee(case, "supplement_left_behind", now, number=case.number)
    end(case, row, user or row.author, now, LEFT_BEHIND.get(case.language))


def write(event: Event, case: Case, row: Supplement, user: User, now: datetime, **told: Any) -> None:
    """The journal's entry; its chain is locked from here on."""
    facts = {"document": row.document.public_id, "kind": PAPER, "supplement": row.no, **told}
    journal.write(event, actor=user, at=now, case=case, clause=cited(case.programme, CLAUSE), facts=facts)
