"""The clerk's desk: worklists, the case with all its parts, every act of the operator's side, signing."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

from dms.views.desk import (
    acts,
    approving,
    batches,
    case,
    checks,
    documents,
    exports,
    filing,
    filters,
    find,
    folders,
    letter_lists,
    letters,
    lists,
    notes,
    office_files,
    queue,
    registers,
    signing,
    supplement,
    why,
)
