"""A certification authority of the tests' own, with a maker of CMS that can be told to do everything wrong."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from dms.signing.anchors import Anchors
from dms.signing.revocation import RevocationData

UTC = dt.UTC
START = dt.datetime(2025, 1, 1, tzinfo=UTC)
AT = dt.datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
END = dt.datetime(2027, 1, 1, tzinfo=UTC)
LONG = dt.datetime(2045, 1, 1, tzinfo=UTC)
DOCUMENT = "Өтінім: ҚАЗӨҢДЕУ, шығындардың бір бөлігін өтеу".encode()
SIGNING = ("digital_signature", "content_commitment")
HEAD = ("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.1")
_DER = serialization.Encoding.DER


@cache
def key(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """One key per name, because making them is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def curve_key(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Who:
    """What a test certificate says. The defaults make a good first head's signing certificate."""

    subject: tuple[tuple[x509.ObjectIdentifier, str], ...] = (
        (NameOID.COMMON_NAME, "ӘБІЛҚАСЫМҰЛЫ ҮМІТ"),
        (NameOID.SURNAME, "ӘБІЛҚАСЫМҰЛЫ"),
        (NameOID.SERIAL_NUMBER, "IIN800101300012"),
        (NameOID.COUNTRY_NAME, "KZ"),
        (NameOID.ORGANIZATION_NAME, "«ҚАЗӨҢДЕУ» ЖШС"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "BIN990140000011"),
        (NameOID.GIVEN_NAME, "ҒАЛЫМҚЫЗЫ"),
    )
    usage: tuple[str, ...] = SIGNING
    extended: tuple[str, ...] = HEAD
    policy: str = "1.2.398.3.3.2.1"
    start: dt.datetime = START
    end: dt.datetime = END
    is_ca: bool = False
    ocsp_url: str = ""
    serial: int = 0

    def saying(self, oid: x509.ObjectIdentifier, *values: str) -> Who:
        """The same person with one field of the subject replaced, left out or doubled."""
        others = tuple(pair for pair in self.subject if pair[0] != oid)
        return replace(self, subject=others + tuple((oid, v) for v in values))


@dataclass
class TestAuthority:
    """Root and issuing authority named by ``name``; two of one name have different keys if ``keys`` differ."""

    __test__ = False

    name: str = "Сынақ"
    keys: str = "good"
    issuing_until: dt.datetime = LONG
    root: x509.Certificate = field(init=False)
    issuing: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{self.name} түбір")])
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{self.name} орталық")])
        self.root = _authority(root_name, root_name, key(self.keys + "-root"), key(self.keys + "-root"), LONG)
        until = self.issuing_until
        self.issuing = _authority(name, root_name, key(self.keys + "-issuing"), key(self.keys + "-root"), until)

    @property
    def anchors(self) -> Anchors:
        pem = serialization.Encoding.PEM
        return Anchors.from_pem(self.root.public_bytes(pem) + self.issuing.public_bytes(pem))

    def issue(self, who: Who, public: Any = None) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in who.subject])
        public = public or key("person").public_key()
        builder = _builder(subject, self.issuing.subject, public, who.start, who.end, who.serial)
        builder = builder.add_extension(x509.BasicConstraints(ca=who.is_ca, path_length=None), critical=True)
        builder = builder.add_extension(_usage(who.usage), critical=True)
        if who.extended:
            oids = [x509.ObjectIdentifier(oid) for oid in who.extended]
            builder = builder.add_extension(x509.ExtendedKeyUsage(oids), critical=False)
        builder = builder.add_extension(_policy(who.policy), critical=False)
        if who.ocsp_url:
            address = x509.UniformResourceIdentifier(who.ocsp_url)
            access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, address)
            builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
        return builder.sign(key(self.keys + "-issuing"), hashes.SHA256())

    def crls(
        self,
        *revoked: tuple[int, dt.datetime],
        issued: dt.datetime = AT - dt.timedelta(hours=1),
        until: dt.datetime = AT + dt.timedelta(hours=23),
        signed_by: str = "",
    ) -> RevocationData:
        """The root's list and the issuing authority's, the latter with ``revoked`` (serial, moment)."""
        by = key((signed_by or self.keys) + "-issuing")
        return RevocationData(
            (
                _crl(self.root.subject, key(self.keys + "-root"), (), issued, until),
                _crl(self.issuing.subject, by, revoked, issued, until),
            )
        )

    def ocsp(self, certificate: x509.Certificate, *, by: TestAuthority | None = None, **answer: Any) -> bytes:
        """A response by the issuing authority itself, or by another one in its name."""
        responder = by or self
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=certificate,
            issuer=self.issuing,
            algorithm=hashes.SHA256(),
            cert_status=answer.get("status", ocsp.OCSPCertStatus.GOOD),
            this_update=answer.get("issued", AT - dt.timedelta(minutes=1)),
            next_update=AT + dt.timedelta(hours=1),
            revocation_time=answer.get("revoked_at"),
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, responder.issuing)
        response = builder.sign(key(responder.keys + "-issuing"), hashes.SHA256())
        return response.public_bytes(_DER)


Change = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Forge:
    """How a CMS is made. The defaults make a good one."""

    document: bytes = DOCUMENT
    digest: str = "sha256"
    claimed_digest: str = ""
    mechanism: str = "sha256_rsa"
    embedded: bytes | None = None
    signers: int = 1
    with_certificate: bool = True
    extra: tuple[x509.Certificate, ...] = ()
    signed_attributes: bool = True
    names_certificate: x509.Certificate | None = None
    content_type: str = "data"
    inner_type: str = "data"
    leave_out: tuple[str, ...] = ()
    repeat: tuple[str, ...] = ()
    key: Any = None
    stamp: bytes = b""


def make_cms(certificate: x509.Certificate, forge: Forge | None = None) -> bytes:
    """A CMS by the test person, as ``forge`` says."""
    forge = forge or Forge()
    leaf = _asn1(certificate)
    infos = [_signer_info(leaf, forge) for _ in range(forge.signers)]
    held = [leaf] if forge.with_certificate else []
    held += [_asn1(c) for c in forge.extra]
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": forge.claimed_digest or forge.digest}],
        "encap_content_info": {"content_type": forge.inner_type},
        "signer_infos": infos,
    }
    if held:
        signed["certificates"] = held
    if forge.embedded is not None:
        signed["encap_content_info"] = {"content_type": "data", "content": forge.embedded}
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()


def _signer_info(leaf: asn1_x509.Certificate, forge: Forge) -> cms.SignerInfo:
    data = forge.document
    attributes = _attributes(leaf, forge) if forge.signed_attributes else None
    if attributes is not None:
        data = attributes.dump()
    sid = {"issuer": leaf.issuer, "serial_number": leaf.serial_number}
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", cms.IssuerAndSerialNumber(sid)),
        "digest_algorithm": {"algorithm": forge.claimed_digest or forge.digest},
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": forge.mechanism}),
        "signature": _raw_signature(data, forge),
    }
    if attributes is not None:
        info["signed_attrs"] = attributes
    if forge.stamp:
        token = cms.ContentInfo({"content_type": "data", "content": forge.stamp})
        info["unsigned_attrs"] = [{"type": "signature_time_stamp_token", "values": [token]}]
    return cms.SignerInfo(info)


def _attributes(leaf: asn1_x509.Certificate, forge: Forge) -> cms.CMSAttributes:
    named = _asn1(forge.names_certificate) if forge.names_certificate else leaf
    certid = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(named.dump()).digest()})
    found = [
        ("content_type", forge.content_type),
        ("signing_time", cms.Time({"utc_time": core.UTCTime(AT)})),
        ("message_digest", hashlib.new(forge.digest, forge.document).digest()),
        ("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [certid]})),
    ]
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": kind, "values": [value]})
            for kind, value in found
            if kind not in forge.leave_out
            for _ in range(2 if kind in forge.repeat else 1)
        ]
    )


def _raw_signature(data: bytes, forge: Forge) -> bytes:
    by = forge.key or key("person")
    algorithm = {"sha1": hashes.SHA1(), "sha512": hashes.SHA512(), "md5": hashes.MD5()}.get(forge.digest)
    if isinstance(by, ec.EllipticCurvePrivateKey):
        return by.sign(data, ec.ECDSA(hashes.SHA256()))
    return by.sign(data, padding.PKCS1v15(), algorithm or hashes.SHA256())


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(_DER))


def _authority(name: x509.Name, issuer: x509.Name, own: Any, by: Any, until: dt.datetime) -> x509.Certificate:
    builder = _builder(name, issuer, own.public_key(), dt.datetime(2020, 1, 1, tzinfo=UTC), until, 0)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    builder = builder.add_extension(_usage(("key_cert_sign", "crl_sign")), critical=True)
    return builder.add_extension(_policy("2.5.29.32.0"), critical=False).sign(by, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, public: Any, start: dt.datetime, end: dt.datetime, serial: int
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
    builder = builder.serial_number(serial or x509.random_serial_number())
    return builder.not_valid_before(start).not_valid_after(end)


def _crl(
    issuer: x509.Name, by: Any, revoked: tuple[tuple[int, dt.datetime], ...], issued: dt.datetime, until: dt.datetime
) -> bytes:
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer).last_update(issued).next_update(until)
    for serial, moment in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
        reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
        builder = builder.add_revoked_certificate(entry.add_extension(reason, critical=False).build())
    return builder.sign(by, hashes.SHA256()).public_bytes(_DER)


def _usage(bits: tuple[str, ...]) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    every = (*names, "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: name in bits for name in every})


def _policy(oid: str) -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(oid), None)])


AUTHENTICATION = (ExtendedKeyUsageOID.CLIENT_AUTH.dotted_string, *HEAD[1:])
