"""The draft is ready: whoever may only fill it in tells those who sign (342:19)."""

from __future__ import annotations

from datetime import datetime

from dms.errors import StaleCase
from dms.formatting import local
from dms.models import Case, User
from dms.queries import documents, notices, organisations
from dms.services import clock
from dms.services.draft import gaps
from dms.services.draft.application import locked
from dms.services.telling.notices import tell
from dms.services.unit import unit

CODE = "draft_ready"


def told_at(case: Case) -> datetime | None:
    """When those who sign were told of the draft as it is now; None where nobody was, or it was changed since."""
    at = notices.last_told(case.id, CODE)
    return at if at and gaps.unchanged_since(at, case, documents.handed_in(case.id)) else None


def tell_signers(case_id: int, user: User, *, version: int | None) -> list[str]:
    """Tells everybody who may sign for the applicant that the draft waits for him; returns their names.

    Raises:
        StaleCase: it is not the applicant's turn, another screen saved since, something is missing, nobody signs, or
            they were told already.
        NotPermitted: the person's paper does not let him draft.
    """
    with unit():
        now = clock.now()
        case = locked(case_id, user, version, now)
        signers = organisations.list_signers(case.organisation_id, local(now).date())
        if not signers or gaps.whats_missing(case) or told_at(case):
            raise StaleCase
        about = {"organisation": case.organisation.name, "by": user.name}
        tell([row.id for row in signers], "draft_ready", case=case, at=now, **about)
    return [row.name for row in signers]
