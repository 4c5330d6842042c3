"""Signatures coming in: from the person's own signing program as CMS, or, in the demo, made with the demo key."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.accounts import limits
from dms.errors import NotVisible, StaleCase
from dms.models import Case, DocumentVersion
from dms.queries import cases, documents
from dms.services import clock
from dms.services.draft import application, gaps
from dms.services.signed import demo_signing, offers, signatures, supplements
from dms.views import signing_answers
from dms.views.flashes import done, wrong
from dms.views.portal import blueprint
from dms.views.portal.common import need
from forms.desk_base import ActForm
from workflows.states import CaseState
from workflows.supplements import CHANGED_IN

#: What the applicant signs, by the state of the case: his application with its attachments, the agreement, or a
#: supplement to it.
SIGNED_IN = (*application.OPEN, CaseState.AGREEMENT, *CHANGED_IN)


@blueprint.post("/c/<public_id>/signing")
@applicant
@limits.by_account("300 per hour")
def offer_to_sign(public_id: str) -> Response:
    """JSON: what waits for the applicant's signature, with digests for his signing program."""
    case = need(cases.get_case(public_id, current_user, clock.today()), "sign")
    versions = to_sign(case)
    if case.state not in SIGNED_IN or not versions:
        raise StaleCase
    url = url_for("portal.receive_signatures", public_id=public_id)
    return signing_answers.offered(case, versions, current_user, url, next=_page_of(case))


@blueprint.post("/c/<public_id>/signatures")
@applicant
@limits.by_account("300 per hour")
def receive_signatures(public_id: str) -> Response:
    """JSON ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}``: each over the bytes of one version."""
    case = need(cases.get_case(public_id, current_user, clock.today()), "sign")
    return signing_answers.received(current_user, signable(case), partial(_take, case))


def _take(case: Case, sent: offers.Sent) -> dict[str, Any]:
    if case.state not in SIGNED_IN:
        raise StaleCase
    found = [signatures.take(answer, current_user, "applicant", clock.now()) for answer in sent]
    return {"results": signing_answers.results(case, found), "next": _page_of(case)}


def _page_of(case: Case) -> str:
    page = "portal.sign" if case.state in application.OPEN else "portal.agreement"
    page = "portal.details" if case.state in CHANGED_IN else page
    return url_for(page, public_id=case.public_id, _anchor="signed")


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
        refused += signing_answers.reasons_of(signatures.receive(version, cms, current_user, "applicant", now))
    _tell(refused)
    return redirect(_page_of(case))


def to_sign(case: Case) -> list[DocumentVersion]:
    """The versions that still lack the applicant's valid signature."""
    return [version for version in signable(case).values() if not signed(version)]


def signable(case: Case) -> dict[str, DocumentVersion]:
    """The versions that the applicant signs as the case stands, by public id, signed or not."""
    if case.state in CHANGED_IN:
        return supplements.signable(case, "applicant")
    if case.state in application.OPEN:
        uploaded = documents.handed_in(case.id)
        frozen = gaps.standing_application(case, uploaded)
        papers = [*([frozen] if frozen else []), *uploaded]
    else:
        papers = [p for p in documents.documents_of(case.id, "generated") if p.kind == "annex-3" and p.for_applicant]
    return {paper.current.public_id: paper.current for paper in papers if paper.current is not None}


def signed(version: DocumentVersion) -> bool:
    return any(row.side == "applicant" and row.verdict == "valid" for row in version.signatures)


def _tell(refused: list[str]) -> None:
    if refused:
        for reason in dict.fromkeys(refused):
            wrong(reason)
    else:
        done(_("Signed. The signatures have been verified."))
