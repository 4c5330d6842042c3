"""The bytes of an upload on their way: counted, and looked at by their first and last letters. What is inside is
judged later, in the child process (``dms/pdf``)."""

from __future__ import annotations

from dms.errors import BadInput, TooLarge
from dms.pdf.tail import HEAD, KEPT, has_end
from storage.keys import safe_filename
from storage.port import Source
from workflows.text import Text

EMPTY = Text("Файл бос.", "Файл пуст.", "The file is empty.")
NOT_PDF = Text(
    "Бұл PDF файл емес. Құжатты түрлі түсті етіп сканерлеңіз немесе PDF түрінде сақтап, сол файлды жүктеңіз.",
    "Это не файл PDF. Отсканируйте документ в цвете или сохраните его в формате PDF и загрузите полученный файл.",
    "This is no PDF file. Scan the document in colour or save it as PDF, and upload that file.",
)
CUT_OFF = Text(
    "PDF файлдың соңы жоқ немесе соңына бөгде деректер қосылған. Файлды қайта сақтап немесе сканерлеп, жүктеңіз.",
    "У файла PDF нет конца или к нему добавлены посторонние данные. Сохраните или отсканируйте его заново.",
    "The PDF file has no end, or foreign data stand behind it. Save or scan it again and upload it.",
)


def too_large(limit: int) -> TooLarge:
    """``limit`` in bytes."""
    size = limit // (1 << 20)
    return TooLarge(
        Text(
            f"Файл {size} МБ-тан үлкен. Оны бірнеше файлға бөліңіз немесе 300 dpi ажыратымдылықпен қайта сканерлеңіз.",
            f"Файл больше {size} МБ. Разделите его на части или отсканируйте заново с разрешением 300 dpi.",
            f"The file is larger than {size} MB. Split it into several files or scan it again at 300 dpi.",
        )
    )


class Incoming:
    """A source that refuses what is no PDF while it is read, so that nothing of it reaches the store.

    :raises TooLarge: more than ``limit`` bytes came. :raises BadInput: it does not begin or end as a PDF.
    """

    def __init__(self, source: Source, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._head = b""
        self._tail = b""
        self.size = 0

    def read(self, size: int, /) -> bytes:
        piece = self._source.read(size)
        if not piece:
            self._judge_end()
            return piece
        self.size += len(piece)
        if self.size > self._limit:
            raise too_large(self._limit)
        if len(self._head) < len(HEAD):
            self._head = (self._head + piece)[: len(HEAD)]
            if not HEAD.startswith(self._head):
                raise BadInput(NOT_PDF, field="files")
        self._tail = (self._tail + piece)[-KEPT:]
        return piece

    def _judge_end(self) -> None:
        if not self.size:
            raise BadInput(EMPTY, field="files")
        if self._head != HEAD:
            raise BadInput(NOT_PDF, field="files")
        if not has_end(self._tail):
            raise BadInput(CUT_OFF, field="files")


def pdf_name(name: str) -> str:
    """The name under which the file is shown and downloaded: what the person called it, harmless, ending in .pdf."""
    safe = safe_filename(name, "document.pdf")
    return safe if safe.lower().endswith(".pdf") else safe_filename(f"{safe}.pdf")
