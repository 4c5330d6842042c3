"""Asks outside whether certificates were revoked: OCSP first, then revocation lists. Only at addresses that are
configured, or that stand in the certificate and whose host is allowed; with limits on time and size. For jobs: nobody's
request waits for an authority's server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from asn1crypto import crl, ocsp, pem, x509

from dms.config import Settings
from dms.outside import Away, get_straight, post
from dms.signing.asn1 import Unreadable, load, reading
from dms.signing.ocsp import nonce_fits, question, told
from dms.signing.revocation import RevocationData
from dms.signing.standing import OLDEST_ANSWER

#: One address, and all of one signature together.
SECONDS, BUDGET = 8.0, 25.0
#: Bytes. An OCSP answer with the responder's chain is some 5 kB; the lists of the national centre reach megabytes.
MOST_ANSWER, MOST_LIST = 1 << 16, 16 << 20

#: What is said about the certificates of a chain, signer first, root last, as of the moment: see ``Fetcher.about``.
Ask = Callable[[tuple[x509.Certificate, ...], datetime], RevocationData]


@dataclass(frozen=True, slots=True)
class Places:
    """Where to ask. ``responder`` and ``lists``: addresses for every certificate. ``hosts``: names (host or host:port)
    that a certificate may send us to. ``oldest``: of an answer that gives no next one."""

    responder: str = ""
    lists: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    oldest: timedelta = OLDEST_ANSWER

    @classmethod
    def of(cls, settings: Settings) -> Places:
        return cls(
            responder=settings.ocsp_url,
            lists=tuple(settings.crl_urls.replace(",", " ").split()),
            hosts=frozenset(settings.revocation_hosts.replace(",", " ").lower().split()),
            oldest=timedelta(minutes=settings.ocsp_minutes),
        )

    @property
    def any(self) -> bool:
        return bool(self.responder or self.lists or self.hosts)

    def allow(self, address: str) -> bool:
        """Whether an address that a certificate names may be asked."""
        try:
            parts = urlsplit(address)
            return parts.scheme in ("http", "https") and not parts.username and parts.netloc.lower() in self.hosts
        except ValueError:
            return False


class Fetcher:
    """Fetches what is said about the certificates of a chain. A server that does not answer leaves its part out; no
    address is begun with once ``budget`` seconds are gone."""

    def __init__(self, places: Places, *, seconds: float = SECONDS, budget: float = BUDGET) -> None:
        self.places, self.seconds, self.budget = places, seconds, budget

    def about(self, path: tuple[x509.Certificate, ...], at: datetime) -> RevocationData:
        """OCSP answers that speak of ``at``, and lists for the certificates that have none and for responders who must
        be cleared themselves. ``path`` runs from the signer to the root."""
        found, until = RevocationData(), time.monotonic() + self.budget
        for certificate, issuer in pairwise(path):
            answer, responder = self._answer(certificate, issuer, at, until)
            found = found.with_(answer)
            about = responder or (None if answer.ocsps else certificate)
            if about is not None:
                found = found.with_(RevocationData(crls=tuple(self._lists(about, issuer, until))))
        return found

    def _answer(
        self, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime, until: float
    ) -> tuple[RevocationData, x509.Certificate | None]:
        """The answer, none where nobody gave one; and the responder whose own revocation must be looked up."""
        nothing = RevocationData(), None
        for address in self._responders(certificate):
            if time.monotonic() > until:
                return nothing
            asked, nonce = question(certificate, issuer)
            try:
                body = post(
                    address, asked, kind="application/ocsp-request", seconds=self.seconds, most_bytes=MOST_ANSWER
                )
                response = load(ocsp.OCSPResponse, body)
            except (Away, Unreadable):
                continue
            said = told(response, certificate, issuer) if nonce_fits(response, nonce) else None
            if said is None:
                continue
            if said.revoked_at is not None or at <= (said.next_update or said.this_update + self.places.oldest):
                return RevocationData(ocsps=(body,)), said.unchecked
        return nothing

    def _lists(self, certificate: x509.Certificate, issuer: x509.Certificate, until: float) -> Iterator[bytes]:
        """Whole and delta lists of the issuer. A list is looked at here only as far as its issuer's name: whether it
        is signed and current is judged later, with everything else."""
        for address in self._points(certificate):
            if time.monotonic() > until:
                return
            try:
                der = _der(get_straight(address, seconds=self.seconds, most_bytes=MOST_LIST))
                with reading():
                    is_mine = load(crl.CertificateList, der).issuer == issuer.subject
                if is_mine:
                    yield der
            except (Away, Unreadable):
                continue

    def _responders(self, certificate: x509.Certificate) -> Iterator[str]:
        if self.places.responder:
            yield self.places.responder
        yield from self._allowed(certificate, "ocsp_urls")

    def _points(self, certificate: x509.Certificate) -> Iterator[str]:
        yield from self.places.lists
        yield from self._allowed(certificate, "crl_distribution_points")
        yield from self._allowed(certificate, "delta_crl_distribution_points")

    def _allowed(self, certificate: x509.Certificate, where: str) -> Iterator[str]:
        for address in dict.fromkeys(_addresses(certificate, where)):
            if self.places.allow(address):
                yield address


def _addresses(certificate: x509.Certificate, where: str) -> list[str]:
    """What the certificate names. Old ones of the national centre hold two addresses with a line break in one field."""
    try:
        with reading():
            named = [value if isinstance(value, str) else value.url or "" for value in getattr(certificate, where)]
    except Unreadable:
        return []
    return [word.removeprefix("URL=") for text in named for word in text.split()]


def _der(data: bytes) -> bytes:
    with reading():
        return bytes(pem.unarmor(data)[2]) if pem.detect(data) else data
