"""A signature over a file that somebody outside holds: only digests of it are known here, counted by his browser, or by
himself. Nothing is kept."""

from __future__ import annotations

from dms.models import File
from dms.services import clock, files
from dms.services.signed.signatures import verifier
from dms.signing.cms import CmsRefused, read_signature
from dms.signing.gost import Kind
from dms.signing.types import Digests, Verification, digests_of


def judge(cms: bytes, sha256: str, streebog: str, ours: File | None) -> Verification:
    """By what is at hand, as of now. ``streebog``: hexadecimal, empty where nobody has counted it; of a file of ours it
    is counted here, from the stored bytes.

    Raises:
        OutsideTrouble: the store did not give the bytes.
    """
    kind = _kind_of(cms)
    counted = Digests(bytes.fromhex(sha256), bytes.fromhex(streebog) or None)
    if kind is not None and ours is not None:
        with files.read(ours) as reading:
            counted = digests_of(reading, kind)
    return verifier().verify(cms, counted, clock.now())


def _kind_of(cms: bytes) -> Kind | None:
    try:
        return read_signature(cms).gost
    except CmsRefused:
        return None
