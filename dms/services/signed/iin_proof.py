"""How a person proves the IIN of his account: logged in by password, he signs a text with a secret that is good once,
by a key for authentication. From then on EDS lets him in."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.formatting import local
from dms.models import User
from dms.services.people import identity
from dms.services.signed import log_in
from dms.services.signed.head_proof import OUT_OF_DATE
from dms.services.signed.log_in import Kept
from dms.services.unit import unit
from dms.signing.challenge import Challenge
from workflows.refusals import Refusal
from workflows.text import Text

OTHER_IIN = Refusal(
    "other_person",
    Text(
        "Кілттің тіркеу куәлігіндегі ЖСН есептік жазбадағы ЖСН-нен өзгеше.",
        "ИИН в регистрационном свидетельстве ключа не совпадает с ИИН учетной записи.",
        "The IIN of the key's certificate is not that of the account.",
    ),
    remedy=Text("Өз кілтіңізбен қол қойыңыз.", "Подпишите своим ключом.", "Sign with your own key."),
)


def begin(user: User, now: datetime) -> Kept:
    """A new challenge, to be kept on the server with the log-in until it is answered once."""
    challenge = Challenge.new(current_app.config["SETTINGS"].public_url, now)
    return {
        "account": user.public_id, "email": user.email, "nonce": challenge.nonce, "audience": challenge.audience,
        "made_at": challenge.made_at.isoformat(),
    }  # fmt: skip


def text_of(kept: Kept) -> bytes:
    """What is signed: the same bytes whenever it is asked for. It names the account, so that nobody unknowingly
    signs for another's."""
    lines = (
        "Demeu. Есептік жазбаның ЖСН-ін растау / Подтверждение ИИН учетной записи",
        f"Есептік жазба / Учетная запись: {kept['email']}",
        f"Сайт: {kept['audience']}",
        f"Берілді / Выдано: {local(datetime.fromisoformat(kept['made_at'])):%d.%m.%Y %H:%M:%S} (UTC+5)",
        f"Бір реттік код / Одноразовый код: {kept['nonce']}",
    )
    return ("\n".join(lines) + "\n").encode()


def answer(kept: Kept, cms: bytes, user: User, now: datetime) -> list[Refusal]:
    """Takes the answer; why it proves nothing (empty: the IIN is proved now).

    Raises:
        BadInput: another account has proved this IIN.
    """
    if kept["account"] != user.public_id:
        return [OUT_OF_DATE]
    signer, reasons = log_in.signer_of(kept, text_of(kept), cms, now)
    if signer is None:
        return reasons
    if not _may_bear(user, signer.iin):
        return [OTHER_IIN]
    with unit():
        identity.prove(user, signer.iin, log_in.key_of(signer), now)
    return []


def _may_bear(user: User, iin: str) -> bool:
    """An applicant whose account has no IIN, or lost one it only claimed, takes that of his key."""
    return bool(iin) and (user.iin == iin or (user.iin is None and not user.is_staff))
