"""Signs with a key of the demonstration: detached CMS, CAdES-BES (ETSI EN 319 122-1), SHA-256, RSA. The moment is
handed in, because the demonstration has a clock of its own. Must not be called inside a running event loop."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import lru_cache

from asn1crypto import keys, pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import CertificateRegistry

from dms.signing.demo_authority import DemoIdentity
from dms.signing.types import Document, sha256_of


def sign(identity: DemoIdentity, document: Document, at: datetime) -> bytes:
    """A detached CMS over the document (a stream, or its SHA-256 in hexadecimal), DER, with signing time ``at``.

    Raises:
        ValueError: ``at`` does not know its zone, or a text that is no SHA-256.
    """
    if at.utcoffset() is None:
        raise ValueError("the moment must know its zone")
    digest = sha256_of(document)
    moment = at.astimezone(UTC).replace(microsecond=0)
    signing = _signer(identity).async_sign(
        digest,
        "sha256",
        use_pades=True,  # with is_pdf_sig off: pyHanko's way to ask for CAdES attributes
        is_pdf_sig=False,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=moment),
    )
    return bytes(asyncio.run(signing).dump())


class _Signer(SimpleSigner):
    """Keeps the key as it was loaded: pyHanko's own reads and proves it anew for every signature, 50 ms each."""

    loaded: rsa.RSAPrivateKey

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != "sha256":
            raise ValueError(f"the demo key signs by SHA-256, not by {digest_algorithm}")
        return self.loaded.sign(data, padding.PKCS1v15(), hashes.SHA256())


@lru_cache(maxsize=64)
def _signer(identity: DemoIdentity) -> _Signer:
    made = _Signer(
        signing_cert=_certificate(identity.certificate_pem),
        signing_key=keys.PrivateKeyInfo.load(_der(identity.key_pem)),
        cert_registry=CertificateRegistry.build([_certificate(identity.issuer_pem)]),
        embed_roots=False,
    )
    key = serialization.load_pem_private_key(identity.key_pem, password=None)
    assert isinstance(key, rsa.RSAPrivateKey)  # the authority makes no other
    made.loaded = key
    return made


def _certificate(text: bytes) -> x509.Certificate:
    return x509.Certificate.load(_der(text))


def _der(text: bytes) -> bytes:
    _, _, der = pem.unarmor(text)
    return bytes(der)
