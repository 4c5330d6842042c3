"""The completeness list of 342:35: what the executor ticks within two working days of registration.

A "no" means that a document or needed information is missing and leads to the refusal of further consideration; a
conditional document whose condition does not hold is answered "not applicable".
"""

from __future__ import annotations

from workflows.programmes.domestic_342.documents import PAPER_ITEMS, PAPERS, Situation
from workflows.programmes.papers import CompletenessItem

__all__ = ["PAPER_ITEMS", "CompletenessItem", "completeness_items"]


def completeness_items(situation: Situation) -> tuple[CompletenessItem, ...]:
    """The list for one application: the paper itself, then every document kind of its costs. Extras are no item."""
    return PAPERS.completeness(situation)
