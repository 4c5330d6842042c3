"""What a person is told of a file on its way."""

from __future__ import annotations

from dms.errors import AppError
from workflows.refusals import TransitionRefused
from workflows.text import Text

CHANGED = Text(
    "Файл жолда өзгерді немесе толық келмеді. Оны қайта таңдап, басынан жіберіңіз.",
    "Файл изменился в пути или пришел не полностью. Выберите его снова и отправьте с начала.",
    "The file changed on its way or did not arrive whole. Choose it again and send it from the beginning.",
)
GONE = Text(
    "Жіберілген бөліктер енді қоймада жоқ. Файлды қайта таңдап, басынан жіберіңіз.",
    "Отправленных частей больше нет в хранилище. Выберите файл снова и отправьте с начала.",
    "The parts that were sent are no longer in the store. Choose the file again and send it from the beginning.",
)
NO_SUCH_PART = Text(
    "Файлда мұндай бөлік жоқ. Бетті жаңартып, файлды қайта таңдаңыз.",
    "У файла нет такой части. Обновите страницу и выберите файл снова.",
    "The file has no such part. Reload the page and choose the file again.",
)
NOT_SENDING = Text(
    "Бұл файлды жіберу аяқталған немесе тоқтатылған. Бетті жаңартыңыз; файл тізімде жоқ болса, оны қайта таңдаңыз.",
    "Отправка этого файла завершена или прекращена. Обновите страницу; если файла нет в списке, выберите его снова.",
    "The sending of this file has ended or was given up. Reload the page; if the file is not listed, choose it again.",
)
MOST_AT_ONCE = 3000
TOO_MANY = Text(
    f"Бір мезгілде {MOST_AT_ONCE} файлдан артық жіберуге болмайды. Басталғандарын аяқтаңыз немесе алып тастаңыз.",
    f"Одновременно можно отправлять не больше {MOST_AT_ONCE} файлов. Завершите или отмените начатые.",
    f"No more than {MOST_AT_ONCE} files can be on their way at once. Finish or discard those that were begun.",
)
#: More than two papers with all the files that one may have (``files.sent.MOST``).
MOST_KEPT = 50
TOO_MANY_KEPT = Text(
    f"Хатқа не құжатқа қосылмаған {MOST_KEPT} файл күтіп тұр. Алдымен оларды қосыңыз; қалғаны"
    " үш тәуліктен соң жойылады.",
    f"Уже ждут {MOST_KEPT} файлов, не вошедших в письма и документы. Сначала приложите их; лишнее удалится"
    " через трое суток.",
    f"{MOST_KEPT} files wait for their letter or document already. Attach them first; the rest goes after three days.",
)
NOT_KEPT = Text(
    "Жіберілген файл енді сақтаулы емес. Файлды қайта таңдаңыз.",
    "Отправленный файл больше не хранится. Выберите файл снова.",
    "The file that was sent is no longer kept. Choose it again.",
)
UNREADABLE = Text(
    "Сұрау түсініксіз. Бетті жаңартып, файлды қайта таңдаңыз.",
    "Запрос не понят. Обновите страницу и выберите файл снова.",
    "The request cannot be understood. Reload the page and choose the file again.",
)


def why_refused(error: AppError | TransitionRefused) -> Text:
    """What happened and what to do next, as one text."""
    told = error.reasons[0] if isinstance(error, TransitionRefused) else error
    if told.remedy is None:
        return told.text
    return Text(*("{what} {next}",) * 3).fill(what=told.text, next=told.remedy)
