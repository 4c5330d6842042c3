"""Whether this process can serve: asked by the supervisor and by a balancer."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import select

from dms.access import public
from dms.extensions import db
from dms.models import DemoClock

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> tuple[str, int, dict[str, str]]:
    """200 once the database answers with our schema in it."""
    db.session.execute(select(DemoClock.id))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
