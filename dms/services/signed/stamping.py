"""Time stamps of the configured authority (``DMS_TSA_URL``): over a valid signature that came without one, and over the
evidence of one whose stamps are about to prove nothing any more. Added beside the signature, which is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select, text

from dms.config import Settings
from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Document, Signature, SignatureStamp
from dms.outside import Away
from dms.services import clock
from dms.services.later import later
from dms.services.unit import unit
from dms.signing import gost
from dms.signing.archive import ADDED, Added, StampKind, stamped_bytes, value_of
from dms.signing.revocation import RevocationData
from dms.signing.stamps import StampJudge, ask_stamp
from dms.signing.types import Verdict
from workflows.text import Text

NO_STAMP = Text(
    "Уақыт белгісі қызметі жауап бермеді. Сұрау қайталанады.",
    "Служба меток времени не ответила. Запрос повторится.",
    "The time-stamping authority gave no answer. It will be asked again.",
)

#: A stamp of an authority whose own certificate ends sooner than we would like is not asked for again at once.
PAUSE = timedelta(days=30)

#: Valid signatures whose newest stamp ends before a moment or that have none, and no job at work on them; each is asked
#: for no more than once an hour. The queue's tables go by the machine's clock.
DUE = text(
    """
    SELECT s.id FROM signatures s
    WHERE s.verdict = 'valid' AND NOT s.demo AND coalesce(
        (SELECT max(t.ends_at) FROM signature_stamps t WHERE t.signature_id = s.id),
        (SELECT max((e->>'until')::timestamptz) FROM jsonb_array_elements(s.evidence->'stamps') e
         WHERE e->>'verdict' = 'valid'), '-infinity') < :before
      AND NOT EXISTS (SELECT 1 FROM signature_stamps t WHERE t.signature_id = s.id AND t.made_at > :since)
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.task_name = 'stamp_signature' AND (j.args->>'signature_id')::bigint = s.id
          AND (j.status IN ('todo', 'doing') OR EXISTS (
            SELECT 1 FROM procrastinate_events v WHERE v.job_id = j.id AND v.at > now() - interval '1 hour')))
    ORDER BY s.id LIMIT 200
    """
)


def order_due() -> int:
    """Orders stamps for signatures that need one; returns how many. Without ``DMS_TSA_URL`` nothing is ordered."""
    if not _settings().tsa_url:
        return 0
    now = clock.now()
    rows = db.session.execute(DUE, {"before": _limit(now), "since": now - PAUSE}).all()
    for row in rows:
        later("stamp_signature", signature_id=row.id)
    db.session.commit()
    return len(rows)


def stamp(signature_id: int) -> None:
    """The job: asks for a stamp, judges it as a stranger's, and keeps it with what its authority was judged by.

    Raises:
        OutsideTrouble: there is none yet that proves something; the job is tried again.
    """
    row, now = db.session.get_one(Signature, signature_id), clock.now()
    added = _added(row.id)
    until = _until(row, added)
    if row.verdict != Verdict.VALID or not _settings().tsa_url or (until is not None and until >= _limit(now)):
        return
    kind = StampKind.SIGNATURE if until is None else StampKind.EVIDENCE
    over = value_of(row.cms) if until is None else stamped_bytes(row.evidence, [one.token for one in added])
    judge: StampJudge = current_app.extensions["stamp_judge"]
    try:
        token = ask_stamp(_settings().tsa_url, over)
        found = judge.judge(token, over, RevocationData())
    except (Away, gost.Trouble) as error:
        raise OutsideTrouble(NO_STAMP) from error
    if found.verdict is not Verdict.VALID or found.at is None or found.until is None:
        raise OutsideTrouble(NO_STAMP)
    with unit():
        db.session.get_one(Document, row.version.document_id, with_for_update=True)
        if len(_added(row.id)) != len(added):
            return
        db.session.add(
            SignatureStamp(
                signature_id=row.id, kind=kind.value, token=token, crls=list(found.data.crls),
                ocsps=list(found.data.ocsps), stamped_at=found.at, ends_at=found.until, made_at=now,
            )
        )  # fmt: skip


def added_to(row: Signature) -> dict[str, Any]:
    """The added stamps as a package keeps them with the evidence; empty without any."""
    rows = _added(row.id)
    data = [RevocationData(tuple(one.crls), tuple(one.ocsps)) for one in rows]
    plain = [Added(StampKind(one.kind), one.token, d).plain() for one, d in zip(rows, data, strict=True)]
    return {ADDED: plain} if plain else {}


def _added(signature_id: int) -> Sequence[SignatureStamp]:
    asked = select(SignatureStamp).where(SignatureStamp.signature_id == signature_id).order_by(SignatureStamp.id)
    return db.session.scalars(asked).all()


def _until(row: Signature, added: Sequence[SignatureStamp]) -> datetime | None:
    own = [s["until"] for s in row.evidence.get("stamps", ()) if s["verdict"] == Verdict.VALID and s["until"]]
    return max([*map(datetime.fromisoformat, own), *(one.ends_at for one in added)], default=None)


def _limit(now: datetime) -> datetime:
    return now + timedelta(days=_settings().restamp_days)


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found
