"""Finding signatures: the same one again, its answer, and what waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, text

from dms.extensions import db
from dms.models import Document, DocumentVersion, Done, Signature
from dms.signing.types import Verdict
from dms.signing.words import ASK_AGAIN


def get(signature_id: int) -> Signature:
    return db.session.get_one(Signature, signature_id)


def waits(row: Signature) -> bool:
    """Whether the signature's answer is still to come by itself. The row that ends the waiting has none to come."""
    open_ = row.verdict == Verdict.CANNOT_TELL and row.again_of is None
    return open_ and any(reason["code"] in ASK_AGAIN for reason in row.reasons)


def find(version_id: int, side: str, value: str) -> Signature | None:
    """This very signature, if it has been received for the version and the side: as it was judged last. ``value``: see
    ``Signature.value_sha256``."""
    chosen = select(Signature).where(
        Signature.version_id == version_id, Signature.side == side, Signature.value_sha256 == value
    )
    return db.session.scalars(chosen.order_by(Signature.id.desc()).limit(1)).first()


def find_answer(signature_id: int) -> Signature | None:
    """The row with the answer to a signature that waited."""
    return db.session.scalars(select(Signature).where(Signature.again_of == signature_id)).one_or_none()


def answer_of(key: str) -> str | None:
    """What was answered to the request with this one-use key."""
    return db.session.scalar(select(Done.answer).where(Done.key == key))


def papers_untold(case_id: int) -> Sequence[Document]:
    """The papers of a case under which a signature stood or stands that could not be told: hardly ever any."""
    some = select(DocumentVersion.document_id).join(Signature, Signature.version_id == DocumentVersion.id)
    some = some.where(Signature.verdict == Verdict.CANNOT_TELL.value)
    chosen = select(Document).where(Document.case_id == case_id, Document.removed_at.is_(None), Document.id.in_(some))
    return db.session.scalars(chosen.order_by(Document.id)).all()


def is_elsewhere(sha256: str, value: str, *, but_case: int | None) -> bool:
    """Whether another case has this very signature over a file with these bytes. Needs a scope that sees all cases."""
    chosen = (
        select(Signature.id)
        .join(DocumentVersion, DocumentVersion.id == Signature.version_id)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(Signature.sha256 == sha256, Signature.value_sha256 == value)
        .where(Document.case_id.is_distinct_from(but_case))
    )
    return db.session.scalar(chosen.limit(1)) is not None


def lock(version_id: int, value: str) -> None:
    """To the end of the transaction: signatures of one version come in one after the other, and so does one signature
    that comes in two places."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"signature:{value}", 0))))
    db.session.execute(select(DocumentVersion.id).where(DocumentVersion.id == version_id).with_for_update())


#: A waiting signature whose job has gone gets a new one, but no more than one an hour. The queue's tables go by the
#: machine's clock.
_WAITING = text(
    """
    SELECT s.id FROM signatures s
    WHERE s.verdict = 'cannot_tell' AND s.again_of IS NULL AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(s.reasons) r WHERE r->>'code' = ANY (:codes))
      AND NOT EXISTS (SELECT 1 FROM signatures a WHERE a.again_of = s.id)
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.task_name = 'judge_signature' AND (j.args->>'signature_id')::bigint = s.id
          AND (j.status IN ('todo', 'doing') OR EXISTS (
            SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '1 hour')))
    ORDER BY s.id LIMIT 200
    """
)


def list_waiting(codes: Iterable[str]) -> Sequence[int]:
    """Ids of signatures that wait for an answer to one of these reasons and have no job."""
    return db.session.scalars(_WAITING, {"codes": sorted(codes)}).all()
