"""What the application's own data, the reference tables and the registers say about checks: shown to the officer, who
confirms or overrules it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dms.formatting import local
from dms.models import Case
from dms.services.judging.law import edition_of
from dms.services.tables.look_ups import known_of, of_lists
from workflows.programmes.findings import Finding
from workflows.states import Verdict
from workflows.text import Text


def findings(case: Case) -> Mapping[str, Finding]:
    """Check → what the data say of the day of submission; empty before it."""
    if case.received_at is None:
        return {}
    applied_on = local(case.received_at).date()
    return edition_of(case).checks.findings(case.content, applied_on, known_of(case, applied_on))


def of_check(case: Case, key: str) -> Finding | None:
    """What the data say of one check; nothing is looked up for a check that rests on no data."""
    check = edition_of(case).checks.by_key.get(key)
    return findings(case).get(key) if check and check.automatic else None


def level_of(case: Case, line: dict[str, Any], day: date) -> Text | None:
    """What the list of goods says of a cost line's level of processing, in the words of the check that will ask it
    (314:11): the applicant confirms it in the draft. None where the line names no goods, or its kind asks no level."""
    edition = edition_of(case)
    if not line.get("goods_code") or line.get("subitem") not in edition.sums.asks_processing:
        return None
    alone = {"costs": [line]}
    found = edition.checks.findings(alone, day, of_lists(alone, day)).get("processing_level")
    return found.facts[0] if found else None


def proposals(case: Case) -> Mapping[str, Verdict]:
    """The answers alone that they propose."""
    return {key: found.verdict for key, found in findings(case).items() if found.verdict is not None}
