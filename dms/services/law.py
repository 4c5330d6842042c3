"""The law that judges a case: the only way from a case to the rules of its programme."""

from __future__ import annotations

from dms.models import Case
from workflows.programmes import by_name
from workflows.programmes.edition import Edition


def edition_of(case: Case) -> Edition:
    """The edition that the case keeps."""
    return by_name(case.edition)
