"""A signature that comes a second time: sent twice it counts once; in another case it does not count."""

from __future__ import annotations

import hashlib

from dms import scope
from dms.models import DocumentVersion, Signature, User
from dms.queries import signatures
from dms.signing import archive
from dms.signing.types import Verdict
from workflows.refusals import Refusal
from workflows.text import Text

REPLAYED = Refusal(
    "replayed",
    Text(
        "Бұл қолтаңба басқа іс бойынша қабылданған.",
        "Эта подпись уже принята по другому делу.",
        "This signature was received in another case already.",
    ),
    remedy=Text(
        "Құжатқа осы істе қайта қол қойыңыз.",
        "Подпишите документ в этом деле еще раз.",
        "Sign the document in this case once more.",
    ),
)


def valid_of(version: DocumentVersion, side: str, user: User | None = None) -> Signature | None:
    """The valid signature that the version has of this side, or of this person of it."""
    valid = [row for row in version.signatures if row.side == side and row.verdict == Verdict.VALID]
    return next((row for row in valid if user is None or row.user_id == user.id), None)


def value_of(cms: bytes) -> str:
    """By what a signature is known: SHA-256 of its own value. An attribute added that nobody signed, or another way of
    writing, makes another CMS and no other signature."""
    return hashlib.sha256(archive.value_of(cms) or cms).hexdigest()


def is_known(version: DocumentVersion, cms: bytes) -> bool:
    """Whether this very signature over the version has been received."""
    value = value_of(cms)
    return any(row.value_sha256 == value for row in version.signatures)


def of_another_case(version: DocumentVersion, value: str, case_id: int | None) -> bool:
    """Whether the same signature came in for equal bytes of another case: it was not made for this one. ``case_id``:
    None for a paper of no case."""
    with scope.acting(scope.SYSTEM):
        return signatures.is_elsewhere(version.file.sha256 or "", value, but_case=case_id)
