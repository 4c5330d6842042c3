"""Who may sign what: the certificate against the organisation, the account and the paper that gives the power.
342:19 for the applicant (first head, person acting as first head by an order, sole proprietor or natural person, a
person they authorised by power of attorney); 342:35 for the operator (head or the person who replaces the head).

Whether the signature itself is valid is ``verifier``'s answer and must be had first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dms.signing.types import Capacity, SignerInfo
from workflows.refusals import Refusal
from workflows.states import Action
from workflows.text import Text

_FIRST_HEAD_OID = "1.2.398.3.3.4.1.2.1"


class Side(StrEnum):
    """Of the two parties of a case."""

    APPLICANT = "applicant"
    OPERATOR = "operator"


class PaperKind(StrEnum):
    """What gives a person the power to sign for a party."""

    FIRST_HEAD = "first_head"
    ACTING_ORDER = "acting_order"
    POWER_OF_ATTORNEY = "power_of_attorney"


@dataclass(frozen=True, slots=True)
class Party:
    """For whom is signed. An organisation has a ``bin``; a sole proprietor or natural person has an ``iin`` only."""

    side: Side
    bin: str = ""
    iin: str = ""

    def __post_init__(self) -> None:
        if bool(self.bin) == bool(self.iin):
            raise ValueError("a party has either a BIN or an IIN")

    @property
    def clause(self) -> str:
        return "342:19" if self.side is Side.APPLICANT else "342:35"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that gives power: ``holder_iin`` may do the acts of ``scope`` (None: every act) from ``valid_from`` to
    ``valid_to``, both days included (None: no end)."""

    kind: PaperKind
    number: str
    holder_iin: str
    valid_from: date
    valid_to: date | None = None
    scope: frozenset[Action] | None = None


def reasons_against(
    signer: SignerInfo, party: Party, user_iin: str, paper: Paper | None, act: Action, day: date
) -> list[Refusal]:
    """Why this certificate may not sign ``act`` for ``party`` on ``day`` (the day in Almaty); empty: it may.

    ``user_iin`` is the IIN of the account that sends the signature, ``paper`` the one under which the account acts.
    """
    reasons = []
    if signer.iin != user_iin:
        reasons.append(_why("other_person", party, serial=signer.serial, iin=signer.iin, account=user_iin))
    if party.bin:
        reasons += _against_for_organisation(signer, party, paper)
    else:
        reasons += _against_for_person(signer, party, paper)
    if paper is not None and _needs_paper(signer, party):
        reasons += _against_paper(signer, party, paper, act, day)
    return reasons


def _needs_paper(signer: SignerInfo, party: Party) -> bool:
    """A certificate that itself shows the first head, or the very person, needs no paper beside it."""
    if party.bin:
        return not (signer.capacity is Capacity.FIRST_HEAD and signer.bin == party.bin)
    return signer.iin != party.iin


def _against_for_organisation(signer: SignerInfo, party: Party, paper: Paper | None) -> list[Refusal]:
    if signer.capacity is Capacity.INDIVIDUAL or not signer.bin:
        return [_why("individual_certificate", party, serial=signer.serial, oids=_oids(signer), bin=party.bin)]
    reasons = []
    if signer.bin != party.bin:
        reasons.append(_why("other_organisation", party, serial=signer.serial, found=signer.bin, bin=party.bin))
    if signer.capacity is not Capacity.FIRST_HEAD and (paper is None or paper.kind is PaperKind.FIRST_HEAD):
        reasons.append(_why("not_first_head", party, serial=signer.serial, oids=_oids(signer), oid=_FIRST_HEAD_OID))
    return reasons


def _against_for_person(signer: SignerInfo, party: Party, paper: Paper | None) -> list[Refusal]:
    reasons = []
    if signer.capacity is not Capacity.INDIVIDUAL:
        reasons.append(_why("organisation_certificate", party, serial=signer.serial, oids=_oids(signer), iin=party.iin))
    if signer.iin != party.iin and (paper is None or paper.kind is not PaperKind.POWER_OF_ATTORNEY):
        reasons.append(_why("no_power_of_attorney", party, serial=signer.serial, iin=party.iin))
    return reasons


def _against_paper(signer: SignerInfo, party: Party, paper: Paper, act: Action, day: date) -> list[Refusal]:
    if paper.kind is PaperKind.FIRST_HEAD:
        return []  # the certificate has to show it, and _against_for_organisation has said whether it does
    reasons = []
    if paper.holder_iin != signer.iin:
        reasons.append(_why("paper_of_another", party, number=paper.number, iin=paper.holder_iin))
    if day < paper.valid_from:
        reasons.append(_why("paper_not_begun", party, number=paper.number, day=paper.valid_from.isoformat()))
    if paper.valid_to is not None and day > paper.valid_to:
        reasons.append(_why("paper_ended", party, number=paper.number, day=paper.valid_to.isoformat()))
    if paper.scope is not None and act not in paper.scope:
        reasons.append(_why("paper_out_of_scope", party, number=paper.number))
    return reasons


def _oids(signer: SignerInfo) -> str:
    return ", ".join(signer.role_oids)


def _why(code: str, party: Party, **params: object) -> Refusal:
    text, remedy = _WORDS[code]
    return Refusal(code, text.fill(**params), party.clause, remedy)


_OWN_KEY = Text(
    "Осы есептік жазба иесінің кілтін таңдаңыз.",
    "Выберите ключ владельца этой учетной записи.",
    "Choose the key of this account's owner.",
)
_ORGANISATION_KEY = Text(
    "Осы ұйымға берілген кілтті таңдаңыз.",
    "Выберите ключ, выданный этой организации.",
    "Choose a key issued to this organisation.",
)
_PERSONAL_KEY = Text(
    "Жеке тұлғаға берілген кілтті таңдаңыз.",
    "Выберите ключ, выданный физическому лицу.",
    "Choose a key issued to an individual.",
)
_ADD_PAPER = Text(
    "Міндетін атқару туралы бұйрықты немесе сенімхатты қосыңыз не бірінші басшы қол қойсын.",
    "Добавьте приказ об исполнении обязанностей или доверенность либо пусть подпишет первый руководитель.",
    "Add the order on acting as head or a power of attorney, or let the first head sign.",
)
_NEW_PAPER = Text(
    "Осы күнді және осы әрекетті қамтитын құжатты қосыңыз.",
    "Добавьте документ, охватывающий этот день и это действие.",
    "Add a paper that covers this day and this act.",
)

_WORDS: dict[str, tuple[Text, Text]] = {
    "other_person": (
        Text(
            "Тіркеу куәлігі ({serial}) ЖСН {iin} тұлғаға берілген, ал есептік жазба ЖСН {account} тұлғанікі.",
            "Регистрационное свидетельство {serial} выдано лицу с ИИН {iin}, а учетная запись — ИИН {account}.",
            "Certificate {serial} belongs to IIN {iin}, the account to IIN {account}.",
        ),
        _OWN_KEY,
    ),
    "other_organisation": (
        Text(
            "Тіркеу куәлігі ({serial}) БСН {found} ұйымға берілген, ал БСН {bin} қажет.",
            "Регистрационное свидетельство {serial} выдано организации с БИН {found}, а нужен БИН {bin}.",
            "Certificate {serial} was issued to BIN {found}; BIN {bin} is needed.",
        ),
        _ORGANISATION_KEY,
    ),
    "individual_certificate": (
        Text(
            "Тіркеу куәлігі ({serial}, {oids}) жеке тұлғаға берілген; БСН {bin} ұйымның кілті қажет.",
            "Регистрационное свидетельство {serial} ({oids}) выдано физлицу; нужен ключ организации БИН {bin}.",
            "Certificate {serial} ({oids}) belongs to an individual; a key of the organisation BIN {bin} is needed.",
        ),
        _ORGANISATION_KEY,
    ),
    "organisation_certificate": (
        Text(
            "Тіркеу куәлігі ({serial}, {oids}) ұйымға берілген; ЖСН {iin} үшін жеке тұлғаның кілті қажет.",
            "Регистрационное свидетельство {serial} ({oids}) выдано организации; для ИИН {iin} нужен ключ физлица.",
            "Certificate {serial} ({oids}) belongs to an organisation; for IIN {iin} an individual's key is needed.",
        ),
        _PERSONAL_KEY,
    ),
    "not_first_head": (
        Text(
            "Тіркеу куәлігінде ({serial}) бірінші басшының белгісі {oid} жоқ (бары: {oids}), ал өкілеттік құжаты жоқ.",
            "В свидетельстве {serial} нет признака первого руководителя {oid} (есть: {oids}) и нет документа о праве.",
            "Certificate {serial} lacks the first head's OID {oid} (it has {oids}), and no paper gives the power.",
        ),
        _ADD_PAPER,
    ),
    "no_power_of_attorney": (
        Text(
            "Тіркеу куәлігі ({serial}) ЖСН {iin} тұлғанікі емес, ал оның сенімхаты жоқ.",
            "Регистрационное свидетельство {serial} не принадлежит лицу с ИИН {iin}, а доверенности от него нет.",
            "Certificate {serial} is not that of IIN {iin}, and there is no power of attorney from that person.",
        ),
        _ADD_PAPER,
    ),
    "paper_of_another": (
        Text(
            "№ {number} құжат ЖСН {iin} басқа тұлғаға берілген.",
            "Документ № {number} выдан другому лицу, ИИН {iin}.",
            "Paper No. {number} was given to another person, IIN {iin}.",
        ),
        _NEW_PAPER,
    ),
    "paper_not_begun": (
        Text(
            "№ {number} құжат {day} бастап күшіне енеді.",
            "Документ № {number} действует с {day}.",
            "Paper No. {number} is in force only from {day}.",
        ),
        _NEW_PAPER,
    ),
    "paper_ended": (
        Text(
            "№ {number} құжаттың мерзімі {day} аяқталған.",
            "Срок документа № {number} истек {day}.",
            "Paper No. {number} ended on {day}.",
        ),
        _NEW_PAPER,
    ),
    "paper_out_of_scope": (
        Text(
            "№ {number} құжат бұл әрекетті қамтымайды.",
            "Документ № {number} не охватывает это действие.",
            "Paper No. {number} does not cover this act.",
        ),
        _NEW_PAPER,
    ),
}
