"""The signature under an outgoing letter: over exactly the bytes of each of its files, judged like any other. Nobody's
key touches a letter whose signing would then be refused."""

from __future__ import annotations

from dms.models import DocumentVersion, Letter, Signature, User
from dms.queries import letters as queries
from dms.services import clock
from dms.services.correspondence import acts
from dms.services.signed import two_hands
from dms.services.signed.offers import Sent
from workflows.letters import WORKFLOW, LetterAction, LetterState


def unsigned(letter: Letter, user: User) -> list[DocumentVersion]:
    """The newest versions of its files that lack this person's valid signature: a letter is signed by one person."""
    return two_hands.unsigned(letter.files, user)


def signable(letter: Letter) -> dict[str, DocumentVersion]:
    """The newest versions of its files by their public ids: of a draft, and of a letter that is signed, whose
    signatures may be sent twice."""
    return two_hands.signable(letter.files)


def check_may_sign(letter: Letter, user: User, version: int | None = None) -> None:
    """Raises: StalePaper; TransitionRefused with every reason but the missing signature itself."""
    acts.check_version(letter, version)
    two_hands.check_but_unsigned(WORKFLOW, LetterState(letter.state), acts.offers(letter, user), LetterAction.SIGN)


def receive(letter: Letter, sent: Sent, user: User) -> tuple[list[Signature], bool]:
    """Signatures of the person's own program, judged and kept; with the last of them the letter is signed. Tells them,
    and whether it is signed by him. What has come in before is told again and changes nothing.

    Raises: TransitionRefused: the person may not sign it.
    """
    letter_id = letter.id
    if not two_hands.are_known(sent):
        check_may_sign(letter, user)
    rows = two_hands.take(sent, user)
    letter = queries.lock(letter_id)
    if letter.state == LetterState.DRAFT and not unsigned(letter, user):
        letter = acts.perform(letter_id, LetterAction.SIGN, user, version=None)
    return rows, letter.signed_by_id == user.id


def sign(letter: Letter, user: User, *, version: int | None) -> Letter:
    """The act of a letter whose files are signed. In the demo its key first signs what is still unsigned.

    Raises: StalePaper, TransitionRefused, SignatureRefused.
    """
    check_may_sign(letter, user, version)
    two_hands.sign_in_demo(unsigned(letter, user), user, letter.case, clock.now())
    return acts.perform(letter.id, LetterAction.SIGN, user, version=version)
