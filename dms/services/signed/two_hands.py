"""Papers that one person of the operator's side signs himself: of a decision, of a letter, of a general document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import current_app

from dms.errors import AppError
from dms.models import Case, Document, DocumentVersion, Signature, User
from dms.services import clock
from dms.services.judging import signers
from dms.services.signed import demo_signing, repeats, signatures
from dms.services.signed.offers import Sent
from workflows.diagram import AnyWorkflow
from workflows.engine import Offer
from workflows.refusals import TransitionRefused
from workflows.text import Text

SIDE = "operator"
#: Codes of the reason that a signature itself takes away.
UNSIGNED = frozenset({"not_signed", "draft_not_signed"})
CANNOT_TELL = Text(
    "Қолтаңбаны қазір тексеру мүмкін болмады. Кейінірек қайталаңыз.",
    "Подпись сейчас не удалось проверить. Повторите попытку позже.",
    "The signature could not be verified now. Try again later.",
)


class SignatureRefused(AppError):
    """A signature was judged and is not valid; ``text`` holds the reasons."""

    status = 409


def unsigned(papers: Iterable[Document], user: User) -> list[DocumentVersion]:
    """The newest versions that lack this person's valid signature."""
    lacking = [paper for paper in papers if user.id not in signers.signers_of(paper, SIDE)]
    return [paper.current for paper in lacking if paper.current is not None]


def signable(papers: Iterable[Document]) -> dict[str, DocumentVersion]:
    """The newest versions by their public ids, also of what is signed: signatures may be sent twice."""
    return {paper.current.public_id: paper.current for paper in papers if paper.current is not None}


def check_but_unsigned(
    workflow: AnyWorkflow, state: StrEnum, offers: Iterable[Offer[Any, Any]], action: StrEnum
) -> None:
    """Nobody's key touches a paper whose act would then be refused.

    Raises: TransitionRefused with every reason against the act but the missing signature itself.
    """
    offer = next((one for one in offers if one.action == action), None)
    if offer is None:
        raise TransitionRefused(action, [workflow.wrong_state(state, action)])
    against = [reason for reason in offer.reasons if reason.code not in UNSIGNED]
    if against:
        raise TransitionRefused(action, against)


def are_known(sent: Sent) -> bool:
    """Whether all of it has come in before: what is sent twice is told again and changes nothing."""
    return all(repeats.is_known(answer.version, answer.cms) for answer in sent)


def take(sent: Sent, user: User) -> list[Signature]:
    """Signatures of the person's own program, each judged and kept."""
    return [signatures.take(answer, user, SIDE, clock.now()) for answer in sent]


def sign_in_demo(versions: Iterable[DocumentVersion], user: User, case: Case | None, now: datetime) -> None:
    """In the demo its key signs them; elsewhere nothing, there the signatures have come in before.

    Raises: SignatureRefused.
    """
    for version in versions if current_app.config["SETTINGS"].demo else ():
        judged(signatures.receive(version, demo_signing.sign(version, user, case, SIDE, now), user, SIDE, now))


def judged(row: Signature) -> Signature:
    """The signature, if it is valid. Raises: SignatureRefused with the reasons."""
    if row.verdict != "valid":
        raise SignatureRefused(_joined(row.reasons))
    return row


def _joined(reasons: Sequence[dict[str, dict[str, str]]]) -> Text:
    told = [Text(**reason["text"]) for reason in reasons]
    return Text(*(" ".join(text.get(lang) for text in told) or CANNOT_TELL.get(lang) for lang in ("kk", "ru", "en")))
