"""Signatures made wrong on purpose: what is handed to the verifier, and every way to spoil it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from dms.signing.anchors import Anchors
from dms.signing.revocation import RevocationData
from dms.signing.types import Purpose
from tests.unit.signing.authority import (
    AT,
    DOCUMENT,
    END,
    START,
    UTC,
    Forge,
    TestAuthority,
    Who,
    key,
    make_cms,
)

DAY = dt.timedelta(days=1)
GOOD = TestAuthority()
TWIN = TestAuthority(keys="twin")  # the same names, other keys
STRANGER = TestAuthority(name="Бөтен", keys="stranger")


@cache
def good_certificate() -> x509.Certificate:
    return GOOD.issue(Who())


@dataclass(frozen=True)
class Case:
    """One thing handed to the verifier."""

    cms: bytes
    document: bytes = DOCUMENT
    data: RevocationData | None = None
    at: dt.datetime = AT
    policies: frozenset[str] = frozenset()
    purpose: Purpose = Purpose.SIGNATURE
    anchors: Anchors | None = None


def forged(certificate: x509.Certificate | None = None, **how: Any) -> Case:
    return Case(make_cms(certificate or good_certificate(), Forge(**how)))


def issued(who: Who, **how: Any) -> Case:
    return forged(GOOD.issue(who), **how)


def edited(change: Callable[[cms.SignedData], None]) -> Case:
    """A good CMS, changed after signing."""
    envelope = cms.ContentInfo.load(make_cms(good_certificate()))
    change(envelope["content"])
    return Case(envelope.dump(force=True))


def flip_signature(signed: cms.SignedData) -> None:
    info = signed["signer_infos"][0]
    info["signature"] = bytes([info["signature"].native[0] ^ 1]) + info["signature"].native[1:]


def later_signing_time(signed: cms.SignedData) -> None:
    attributes = signed["signer_infos"][0]["signed_attrs"]
    moved = cms.Time({"utc_time": dt.datetime(2020, 1, 1, tzinfo=UTC)})
    kept = [a for a in attributes if a["type"].native != "signing_time"]
    moved_attribute = cms.CMSAttribute({"type": "signing_time", "values": [moved]})
    signed["signer_infos"][0]["signed_attrs"] = cms.CMSAttributes([*kept, moved_attribute])


def no_certificate_of_this_serial(signed: cms.SignedData) -> None:
    signed["signer_infos"][0]["sid"].chosen["serial_number"] = 12345


def leaf_below_a_leaf() -> Case:
    """A person's certificate used as an authority's."""
    certificate = sign_below(good_certificate())
    return forged(certificate, extra=(good_certificate(),), key=key("below"))


def sign_below(parent: x509.Certificate) -> x509.Certificate:
    builder = x509.CertificateBuilder().subject_name(parent.subject).issuer_name(parent.subject)
    builder = builder.public_key(key("below").public_key()).serial_number(77)
    builder = builder.not_valid_before(START).not_valid_after(END)
    for extension in parent.extensions:
        builder = builder.add_extension(extension.value, critical=extension.critical)
    return builder.sign(key("person"), hashes.SHA256())


def revoked(days: int, **how: Any) -> Case:
    certificate = good_certificate()
    data = GOOD.crls((certificate.serial_number, AT + days * DAY), **how)
    return replace(forged(), data=data)


def own_root() -> Case:
    return forged(STRANGER.root, key=key("stranger-root"))


def trusted_root_signs() -> Case:
    return forged(GOOD.root, key=key("good-root"))


def twin_intermediate() -> Case:
    """A forged authority with equal names, its certificates sent along."""
    return forged(TWIN.issue(Who()), extra=(TWIN.issuing, TWIN.root))


def other_key_in_same_name() -> Case:
    certificate = good_certificate()
    double = TWIN.issue(replace(Who(), serial=certificate.serial_number))
    return forged(certificate, extra=(double,))


def deep() -> Case:
    return Case(b"\x30\x80" * 20000)


def pem() -> Case:
    return Case(good_certificate().public_bytes(serialization.Encoding.PEM))


def pkcs7_data() -> Case:
    return Case(cms.ContentInfo({"content_type": "data", "content": DOCUMENT}).dump())


def attributes_as_document() -> Case:
    """The DER of a good signature's attributes, passed off as a document that was signed without attributes."""
    envelope = cms.ContentInfo.load(make_cms(good_certificate()))
    info = envelope["content"]["signer_infos"][0]
    attributes = info["signed_attrs"].untag().dump()
    bare = {name: info[name] for name in ("version", "sid", "digest_algorithm", "signature_algorithm", "signature")}
    envelope["content"]["signer_infos"] = [cms.SignerInfo(bare)]
    return Case(envelope.dump(force=True), document=attributes)


def ca_expired() -> Case:
    short = TestAuthority(keys="short", issuing_until=AT - DAY)
    made = forged(short.issue(Who()), extra=(short.issuing,))
    return replace(made, anchors=short.anchors, data=short.crls())


def with_ocsp(**how: Any) -> Case:
    certificate = GOOD.issue(replace(Who(), ocsp_url="http://ocsp.invalid/"))
    about = how.pop("about", certificate)
    root_list = GOOD.crls().crls[0]
    return Case(make_cms(certificate), data=RevocationData((root_list,), (GOOD.ocsp(about, **how),)))


def old_answer() -> Case:
    """Good for an hour, two days before."""
    made = with_ocsp()
    assert made.data is not None
    lists = (GOOD.crls(until=AT + 9 * DAY).crls[0],)
    return replace(made, at=AT + 2 * DAY, data=replace(made.data, crls=lists))
