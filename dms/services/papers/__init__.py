"""Generated documents: ordered in an act's transaction with their frozen context, made by a job, kept with it."""

from dms.services.papers.making import make, order, order_signature_sheet

__all__ = ["make", "order", "order_signature_sheet"]
