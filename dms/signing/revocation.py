"""What is known about revoked certificates at one moment, and what of it is at hand in files. What must be asked for
outside is ``fetching``'s part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import crl, ocsp, pem

from dms.signing.asn1 import Unreadable, load


@dataclass(frozen=True, slots=True)
class RevocationData:
    """Revocation lists (RFC 5280 5) and OCSP responses (RFC 6960), DER."""

    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def with_(self, other: RevocationData) -> RevocationData:
        """Both together, each piece once, in the order they came."""
        return RevocationData(
            tuple(dict.fromkeys(self.crls + other.crls)), tuple(dict.fromkeys(self.ocsps + other.ocsps))
        )

    def readable_crls(self) -> list[crl.CertificateList]:
        """The lists that can be read; a damaged one is as good as absent, and absence never accepts."""
        return [found for found in (_read(crl.CertificateList, der) for der in self.crls) if found is not None]

    def readable_ocsps(self) -> list[ocsp.OCSPResponse]:
        """The responses that can be read."""
        return [found for found in (_read(ocsp.OCSPResponse, der) for der in self.ocsps) if found is not None]


#: Asked anew at each verification, so that a list refreshed on disk is used at once.
Source = Callable[[], RevocationData]


def crl_folders(*folders: Path) -> Source:
    """A source that reads every ``*.crl`` (DER or PEM) of the folders. A folder that is not there holds none."""

    def read() -> RevocationData:
        files = sorted(path for folder in folders for path in folder.glob("*.crl"))
        return RevocationData(crls=tuple(_der(path.read_bytes()) for path in files))

    return read


def _der(data: bytes) -> bytes:
    if not pem.detect(data):
        return data
    _, _, der = pem.unarmor(data)
    return bytes(der)


def _read(kind: Any, data: bytes) -> Any:
    try:
        return load(kind, data)
    except Unreadable:
        return None
