"""Every reason that signing can give, in three languages, with what to do next. A certificate is called as the law on
the electronic digital signature calls it: «тіркеу куәлігі», «регистрационное свидетельство»."""

from __future__ import annotations

from workflows.refusals import Refusal
from workflows.text import Text

_SIGN_AGAIN = Text(
    "Құжатқа жүйенің өзінде қайта қол қойыңыз.",
    "Подпишите документ в системе еще раз.",
    "Sign the document in the system once more.",
)
_OTHER_KEY = Text(
    "Ұлттық куәландырушы орталықтың қолданыстағы қол қою кілтін таңдаңыз.",
    "Выберите действующий ключ подписи Национального удостоверяющего центра.",
    "Choose a valid signing key of the National Certification Authority.",
)
_WAIT = Text(
    "Күтіңіз: тексеру өздігінен қайталанады.",
    "Подождите: проверка повторится сама.",
    "Wait: the check repeats by itself.",
)
_RSA = Text(
    "Әзірге RSA кілтімен қол қойыңыз.",
    "Пока подпишите ключом RSA.",
    "For now sign with an RSA key.",
)

#: code → (words, remedy). Codes in ``UNDECIDED`` leave the question open; every other one refuses.
_REASONS: dict[str, tuple[Text, Text | None]] = {
    "too_large": (
        Text(
            "Қолтаңба файлы тым үлкен: шегі {limit} байт.",
            "Файл подписи слишком велик: предел {limit} байт.",
            "The signature file is too large: the limit is {limit} bytes.",
        ),
        _SIGN_AGAIN,
    ),
    "malformed": (
        Text(
            "Қолтаңба файлын оқу мүмкін емес: ол бүлінген немесе CMS форматында емес.",
            "Файл подписи не читается: он поврежден или не является CMS.",
            "The signature file cannot be read: it is damaged or is not a CMS.",
        ),
        _SIGN_AGAIN,
    ),
    "embedded_content": (
        Text(
            "Қолтаңбаның ішінде басқа мазмұн бар; файлдан бөлек қолтаңба ғана қабылданады.",
            "Внутри подписи есть другое содержимое; принимается только отсоединенная подпись.",
            "The signature holds content of its own; only a detached signature is accepted.",
        ),
        _SIGN_AGAIN,
    ),
    "no_signer": (
        Text("Қолтаңбада қол қоюшы жоқ.", "В подписи нет подписавшего.", "The signature has no signer."),
        _SIGN_AGAIN,
    ),
    "several_signers": (
        Text(
            "Бір қолтаңбада {count} қол қоюшы бар; дәл біреуі болуы тиіс.",
            "В одной подписи {count} подписавших; должен быть ровно один.",
            "One signature holds {count} signers; there must be exactly one.",
        ),
        _SIGN_AGAIN,
    ),
    "certificate_missing": (
        Text(
            "Қол қоюшының тіркеу куәлігі қолтаңбада жоқ.",
            "В подписи нет регистрационного свидетельства подписавшего.",
            "The signer's certificate is not in the signature.",
        ),
        _SIGN_AGAIN,
    ),
    "certificate_ambiguous": (
        Text(
            "Қолтаңбада қол қоюшыға сәйкес келетін бірнеше тіркеу куәлігі бар.",
            "В подписи несколько регистрационных свидетельств, подходящих подписавшему.",
            "Several certificates in the signature fit its signer.",
        ),
        _SIGN_AGAIN,
    ),
    "no_signed_attributes": (
        Text(
            "Қолтаңбада қол қойылған атрибуттар жоқ.",
            "В подписи нет подписанных атрибутов.",
            "The signature has no signed attributes.",
        ),
        _SIGN_AGAIN,
    ),
    "wrong_digest_algorithm": (
        Text(
            "Хэш алгоритмі {oid} қабылданбайды; SHA-256 қажет.",
            "Алгоритм хэширования {oid} не принимается; нужен SHA-256.",
            "The digest algorithm {oid} is not accepted; SHA-256 is required.",
        ),
        _SIGN_AGAIN,
    ),
    "weak_algorithm": (
        Text(
            "Қолтаңба алгоритмі немесе кілт қабылданбайды: {name}.",
            "Алгоритм подписи или ключ не принимается: {name}.",
            "The signature algorithm or key is not accepted: {name}.",
        ),
        _OTHER_KEY,
    ),
    "gost_not_yet": (
        Text(
            "Қолтаңба МЕМСТ алгоритмімен жасалған ({oid}); жүйе оны әзірге тексере алмайды.",
            "Подпись сделана по алгоритму ГОСТ ({oid}); система пока не может ее проверить.",
            "The signature is made with a GOST algorithm ({oid}), which the system cannot check yet.",
        ),
        _RSA,
    ),
    "document_changed": (
        Text(
            "Қолтаңба осы файлға қойылмаған: файл өзгертілген немесе басқа файлға қол қойылған.",
            "Подпись не относится к этому файлу: файл изменен или подписан другой файл.",
            "The signature is not over this file: the file was changed or another one was signed.",
        ),
        _SIGN_AGAIN,
    ),
    "signature_broken": (
        Text(
            "Қолтаңба тіркеу куәлігінің кілтіне сәйкес келмейді.",
            "Подпись не соответствует ключу регистрационного свидетельства.",
            "The signature does not fit the certificate's key.",
        ),
        _SIGN_AGAIN,
    ),
    "other_certificate": (
        Text(
            "Қолтаңба басқа тіркеу куәлігін көрсетеді.",
            "Подпись указывает на другое регистрационное свидетельство.",
            "The signature names another certificate.",
        ),
        _SIGN_AGAIN,
    ),
    "foreign_chain": (
        Text(
            "Тіркеу куәлігін ({serial}) сенімді куәландырушы орталық бермеген: {issuer}.",
            "Регистрационное свидетельство {serial} выдано не доверенным удостоверяющим центром: {issuer}.",
            "Certificate {serial} was not issued by a trusted authority: {issuer}.",
        ),
        _OTHER_KEY,
    ),
    "chain_broken": (
        Text(
            "Тіркеу куәліктерінің тізбегі ({serial}) тексеруден өтпеді.",
            "Цепочка регистрационных свидетельств ({serial}) не прошла проверку.",
            "The chain of certificates ({serial}) did not pass the check.",
        ),
        _OTHER_KEY,
    ),
    "not_yet_valid": (
        Text(
            "Тіркеу куәлігі ({serial}) {day} күнінен бұрын жарамсыз.",
            "Регистрационное свидетельство {serial} еще не действует: начало {day}.",
            "Certificate {serial} is not valid before {day}.",
        ),
        _OTHER_KEY,
    ),
    "expired": (
        Text(
            "Тіркеу куәлігінің ({serial}) мерзімі {day} аяқталған.",
            "Срок регистрационного свидетельства {serial} истек {day}.",
            "Certificate {serial} expired on {day}.",
        ),
        _OTHER_KEY,
    ),
    "revoked": (
        Text(
            "Тіркеу куәлігі ({serial}) {day} кері қайтарып алынған.",
            "Регистрационное свидетельство {serial} отозвано {day}.",
            "Certificate {serial} was revoked on {day}.",
        ),
        _OTHER_KEY,
    ),
    "no_revocation_data": (
        Text(
            "Тіркеу куәлігінің ({serial}) кері қайтарып алынбағанын әзірге тексеру мүмкін емес: деректер жоқ.",
            "Пока нельзя проверить, не отозвано ли регистрационное свидетельство {serial}: нет данных.",
            "Whether certificate {serial} is revoked cannot be checked yet: there are no data.",
        ),
        _WAIT,
    ),
    "stale_revocation_data": (
        Text(
            "Тіркеу куәлігінің ({serial}) кері қайтарып алынбағанын әзірге тексеру мүмкін емес: деректер ескірген.",
            "Пока нельзя проверить, не отозвано ли регистрационное свидетельство {serial}: данные устарели.",
            "Whether certificate {serial} is revoked cannot be checked yet: the data are out of date.",
        ),
        _WAIT,
    ),
    "wrong_key_usage": (
        Text(
            "Тіркеу куәлігінің ({serial}) кілті осы мақсатқа арналмаған: қажетті белгілер {needed}.",
            "Ключ регистрационного свидетельства {serial} не предназначен для этого: нужны {needed}.",
            "The key of certificate {serial} is not meant for this: {needed} are needed.",
        ),
        _OTHER_KEY,
    ),
    "wrong_policy": (
        Text(
            "Тіркеу куәлігі ({serial}) қабылданатын саясаттардың ешқайсысымен берілмеген: {needed}.",
            "Регистрационное свидетельство {serial} выдано не по принимаемой политике: {needed}.",
            "Certificate {serial} was not issued under an accepted policy: {needed}.",
        ),
        _OTHER_KEY,
    ),
    "signer_unnamed": (
        Text(
            "Тіркеу куәлігінде ({serial}) бірмәнді ЖСН жоқ.",
            "В регистрационном свидетельстве {serial} нет однозначного ИИН.",
            "Certificate {serial} has no unambiguous IIN.",
        ),
        _OTHER_KEY,
    ),
    "organisation_unnamed": (
        Text(
            "Тіркеу куәлігінде ({serial}) ұйымның бірмәнді БСН-і жоқ.",
            "В регистрационном свидетельстве {serial} нет однозначного БИН организации.",
            "Certificate {serial} has no unambiguous BIN of an organisation.",
        ),
        _OTHER_KEY,
    ),
    "role_missing": (
        Text(
            "Тіркеу куәлігінде ({serial}) қол қоюшының рөлі (1.2.398.3.3.4.1) көрсетілмеген.",
            "В регистрационном свидетельстве {serial} не указана роль подписавшего (1.2.398.3.3.4.1).",
            "Certificate {serial} does not state the signer's role (1.2.398.3.3.4.1).",
        ),
        _OTHER_KEY,
    ),
    "evidence_incomplete": (
        Text(
            "Қолтаңбаның дәлелдемелері толық емес: {part}.",
            "Доказательства подписи неполны: {part}.",
            "The evidence of the signature is incomplete: {part}.",
        ),
        None,
    ),
    "evidence_altered": (
        Text(
            "Қолтаңбаның дәлелдемелері өзгертілген: {part}.",
            "Доказательства подписи изменены: {part}.",
            "The evidence of the signature was altered: {part}.",
        ),
        None,
    ),
}

#: Reasons that leave the question open; all others make the signature invalid.
UNDECIDED = frozenset({"gost_not_yet", "no_revocation_data", "stale_revocation_data", "evidence_incomplete"})


def reason(code: str, **params: object) -> Refusal:
    """The reason ``code`` with its places filled in."""
    text, remedy = _REASONS[code]
    return Refusal(code, text.fill(**params), remedy=remedy)
