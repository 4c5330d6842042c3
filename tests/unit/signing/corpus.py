"""Forged and doubtful signatures, each with the answer it must get. A row is a name, the code that must be among the
reasons, and what is handed to the verifier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.x509.oid import NameOID

from dms.signing.cms import MAX_CMS_BYTES
from dms.signing.revocation import RevocationData
from dms.signing.types import Purpose
from tests.unit.signing.authority import (
    AT,
    AUTHENTICATION,
    DOCUMENT,
    END,
    HEAD,
    SIGNING,
    Who,
    curve_key,
    key,
    make_cms,
)
from tests.unit.signing.making import (
    DAY,
    GOOD,
    STRANGER,
    TWIN,
    Case,
    attributes_as_document,
    ca_expired,
    deep,
    edited,
    flip_signature,
    forged,
    good_certificate,
    issued,
    later_signing_time,
    leaf_below_a_leaf,
    no_certificate_of_this_serial,
    old_answer,
    other_key_in_same_name,
    own_root,
    pem,
    pkcs7_data,
    revoked,
    trusted_root_signs,
    twin_intermediate,
    with_ocsp,
)

#: name → (code that must be among the reasons, how it is made)
INVALID: dict[str, tuple[str, Callable[[], Case]]] = {
    # the document and the signature's own bytes
    "one byte of the document changed": ("document_changed", lambda: replace(forged(), document=DOCUMENT[:-1] + b"!")),
    "one byte appended to the document": ("document_changed", lambda: replace(forged(), document=DOCUMENT + b" ")),
    "empty document": ("document_changed", lambda: replace(forged(), document=b"")),
    "other document of the same signer": ("document_changed", lambda: forged(document=b"other")),
    "bit of the signature flipped": ("signature_broken", lambda: edited(flip_signature)),
    "signing time moved after signing": ("signature_broken", lambda: edited(later_signing_time)),
    "signed with another key": ("signature_broken", lambda: forged(key=key("thief"))),
    "a time stamp that is none": ("timestamp_broken", lambda: forged(stamp=b"token")),
    "attributes passed off as a document": ("no_signed_attributes", attributes_as_document),
    # the shape
    "empty": ("malformed", lambda: Case(b"")),
    "the document itself": ("malformed", lambda: Case(DOCUMENT)),
    "a certificate in PEM": ("malformed", pem),
    "CMS without signed data": ("malformed", pkcs7_data),
    "bytes after the end": ("malformed", lambda: Case(make_cms(good_certificate()) + b"\0")),
    "cut in the middle": ("malformed", lambda: Case(make_cms(good_certificate())[:900])),
    "nested without end": ("malformed", deep),
    "larger than any signature": ("too_large", lambda: Case(b"\x30" * (MAX_CMS_BYTES + 1))),
    "same content embedded": ("embedded_content", lambda: forged(embedded=DOCUMENT)),
    "other content embedded": ("embedded_content", lambda: forged(embedded=b"other")),
    "empty content embedded": ("embedded_content", lambda: forged(embedded=b"")),
    "no signer": ("no_signer", lambda: forged(signers=0)),
    "two signers": ("several_signers", lambda: forged(signers=2)),
    "no certificate": ("certificate_missing", lambda: forged(with_certificate=False)),
    "signer's certificate missing among others": (
        "certificate_missing",
        lambda: forged(with_certificate=False, extra=(GOOD.issuing,)),
    ),
    "signer named by a serial that is not there": (
        "certificate_missing",
        lambda: edited(no_certificate_of_this_serial),
    ),
    "two certificates of one serial": ("certificate_ambiguous", other_key_in_same_name),
    "no signed attributes": ("no_signed_attributes", lambda: forged(signed_attributes=False)),
    "no content-type attribute": ("malformed", lambda: forged(leave_out=("content_type",))),
    "no message-digest attribute": ("malformed", lambda: forged(leave_out=("message_digest",))),
    "two message-digest attributes": ("malformed", lambda: forged(repeat=("message_digest",))),
    "two content-type attributes": ("malformed", lambda: forged(repeat=("content_type",))),
    "two attributes naming the certificate": ("malformed", lambda: forged(repeat=("signing_certificate_v2",))),
    "content type of another thing": ("malformed", lambda: forged(content_type="signed_data")),
    "inner content type of a time stamp": ("malformed", lambda: forged(inner_type="tst_info", content_type="tst_info")),
    "attribute names another certificate": (
        "other_certificate",
        lambda: forged(names_certificate=GOOD.issue(replace(Who(), serial=5))),
    ),
    # algorithms
    "SHA-1": ("wrong_digest_algorithm", lambda: forged(digest="sha1", mechanism="sha1_rsa")),
    "MD5": ("wrong_digest_algorithm", lambda: forged(digest="md5", mechanism="md5_rsa")),
    "SHA-512": ("wrong_digest_algorithm", lambda: forged(digest="sha512", mechanism="sha512_rsa")),
    "claims SHA-512 over SHA-256": ("wrong_digest_algorithm", lambda: forged(claimed_digest="sha512")),
    "SHA-1 in the signature only": ("weak_algorithm", lambda: forged(mechanism="sha1_rsa")),
    "DSA": ("weak_algorithm", lambda: forged(mechanism="sha256_dsa")),
    "says ECDSA, holds an RSA key": ("weak_algorithm", lambda: forged(mechanism="sha256_ecdsa")),
    "RSA of 1024 bits": (
        "weak_algorithm",
        lambda: forged(GOOD.issue(Who(), key("short", 1024).public_key()), key=key("short", 1024)),
    ),
    "a key that is neither RSA nor ECDSA": (
        "weak_algorithm",
        lambda: forged(GOOD.issue(Who(), ed25519.Ed25519PrivateKey.generate().public_key())),
    ),
    "says GOST 2015 of 512 bits, holds an RSA key": (
        "weak_algorithm",
        lambda: forged(claimed_digest="1.2.398.3.10.1.3.3", mechanism="1.2.398.3.10.1.1.2.3.2"),
    ),
    "says GOST 2015 of 256 bits, holds an RSA key": (
        "weak_algorithm",
        lambda: forged(claimed_digest="1.2.398.3.10.1.3.2", mechanism="1.2.398.3.10.1.1.2.3.1"),
    ),
    "GOST 2015 over a digest of the other length": (
        "wrong_digest_algorithm",
        lambda: forged(claimed_digest="1.2.398.3.10.1.3.2", mechanism="1.2.398.3.10.1.1.2.3.2"),
    ),
    # the chain
    "foreign authority": ("foreign_chain", lambda: forged(STRANGER.issue(Who()))),
    "foreign authority that sends its whole chain": (
        "foreign_chain",
        lambda: forged(STRANGER.issue(Who()), extra=(STRANGER.issuing, STRANGER.root)),
    ),
    "forged authority of the same names": ("chain_broken", lambda: forged(TWIN.issue(Who()))),
    "forged authority of the same names, sent along": ("chain_broken", twin_intermediate),
    "self-signed": ("foreign_chain", own_root),
    "signed by the trusted root itself": ("foreign_chain", trusted_root_signs),
    "certificate issued by a person's key": ("chain_broken", leaf_below_a_leaf),
    "issuing authority expired": ("chain_broken", ca_expired),
    # time and revocation
    "expired a day before": ("expired", lambda: replace(forged(), at=END + DAY, data=GOOD.crls(until=END + 9 * DAY))),
    "not valid yet": ("not_yet_valid", lambda: issued(replace(Who(), start=AT + DAY))),
    "expired, and no list either": (
        "expired",
        lambda: replace(forged(), at=END + DAY, data=RevocationData()),
    ),
    "forged authority of the same names is trusted by name only": (
        "chain_broken",
        lambda: replace(forged(TWIN.issue(Who())), data=RevocationData()),
    ),
    "revoked a day before": ("revoked", lambda: revoked(-1)),
    "revoked at that very moment": ("revoked", lambda: revoked(0)),
    "revoked a minute before": (
        "revoked",
        lambda: replace(forged(), data=GOOD.crls((good_certificate().serial_number, AT - dt.timedelta(minutes=1)))),
    ),
    "revoked by OCSP": (
        "revoked",
        lambda: with_ocsp(status=x509.ocsp.OCSPCertStatus.REVOKED, revoked_at=AT - DAY),
    ),
    # the key's purpose
    "key for logging in": (
        "wrong_key_usage",
        lambda: issued(replace(Who(), usage=("digital_signature", "key_encipherment"), extended=AUTHENTICATION)),
    ),
    "logging-in purpose with signing bits": (
        "wrong_key_usage",
        lambda: issued(replace(Who(), extended=AUTHENTICATION)),
    ),
    "no non-repudiation": ("wrong_key_usage", lambda: issued(replace(Who(), usage=("digital_signature",)))),
    "non-repudiation alone": ("wrong_key_usage", lambda: issued(replace(Who(), usage=("content_commitment",)))),
    "no extended usage": ("wrong_key_usage", lambda: issued(replace(Who(), extended=()))),
    "any extended usage": ("wrong_key_usage", lambda: issued(replace(Who(), extended=("2.5.29.37.0", *HEAD[1:])))),
    "signing key where one for logging in is asked": (
        "wrong_key_usage",
        lambda: replace(forged(), purpose=Purpose.AUTHENTICATION),
    ),
    "another policy": (
        "wrong_policy",
        lambda: replace(issued(replace(Who(), policy="1.2.398.3.3.2.9")), policies=frozenset({"1.2.398.3.3.2.1"})),
    ),
    # the person
    "no role": ("role_missing", lambda: issued(replace(Who(), extended=HEAD[:1]))),
    "a role that only begins like one": (
        "role_missing",
        lambda: issued(replace(Who(), extended=(HEAD[0], "1.2.398.3.3.4.11.1"))),
    ),
    "no IIN": ("signer_unnamed", lambda: issued(Who().saying(NameOID.SERIAL_NUMBER))),
    "IIN of eleven digits": ("signer_unnamed", lambda: issued(Who().saying(NameOID.SERIAL_NUMBER, "IIN80010130001"))),
    "IIN without its mark": ("signer_unnamed", lambda: issued(Who().saying(NameOID.SERIAL_NUMBER, "800101300012"))),
    "BIN where the IIN should be": (
        "signer_unnamed",
        lambda: issued(Who().saying(NameOID.SERIAL_NUMBER, "BIN800101300012")),
    ),
    "two IINs": (
        "signer_unnamed",
        lambda: issued(Who().saying(NameOID.SERIAL_NUMBER, "IIN800101300012", "IIN900101300013")),
    ),
    "head without a BIN": ("organisation_unnamed", lambda: issued(Who().saying(NameOID.ORGANIZATIONAL_UNIT_NAME))),
    "head of two BINs": (
        "organisation_unnamed",
        lambda: issued(Who().saying(NameOID.ORGANIZATIONAL_UNIT_NAME, "BIN990140000011", "BIN990140000012")),
    ),
}

#: Cannot be told now, and never accepted.
UNDECIDED: dict[str, tuple[str, Callable[[], Case]]] = {
    "GOST 2004": (
        "gost_not_yet",
        lambda: forged(claimed_digest="1.2.398.3.10.1.3.1", mechanism="1.2.398.3.10.1.1.1.2"),
    ),
    "no revocation data": ("no_revocation_data", lambda: replace(forged(), data=RevocationData())),
    "list of the root only": (
        "no_revocation_data",
        lambda: replace(forged(), data=RevocationData(GOOD.crls().crls[:1])),
    ),
    "list of the issuing authority only": (
        "no_revocation_data",
        lambda: replace(forged(), data=RevocationData(GOOD.crls().crls[1:])),
    ),
    "stale list": (
        "stale_revocation_data",
        lambda: replace(forged(), data=GOOD.crls(issued=AT - 3 * DAY, until=AT - DAY)),
    ),
    "list signed by another key": ("no_revocation_data", lambda: replace(forged(), data=GOOD.crls(signed_by="twin"))),
    "list of a foreign authority": ("no_revocation_data", lambda: replace(forged(), data=STRANGER.crls())),
    "list that cannot be read": (
        "no_revocation_data",
        lambda: replace(forged(), data=RevocationData((b"garbage", GOOD.crls().crls[0]))),
    ),
    "OCSP answer about another certificate": (
        "no_revocation_data",
        lambda: with_ocsp(about=GOOD.issue(replace(Who(), serial=4711))),
    ),
    "OCSP answer signed by another key": ("no_revocation_data", lambda: with_ocsp(by=TWIN)),
    "old OCSP answer": ("stale_revocation_data", old_answer),
}

#: Good ones.
VALID: dict[str, Callable[[], Case]] = {
    "first head, RSA": forged,
    "first head, ECDSA": lambda: forged(
        GOOD.issue(Who(), curve_key("person").public_key()), mechanism="sha256_ecdsa", key=curve_key("person")
    ),
    "RSA named without its digest": lambda: forged(mechanism="rsassa_pkcs1v15"),
    "without an attribute naming the certificate": lambda: forged(leave_out=("signing_certificate_v2",)),
    "without signing time": lambda: forged(leave_out=("signing_time",)),
    "with the issuing certificate": lambda: forged(extra=(GOOD.issuing,)),
    "with the whole chain": lambda: forged(extra=(GOOD.issuing, GOOD.root)),
    "empty document that was signed": lambda: replace(forged(document=b""), document=b""),
    "revoked a day after": lambda: revoked(1),
    "another one revoked": lambda: replace(forged(), data=GOOD.crls((99, AT - DAY))),
    "on its last second": lambda: replace(forged(), at=END, data=GOOD.crls(until=END + DAY)),
    "list that came after": lambda: replace(forged(), data=GOOD.crls(issued=AT + DAY, until=AT + 2 * DAY)),
    "a stale list and a fresh one": lambda: replace(
        forged(),
        data=RevocationData(GOOD.crls(issued=AT - 9 * DAY, until=AT - DAY).crls + GOOD.crls().crls),
    ),
    "good OCSP answer": with_ocsp,
    "the right policy": lambda: replace(forged(), policies=frozenset({"1.2.398.3.3.2.1"})),
    "key for logging in, where it is asked": lambda: replace(
        issued(replace(Who(), usage=SIGNING[:1], extended=AUTHENTICATION)), purpose=Purpose.AUTHENTICATION
    ),
}
