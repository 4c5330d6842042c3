"""The applicant's pages: home, the draft page by page, documents, review and signing, the case after submission."""

from __future__ import annotations

from flask import Blueprint

from dms.views.portal.around import around

blueprint = Blueprint("portal", __name__, url_prefix="/portal")
blueprint.context_processor(around)

from dms.views.portal import (
    agreement,
    case,
    checking,
    costs,
    details,
    documents,
    draft,
    find,
    hearing,
    home,
    letters,
    pages,
    quarters,
    review,
    signing,
    why,
    withdrawal,
)
