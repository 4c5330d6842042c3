"""The signer's side of a decision of two hands: what is to be signed, signatures coming in, the act that ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dms.errors import StaleCase
from dms.models import Case, Decision, Document, DocumentVersion, Signature, User
from dms.queries import cases, documents
from dms.services import moves
from dms.services.signed import two_hands
from dms.services.signed.offers import Sent
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction

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


def papers_to_sign(decision: Decision) -> Sequence[Document]:
    """The frozen papers of the draft, in the order they were made."""
    return documents.documents_of_decision(decision.id)


def unsigned(decision: Decision, user: User) -> list[DocumentVersion]:
    """The frozen versions that lack this person's valid signature: whoever decides has signed every paper himself."""
    return two_hands.unsigned(papers_to_sign(decision), user)


def check_may_sign(case: Case, decision: Decision, user: User) -> CaseAct:
    """The act of this draft, if nothing but the signatures stands between the person and it: nobody's key touches
    papers whose act would then be refused.

    Raises:
        TransitionRefused: with every other reason.
    """
    action = SIGNING[DraftKind(decision.kind)]
    state, offers = CaseState(case.state), moves.offers(case, user)
    two_hands.check_but_unsigned(moves.workflow_of(case), state, offers, action)
    return action


@dataclass(frozen=True, slots=True)
class Told:
    """What became of signatures: each as judged, and the act that the last of them did; None: papers are left."""

    rows: list[Signature]
    action: CaseAct | None


def signable(case: Case) -> dict[str, DocumentVersion]:
    """The papers of the case's drafts by the public id of their version: of the open one, and of those decided, whose
    signatures may be sent twice."""
    papers = [paper.current for paper in documents.documents_of(case.id, "generated") if paper.decision_id]
    return {version.public_id: version for version in papers if version is not None}


def receive(case: Case, sent: Sent, user: User) -> Told:
    """Signatures of the person's own program over papers of the open draft, judged and kept; when with them all papers
    are signed, the act itself. What has come in before is told again and changes nothing.

    Raises:
        StaleCase: no such draft is open any more.
        TransitionRefused: the person may not sign this act, or it is refused now.
    """
    rows = two_hands.take(sent, user) if two_hands.are_known(sent) else _received(case, sent, user)
    draft = cases.open_decision(case.id)
    if draft is None or unsigned(draft, user):
        return Told(rows, None)
    action = SIGNING[DraftKind(draft.kind)]
    moves.perform(case.id, action, user, version=None)
    return Told(rows, action)


def _received(case: Case, sent: Sent, user: User) -> list[Signature]:
    draft = cases.open_decision(case.id)
    if draft is None or any(answer.version.document.decision_id != draft.id for answer in sent):
        raise StaleCase
    check_may_sign(case, draft, user)
    return two_hands.take(sent, user)


def sign_and_decide(case: Case, decision: Decision, user: User, *, version: int | None, now: datetime) -> Case:
    """The act of a draft. In the demo its key first signs every paper that is still unsigned.

    Raises:
        StaleCase, TransitionRefused, SignatureRefused.
    """
    current = cases.open_decision(case.id)
    if current is None or current.id != decision.id or (version is not None and case.version != version):
        raise StaleCase
    action = check_may_sign(case, decision, user)
    two_hands.sign_in_demo(unsigned(decision, user), user, case, now)
    return moves.perform(case.id, action, user, version=version)
