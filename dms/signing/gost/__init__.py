"""Kazakh GOST 2015 by two kept libraries: OpenSSL's GOST engine and gostcrypto. Where both are here both are asked, and
only what both say counts; the adapter itself changes names and the order of bytes, and computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import gostcrypto
from asn1crypto import core, keys

from dms.signing.asn1 import Unreadable, reading
from dms.signing.gost import engine
from dms.signing.gost.oids import BY_DIGEST, BY_KEY, BY_SIGNATURE, KINDS, Kind

#: Bytes that gostcrypto hashes, at 3 seconds a megabyte: beside the engine as a second opinion, and alone.
BOTH_UP_TO, ALONE_UP_TO = 1 << 14, 1 << 18

__all__ = [
    "BY_DIGEST", "BY_KEY", "BY_SIGNATURE", "KINDS", "Hasher", "Kind", "Trouble", "digest", "hashing", "verify",
]  # fmt: skip


class Trouble(Exception):
    """Neither yes nor no. ``code`` is the reason's."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {detail}")


def verify(kind: Kind, public: keys.PublicKeyInfo, signature: bytes, data: bytes) -> bool:
    """Whether the signature over ``data`` holds under the key.

    Raises:
        Trouble: the two libraries disagree, the engine gave no answer, or ``data`` is too long for what is here.
    """
    point = _point(kind, public)
    if point is None or len(signature) != 2 * kind.half:
        return False
    return _verify(kind, point, bytes(signature), digest(kind, data))


@lru_cache(maxsize=2048)
def _verify(kind: Kind, point: bytes, signature: bytes, made: bytes) -> bool:
    second = _by_gostcrypto(kind, point, signature, made)
    if not engine.is_here():
        return second
    try:
        first = engine.verify(_spki(kind, point), signature[::-1], made)
    except engine.EngineTrouble as error:
        raise Trouble("gost_engine", str(error)) from error
    if first != second:
        raise Trouble("gost_disagreement", f"engine {first}, gostcrypto {second}")
    return first


def digest(kind: Kind, data: bytes) -> bytes:
    """Streebog of a short text: attributes, manifests, signatures.

    Raises:
        Trouble: as ``verify``; or too long for gostcrypto, and there is no engine.
    """
    with hashing(kind) as made:
        made.update(data)
        return made.digest()


@contextmanager
def hashing(kind: Kind) -> Iterator[Hasher]:
    """Streebog of what comes in pieces."""
    if not engine.is_here():
        yield Hasher(kind)
        return
    with engine.hashing(kind) as (feed, end):
        yield Hasher(kind, feed, end)


class Hasher:
    """Both hashes side by side, the slow one only as long as it can keep up. Its methods raise ``Trouble``."""

    def __init__(
        self, kind: Kind, feed: Callable[[bytes], object] | None = None, end: Callable[[], bytes] | None = None
    ) -> None:
        self._slow, self._size = gostcrypto.gosthash.new(kind.digest), 0
        self._feed, self._end, self._limit = feed, end, BOTH_UP_TO if feed else ALONE_UP_TO

    def update(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._limit:
            self._slow.update(bytearray(piece))
        elif self._feed is None:
            raise Trouble("gost_too_large", f"more than {self._limit} bytes and no engine")
        if self._feed is not None:
            try:
                self._feed(piece)
            except OSError as error:
                raise Trouble("gost_engine", str(error)) from error

    def digest(self) -> bytes:
        """At the end, once."""
        slow = bytes(self._slow.digest()) if self._size <= self._limit else None
        if self._end is None:
            assert slow is not None  # else ``update`` has raised
            return slow
        try:
            fast = self._end()
        except engine.EngineTrouble as error:
            raise Trouble("gost_engine", str(error)) from error
        if slow is not None and slow != fast:
            raise Trouble("gost_disagreement", "two digests of one text")
        return fast


def _point(kind: Kind, public: keys.PublicKeyInfo) -> bytes | None:
    """x and y of the key, little-endian, if it is one of this kind on its curve."""
    try:
        with reading():
            if public["algorithm"]["algorithm"].native != kind.key:
                return None
            named = public["algorithm"]["parameters"].parse(spec=_Parameters)
            point = core.OctetString.load(bytes(public["public_key"]), strict=True).native
    except Unreadable:
        return None
    fits = named["curve"].native == kind.curve_oid and named["digest"].native in (None, kind.digest_oid)
    return bytes(point) if fits and len(point) == 2 * kind.half else None


def _spki(kind: Kind, point: bytes) -> bytes:
    """The same key under the names of tc26."""
    named = _Parameters({"curve": kind.tc26_curve, "digest": kind.tc26_digest})
    whole = _PublicKey({"algorithm": {"algorithm": kind.tc26_key, "parameters": named},
                        "key": core.OctetString(point).dump()})  # fmt: skip
    return bytes(whole.dump())


def _by_gostcrypto(kind: Kind, point: bytes, signature: bytes, made: bytes) -> bool:
    """Its numbers are big-endian, ours little-endian: coordinates, both halves of the signature, and the digest."""
    curve = gostcrypto.gostsignature.CURVES_R_1323565_1_024_2019[kind.curve_name]
    mode = gostcrypto.gostsignature.MODE_512 if kind.half == 64 else gostcrypto.gostsignature.MODE_256
    half = kind.half
    turned = [bytearray(part[::-1]) for part in (point[:half], point[half:], signature[:half], signature[half:])]
    judge = gostcrypto.gostsignature.new(mode, curve)
    try:
        with reading():
            return bool(judge.verify(turned[0] + turned[1], bytearray(made[::-1]), turned[2] + turned[3]))
    except (Unreadable, gostcrypto.gostsignature.GOSTSignatureError):
        return False


class _Parameters(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields = [("curve", core.ObjectIdentifier), ("digest", core.ObjectIdentifier, {"optional": True})]  # noqa: RUF012 - asn1crypto's way


class _Algorithm(core.Sequence):  # type: ignore[misc]
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", _Parameters)]  # noqa: RUF012


class _PublicKey(core.Sequence):  # type: ignore[misc]
    _fields = [("algorithm", _Algorithm), ("key", core.OctetBitString)]  # noqa: RUF012
