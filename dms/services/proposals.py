"""What the application's own data, the reference tables and the registers say about checks: shown to the officer, who
confirms or overrules it."""

from __future__ import annotations

from collections.abc import Mapping

from dms.formatting import local
from dms.models import Case
from dms.services.law import edition_of
from dms.services.look_ups import known_of
from workflows.programmes.findings import Finding
from workflows.states import Verdict


def findings(case: Case) -> Mapping[str, Finding]:
    """Check → what the data say of the day of submission; empty before it."""
    if case.received_at is None:
        return {}
    applied_on = local(case.received_at).date()
    return edition_of(case).checks.findings(case.content, applied_on, known_of(case, applied_on))


def proposals(case: Case) -> Mapping[str, Verdict]:
    """The answers alone that they propose."""
    return {key: found.verdict for key, found in findings(case).items() if found.verdict is not None}
