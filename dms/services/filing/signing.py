"""The signature by which a general document is approved: over exactly the bytes of each of its files, judged like any
other. Nobody's key touches a draft whose approval would then be refused."""

from __future__ import annotations

from dms.errors import StalePaper
from dms.models import DocumentVersion, GeneralDocument, Signature, User
from dms.queries import filing as queries
from dms.services import clock
from dms.services.filing import acts
from dms.services.signed import two_hands
from dms.services.signed.offers import Sent
from workflows.filing import WORKFLOW, GeneralAction, GeneralState


def unsigned(row: GeneralDocument, user: User) -> list[DocumentVersion]:
    """The newest versions of its files that lack this person's valid signature: one person approves."""
    return two_hands.unsigned(row.files, user)


def signable(row: GeneralDocument) -> dict[str, DocumentVersion]:
    """The newest versions of its files by their public ids, also of what is in force: signatures may be sent twice."""
    return two_hands.signable(row.files)


def check_may_approve(row: GeneralDocument, user: User, version: int | None = None) -> None:
    """Raises: StalePaper; TransitionRefused with every reason but the missing signature itself."""
    if version is not None and row.version != version:
        raise StalePaper
    two_hands.check_but_unsigned(WORKFLOW, GeneralState(row.state), acts.offers(row, user), GeneralAction.APPROVE)


def receive(row: GeneralDocument, sent: Sent, user: User) -> tuple[list[Signature], bool]:
    """Signatures of the person's own program, judged and kept; with the last of them the document is in force. Tells
    them, and whether he approved it. What has come in before is told again and changes nothing.

    Raises: TransitionRefused: the person may not approve it.
    """
    row_id = row.id
    if not two_hands.are_known(sent):
        check_may_approve(row, user)
    rows = two_hands.take(sent, user)
    row = queries.lock(row_id)
    if row.state == GeneralState.DRAFT and not unsigned(row, user):
        row = acts.approve(row, user, version=None)
    return rows, row.approved_by_id == user.id


def approve(row: GeneralDocument, user: User, *, version: int | None) -> GeneralDocument:
    """The approval of a draft whose files are signed. In the demo its key first signs what is still unsigned.

    Raises: StalePaper, TransitionRefused, SignatureRefused.
    """
    check_may_approve(row, user, version)
    two_hands.sign_in_demo(unsigned(row, user), user, None, clock.now())
    return acts.approve(row, user, version=version)
