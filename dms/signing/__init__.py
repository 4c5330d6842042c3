"""Electronic digital signatures (EDS) behind one interface. Pure functions over bytes and files: no database, no web.

The way of a signature: somebody signs the SHA-256 of a frozen file, detached CMS (RFC 5652, CAdES-BES of ETSI
EN 319 122-1); a ``Verifier`` answers valid, invalid or cannot tell, with every reason and the evidence to judge it
again years later; ``who.reasons_against`` then says whether this person may sign this act on this day (342:19, 342:35).

``types`` the words · ``words`` the reasons in three languages · ``anchors`` whom we trust · ``verifier`` the judge,
made of ``asn1``, ``cms``, ``subject``, ``chain``, ``standing`` (revocation of one certificate), ``ocsp``,
``primitives`` and ``gost`` (Kazakh GOST 2015) · ``revocation`` what is at hand, ``fetching`` what jobs ask outside ·
``stamps`` time stamps, ``archive`` those added later · ``evidence`` what is kept, ``proofs``
told of it, ``offline`` judged again from it ·
``who`` persons and papers · ``cosigned`` several signers taken apart · ``challenge`` what is
signed to log in · ``ncanode`` a second opinion · ``health`` for
``dms doctor`` · ``demo_authority`` and ``demo_signer`` the demonstration's own keys, never in production.

A request judges by what is at hand (``verifier_from(settings)``); a doubt about revocation waits for a job, which
judges again with ``verifier_from(settings, asking=True)`` as of the receipt. A reason of ``words.ASK_AGAIN`` may be
answered by another try, one of ``words.ALARMS`` needs the administrator. For GOST hand in the document itself: its
SHA-256 is not enough. ``words.GOST_2015_NOTE`` belongs on every screen that shows such a signature.
"""

from __future__ import annotations

import logging

from dms.signing.anchors import Anchors, anchors_from, refuse_demo_anchors
from dms.signing.offline import offline_verify
from dms.signing.types import Capacity, Purpose, SignerInfo, Verdict, Verification, Verifier
from dms.signing.verifier import CmsVerifier, verifier_from
from dms.signing.who import Paper, PaperKind, Party, Side, reasons_against

# A hostile signature makes the libraries warn, with its words and whole stack traces. What is wrong with it is in our
# answer; whoever looks for more gives these loggers a handler.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False

__all__ = [
    "Anchors",
    "Capacity",
    "CmsVerifier",
    "Paper",
    "PaperKind",
    "Party",
    "Purpose",
    "Side",
    "SignerInfo",
    "Verdict",
    "Verification",
    "Verifier",
    "anchors_from",
    "offline_verify",
    "reasons_against",
    "refuse_demo_anchors",
    "verifier_from",
]
