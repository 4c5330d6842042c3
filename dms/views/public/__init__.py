"""Pages for everybody, before log-in: what the service is, how intake stands, whether a document is genuine, what the
law says, what one might receive. None of them shows anything of a case."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from dms.views.public import check, demo, estimate, law, pages, reports, rules
