"""What the applicant may do with his case, and why not the rest, as JSON: the same offers that its page shows."""

from __future__ import annotations

from flask import Response, jsonify
from flask_login import current_user

from dms.access import applicant
from dms.formatting import language
from dms.queries import cases
from dms.services import clock, moves
from dms.views.portal import blueprint
from dms.why_not import acts_json


@blueprint.get("/c/<public_id>/acts")
@applicant
def acts(public_id: str) -> Response:
    case = cases.get_case(public_id, current_user, clock.today())
    return jsonify(acts_json(case, moves.offers(case, current_user), moves.offers_of_system(case), language()))
