"""What a person is asked to sign: versions with the digests that the signing program needs, bound to his account for a
quarter of an hour and good for one answer. A signature is taken only for what was offered, so none comes in for a paper
made anew meanwhile; a version is of one case."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from dms.errors import AppError, BadInput, OutsideTrouble
from dms.models import DocumentVersion, User
from dms.services import files
from dms.signing import gost
from dms.signing.types import digests_of
from workflows.text import Text

#: Seconds: to look for a token, type a password and send a long queue.
LASTS = 15 * 60
NONCE_BYTES = 32

GONE = Text(
    "Қол қоюға ұсынылған құжаттар өзгерді немесе уақыт өтіп кетті. Бетті жаңартып, қайта қол қойыңыз.",
    "Предложенное на подпись изменилось, или время истекло. Обновите страницу и подпишите еще раз.",
    "What was offered for signing has changed, or the time is over. Reload the page and sign again.",
)
NO_STREEBOG = Text(
    "МЕМСТ кілті үшін бақылау сомасын есептеу мүмкін болмады. RSA кілтімен қол қойыңыз немесе кейінірек қайталаңыз.",
    "Контрольную сумму для ключа ГОСТ посчитать не удалось. Подпишите ключом RSA или повторите позже.",
    "The checksum for a GOST key could not be counted. Sign with an RSA key or try again later.",
)
TOO_MANY = Text(
    "Бір құжатқа бір қолтаңба жіберіледі. Бетті жаңартып, қайта қол қойыңыз.",
    "На один документ отправляется одна подпись. Обновите страницу и подпишите еще раз.",
    "One signature is sent for one document. Reload the page and sign again.",
)
NOT_CMS = Text(
    "Қолтаңба оқылмады. Қол қоюды қайталаңыз.",
    "Подпись не прочитана. Подпишите еще раз.",
    "The signature could not be read. Please sign again.",
)


class OfferGone(AppError):
    """The offer is another person's, out of date, or about bytes that are not the newest any more."""

    status = 409

    def __init__(self) -> None:
        super().__init__(GONE)


def make(user: User, versions: Iterable[DocumentVersion]) -> str:
    """A token that names the person, the bytes of each version and a nonce of one use."""
    papers = {v.public_id: v.file.sha256 for v in versions}
    return _signer().dumps({"user": user.public_id, "nonce": secrets.token_urlsafe(NONCE_BYTES), "papers": papers})


def digest(version: DocumentVersion, name: str) -> str:
    """Base64 of the digest of the version's bytes that a key of this kind signs: ``streebog512``, ``streebog256``, and
    SHA-256 for any other name.

    Raises:
        OutsideTrouble: the store did not give the bytes, or there is nothing here that counts this digest.
    """
    kind = next((kind for kind in gost.KINDS if kind.digest == name), None)
    if kind is None:
        return base64.b64encode(bytes.fromhex(version.file.sha256 or "")).decode()
    try:
        with files.read(version.file) as reading:
            found = digests_of(reading, kind).streebog or b""
    except gost.Trouble as trouble:
        raise OutsideTrouble(NO_STREEBOG) from trouble
    return base64.b64encode(found).decode()


class Answer(NamedTuple):
    """One signature with the version it is over and the nonce of the offer that it answers."""

    version: DocumentVersion
    cms: bytes
    nonce: str = ""


Sent = Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a token says that is this person's and still good; ``papers``: SHA-256 by version."""

    nonce: str
    papers: Mapping[str, str]


def offered(sent: Any, user: User) -> Offer:
    """The offer that an answer ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}`` names.

    Raises: OfferGone: the token is another's, too old or none of ours.
    """
    try:
        said = _signer().loads(str(sent.get("offer", "")) if isinstance(sent, dict) else "", max_age=LASTS)
        found = Offer(said["nonce"], said["papers"])
    except (BadData, KeyError):
        raise OfferGone from None
    if said.get("user") != user.public_id:
        raise OfferGone
    return found


def answered(sent: Any, offer: Offer, open_: Mapping[str, DocumentVersion]) -> Sent:
    """The signatures of the answer, in its order. ``open_`` are the versions that may be signed now, by public id.

    Raises:
        OfferGone: one is over a version that was not offered or has other bytes now.
        BadInput: a signature that is no base64; more than one for a version.
    """
    rows = sent.get("signatures")
    if not isinstance(rows, list) or not rows:
        raise BadInput(NOT_CMS, field="signatures")
    if len(rows) > len(offer.papers):
        raise BadInput(TOO_MANY, field="signatures")
    found = {answer.version.id: answer for answer in (_one(row, offer, open_) for row in rows)}
    if len(found) < len(rows):
        raise BadInput(TOO_MANY, field="signatures")
    return list(found.values())


def only_cms(sent: Any) -> bytes:
    """The one signature of an answer over a text. Raises: BadInput when there is none."""
    rows = sent.get("signatures") if isinstance(sent, dict) else None
    if not isinstance(rows, list) or len(rows) != 1 or not isinstance(rows[0], dict):
        raise BadInput(NOT_CMS, field="signatures")
    return read_cms(rows[0].get("cms"))


def _one(row: Any, offer: Offer, open_: Mapping[str, DocumentVersion]) -> Answer:
    name = str(row.get("version", "")) if isinstance(row, dict) else ""
    version = open_.get(name)
    if version is None or offer.papers.get(name) != version.file.sha256:
        raise OfferGone
    return Answer(version, read_cms(row.get("cms")), offer.nonce)


def read_cms(text: Any) -> bytes:
    """Raises: BadInput when it is no base64."""
    try:
        return base64.b64decode(str(text or ""), validate=True)
    except ValueError:
        raise BadInput(NOT_CMS, field="cms") from None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="signing offer")
