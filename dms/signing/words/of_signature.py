"""Reasons about the signature itself: its shape, its algorithms, what it was made over, what is kept of it."""

from __future__ import annotations

from dms.signing.words.remedies import NEW_KEY, OTHER_CERTIFICATE, OTHER_KEY, RSA, SIGN_AGAIN, WAIT
from workflows.text import Text

WORDS: dict[str, tuple[Text, Text | None]] = {
    "too_large": (
        Text(
            "Қолтаңба файлы тым үлкен: шегі {limit} байт.",
            "Файл подписи слишком велик: предел {limit} байт.",
            "The signature file is too large: the limit is {limit} bytes.",
        ),
        SIGN_AGAIN,
    ),
    "malformed": (
        Text(
            "Қолтаңба файлын оқу мүмкін емес: ол бүлінген немесе CMS форматында емес.",
            "Файл подписи не читается: он поврежден или не является CMS.",
            "The signature file cannot be read: it is damaged or is not a CMS.",
        ),
        SIGN_AGAIN,
    ),
    "embedded_content": (
        Text(
            "Қолтаңбаның ішінде басқа мазмұн бар; файлдан бөлек қолтаңба ғана қабылданады.",
            "Внутри подписи есть другое содержимое; принимается только отсоединенная подпись.",
            "The signature holds content of its own; only a detached signature is accepted.",
        ),
        SIGN_AGAIN,
    ),
    "no_signer": (
        Text("Қолтаңбада қол қоюшы жоқ.", "В подписи нет подписавшего.", "The signature has no signer."),
        SIGN_AGAIN,
    ),
    "several_signers": (
        Text(
            "Бір қолтаңбада {count} қол қоюшы бар; дәл біреуі болуы тиіс.",
            "В одной подписи {count} подписавших; должен быть ровно один.",
            "One signature holds {count} signers; there must be exactly one.",
        ),
        SIGN_AGAIN,
    ),
    "certificate_missing": (
        Text(
            "Қол қоюшының тіркеу куәлігі қолтаңбада жоқ.",
            "В подписи нет регистрационного свидетельства подписавшего.",
            "The signer's certificate is not in the signature.",
        ),
        SIGN_AGAIN,
    ),
    "certificate_ambiguous": (
        Text(
            "Қолтаңбада қол қоюшыға сәйкес келетін бірнеше тіркеу куәлігі бар.",
            "В подписи несколько регистрационных свидетельств, подходящих подписавшему.",
            "Several certificates in the signature fit its signer.",
        ),
        SIGN_AGAIN,
    ),
    "no_signed_attributes": (
        Text(
            "Қолтаңбада қол қойылған атрибуттар жоқ.",
            "В подписи нет подписанных атрибутов.",
            "The signature has no signed attributes.",
        ),
        SIGN_AGAIN,
    ),
    "wrong_digest_algorithm": (
        Text(
            "Хэш алгоритмі {oid} бұл кілтке сай емес: RSA үшін SHA-256, МЕМСТ үшін Стрибог қажет.",
            "Алгоритм хэширования {oid} не подходит к ключу: для RSA нужен SHA-256, для ГОСТ — Стрибог.",
            "The digest algorithm {oid} does not fit the key: RSA needs SHA-256, GOST needs Streebog.",
        ),
        SIGN_AGAIN,
    ),
    "weak_algorithm": (
        Text(
            "Қолтаңба алгоритмі немесе кілт қабылданбайды: {name}.",
            "Алгоритм подписи или ключ не принимается: {name}.",
            "The signature algorithm or key is not accepted: {name}.",
        ),
        OTHER_KEY,
    ),
    "gost_not_yet": (
        Text(
            "Қолтаңба 2015 жылғыдан басқа МЕМСТ алгоритмімен жасалған ({oid}, мысалы МЕМСТ 34.310-2004); жүйе "
            "оны тексере алмайды.",
            "Подпись сделана по алгоритму ГОСТ, но не 2015 года ({oid}, например ГОСТ 34.310-2004); система не может "
            "ее проверить.",
            "The signature is made with a GOST algorithm other than that of 2015 ({oid}, e.g. GOST 34.310-2004), "
            "which the system cannot check.",
        ),
        NEW_KEY,
    ),
    "gost_disagreement": (
        Text(
            "МЕМСТ қолтаңбасын тексеретін екі кітапхана әр түрлі жауап берді. Әкімшіге хабарланды.",
            "Две библиотеки, проверяющие подпись ГОСТ, ответили по-разному. Администратор уведомлен.",
            "Two libraries that check GOST signatures gave different answers. The administrator has been told.",
        ),
        RSA,
    ),
    "gost_engine": (
        Text(
            "МЕМСТ қолтаңбасын тексеретін бағдарлама жауап бермеді.",
            "Программа, проверяющая подпись ГОСТ, не ответила.",
            "The program that checks GOST signatures gave no answer.",
        ),
        WAIT,
    ),
    "gost_too_large": (
        Text(
            "Файл МЕМСТ бойынша тексеру үшін тым үлкен: серверде libengine-gost-openssl орнатылмаған.",
            "Файл слишком велик для проверки по ГОСТ: на сервере не установлен libengine-gost-openssl.",
            "The file is too large for a check by GOST: libengine-gost-openssl is not installed on the server.",
        ),
        RSA,
    ),
    "timestamp_broken": (
        Text(
            "Қолтаңбадағы уақыт белгісі осы қолтаңбаға қойылмаған немесе бүлінген.",
            "Метка времени в подписи поставлена не на эту подпись или повреждена.",
            "The time stamp in the signature is over another signature or is damaged.",
        ),
        SIGN_AGAIN,
    ),
    "timestamp_too_early": (
        Text(
            "Уақыт белгісі ({day}) тіркеу куәлігінің мерзімі басталғанға дейін қойылған.",
            "Метка времени ({day}) поставлена до начала срока регистрационного свидетельства.",
            "The time stamp ({day}) is from before the certificate's term began.",
        ),
        SIGN_AGAIN,
    ),
    "timestamp_later": (
        Text(
            "Уақыт белгісі ({day}) жүйенің сағатынан озып тұр: сағаттардың бірі қате.",
            "Метка времени ({day}) опережает часы системы: одни из часов неверны.",
            "The time stamp ({day}) is ahead of the system's clock: one of the clocks is wrong.",
        ),
        SIGN_AGAIN,
    ),
    "proof_aged": (
        Text(
            "Қолтаңбаның дәлелдемесі {day} дейін ғана күшінде болды, содан кейін уақыт белгісі қосылмаған.",
            "Доказательство подписи действовало до {day}, после этого метка времени не добавлена.",
            "The signature's proof was good until {day}, and no time stamp was added since.",
        ),
        None,
    ),
    "judging_ended": (
        Text(
            "Қолтаңбаны тексеру {day} жауапсыз аяқталды және енді қайталанбайды.",
            "Проверка подписи завершена {day} без ответа и больше не повторится.",
            "The check of the signature ended on {day} without an answer and is not repeated any more.",
        ),
        OTHER_CERTIFICATE,
    ),
    "second_opinion_waits": (
        Text(
            "Қолтаңба екінші тексергіштің жауабын күтіп тұр.",
            "Подпись ждет ответа второй проверки.",
            "The signature waits for the answer of the second check.",
        ),
        WAIT,
    ),
    "second_opinion_differs": (
        Text(
            "Екінші тексергіш (NCANode) қолтаңбаны жарамсыз деп тапты. Әкімшіге хабарланды.",
            "Вторая проверка (NCANode) считает подпись недействительной. Администратор уведомлен.",
            "The second check (NCANode) calls the signature invalid. The administrator has been told.",
        ),
        SIGN_AGAIN,
    ),
    "document_needed": (
        Text(
            "МЕМСТ қолтаңбасын тексеру үшін файлдың өзі қажет, оның SHA-256 хэші жеткіліксіз.",
            "Для проверки подписи ГОСТ нужен сам файл, его хэша SHA-256 недостаточно.",
            "To check a GOST signature the file itself is needed; its SHA-256 is not enough.",
        ),
        None,
    ),
    "document_changed": (
        Text(
            "Қолтаңба осы файлға қойылмаған: файл өзгертілген немесе басқа файлға қол қойылған.",
            "Подпись не относится к этому файлу: файл изменен или подписан другой файл.",
            "The signature is not over this file: the file was changed or another one was signed.",
        ),
        SIGN_AGAIN,
    ),
    "signature_broken": (
        Text(
            "Қолтаңба тіркеу куәлігінің кілтіне сәйкес келмейді.",
            "Подпись не соответствует ключу регистрационного свидетельства.",
            "The signature does not fit the certificate's key.",
        ),
        SIGN_AGAIN,
    ),
    "other_certificate": (
        Text(
            "Қолтаңба басқа тіркеу куәлігін көрсетеді.",
            "Подпись указывает на другое регистрационное свидетельство.",
            "The signature names another certificate.",
        ),
        SIGN_AGAIN,
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
