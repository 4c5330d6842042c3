"""GOST 34.10-2015 of the Kazakh arc: the same curves and hash as GOST R 34.10-2012 (RFC 7091, RFC 6986, RFC 7836) under
Kazakh names, and the signature's bytes the other way round. Importing this teaches asn1crypto the names.

Made from published material: test certificates, lists and answers of the national centre, and signatures by its library
in public test vectors. The key of 256 bits is told by the same material's names alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asn1crypto import algos, core, keys


@dataclass(frozen=True, slots=True)
class Kind:
    """One length. ``half``: bytes of a coordinate. ``tc26_*``: the names that gost-engine knows. ``curve_name``: that
    of gostcrypto."""

    half: int
    digest: str
    digest_oid: str
    signature: str
    signature_oid: str
    key: str
    key_oid: str
    curve_oid: str
    tc26_key: str
    tc26_curve: str
    tc26_digest: str
    curve_name: str

    @property
    def bits(self) -> int:
        return self.half * 8


KIND_256 = Kind(
    half=32,
    digest="streebog256",
    digest_oid="1.2.398.3.10.1.3.2",
    signature="kz_gost2015_256",
    signature_oid="1.2.398.3.10.1.1.2.3.1",
    key="kz_gost2015_256_key",
    key_oid="1.2.398.3.10.1.1.2.1",
    curve_oid="1.2.398.3.10.1.1.2.1.1",
    tc26_key="1.2.643.7.1.1.1.1",
    tc26_curve="1.2.643.7.1.2.1.1.1",
    tc26_digest="1.2.643.7.1.1.2.2",
    curve_name="id-tc26-gost-3410-2012-256-paramSetA",
)
KIND_512 = Kind(
    half=64,
    digest="streebog512",
    digest_oid="1.2.398.3.10.1.3.3",
    signature="kz_gost2015_512",
    signature_oid="1.2.398.3.10.1.1.2.3.2",
    key="kz_gost2015_512_key",
    key_oid="1.2.398.3.10.1.1.2.2",
    curve_oid="1.2.398.3.10.1.1.2.2.1",
    tc26_key="1.2.643.7.1.1.1.2",
    tc26_curve="1.2.643.7.1.2.1.2.1",
    tc26_digest="1.2.643.7.1.1.2.3",
    curve_name="id-tc26-gost-3410-12-512-paramSetA",
)
KINDS = (KIND_256, KIND_512)
BY_SIGNATURE = {kind.signature: kind for kind in KINDS}
BY_DIGEST = {kind.digest: kind for kind in KINDS}
BY_KEY = {kind.key: kind for kind in KINDS}


def _teach(known: Any, oid: str, name: str) -> None:
    known._map[oid] = name
    if known._reverse_map is not None:
        known._reverse_map[name] = oid


def _with_ours(spec: Callable[[keys.PublicKeyInfo], Any]) -> Callable[[keys.PublicKeyInfo], Any]:
    """asn1crypto raises KeyError for a key whose form it does not know; ours is read as plain bytes."""

    def found(info: keys.PublicKeyInfo) -> Any:
        return (core.OctetBitString, None) if info["algorithm"]["algorithm"].native in BY_KEY else spec(info)

    return found


def _register() -> None:
    for kind in KINDS:
        _teach(algos.DigestAlgorithmId, kind.digest_oid, kind.digest)
        _teach(algos.SignedDigestAlgorithmId, kind.signature_oid, kind.signature)
        _teach(keys.PublicKeyAlgorithmId, kind.key_oid, kind.key)
    spec = keys.PublicKeyInfo._spec_callbacks["public_key"]
    keys.PublicKeyInfo._spec_callbacks = {"public_key": _with_ours(spec)}


_register()
