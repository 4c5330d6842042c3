"""A general document is approved: by the signature of the head or a deputy over its files."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.accounts import limits
from dms.models import GeneralDocument
from dms.queries import filing as queries
from dms.services import filing
from dms.services.signed import offers
from dms.views import signing_answers
from dms.views.desk import blueprint, side
from dms.views.flashes import done
from forms.desk_base import ActForm
from workflows.states import Role

IN_FORCE = _l("The document is signed and in force, with its number.")


def _document(public_id: str) -> GeneralDocument:
    """Raises: NotVisible."""
    return queries.get_general(side.reader(), public_id)


@blueprint.post("/documents/<general>/approve")
@staff(Role.HEAD, Role.DEPUTY)
def approve_general(general: str) -> Response:
    """Brings a document whose files are signed into force; in the demo its key signs them first."""
    found, form = _document(general), ActForm()
    row = filing.approve(found, current_user, version=form.version.data)
    done(_("The document is in force under number %(number)s.", number=row.number))
    return redirect(url_for("desk.general", general=general))


@blueprint.post("/documents/<general>/signing")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def offer_general_to_sign(general: str) -> Response:
    """JSON: the files of the draft with digests for the person's signing program."""
    found = _document(general)
    filing.check_may_approve(found, current_user)
    url = url_for("desk.receive_general_signatures", general=general)
    return signing_answers.offered(None, filing.unsigned(found, current_user), current_user, url)


@blueprint.post("/documents/<general>/signatures")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def receive_general_signatures(general: str) -> Response:
    """JSON ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}``; with the last it is in force."""
    found = _document(general)
    return signing_answers.received(current_user, filing.signable(found), partial(_take, found))


def _take(row: GeneralDocument, sent: offers.Sent) -> dict[str, Any]:
    rows, approved = filing.receive(row, sent, current_user)
    told = signing_answers.results(None, rows)
    told[-1]["word"] = str(IN_FORCE) if approved else ""
    return {"results": told, "next": url_for("desk.general", general=row.public_id)}
