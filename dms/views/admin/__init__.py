"""The administrator's pages: accounts and roles, disputes, reference tables, how the machine works, failed jobs."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

from dms.views.admin import disputes, editions, machine, rates, reference, users
