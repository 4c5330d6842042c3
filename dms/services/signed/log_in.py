"""Logging in by EDS: a text with a secret that is good once, for five minutes, on this site, signed by a key for
authentication. The certificate says who it is; whether that person has an account is told to nobody but himself."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from flask import current_app

from dms.formatting import local
from dms.models import User
from dms.queries import organisations, people
from dms.services.signed.head_proof import OUT_OF_DATE, now_or_never
from dms.signing.challenge import Challenge
from dms.signing.types import SignerInfo, Verdict, Verifier
from workflows.refusals import Refusal
from workflows.text import Text

#: For no account, a blocked or an unconfirmed one, an IIN nobody has proved, and a key of an organisation the person
#: does not act for: the same.
NOT_LET_IN = Refusal(
    "eds_not_let_in",
    Text(
        "Бұл кілтпен кіру мүмкін болмады.",
        "Войти этим ключом не удалось.",
        "This key did not let you in.",
    ),
    remedy=Text(
        "Есептік жазба расталғанын және кілт өзіңіздікі немесе өзіңіз әрекет ететін ұйымдікі екенін тексеріңіз. "
        "ЭЦҚ-мен алғаш рет кірер алдында құпиясөзбен кіріп, «Менің есептік жазбам» бетінде ЖСН-ді ЭЦҚ арқылы растаңыз.",
        "Проверьте, подтверждена ли учетная запись и ваш ли ключ: личный или организации, за которую вы действуете. "
        "Перед первым входом по ЭЦП войдите по паролю и подтвердите ИИН подписью на странице «Моя учетная запись».",
        "Check that your account is confirmed and the key is your own or of an organisation you act for. Before the "
        "first log-in by EDS sign in by password and prove your IIN on the page “My account”.",
    ),
)

Kept = dict[str, Any]


def begin(now: datetime) -> Kept:
    """A new challenge, to be kept on the server with this browser's session until it is answered once."""
    challenge = Challenge.new(current_app.config["SETTINGS"].public_url, now)
    return {"nonce": challenge.nonce, "audience": challenge.audience, "made_at": challenge.made_at.isoformat()}


def text_of(kept: Kept) -> bytes:
    """What is signed: the same bytes whenever it is asked for."""
    lines = (
        "Demeu. Жүйеге кіру / Вход в систему",
        f"Сайт: {kept['audience']}",
        f"Берілді / Выдано: {local(datetime.fromisoformat(kept['made_at'])):%d.%m.%Y %H:%M:%S} (UTC+5)",
        f"Бір реттік код / Одноразовый код: {kept['nonce']}",
    )
    return ("\n".join(lines) + "\n").encode()


def judge(kept: Kept, cms: bytes, now: datetime) -> tuple[User | None, list[Refusal], Kept]:
    """Who logs in by this answer; else why not, and what the journal keeps of the try. The certificate is judged before
    anybody looks for an account, so its reasons tell nothing of accounts."""
    signer, reasons = signer_of(kept, text_of(kept), cms, now)
    if signer is None:
        return None, reasons, {}
    facts = key_of(signer)
    user = people.find_user_by_iin(signer.iin)
    if user is None or not _may_come_in(user, signer, now):
        return None, [NOT_LET_IN], facts | {"account": user.public_id if user else None}
    return user, [], facts


def signer_of(kept: Kept, body: bytes, cms: bytes, now: datetime) -> tuple[SignerInfo | None, list[Refusal]]:
    """Who has signed the text of this challenge by a key for authentication; else why nobody has."""
    challenge = Challenge(kept["nonce"], kept["audience"], datetime.fromisoformat(kept["made_at"]))
    if not challenge.is_open(now):
        return None, [OUT_OF_DATE]
    verifier: Verifier = current_app.extensions["log_in_verifier"]
    found = verifier.verify(cms, io.BytesIO(body), now)
    if found.verdict is not Verdict.VALID or found.signer is None:
        return None, now_or_never(found.reasons)
    return found.signer, []


def key_of(signer: SignerInfo) -> Kept:
    """By which certificate it was, for the journal."""
    return {"serial": signer.serial, "issuer": signer.issuer}


def _may_come_in(user: User, signer: SignerInfo, now: datetime) -> bool:
    if not user.active or user.confirmed_at is None:
        return False
    return signer.bin == "" or _acts_for(user, signer.bin, now)


def _acts_for(user: User, number: str, now: datetime) -> bool:
    """A key of an organisation lets in who acts for it. Of one that nobody has opened here yet, its head comes in to
    open it."""
    if user.is_staff:
        return bool(number == current_app.config["SETTINGS"].operator_bin)
    organisation = organisations.find_by_number(number)
    rows = people.active_memberships(user, local(now).date())
    return organisation is None or any(row.organisation_id == organisation.id for row in rows)
