"""The button that moves the demo's clock. Outside the demo there is no such address."""

from __future__ import annotations

from flask import abort, current_app, redirect, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import public
from dms.accounts import limits
from dms.errors import BadInput
from dms.formatting import dmyhm
from dms.services import demo_clock as clocks
from dms.views.flashes import done, told
from dms.views.going import back
from dms.views.public import blueprint


@blueprint.post("/demo/clock")
@public
@limits.by_address("240 per hour")
def demo_clock() -> Response:
    how = request.form.get("move", "")
    if not current_app.config["SETTINGS"].demo or how not in clocks.MOVES:
        abort(404)
    person = current_user._get_current_object() if current_user.is_authenticated else None
    try:
        moment = clocks.move(how, person)
        done(_("The clock says %(moment)s. What is due by then is being done.", moment=dmyhm(moment)))
    except BadInput as error:
        told(error)
    return redirect(back())
