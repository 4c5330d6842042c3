"""What the reader may do with a case, and why not the rest, as JSON: the same offers that its page shows."""

from __future__ import annotations

from flask import Response, jsonify
from flask_login import current_user

from dms.access import staff
from dms.formatting import language
from dms.services import moves
from dms.views.desk import blueprint
from dms.views.desk.frame import standing_of
from dms.why_not import acts_json


@blueprint.get("/c/<public_id>/acts")
@staff()
def acts(public_id: str) -> Response:
    standing = standing_of(public_id)
    case = standing.case
    offers = moves.offers(case, current_user, actor=standing.actor)
    return jsonify(acts_json(case, offers, moves.offers_of_system(case), language()))
