"""Whether a raw signature holds under a public key: RSA and ECDSA by the libraries, Kazakh GOST by our adapter. The one
place where certificates, revocation lists, OCSP answers, time stamps and signatures are all judged."""

from __future__ import annotations

from asn1crypto import algos, keys, x509
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.errors import AlgorithmNotSupported, PSSParameterMismatch
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_SIGNATURE_VALIDATOR,
    DEFAULT_VALIDATION_CONTEXT,
    SignatureValidationContext,
    SignatureValidator,
)

from dms.signing import gost
from dms.signing.asn1 import Unreadable, reading

#: Digests that still prove something.
STRONG = frozenset({"sha256", "sha384", "sha512"})


class OurValidator(SignatureValidator):
    """What certvalidator and pyHanko ask."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        """Raises: InvalidSignature; gost.Trouble where our libraries do not agree."""
        kind = gost.BY_SIGNATURE.get(signature_algorithm["algorithm"].native)
        if kind is not None:
            if not gost.verify(kind, public_key_info, signature, signed_data):
                raise InvalidSignature
            return
        DEFAULT_SIGNATURE_VALIDATOR.validate_signature(
            signature, signed_data, public_key_info, signature_algorithm, context
        )


VALIDATOR = OurValidator()


def holds(signature: bytes, data: bytes, signer: x509.Certificate, algorithm: algos.SignedDigestAlgorithm) -> bool:
    """Whether ``signature`` over ``data`` was made by the key of ``signer``, by an algorithm that still proves."""
    try:
        with reading():
            if not _is_strong(algorithm):
                return False
            VALIDATOR.validate_signature(signature, data, signer.public_key, algorithm)
    except (Unreadable, InvalidSignature, AlgorithmNotSupported, PSSParameterMismatch):
        return False
    return True


def _is_strong(algorithm: algos.SignedDigestAlgorithm) -> bool:
    return algorithm["algorithm"].native in gost.BY_SIGNATURE or algorithm.hash_algo in STRONG
