"""The programme's account, payments, monitoring of a case, the quarterly report."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("money", __name__, url_prefix="/money")

from dms.views.money import account, acts, reports, tab
