"""Generated documents: ordered in an act's transaction with their frozen context, made by a job, kept with it."""

from dms.services.papers import after, application, decisions, letters, sheets
from dms.services.papers.making import give_up, make, order, order_signature_sheet
from dms.services.papers.sources import BUILDERS
from dms.services.papers.titles import TITLES

__all__ = ["BUILDERS", "TITLES", "give_up", "make", "order", "order_signature_sheet"]

#: The modules whose builders must be registered before anything is ordered.
FAMILIES = (after, application, decisions, letters, sheets)

if unknown := set(BUILDERS) - set(TITLES):
    raise RuntimeError(f"papers without a title: {sorted(unknown)}")
