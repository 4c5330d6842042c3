"""The signer's side of a decision of two hands: what is to be signed, signatures coming in, the act that ends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dms.errors import AppError, StaleCase
from dms.models import Case, Decision, Document, DocumentVersion, Signature, User
from dms.queries import cases, documents
from dms.services import clock, demo_signing, facts, moves, signatures
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction
from workflows.text import Text

#: The act that a prepared draft waits for.
SIGNING: dict[DraftKind, CaseAct] = {
    DraftKind.REJECTION: Action.REJECT_INCOMPLETE,
    DraftKind.GRANT: Action.GRANT,
    DraftKind.REFUSAL: Action.REFUSE,
    DraftKind.CLOSING: Action.CLOSE,
    DraftKind.BREACH: Action.BREACH,
    DraftKind.TERMINATION: Action.TERMINATE,
    DraftKind.LEAVING: ExportAction.LEAVE,
}


class SignatureRefused(AppError):
    """A signature was judged and is not valid; ``text`` holds the reasons."""

    status = 409


def papers_to_sign(decision: Decision) -> list[Document]:
    """The frozen papers of the draft, in the order they were made."""
    return documents.documents_of_decision(decision.id)


def unsigned(decision: Decision) -> list[DocumentVersion]:
    """The frozen versions that lack the operator's valid signature."""
    papers = [paper for paper in papers_to_sign(decision) if not facts.signed_by(paper, "operator")]
    return [paper.current for paper in papers if paper.current is not None]


def check_may_sign(case: Case, decision: Decision, user: User) -> CaseAct:
    """The act of this draft, if nothing but the signatures stands between the person and it: nobody's key touches
    papers whose act would then be refused.

    Raises:
        TransitionRefused: with every other reason.
    """
    action = SIGNING[DraftKind(decision.kind)]
    offer = next((o for o in moves.offers(case, user) if o.action is action), None)
    against = [] if offer is None else [reason for reason in offer.reasons if reason.code != "draft_not_signed"]
    if offer is None or against:
        raise TransitionRefused(action, against or [moves.workflow_of(case).wrong_state(CaseState(case.state), action)])
    return action


def receive(case: Case, decision: Decision, version: DocumentVersion, cms: bytes, user: User) -> Signature:
    """One signature from the person's own program, judged and kept.

    Raises:
        TransitionRefused: the person may not sign this act.
        SignatureRefused: the signature is not valid.
    """
    check_may_sign(case, decision, user)
    return _judged(signatures.receive(version, cms, user, "operator", clock.now()))


def sign_and_decide(case: Case, decision: Decision, user: User, *, version: int | None, now: datetime) -> Case:
    """The demo's key signs every paper that is still unsigned; then the act itself.

    Raises:
        StaleCase, TransitionRefused, SignatureRefused.
    """
    current = cases.open_decision(case.id)
    if current is None or current.id != decision.id or (version is not None and case.version != version):
        raise StaleCase
    action = check_may_sign(case, decision, user)
    for paper in unsigned(decision):
        cms = demo_signing.sign(paper, user, case, "operator", now)
        _judged(signatures.receive(paper, cms, user, "operator", now))
    return moves.perform(case.id, action, user, version=version)


def _judged(row: Signature) -> Signature:
    if row.verdict != "valid":
        raise SignatureRefused(_joined(row.reasons))
    return row


def _joined(reasons: Sequence[dict[str, dict[str, str]]]) -> Text:
    told = [Text(**reason["text"]) for reason in reasons]
    return Text(*(" ".join(text.get(lang) for text in told) or CANNOT_TELL.get(lang) for lang in ("kk", "ru", "en")))


CANNOT_TELL = Text(
    "Қолтаңбаны қазір тексеру мүмкін болмады. Кейінірек қайталаңыз.",
    "Подпись сейчас не удалось проверить. Повторите попытку позже.",
    "The signature could not be verified now. Try again later.",
)
