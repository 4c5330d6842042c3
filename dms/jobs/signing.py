"""The jobs of signatures, thin: each calls one service and may run twice."""

from __future__ import annotations

from dms.jobs.patience import Patience
from dms.jobs.tasks import job
from dms.services.signed import again, stamping

#: One job sees a signature through its whole term, at last every two hours, and then writes that it has ended.
THROUGH_THE_TERM = Patience(tries=60)


@job("judge_signature", patience=THROUGH_THE_TERM)
def judge_signature(signature_id: int) -> None:
    again.judge_again(signature_id)


@job("stamp_signature")
def stamp_signature(signature_id: int) -> None:
    stamping.stamp(signature_id)
