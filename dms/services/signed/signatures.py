"""Receiving a signature: judged at its receipt by what is at hand, kept with what was found, never changed. Where only
the authority's servers can tell, the signature waits, and a job asks them and judges again as of the receipt. Whether
the signer may sign this paper is judged here too (342:19, 342:35); the machine's rules then see only valid ones."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, Signature, User
from dms.queries import signatures as queries
from dms.services import clock, files, journal
from dms.services.judging.kept import plain
from dms.services.judging.law import cited
from dms.services.later import later
from dms.services.signed import repeats, supplement_force
from dms.services.signed.offers import Answer
from dms.services.signed.signers import reasons_against
from dms.services.telling import notices
from dms.services.unit import unit
from dms.signing.binding import OFFER, commitment
from dms.signing.cosigned import part_of
from dms.signing.types import Verdict, Verification, Verifier
from dms.signing.words import ALARMS
from workflows.refusals import Refusal


def verifier() -> Verifier:
    """The configured judge of signatures, by what is at hand: it asks nobody outside."""
    found: Verifier = current_app.extensions["verifier"]
    return found


def asking_verifier() -> Verifier:
    """The judge that asks the authority's servers: for jobs."""
    found: Verifier = current_app.extensions["asking_verifier"]
    return found


def receive(
    version: DocumentVersion, cms: bytes, user: User, side: str, now: datetime, *, nonce: str = ""
) -> Signature:
    """Judges and keeps one detached signature over the version's bytes. The bytes are read from the store, not taken
    from the browser; of a CMS that several signed it is this person's part. A refused one is kept as well, with its
    reasons, in a transaction of its own; for one that cannot be told yet a job is ordered. One that is here already is
    not received again: what was sent twice counts once. ``nonce``: of the one-use offer that it answers; kept with the
    evidence and bound to the person, the case and the version.

    Raises:
        OutsideTrouble: the store did not give the bytes.
    """
    cms = part_of(cms, user.iin or "")
    known = queries.find(version.id, side, repeats.value_of(cms))
    if known is not None:
        return known
    with files.read(version.file) as document:
        found = verifier().verify(cms, document, now)
    row, reasons = answered(found, version, cms, user, side, now)
    if nonce:
        row.evidence |= {OFFER: _bound(version, user, nonce)}
    with unit():
        supplement_force.hold(row.version_id)
        queries.lock(row.version_id, row.value_sha256)
        known = queries.find(row.version_id, side, row.value_sha256)
        if known is not None:  # its twin has come in meanwhile
            return known
        reasons = keep(row, reasons)
        if queries.waits(row):
            later("judge_signature", signature_id=row.id)
        elif row.verdict == Verdict.CANNOT_TELL:
            tell(row, now)
        alarm(row, now)
        supplement_force.follow(row, now)
        write(row, reasons, now)
    return row


def take(answer: Answer, user: User, side: str, now: datetime) -> Signature:
    """As ``receive``; a version that has a valid signature keeps it: of the applicant whoever signed, of the operator
    this person's, because who decides has signed himself."""
    return repeats.valid_of(answer.version, side, user if side == "operator" else None) or receive(
        answer.version, answer.cms, user, side, now, nonce=answer.nonce
    )


def _bound(version: DocumentVersion, user: User, nonce: str) -> dict[str, str]:
    case = _case_of(version)
    return {
        "nonce": nonce,
        "user": user.public_id,
        "case": case.public_id if case else "",
        "version": version.public_id,
        "sha256": version.file.sha256 or "",
    }


def answered(
    found: Verification, version: DocumentVersion, cms: bytes, user: User, side: str, received_at: datetime
) -> tuple[Signature, list[Refusal]]:
    """The row to be of what the judge has found, and why it is not valid: whether the signer may sign this paper is
    asked here."""
    reasons, verdict = list(found.reasons), found.verdict
    if verdict is Verdict.VALID and found.signer is not None:
        reasons = reasons_against(found.signer, user, _case_of(version), side, received_at)
        verdict = Verdict.INVALID if reasons else verdict
    return _row(version, cms, user, side, received_at, found, verdict, reasons), reasons


def keep(row: Signature, reasons: list[Refusal]) -> list[Refusal]:
    """Adds the row, under the lock of ``queries.lock``; returns every reason against it."""
    reasons = [*reasons, *_replayed(row)]
    db.session.add(row)
    db.session.flush()
    return reasons


def _replayed(row: Signature) -> list[Refusal]:
    """Refuses a valid signature that came in for another case; asked under the lock, so that two cases at once do not
    both take it."""
    version = db.session.get_one(DocumentVersion, row.version_id)
    case = _case_of(version)
    if row.verdict != Verdict.VALID or not repeats.of_another_case(
        version, row.value_sha256, case.id if case else None
    ):
        return []
    row.verdict, row.reasons = Verdict.INVALID.value, plain([repeats.REPLAYED])
    return [repeats.REPLAYED]


def _case_of(version: DocumentVersion) -> Case | None:
    """None: a letter outside of any case."""
    case_id = db.session.get_one(Document, version.document_id).case_id
    return db.session.get_one(Case, case_id) if case_id else None


def _event(row: Signature) -> Event:
    if row.verdict == Verdict.CANNOT_TELL:
        return Event.SIGNATURE_WAITS if queries.waits(row) else Event.SIGNATURE_NOT_TOLD
    return Event.PAPER_SIGNED if row.verdict == Verdict.VALID else Event.SIGNATURE_REFUSED


def write(row: Signature, reasons: list[Refusal], now: datetime) -> None:
    """The entry of the journal: the last thing before the commit."""
    version = db.session.get_one(DocumentVersion, row.version_id)
    case, document = _case_of(version), db.session.get_one(Document, version.document_id)
    facts = {"document": document.public_id, "kind": document.kind, "sha256": row.sha256, "verdict": row.verdict,
             "reasons": [r.code for r in reasons]}  # fmt: skip
    if OFFER in row.evidence:
        facts["offer"] = commitment(row.evidence[OFFER])
    if row.again_of is not None:
        facts["received_at"] = row.received_at.astimezone(clock.ALMATY).isoformat()
    journal.write(
        _event(row), actor=db.session.get_one(User, row.user_id), at=now, case=case,
        clause=cited(case.programme, "342:19" if row.side == "applicant" else "342:35") if case else "", facts=facts,
    )  # fmt: skip


def alarm(row: Signature, now: datetime) -> None:
    """Two judges that disagree are a fault of ours or of an authority: the administrators hear of it."""
    if any(reason["code"] in ALARMS for reason in row.reasons):
        case = _case_of(db.session.get_one(DocumentVersion, row.version_id))
        number = (case.number or case.public_id) if case else ""
        notices.tell_role("administrator", case, "signature_alarm", now, number=number)


_TOLD = {
    Verdict.VALID: "signature_accepted",
    Verdict.INVALID: "signature_refused",
    Verdict.CANNOT_TELL: "signature_not_told",
}


def tell(row: Signature, now: datetime) -> None:
    """The signer hears what became of a signature that could not be told at once."""
    case = _case_of(db.session.get_one(DocumentVersion, row.version_id))
    number = (case.number or case.public_id) if case else ""
    notices.tell([row.user_id], _TOLD[Verdict(row.verdict)], case=case, at=now, number=number)


def _row(
    version: DocumentVersion, cms: bytes, user: User, side: str, received_at: datetime, found: Verification,
    verdict: Verdict, reasons: list[Refusal],
) -> Signature:  # fmt: skip
    return Signature(
        version_id=version.id,
        side=side,
        cms=cms,
        sha256=version.file.sha256,
        value_sha256=repeats.value_of(cms),
        verdict=verdict.value,
        reasons=plain(reasons),
        signer=plain(found.signer) or {},
        evidence=plain(dict(found.evidence)) | {"algorithm": found.algorithm, "signed_at": plain(found.signed_at)},
        demo=found.signer is not None and found.signer.demo,
        user_id=user.id,
        received_at=received_at,
    )
