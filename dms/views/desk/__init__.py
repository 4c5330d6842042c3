"""The clerk's desk: worklists, the case with all its parts, every act of the operator's side, signing."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

from dms.views.desk import (
    acts,
    batches,
    case,
    checks,
    documents,
    exports,
    filters,
    find,
    lists,
    notes,
    registers,
    signing,
    why,
)
