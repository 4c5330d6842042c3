"""Generated documents: ordered in an act's transaction with their frozen context, made by a job, kept with it."""

from dms.services.papers import (
    after,
    application,
    decisions,
    export,
    export_after,
    export_application,
    letters,
    sheets,
    supplement,
)
from dms.services.papers.delivery import deliver, told_of
from dms.services.papers.making import give_up, make, order, order_signature_sheet
from dms.services.papers.sources import BUILDERS, OWN
from dms.services.papers.titles import TITLES

__all__ = ["BUILDERS", "TITLES", "deliver", "give_up", "make", "order", "order_signature_sheet", "told_of"]

#: The modules whose builders must be registered before anything is ordered.
FAMILIES = (after, application, decisions, export, export_after, export_application, letters, sheets, supplement)

if unknown := {*BUILDERS, *(kind for _programme, kind in OWN)} - set(TITLES):
    raise RuntimeError(f"papers without a title: {sorted(unknown)}")
