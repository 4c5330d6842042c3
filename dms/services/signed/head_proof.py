"""How a first head proves himself: he signs a text that names the organisation, himself, this site and a secret given
out once. A certificate of a first head with that BIN and his IIN opens the organisation; an entrepreneur signs as an
individual with his own IIN (342:19)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import current_app

from dms.formatting import local
from dms.models import User
from dms.services.signed import demo_signing
from dms.services.signed.signatures import asking_verifier
from dms.services.signed.signers import party_of
from dms.signing import demo_signer
from dms.signing.challenge import Challenge
from dms.signing.types import SignerInfo, Verdict
from dms.signing.who import Side
from dms.signing.who import reasons_against as against
from dms.signing.words import ALARMS, ASK_AGAIN
from workflows.refusals import Refusal
from workflows.states import Action
from workflows.text import Text

OUT_OF_DATE = Refusal(
    "challenge_out_of_date",
    Text(
        "Қол қоюға берілген уақыт (5 минут) өтіп кетті.",
        "Время на подпись (5 минут) истекло.",
        "The time for signing (5 minutes) is over.",
    ),
    remedy=Text("Қайтадан бастаңыз.", "Начните заново.", "Start again."),
)

#: A proof is judged within the request: nothing repeats by itself, as it does for a signature under a paper.
NOT_NOW = Refusal(
    "cannot_tell",
    Text(
        "Кілттің тіркеу куәлігін қазір тексеру мүмкін болмады.",
        "Регистрационное свидетельство ключа сейчас не удалось проверить.",
        "The certificate of the key could not be checked now.",
    ),
    remedy=Text(
        "Бірнеше минуттан кейін қайта қол қойыңыз; болмаса, басқа кілтпен (RSA) қол қойыңыз.",
        "Подпишите еще раз через несколько минут; если не получится, подпишите другим ключом (RSA).",
        "Sign once more in a few minutes; if that does not help, sign with another key (RSA).",
    ),
)

Kept = dict[str, Any]


def begin(user: User, *, number: str, name: str, now: datetime) -> Kept:
    """A new challenge, to be kept on the server with the log-in until it is answered once."""
    challenge = Challenge.new(current_app.config["SETTINGS"].public_url, now)
    return {
        "number": number,
        "name": name,
        "iin": user.iin,
        "nonce": challenge.nonce,
        "audience": challenge.audience,
        "made_at": challenge.made_at.isoformat(),
    }


def text_of(kept: Kept) -> bytes:
    """The file to sign: the same bytes whenever it is asked for."""
    lines = (
        "Demeu. Ұйымды ашу / Открытие организации",
        f"БСН/ЖСН — БИН/ИИН: {kept['number']}",
        f"Қол қоюшының ЖСН — ИИН подписывающего: {kept['iin']}",
        f"Сайт: {kept['audience']}",
        f"Берілді / Выдано: {local(datetime.fromisoformat(kept['made_at'])):%d.%m.%Y %H:%M:%S} (UTC+5)",
        f"Бір реттік код / Одноразовый код: {kept['nonce']}",
    )
    return ("\n".join(lines) + "\n").encode()


def judge(kept: Kept, cms: bytes, user: User, now: datetime) -> tuple[list[Refusal], dict[str, Any]]:
    """Why the answer does not open the organisation (empty: it does), and who signed, for the journal."""
    challenge = Challenge(kept["nonce"], kept["audience"], datetime.fromisoformat(kept["made_at"]))
    if not challenge.is_open(now) or kept["iin"] != user.iin:
        return [OUT_OF_DATE], {}
    found = asking_verifier().verify(cms, io.BytesIO(text_of(kept)), now)
    if found.verdict is not Verdict.VALID or found.signer is None:
        return now_or_never(found.reasons), {}
    party = party_of(kept["number"], Side.APPLICANT)
    reasons = against(found.signer, party, user.iin or "", None, Action.SUBMIT, now.date())
    return reasons, _said(found.signer)


def now_or_never(reasons: Iterable[Refusal]) -> list[Refusal]:
    """Why a proof is not taken: what leaves the question open is told in words that promise no answer later."""
    against = [reason for reason in reasons if reason.code not in ASK_AGAIN | ALARMS]
    return against or [NOT_NOW]


def _said(signer: SignerInfo) -> dict[str, Any]:
    return {
        "iin": signer.iin,
        "bin": signer.bin,
        "name": signer.common_name,
        "serial": signer.serial,
        "issuer": signer.issuer,
        "demo": signer.demo,
    }


def demo_answer(kept: Kept, user: User, now: datetime) -> bytes:
    """The answer by the person's demo key. Raises RuntimeError outside the demo."""
    identity = demo_signing.head_identity(user, kept["number"], kept["name"])
    return demo_signer.sign(identity, io.BytesIO(text_of(kept)), now)
