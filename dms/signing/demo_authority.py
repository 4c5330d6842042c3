"""The certification authority of the demonstration: made once under a folder, marked DEMO in its names, with
certificates laid out like those of the national centre (NUC profile in ``subject``), valid 2020–2045 because the demo
clock moves years ahead. Its keys lie unencrypted in files that only their owner may read; never for production.

Folder: ``anchors.pem`` (root and issuing certificate), ``root.crl``, ``issuing.crl``, ``*.key``, ``people/*.pem``.
"""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from dms.signing.anchors import ANCHORS_FILE, DEMO_ORGANISATION
from dms.signing.subject import INDIVIDUAL_OID, ORGANISATION_OID, ROLE_CAPACITY
from dms.signing.types import Capacity

NOT_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
NOT_AFTER = datetime(2045, 12, 31, 23, 59, 59, tzinfo=UTC)
#: Policy of the national centre for signing keys of organisations.
ORGANISATION_POLICY = "1.2.398.3.3.2.1"
_KEY_BITS = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Whom a demo certificate names. ``bin`` and ``organisation`` stay empty for an individual or a sole proprietor."""

    iin: str
    surname: str
    given_name: str
    patronymic: str = ""
    capacity: Capacity = Capacity.INDIVIDUAL
    bin: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class DemoIdentity:
    """A key and its certificate, both PEM, with the issuing certificate that goes into signatures."""

    key_pem: bytes
    certificate_pem: bytes
    issuer_pem: bytes


class DemoAuthority:
    """The demo authority of one folder. ``ensure`` is how to get it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._issuing = x509.load_pem_x509_certificates((folder / ANCHORS_FILE).read_bytes())[1]

    @classmethod
    def ensure(cls, folder: Path) -> DemoAuthority:
        """The authority in ``folder``, made now if there is none. Made aside and renamed into place, so that a broken
        or a second simultaneous start leaves one whole authority."""
        if not (folder / ANCHORS_FILE).exists():
            aside = folder.with_name(f".{folder.name}-{secrets.token_hex(8)}")
            aside.mkdir(parents=True, mode=0o700)
            _make(aside)
            try:
                aside.rename(folder)
            except OSError:
                shutil.rmtree(aside)
                if not (folder / ANCHORS_FILE).exists():
                    raise
        return cls(folder)

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return _load_key(self.folder / "issuing.key")

    def identity(self, person: DemoPerson) -> DemoIdentity:
        """The person's key and certificate: those on disk, else issued now."""
        name = f"{person.iin}-{person.bin or 'individual'}-{person.capacity}.pem"
        path = self.folder / "people" / name
        if not path.exists():
            _write(path, b"".join(self._pair(person)))
        key, _, certificate = path.read_bytes().partition(b"-----BEGIN CERTIFICATE-----")
        return DemoIdentity(key, b"-----BEGIN CERTIFICATE-----" + certificate, _pem(self._issuing))

    def issue(self, person: DemoPerson) -> DemoIdentity:
        """A new key and certificate for the person, kept nowhere."""
        key, certificate = self._pair(person)
        return DemoIdentity(key, certificate, _pem(self._issuing))

    def _pair(self, person: DemoPerson) -> tuple[bytes, bytes]:
        key = _new_key()
        usages = [ExtendedKeyUsageOID.EMAIL_PROTECTION, *map(x509.ObjectIdentifier, _roles(person.capacity))]
        builder = (
            _builder(_person_name(person), self._issuing.subject, key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
            .add_extension(_issuer_id(self._key), critical=False)
        )
        if person.bin:
            builder = builder.add_extension(_policy(ORGANISATION_POLICY), critical=False)
        return _key_pem(key), _pem(builder.sign(self._key, hashes.SHA256()))


def _make(folder: Path) -> None:
    root_key, key = _new_key(), _new_key()
    root_name, name = _authority_name("DEMO Root CA"), _authority_name("DEMO Issuing CA (RSA)")
    root = _authority(root_name, root_name, root_key, root_key, path_length=1)
    issuing = _authority(name, root_name, key, root_key, path_length=0)
    _write(folder / "root.key", _key_pem(root_key))
    _write(folder / "issuing.key", _key_pem(key))
    _write(folder / "root.crl", _empty_crl(root_name, root_key))
    _write(folder / "issuing.crl", _empty_crl(name, key))
    (folder / "people").mkdir(mode=0o700)
    _write(folder / ANCHORS_FILE, _pem(root) + _pem(issuing))


def _authority(
    name: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, by: rsa.RSAPrivateKey, *, path_length: int
) -> x509.Certificate:
    return (
        _builder(name, issuer, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(_policy("2.5.29.32.0"), critical=False)
        .add_extension(_issuer_id(by), critical=False)
        .sign(by, hashes.SHA256())
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOT_BEFORE)
        .not_valid_after(NOT_AFTER)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _empty_crl(issuer: x509.Name, key: rsa.RSAPrivateKey) -> bytes:
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer)
    builder = builder.last_update(NOT_BEFORE).next_update(NOT_AFTER)
    builder = builder.add_extension(x509.CRLNumber(1), critical=False).add_extension(_issuer_id(key), critical=False)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _authority_name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, DEMO_ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _person_name(person: DemoPerson) -> x509.Name:
    parts = [
        (NameOID.COMMON_NAME, f"{person.surname} {person.given_name}"),
        (NameOID.SURNAME, person.surname),
        (NameOID.SERIAL_NUMBER, f"IIN{person.iin}"),
        (NameOID.COUNTRY_NAME, "KZ"),
        (NameOID.ORGANIZATION_NAME, person.organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, person.bin and f"BIN{person.bin}"),
        (NameOID.GIVEN_NAME, person.patronymic),
        (NameOID.EMAIL_ADDRESS, person.email),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _roles(capacity: Capacity) -> list[str]:
    if capacity is Capacity.INDIVIDUAL:
        return [INDIVIDUAL_OID]
    if capacity is Capacity.EMPLOYEE:
        return [ORGANISATION_OID, "1.2.398.3.3.4.1.2.5"]
    return [ORGANISATION_OID, next(oid for oid, found in ROLE_CAPACITY.items() if found is capacity)]


def _usage(**bits: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    every = (*names, "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: bits.get(name, False) for name in every})


def _policy(oid: str) -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(oid), None)])


def _issuer_id(key: rsa.RSAPrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def _load_key(path: Path) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _key_pem(key: rsa.RSAPrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, data: bytes) -> None:
    """A new file that only its owner may read, whole or absent."""
    aside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    aside.replace(path)
