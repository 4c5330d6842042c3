"""Time stamps (RFC 3161): what a token proves about bytes, and how a new one is asked for. A stamp bounds the time of a
signature; the moment judged stays that of the receipt."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, core, tsp, x509
from pyhanko.sign.general import CMSExtractionError, extract_certificate_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from dms.outside import Away, post
from dms.signing import gost
from dms.signing.anchors import Anchors
from dms.signing.asn1 import Unreadable, load, reading
from dms.signing.chain import ChainJudge
from dms.signing.fetching import Ask
from dms.signing.primitives import STRONG, VALIDATOR
from dms.signing.revocation import RevocationData
from dms.signing.types import Purpose, Verdict

SECONDS, MOST_TOKEN = 10.0, 1 << 16


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a token says. ``INVALID``: it is none, or over other bytes. ``CANNOT_TELL``: its authority is not trusted,
    or nothing is known of its revocation; then it proves nothing and harms nothing. ``until``: the end of the
    authority's certificate, by when something newer must cover it. ``data``: what its chain was cleared by."""

    verdict: Verdict
    at: datetime | None = None
    until: datetime | None = None
    data: RevocationData = field(default_factory=RevocationData)


_NONE = Stamp(Verdict.INVALID)


@dataclass(frozen=True, slots=True)
class StampJudge:
    """Judges tokens of authorities under ``anchors``; ``ask`` as for ``CmsVerifier``."""

    anchors: Anchors
    ask: Ask | None = None

    def judge(self, token: bytes, over: bytes, data: RevocationData) -> Stamp:
        """What ``token`` proves about the bytes ``over``. Raises: gost.Trouble."""
        try:
            with reading():
                signed, stated = _opened(token)
                found = extract_certificate_info(signed)
                if not _is_over(stated, over) or not _holds(signed, found.signer_cert):
                    return _NONE
                at = stated["gen_time"].native
        except (Unreadable, CMSExtractionError):
            return _NONE
        return self._trusted(found.signer_cert, tuple(found.other_certs), data, at)

    def _trusted(
        self, signer: x509.Certificate, others: tuple[x509.Certificate, ...], data: RevocationData, at: datetime
    ) -> Stamp:
        judge = ChainJudge(self.anchors, purpose=Purpose.STAMP)
        chain = judge.judge(signer, others, data, at)
        if self.ask is not None and chain.is_in_doubt:
            chain = judge.judge(signer, others, data.with_(self.ask(chain.path, at)), at)
        verdict = Verdict.CANNOT_TELL if chain.reasons else Verdict.VALID
        until = min((c.not_valid_after for c in chain.path[:-1]), default=None)
        return Stamp(verdict, at, until, chain.data)


def ask_stamp(address: str, over: bytes) -> bytes:
    """A token of the authority at ``address`` over the SHA-256 of ``over``. Whether to trust it is for ``StampJudge``.

    Raises:
        Away: it gave none, or one that does not answer the question.
    """
    nonce = secrets.randbits(63)
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(over).digest()}
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}).dump()
    body = post(address, asked, kind="application/timestamp-query", seconds=SECONDS, most_bytes=MOST_TOKEN)
    try:
        with reading():
            answer = tsp.TimeStampResp.load(body, strict=True)
            status = answer["status"]["status"].native
            if status not in ("granted", "granted_with_mods"):
                raise Away(f"the time-stamping authority answered {status}")
            token = bytes(answer["time_stamp_token"].dump())
            _signed, stated = _opened(token)
            if stated["nonce"].native != nonce or not _is_over(stated, over):
                raise Away("the time stamp answers another question")
    except Unreadable as error:
        raise Away("the time-stamping authority's answer cannot be read") from error
    return token


def _opened(token: bytes) -> tuple[cms.SignedData, tsp.TSTInfo]:
    envelope = cms.ContentInfo.load(token, strict=True)  # its parts are read one by one, see ``cosigned``
    signed = envelope["content"]
    if envelope["content_type"].native != "signed_data" or len(signed["signer_infos"]) != 1:
        raise Unreadable("no time stamp")
    inner = signed["encap_content_info"]
    if inner["content_type"].native != "tst_info" or isinstance(signed["signer_infos"][0]["signed_attrs"], core.Void):
        raise Unreadable("no time stamp")
    return signed, load(tsp.TSTInfo, inner["content"].contents)


def _is_over(stated: tsp.TSTInfo, over: bytes) -> bool:
    imprint = stated["message_imprint"]
    made = _digest(imprint["hash_algorithm"]["algorithm"].native, over)
    return made is not None and hmac.compare_digest(made, imprint["hashed_message"].native)


def _holds(signed: cms.SignedData, signer: x509.Certificate) -> bool:
    """Whether the authority's signature over the statement holds; its certificate must be named in it (RFC 3161)."""
    info = signed["signer_infos"][0]
    made = _digest(info["digest_algorithm"]["algorithm"].native, signed["encap_content_info"]["content"].contents)
    named = {a["type"].native for a in info["signed_attrs"]}
    if made is None or not named & {"signing_certificate", "signing_certificate_v2"}:
        return False
    return validate_sig_integrity(info, signer, "tst_info", made, VALIDATOR) == (True, True)


def _digest(algorithm: str, data: bytes) -> bytes | None:
    if algorithm in gost.BY_DIGEST:
        return gost.digest(gost.BY_DIGEST[algorithm], data)
    return hashlib.new(algorithm, data).digest() if algorithm in STRONG else None
