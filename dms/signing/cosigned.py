"""A CMS that several people signed together, taken apart: each signer's part becomes a detached CMS with one signer,
which is judged alone. Nothing that is signed is touched: certificates stay with every part, other signers go."""

from __future__ import annotations

from asn1crypto import cms

from dms.signing.asn1 import Unreadable, reading
from dms.signing.cms import MAX_CMS_BYTES, CmsRefused, read_signature
from dms.signing.subject import read_signer

#: More people than sign any paper of ours.
MOST_SIGNERS = 10


def split(data: bytes) -> tuple[bytes, ...]:
    """The parts, in the order they stand. One signer, none, too many, or bytes that cannot be read: the CMS as it came,
    for the judge to say what is wrong with it."""
    if len(data) > MAX_CMS_BYTES:
        return (data,)
    try:
        with reading():
            # Not read to its last part: asn1crypto takes exponential time over signers with stamps of their own.
            envelope = cms.ContentInfo.load(data, strict=True)
            infos = envelope["content"]["signer_infos"] if envelope["content_type"].native == "signed_data" else ()
            if not 1 < len(infos) <= MOST_SIGNERS:
                return (data,)
            return tuple(_alone(envelope["content"], info) for info in infos)
    except Unreadable:
        return (data,)


def part_of(data: bytes, iin: str) -> bytes:
    """The part whose certificate names the person; the whole where that is nobody's or not one person's alone."""
    mine = [part for part in split(data) if iin and _iin_of(part) == iin]
    return mine[0] if len(mine) == 1 else data


def _iin_of(part: bytes) -> str:
    try:
        return read_signer(read_signature(part).certificate, demo=False).iin
    except CmsRefused:
        return ""


def _alone(signed: cms.SignedData, info: cms.SignerInfo) -> bytes:
    made = {
        "version": signed["version"].native,
        "digest_algorithms": [info["digest_algorithm"].copy()],
        "encap_content_info": signed["encap_content_info"].copy(),
        "signer_infos": [cms.SignerInfo.load(info.dump())],
    }
    if len(signed["certificates"]):
        made["certificates"] = signed["certificates"].copy()
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(made)}).dump())
