"""A document before a person's eyes, for both sides: its pages, its versions, what changed, remarks on a page."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("versions", __name__, url_prefix="/files")

from dms.views.versions import changing, viewer
