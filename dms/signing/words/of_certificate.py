"""Reasons about the certificate: its chain, its term, its revocation, its use, whom it names."""

from __future__ import annotations

from dms.signing.words.remedies import OTHER_KEY, WAIT
from workflows.text import Text

WORDS: dict[str, tuple[Text, Text | None]] = {
    "foreign_chain": (
        Text(
            "Тіркеу куәлігін ({serial}) сенімді куәландырушы орталық бермеген: {issuer}.",
            "Регистрационное свидетельство {serial} выдано не доверенным удостоверяющим центром: {issuer}.",
            "Certificate {serial} was not issued by a trusted authority: {issuer}.",
        ),
        OTHER_KEY,
    ),
    "chain_broken": (
        Text(
            "Тіркеу куәліктерінің тізбегі ({serial}) тексеруден өтпеді.",
            "Цепочка регистрационных свидетельств ({serial}) не прошла проверку.",
            "The chain of certificates ({serial}) did not pass the check.",
        ),
        OTHER_KEY,
    ),
    "not_yet_valid": (
        Text(
            "Тіркеу куәлігі ({serial}) {day} күнінен бұрын жарамсыз.",
            "Регистрационное свидетельство {serial} еще не действует: начало {day}.",
            "Certificate {serial} is not valid before {day}.",
        ),
        OTHER_KEY,
    ),
    "expired": (
        Text(
            "Тіркеу куәлігінің ({serial}) мерзімі {day} аяқталған.",
            "Срок регистрационного свидетельства {serial} истек {day}.",
            "Certificate {serial} expired on {day}.",
        ),
        OTHER_KEY,
    ),
    "revoked": (
        Text(
            "Тіркеу куәлігі ({serial}) {day} кері қайтарып алынған.",
            "Регистрационное свидетельство {serial} отозвано {day}.",
            "Certificate {serial} was revoked on {day}.",
        ),
        OTHER_KEY,
    ),
    "no_revocation_data": (
        Text(
            "Тіркеу куәлігінің ({serial}) кері қайтарып алынбағанын әзірге тексеру мүмкін емес: деректер жоқ.",
            "Пока нельзя проверить, не отозвано ли регистрационное свидетельство {serial}: нет данных.",
            "Whether certificate {serial} is revoked cannot be checked yet: there are no data.",
        ),
        WAIT,
    ),
    "stale_revocation_data": (
        Text(
            "Тіркеу куәлігінің ({serial}) кері қайтарып алынбағанын әзірге тексеру мүмкін емес: деректер ескірген.",
            "Пока нельзя проверить, не отозвано ли регистрационное свидетельство {serial}: данные устарели.",
            "Whether certificate {serial} is revoked cannot be checked yet: the data are out of date.",
        ),
        WAIT,
    ),
    "wrong_key_usage": (
        Text(
            "Тіркеу куәлігінің ({serial}) кілті осы мақсатқа арналмаған: қажетті белгілер {needed}.",
            "Ключ регистрационного свидетельства {serial} не предназначен для этого: нужны {needed}.",
            "The key of certificate {serial} is not meant for this: {needed} are needed.",
        ),
        OTHER_KEY,
    ),
    "wrong_policy": (
        Text(
            "Тіркеу куәлігі ({serial}) қабылданатын саясаттардың ешқайсысымен берілмеген: {needed}.",
            "Регистрационное свидетельство {serial} выдано не по принимаемой политике: {needed}.",
            "Certificate {serial} was not issued under an accepted policy: {needed}.",
        ),
        OTHER_KEY,
    ),
    "signer_unnamed": (
        Text(
            "Тіркеу куәлігінде ({serial}) бірмәнді ЖСН жоқ.",
            "В регистрационном свидетельстве {serial} нет однозначного ИИН.",
            "Certificate {serial} has no unambiguous IIN.",
        ),
        OTHER_KEY,
    ),
    "organisation_unnamed": (
        Text(
            "Тіркеу куәлігінде ({serial}) ұйымның бірмәнді БСН-і жоқ.",
            "В регистрационном свидетельстве {serial} нет однозначного БИН организации.",
            "Certificate {serial} has no unambiguous BIN of an organisation.",
        ),
        OTHER_KEY,
    ),
    "role_missing": (
        Text(
            "Тіркеу куәлігінде ({serial}) қол қоюшының рөлі (1.2.398.3.3.4.1) көрсетілмеген.",
            "В регистрационном свидетельстве {serial} не указана роль подписавшего (1.2.398.3.3.4.1).",
            "Certificate {serial} does not state the signer's role (1.2.398.3.3.4.1).",
        ),
        OTHER_KEY,
    ),
}
