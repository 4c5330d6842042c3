"""Why an act is not allowed, told in one shape wherever it is asked: on pages, as JSON, in answers to a refused
request, in the log of a job."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from dms.logs import log
from dms.models import Case
from workflows.engine import CaseOffer
from workflows.refusals import Refusal

Json = dict[str, Any]


def reason_json(reason: Refusal, lang: str) -> Json:
    """One reason: its code, its words, the clause (empty for a rule of the system itself), what to do next."""
    remedy = reason.remedy.get(lang) if reason.remedy else None
    return {"code": reason.code, "text": reason.text.get(lang), "clause": reason.clause, "remedy": remedy}


def reasons_json(reasons: Iterable[Refusal], lang: str) -> list[Json]:
    """All reasons in their order."""
    return [reason_json(reason, lang) for reason in reasons]


def three_tongues(reasons: Iterable[Refusal]) -> list[Json]:
    """Reasons as they are kept for readers of any language: the clause, and the words and the remedy in each."""
    return [
        {
            "clause": reason.clause,
            "text": asdict(reason.text),
            "remedy": asdict(reason.remedy) if reason.remedy else None,
        }
        for reason in reasons
    ]


def acts_json(case: Case, offers: Iterable[CaseOffer], system: Iterable[CaseOffer], lang: str) -> Json:
    """Every act of the case's present state that the reader's roles could ever do, and those that the system does by
    itself, each allowed or with every reason why not."""
    return {
        "case": case.number or case.public_id,
        "state": case.state,
        "version": case.version,
        "acts": [_offer_json(offer, lang) for offer in offers],
        "system": [_offer_json(offer, lang) for offer in system],
    }


def _offer_json(offer: CaseOffer, lang: str) -> Json:
    return {
        "key": offer.action.value,
        "title": offer.title.get(lang),
        "ok": offer.ok,
        "clause": offer.clause,
        "target": offer.target.value,
        "reasons": reasons_json(offer.reasons, lang),
    }


def log_refused(case: Case, action: StrEnum, reasons: Iterable[Refusal]) -> None:
    """A job tried an act and the rules said no: the same reasons, in English, in its log."""
    log.warning(
        "act_refused", case=case.number or case.public_id, act=action.value, reasons=reasons_json(reasons, "en")
    )
