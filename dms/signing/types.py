"""The words of signing: what a verification takes and what it answers. No rule lives here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from dms.signing import gost
from workflows.refusals import Refusal


class Verdict(StrEnum):
    """The three answers. ``CANNOT_TELL`` is never an acceptance: the case waits and the question is asked again."""

    VALID = "valid"
    INVALID = "invalid"
    CANNOT_TELL = "cannot_tell"


class Capacity(StrEnum):
    """In what capacity the certificate lets its holder sign, read from its role OIDs (``subject.ROLE_CAPACITY``)."""

    FIRST_HEAD = "first_head"
    AUTHORISED = "authorised"
    EMPLOYEE = "employee"
    INDIVIDUAL = "individual"


class Purpose(StrEnum):
    """What the key was given for: the national centre issues one key for signing and another for logging in; a
    time-stamping authority has its own."""

    SIGNATURE = "signature"
    AUTHENTICATION = "authentication"
    STAMP = "stamp"


class Readable(Protocol):
    """Anything read in pieces: a file, a stream from the store. It is read from where it stands to its end."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; empty at the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerInfo:
    """Who signed, as the certificate says. ``bin`` and ``organisation`` are empty for an individual; ``given_name``
    is the first name, taken from the common name; ``patronymic`` is the GIVENNAME attribute, where the national
    centre puts it. ``serial`` is hexadecimal. ``demo``: the chain ends at the demonstration's authority."""

    iin: str
    bin: str
    surname: str
    given_name: str
    patronymic: str
    common_name: str
    organisation: str
    role_oids: tuple[str, ...]
    capacity: Capacity | None
    serial: str
    not_before: datetime
    not_after: datetime
    issuer: str
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The answer. ``reasons`` is empty exactly when the verdict is valid. ``signer`` is None only where no certificate
    could be read. ``signed_at`` is what the signer claims (the signing-time attribute, RFC 5652 11.3), proof of
    nothing; the moment judged stands in ``evidence``. ``evidence`` can be written as JSON."""

    verdict: Verdict
    reasons: tuple[Refusal, ...] = ()
    signer: SignerInfo | None = None
    signed_at: datetime | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    algorithm: str = ""


@dataclass(frozen=True, slots=True)
class Digests:
    """Of one document. ``streebog``: where its signature asks for it; None: a SHA-256 alone was handed in, or it could
    not be made. ``trouble``: the code of the reason why not, empty where there was none."""

    sha256: bytes
    streebog: bytes | None = None
    trouble: str = ""


#: The signed file itself, its SHA-256 as 64 hexadecimal digits, or digests of it that were counted elsewhere.
Document = Readable | str | Digests


class Verifier(Protocol):
    """The one interface behind which every kind of signature is judged."""

    def verify(self, cms: bytes, document: Document, at: datetime) -> Verification:
        """Judge a detached CMS over ``document`` as of the moment ``at`` (aware), the moment of receipt.

        Never raises for what a stranger sent; raises ``ValueError`` for a naive moment or a digest that is none.
        """
        ...


_PIECE = 1 << 20


def digests_of(document: Document, kind: gost.Kind | None) -> Digests:
    """Every digest that is needed, in one reading. A Streebog counted elsewhere counts if it is of the key's length.

    Raises: ValueError as ``sha256_of``.
    """
    if isinstance(document, Digests):
        fits = kind is not None and len(document.streebog or b"") == kind.half
        return document if fits else Digests(document.sha256, trouble=document.trouble)
    if kind is None or isinstance(document, str):
        return Digests(sha256_of(document))
    digest = hashlib.sha256()
    try:
        with gost.hashing(kind) as streebog:
            while piece := document.read(_PIECE):
                digest.update(piece)
                streebog.update(piece)
            return Digests(digest.digest(), streebog.digest())
    except gost.Trouble as trouble:
        while piece := document.read(_PIECE):  # the rest, for the digest that holds in any case
            digest.update(piece)
        return Digests(digest.digest(), trouble=trouble.code)


def sha256_of(document: Document) -> bytes:
    """The SHA-256 of a document, 32 bytes, read in pieces of one mebibyte.

    Raises:
        ValueError: a text that is not 64 hexadecimal digits.
    """
    if isinstance(document, Digests):
        return document.sha256
    if isinstance(document, str):
        if len(document) != 64 or not all(c in "0123456789abcdefABCDEF" for c in document):
            raise ValueError("a SHA-256 is written as 64 hexadecimal digits")
        return bytes.fromhex(document)
    digest = hashlib.sha256()
    while piece := document.read(_PIECE):
        digest.update(piece)
    return digest.digest()
