"""What signatures under a supplement's paper bring about. Locks are taken in one order everywhere: the case, the
signatures of a version, the supplement, and the journal's chain last."""

from __future__ import annotations

from datetime import datetime

from dms import scope
from dms.events import Event
from dms.extensions import db
from dms.models import Case, DocumentVersion, Signature, Supplement, User
from dms.queries import cases, people
from dms.queries import supplements as queries
from dms.services import clock, moves, papers
from dms.services.judging import signers
from dms.services.signed.supplement_ends import PAPER, write
from dms.services.telling import notices
from dms.signing.types import Verdict
from workflows.documents import DocumentAction
from workflows.supplements import CHANGED_IN


def hold(version_id: int) -> None:
    """Locks the case of a supplement's paper to the end of the transaction, before its signature is kept: details come
    into force under the lock under which money is paid. Of other papers nothing."""
    document = db.session.get_one(DocumentVersion, version_id).document
    if document.kind == PAPER and document.case_id is not None:
        cases.lock(document.case_id)


def follow(signature: Signature, now: datetime) -> None:
    """What a valid signature brings about, in the caller's transaction and under ``hold``: the operator hears of the
    applicant's, and with both the new details are in force, while the case is where details may change."""
    version = db.session.get_one(DocumentVersion, signature.version_id)
    if version.document.kind != PAPER or signature.verdict != Verdict.VALID:
        return
    row = queries.lock_of_document(version.document_id)
    case = db.session.get_one(Case, row.case_id) if row is not None else None
    if row is None or case is None or not row.is_open or case.state not in CHANGED_IN:
        return
    db.session.refresh(version, ["signatures"])
    lacking = [side for side in ("applicant", "operator") if not is_signed(row, side)]
    if lacking == ["operator"]:
        _tell_signer(case, row, now)
    if not lacking:
        with scope.acting(scope.SYSTEM):
            _begin(case, row, signature)


def is_signed(row: Supplement, side: str) -> bool:
    """Whether a valid signature of this side stands under it: for the applicant anybody's who may sign, for the
    operator that of whom the paper names. One that names nobody is offered to nobody: what stands under it was signed
    before rows kept whom their papers name, and counts when its answer comes."""
    under = signers.signers_of(row.document, side)
    return row.signer_id in under if side == "operator" and row.signer_id is not None else bool(under)


def _tell_signer(case: Case, row: Supplement, now: datetime) -> None:
    """Whom the paper names; where it names nobody, everybody who may have it made anew in his name."""
    if row.signer_id is not None:
        notices.tell([row.signer_id], "supplement_to_sign", case=case, at=now, number=case.number)
        return
    for role in ("head", "deputy"):
        notices.tell_role(role, case, "supplement_to_sign", now, number=case.number)


def _begin(case: Case, row: Supplement, signature: Signature) -> None:
    """In force from this moment, not from one before the lock: what was paid before it went to the old details. The
    case's version moves on, so that nobody pays from a page that still shows those."""
    now, paper = clock.now(), row.document
    user = db.session.get_one(User, signature.user_id)
    signer = people.actor_for(user, case, signature.received_at)
    moves.move_document(case, paper, DocumentAction.SIGN, signer, now)
    moves.move_document(case, paper, DocumentAction.DELIVER, moves.SYSTEM, now)
    papers.deliver(paper, now)
    row.in_force_at = now
    case.version += 1
    papers.order_signature_sheet(paper, now=now)
    notices.tell_applicant(case, "supplement_in_force", now, number=case.number)
    notices.tell_role("finance", case, "supplement_in_force", now, number=case.number)
    write(Event.SUPPLEMENT_IN_FORCE, case, row, user, now, old=row.old, new=row.new, **papers.told_of(paper))
