"""What the application's own data answer to checks: shown to the officer, who confirms or overrules it."""

from __future__ import annotations

from collections.abc import Mapping

from dms.formatting import local
from dms.models import Case
from dms.services.gaps import as_application
from workflows.programmes.domestic_342 import automatic
from workflows.states import Verdict


def proposals(case: Case) -> Mapping[str, Verdict]:
    """Check → proposed answer on the day of submission; empty before it."""
    if case.received_at is None:
        return {}
    return automatic.answers(as_application(case), local(case.received_at).date())
