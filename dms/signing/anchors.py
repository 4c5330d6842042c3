"""Whom we trust: the root certificates of PEM files named in the settings, and never a certificate found in a
signature or a package. Anchors of the demonstration count only while the demonstration is on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asn1crypto import pem, x509

from dms.config import ConfigError, Settings
from dms.signing.asn1 import Unreadable, load, reading
from dms.signing.revocation import Source, crl_folders

#: The organisation in the names of the demonstration's authority; how its certificates are told from real ones.
DEMO_ORGANISATION = "DEMEU DEMO"
#: Under ``Settings.var``.
DEMO_FOLDER = "demo-ca"
ANCHORS_FILE = "anchors.pem"


@dataclass(frozen=True, slots=True)
class Anchors:
    """``roots`` are trusted; ``intermediates`` only help to find the way to a root."""

    roots: tuple[x509.Certificate, ...]
    intermediates: tuple[x509.Certificate, ...] = ()

    @classmethod
    def from_pem(cls, data: bytes, *, name: str = "the anchors") -> Anchors:
        """Anchors from PEM: self-signed certificates are roots, the others intermediates.

        Raises:
            ConfigError: unreadable, or without a root.
        """
        try:
            with reading():
                blocks = [der for kind, _, der in pem.unarmor(data, multiple=True) if kind == "CERTIFICATE"]
                certificates = [load(x509.Certificate, der) for der in blocks]
                roots = tuple(c for c in certificates if c.self_signed != "no")
                others = tuple(c for c in certificates if c.self_signed == "no")
        except Unreadable as error:
            raise ConfigError(f"{name}: no PEM certificates can be read: {error}") from error
        if not roots:
            raise ConfigError(f"{name}: holds no root certificate (self-signed)")
        return cls(roots, others)

    def __add__(self, other: Anchors) -> Anchors:
        return Anchors(self.roots + other.roots, self.intermediates + other.intermediates)

    def helped_by(self, certificates: tuple[x509.Certificate, ...]) -> Anchors:
        """The same trust, with more certificates to find the way."""
        return Anchors(self.roots, self.intermediates + certificates)


def is_demo(certificate: x509.Certificate) -> bool:
    """Whether a certificate bears the mark of the demonstration's authority as its subject."""
    return bool(certificate.subject.native.get("organization_name") == DEMO_ORGANISATION)


def refuse_demo_anchors(anchors: Anchors, *, demo: bool) -> None:
    """Stop a start that would trust the demonstration's keys outside of it.

    Raises:
        ConfigError: a demo anchor while ``demo`` is off.
    """
    if not demo and any(is_demo(c) for c in anchors.roots + anchors.intermediates):
        raise ConfigError("DMS_TRUST_ANCHORS holds the demo authority, which counts only with DMS_DEMO=1")


def anchors_from(settings: Settings) -> Anchors:
    """The anchors of the settings: ``DMS_TRUST_ANCHORS``, and in the demonstration its own authority as well.

    Raises:
        ConfigError: none configured, a file missing or unreadable, or demo anchors outside the demonstration.
    """
    files = _files(settings)
    if not files:
        raise ConfigError("DMS_TRUST_ANCHORS is not set: name a PEM file with the root certificates to trust")
    found = _read(files[0])
    for path in files[1:]:
        found += _read(path)
    refuse_demo_anchors(found, demo=settings.demo)
    return found


def stamp_anchors_from(settings: Settings) -> Anchors:
    """Whom we trust for the time: ``DMS_TSA_ANCHORS``, else the anchors of signatures. Raises: ConfigError."""
    return _read(Path(settings.tsa_anchors)) if settings.tsa_anchors else anchors_from(settings)


def revocation_from(settings: Settings) -> Source:
    """The revocation lists at hand: every ``*.crl`` beside the anchors' files."""
    return crl_folders(*(path.parent for path in _files(settings)))


def _files(settings: Settings) -> list[Path]:
    files = [Path(settings.trust_anchors)] if settings.trust_anchors else []
    demo = settings.var / DEMO_FOLDER / ANCHORS_FILE
    return [*files, demo] if settings.demo else files


def _read(path: Path) -> Anchors:
    try:
        return Anchors.from_pem(path.read_bytes(), name=str(path))
    except OSError as error:
        raise ConfigError(f"{path}: the trust anchors cannot be read: {error.strerror}") from error
