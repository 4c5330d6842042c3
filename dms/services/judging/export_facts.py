"""What only order 314 asks of a case (314:3, 314:22): remarks and their answer, leaving, the order of registration."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dms.models import Case
from dms.queries import documents, money, remarks, versions
from dms.services.dates import terms
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.judging.look import Look
from workflows.calculation import NotCalculable


def build(look: Look) -> dict[str, Any]:
    """314:22: rounds of remarks, what was put in since, and on what the application may be left; nothing of it where
    the law knows no remarks."""
    edition = edition_of(look.case)
    if not edition.leaving:
        return {}
    rounds = remarks.rounds_of(look.case.id)
    last, saved = rounds[-1].sent_at if rounds else None, look.case.content_saved_at
    came = [(paper.current or paper).created_at for paper in documents.handed_in(look.case.id)]
    came += [row.answered_at for row in versions.list_of_last_round(look.case.id) if row.answered_at]
    return {
        "rounds": len(rounds),
        "new_documents": last is not None and any(at > last for at in (*came, *((saved,) if saved else ()))),
        "review_term_set": terms.settings(look.case).review_days is not None,
        "leave_clauses": leaving(look.case, look.now),
    }


def leaving(case: Case, now: datetime) -> frozenset[str]:
    """The clauses on which the application may be left without consideration now."""
    edition = edition_of(case)
    intake = money.intake(case.programme)
    used_up = intake is not None and not intake.is_open
    budget = frozenset({edition.budget_clause} if used_up else ())
    try:
        return edition.sums.leaving(sums.request_of(case, now)) | budget
    except NotCalculable:  # the sums that the other grounds compare cannot be told
        return budget


def earlier(look: Look) -> tuple[str, ...]:
    """314:3: what was registered earlier and waits for the operator."""
    return remarks.earlier_waiting(look.case)
