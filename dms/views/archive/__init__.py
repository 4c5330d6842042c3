"""The archive: ended cases, their packages, search, download, checks."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("archive", __name__, url_prefix="/archive")

from dms.views.archive import find, package, search
