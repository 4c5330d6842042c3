"""Why a file is refused: one code, and the words that say how to make a good one (342:17)."""

from __future__ import annotations

from workflows.text import Text

_SCAN_AGAIN = (
    "Түпнұсқаны қайта сканерлеңіз немесе құжатты «PDF ретінде басып шығару» арқылы қайта сақтаңыз.",
    "Отсканируйте оригинал заново или сохраните документ через «Печать в PDF».",
    "Scan the original again or save the document by “Print to PDF”.",
)


def _refusal(kk: str, ru: str, en: str, advice: tuple[str, str, str] = _SCAN_AGAIN) -> Text:
    return Text(f"{kk} {advice[0]}", f"{ru} {advice[1]}", f"{en} {advice[2]}")


_PRINT = (
    "Құжатты «PDF ретінде басып шығару» арқылы қайта сақтап, сол файлды жүктеңіз.",
    "Сохраните документ через «Печать в PDF» и загрузите полученный файл.",
    "Save the document by “Print to PDF” and upload that file.",
)

#: Code → what was found and what to do. The codes are kept in ``document_versions.findings``.
REFUSALS: dict[str, Text] = {
    "encrypted": _refusal(
        "Файл парольмен қорғалған немесе шифрланған.",
        "Файл защищен паролем или зашифрован.",
        "The file is protected by a password or encrypted.",
        (
            "Қорғанысын алып тастап немесе түпнұсқаны сканерлеп, қайта жүктеңіз.",
            "Снимите защиту или отсканируйте оригинал и загрузите снова.",
            "Remove the protection or scan the original, then upload it again.",
        ),
    ),
    "broken": _refusal(
        "Файл бүлінген: оның құрылымында қателер бар.",
        "Файл поврежден: в его структуре есть ошибки.",
        "The file is damaged: there are errors in its structure.",
    ),
    "truncated": _refusal(
        "Файл соңына дейін жазылмаған немесе соңына бөгде деректер қосылған.",
        "Файл записан не до конца или к его концу добавлены посторонние данные.",
        "The file is cut off, or foreign data stand at its end.",
    ),
    "no_pages": _refusal("Файлда бет жоқ.", "В файле нет страниц.", "The file has no pages."),
    "blank": _refusal(
        "Файлдың барлық беті бос.",
        "Все страницы файла пусты.",
        "Every page of the file is blank.",
        (
            "Парақтың жазуы бар бетін сканерлегеніңізді тексеріп, файлды қайта жүктеңіз.",
            "Проверьте, что отсканирована сторона листа с текстом, и загрузите файл снова.",
            "Check that the written side of the sheet was scanned, and upload the file again.",
        ),
    ),
    "too_many_pages": _refusal(
        "Файлда бет тым көп (2000-нан астам).",
        "В файле слишком много страниц (больше 2000).",
        "The file has too many pages (more than 2000).",
        ("Оны бірнеше файлға бөліңіз.", "Разделите его на несколько файлов.", "Split it into several files."),
    ),
    "bad_page_size": _refusal(
        "Беттің өлшемі көрсетілмеген немесе шектен тыс үлкен (5 метрден асады).",
        "Размер страницы не указан или чрезмерно велик (больше 5 метров).",
        "A page has no size or an excessive one (more than 5 metres).",
    ),
    "script": _refusal(
        "Файлда орындалатын бағдарлама (JavaScript) бар.",
        "В файле есть исполняемая программа (JavaScript).",
        "The file contains a program (JavaScript).",
        _PRINT,
    ),
    "action": _refusal(
        "Файл ашылғанда өзі әрекет жасайды: бағдарлама іске қосады, деректер жібереді немесе бөгде файл ашады.",
        "Файл сам выполняет действия: запускает программы, отправляет данные или открывает другие файлы.",
        "The file acts on its own: it starts programs, sends data or opens other files.",
        _PRINT,
    ),
    "embedded": _refusal(
        "Файлдың ішінде басқа файлдар бар.",
        "Внутри файла вложены другие файлы.",
        "Other files are embedded in the file.",
        (
            "Ішіндегі файлдарды бөлек PDF түрінде жүктеңіз.",
            "Загрузите вложенные файлы отдельно в формате PDF.",
            "Upload the embedded files separately as PDF.",
        ),
    ),
    "form": _refusal(
        "Файл толтырылатын XFA нысаны болып табылады.",
        "Файл является заполняемой формой XFA.",
        "The file is an XFA form to be filled in.",
        _PRINT,
    ),
    "media": _refusal(
        "Файлда бейне, дыбыс немесе үш өлшемді нысан бар.",
        "В файле есть видео, звук или трехмерный объект.",
        "The file contains video, sound or a three-dimensional object.",
        _PRINT,
    ),
    "too_dense": _refusal(
        "Файлдың ішіндегі деректер ашылғанда шектен тыс үлкейеді.",
        "Данные внутри файла при распаковке чрезмерно увеличиваются.",
        "The data inside the file grow excessively when unpacked.",
    ),
    "too_many_pixels": _refusal(
        "Файлдағы сурет тым үлкен.",
        "Изображение в файле слишком велико.",
        "A picture in the file is too large.",
        (
            "Түпнұсқаны 300 dpi ажыратымдылықпен қайта сканерлеңіз.",
            "Отсканируйте оригинал заново с разрешением 300 dpi.",
            "Scan the original again at 300 dpi.",
        ),
    ),
    "too_heavy": _refusal(
        "Файлды қауіпсіз ашу мүмкін болмады: ол тым көп жад немесе уақыт талап етеді.",
        "Файл не удалось безопасно открыть: он требует слишком много памяти или времени.",
        "The file could not be opened safely: it takes too much memory or time.",
    ),
    "infected": _refusal(
        "Файлдан вирус табылды.",
        "В файле найден вирус.",
        "A virus was found in the file.",
        (
            "Компьютерді тексеріп, түпнұсқаны қайта сканерлеңіз.",
            "Проверьте компьютер и отсканируйте оригинал заново.",
            "Check the computer and scan the original again.",
        ),
    ),
}

#: Codes of checks that could not be made yet: they refuse nothing, the file waits.
WAITING: dict[str, Text] = {
    "scan_waits": Text(
        "Вирусқа тексеру әзірге мүмкін болмады; жүйе өзі қайталайды.",
        "Проверка на вирусы пока не удалась; система повторит ее сама.",
        "The virus scan has not succeeded yet; the system will repeat it by itself.",
    ),
    "scan_too_large": Text(
        "Файл вирусқа тексергіш үшін тым үлкен, сондықтан тексерілген жоқ. Оны бірнеше файлға бөліңіз.",
        "Файл слишком велик для проверки на вирусы и не проверен. Разделите его на несколько файлов.",
        "The file is too large for the virus scanner and was not scanned. Split it into several files.",
    ),
    "check_failed": Text(
        "Файлды тексеру мүмкін болмады. Жүйе кейінірек қайталап көреді.",
        "Файл не удалось проверить. Система повторит проверку позже.",
        "The file could not be checked. The system will try again later.",
    ),
}


def words(code: str) -> Text:
    """What a finding says.

    Raises:
        KeyError: no such code.
    """
    return REFUSALS.get(code) or WAITING[code]
