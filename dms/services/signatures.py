"""Receiving a signature: judged at its receipt, kept with what was found, never changed. Whether the signer may sign
this paper is judged here too (342:19, 342:35); the machine's rules then see only valid ones."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, Signature, User
from dms.services import files, journal
from dms.services.kept import plain
from dms.services.law import cited
from dms.services.signers import reasons_against
from dms.services.unit import unit
from dms.signing.types import Verdict, Verification, Verifier


def verifier() -> Verifier:
    """The configured judge of signatures."""
    found: Verifier = current_app.extensions["verifier"]
    return found


def receive(version: DocumentVersion, cms: bytes, user: User, side: str, now: datetime) -> Signature:
    """Judges and keeps one detached signature over the version's bytes. The bytes are read from the store, not taken
    from the browser. A refused one is kept as well, with its reasons, in a transaction of its own.

    Raises:
        OutsideTrouble: the store did not give the bytes.
    """
    with files.read(version.file) as bytes_of_file:
        found = verifier().verify(cms, bytes_of_file, now)
    document = db.session.get_one(Document, version.document_id)
    case = db.session.get_one(Case, document.case_id)
    reasons = list(found.reasons)
    if found.verdict is Verdict.VALID and found.signer is not None:
        reasons = reasons_against(found.signer, user, case, side, now)
    verdict = Verdict.INVALID if found.verdict is Verdict.VALID and reasons else found.verdict
    with unit():
        row = _row(version, cms, user, side, now, found, verdict)
        row.reasons = plain(reasons)
        db.session.add(row)
        event = Event.PAPER_SIGNED if verdict is Verdict.VALID else Event.SIGNATURE_REFUSED
        journal.write(
            event, actor=user, at=now, case=case,
            clause=cited(case.programme, "342:19" if side == "applicant" else "342:35"),
            facts={"document": document.public_id, "kind": document.kind, "sha256": version.file.sha256,
                   "verdict": verdict.value, "reasons": [r.code for r in reasons]},
        )  # fmt: skip
    return row


def _row(
    version: DocumentVersion, cms: bytes, user: User, side: str, now: datetime, found: Verification, verdict: Verdict
) -> Signature:
    return Signature(
        version_id=version.id,
        side=side,
        cms=cms,
        sha256=version.file.sha256,
        verdict=verdict.value,
        signer=plain(found.signer) or {},
        evidence=plain(dict(found.evidence)) | {"algorithm": found.algorithm, "signed_at": plain(found.signed_at)},
        demo=found.signer is not None and found.signer.demo,
        user_id=user.id,
        received_at=now,
    )
