"""What the application's own data answer to checks: shown to the officer, who confirms or overrules it."""

from __future__ import annotations

from collections.abc import Mapping

from dms.formatting import local
from dms.models import Case
from dms.services.law import edition_of
from workflows.states import Verdict


def proposals(case: Case) -> Mapping[str, Verdict]:
    """Check → proposed answer on the day of submission; empty before it."""
    if case.received_at is None:
        return {}
    return edition_of(case).checks.proposals(case.content, local(case.received_at).date())
