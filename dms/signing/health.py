"""What the judging of signatures stands on, for ``dms doctor``: whom it trusts, whom it may ask, which libraries."""

from __future__ import annotations

from dataclasses import dataclass

from dms.config import ConfigError, Settings
from dms.signing import gost
from dms.signing.anchors import anchors_from
from dms.signing.fetching import Places
from dms.signing.gost import engine


@dataclass(frozen=True, slots=True)
class Found:
    """``ok`` None: works, with less than there could be."""

    name: str
    ok: bool | None
    detail: str


def look(settings: Settings) -> list[Found]:
    """Nothing outside is asked."""
    return [_anchors(settings), _revocation(settings), _gost()]


def _anchors(settings: Settings) -> Found:
    try:
        anchors = anchors_from(settings)
    except ConfigError as error:
        return Found("anchors", False, str(error))
    return Found("anchors", True, f"{len(anchors.roots)} roots, {len(anchors.intermediates)} authorities below them")


def _revocation(settings: Settings) -> Found:
    if not Places.of(settings).any:
        return Found("revocation", None, "only lists beside the anchors: DMS_REVOCATION_HOSTS names nobody to ask")
    asked = settings.ocsp_url or settings.revocation_hosts or settings.crl_urls
    return Found("revocation", True, f"asked of {asked}")


def _gost() -> Found:
    if not engine.is_here():
        detail = "gostcrypto alone, files up to 256 kB: libengine-gost-openssl gives a second judge and large files"
        return Found("GOST 2015", None, detail)
    try:
        for kind in gost.KINDS:
            gost.digest(kind, b"demeu")
    except gost.Trouble as trouble:
        return Found("GOST 2015", False, str(trouble))
    return Found("GOST 2015", True, "OpenSSL's engine and gostcrypto, which agree; built from published test material")
