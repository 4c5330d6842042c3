"""Signatures coming in: from the person's own signing program as CMS, or, in the demo, made with the demo key."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import current_app, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.errors import BadInput, NotVisible, StaleCase
from dms.formatting import text
from dms.models import Case, DocumentVersion, Signature
from dms.queries import cases, documents
from dms.services import application, clock, demo_signing, signatures
from dms.views.flashes import done, wrong
from dms.views.portal import blueprint
from dms.views.portal.common import need
from forms.desk_base import ActForm
from workflows.states import CaseState
from workflows.text import Text

#: What the applicant signs, by the state of the case: his application with its attachments, or the agreement.
SIGNED_IN = (*application.OPEN, CaseState.AGREEMENT)
NOT_CMS = Text(
    "Қолтаңба оқылмады. Қол қоюды қайталаңыз.",
    "Подпись не прочитана. Подпишите еще раз.",
    "The signature could not be read. Please sign again.",
)


@blueprint.post("/c/<public_id>/signatures")
@applicant
def receive_signatures(public_id: str) -> tuple[Response, int]:
    """JSON ``{"signatures": [{"version": id, "cms": base64}]}``: each over the bytes of one version."""
    case = need(cases.get_case(public_id, current_user, clock.today()), "sign")
    wanted = {version.public_id: version for version in to_sign(case)}
    sent = [_sent(row, wanted) for row in (request.get_json(silent=True) or {}).get("signatures", [])]
    found = [signatures.receive(version, cms, current_user, "applicant", clock.now()) for version, cms in sent]
    good = bool(found) and all(row.verdict == "valid" for row in found)
    return jsonify(ok=good, refused=[reason for row in found for reason in reasons_of(row)]), 200 if good else 422


def _sent(row: Any, wanted: dict[str, DocumentVersion]) -> tuple[DocumentVersion, bytes]:
    version = wanted.get(str(row.get("version", ""))) if isinstance(row, dict) else None
    if version is None:
        raise NotVisible
    try:
        return version, base64.b64decode(str(row.get("cms", "")), validate=True)
    except binascii.Error:
        raise BadInput(NOT_CMS) from None


@blueprint.post("/c/<public_id>/sign-demo")
@applicant
def sign_demo(public_id: str) -> Response:
    """The demo's key in place of the person's own: the same door, the same judge."""
    if not current_app.config["SETTINGS"].demo:
        raise NotVisible
    case = need(cases.get_case(public_id, current_user, clock.today()), "sign")
    form = ActForm()
    form.validate()
    if case.version != form.version.data or case.state not in SIGNED_IN:
        raise StaleCase
    now, refused = clock.now(), []
    for version in to_sign(case):
        cms = demo_signing.sign(version, current_user, case, "applicant", now)
        refused += reasons_of(signatures.receive(version, cms, current_user, "applicant", now))
    _tell(refused)
    page = "portal.sign" if case.state in application.OPEN else "portal.agreement"
    return redirect(url_for(page, public_id=public_id, _anchor="signed"))


def to_sign(case: Case) -> list[DocumentVersion]:
    """The versions that still lack the applicant's valid signature."""
    if case.state in application.OPEN:
        frozen = documents.frozen_application(case.id)
        papers = [*([frozen] if frozen else []), *documents.documents_of(case.id, "uploaded")]
    else:
        papers = [p for p in documents.documents_of(case.id, "generated") if p.kind == "annex-3" and p.for_applicant]
    versions = [paper.current for paper in papers if paper.current is not None]
    return [version for version in versions if not signed(version)]


def signed(version: DocumentVersion) -> bool:
    return any(row.side == "applicant" and row.verdict == "valid" for row in version.signatures)


def reasons_of(row: Signature) -> list[str]:
    """Why a signature was refused, in the language of the page."""
    if row.verdict == "valid":
        return []
    told = [text(Text(**reason["text"])) for reason in row.reasons]
    return told or [_("The signature could not be verified now. Try again later.")]


def _tell(refused: list[str]) -> None:
    if refused:
        for reason in dict.fromkeys(refused):
            wrong(reason)
    else:
        done(_("Signed. The signatures have been verified."))
