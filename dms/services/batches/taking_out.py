"""A batch that takes documents out: one ZIP with a folder for each case and the list of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dms import scope
from dms.errors import AppError, OutsideTrouble
from dms.models import Batch, BatchItem, Case, File, User
from dms.queries import batches
from dms.scope import Scope
from dms.services import clock, files, sheets_out
from dms.services.batches import words
from dms.services.files import openings, serving
from dms.services.files.serving import Entry
from dms.services.sheets_out import Cell
from dms.services.unit import unit
from dms.why_not import three_tongues
from storage.keys import safe_filename
from workflows.labels import STATE_LABELS
from workflows.refusals import Refusal
from workflows.states import CaseState
from workflows.text import Text

LIST = Text("Тізім", "Список", "List")
HEAD = (
    Text("Нөмірі", "Номер", "Number"),
    Text("Өтініш беруші", "Заявитель", "Applicant"),
    Text("БСН немесе ЖСН", "БИН или ИИН", "BIN or IIN"),
    Text("Күйі", "Состояние", "State"),
    Text("Сұралған сома", "Запрошенная сумма", "Requested sum"),
    Text("Берілген сома", "Одобренная сумма", "Granted sum"),
    Text("Қапшық", "Папка", "Folder"),
)
WIDTHS = (19, 44, 15, 28, 18, 18, 30)


class Flow:
    """Pieces that come one by one, as a source that is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def read(self, size: int, /) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        taken, self._left = self._left[:size], self._left[size:]
        return taken


@dataclass(slots=True)
class _Taken:
    """What goes into the ZIP, case by case, and what may no longer be taken out."""

    entries: list[Entry] = field(default_factory=list)
    opened: list[tuple[BatchItem, list[File]]] = field(default_factory=list)
    refused: list[tuple[BatchItem, AppError]] = field(default_factory=list)


def run(batch: Batch, user: User, author_scope: Scope) -> None:
    """Makes the ZIP of all cases that the trial let through and that the author may still take out.

    Raises:
        OutsideTrouble: the store does not answer; the job is tried again.
    """
    with scope.acting(author_scope):
        taken = _collected(batch, user)
    file = _zip_of(batch, user, taken) if taken.opened else None
    with unit():
        if file is not None:  # a job killed after this ran again with nothing left to take: its ZIP stays
            batch.file_id = files.claim(file).id
        for item, opened in taken.opened:
            openings.note(item.case, opened, user, "download")
            _say(item, "done", Refusal("done", words.TAKEN_OUT.fill(count=len(opened))))
        for item, error in taken.refused:
            _say(item, "failed", Refusal(type(error).__name__, error.text))


def _collected(batch: Batch, user: User) -> _Taken:
    """Raises: OutsideTrouble when the store does not answer; a single file that it has not is told of its case."""
    taken = _Taken()
    for item in batches.list_items(batch.id):
        if item.verdict != "may":
            continue
        try:
            own, opened = serving.list_entries(item.case, user, batch.language)
            serving.need_whole(opened)
        except OutsideTrouble:
            raise
        except AppError as error:
            taken.refused.append((item, error))
            continue
        folder = folder_of(item.case)
        taken.entries.extend(replace(entry, path=f"{folder}/{entry.path}") for entry in own)
        taken.opened.append((item, opened))
    return taken


def _zip_of(batch: Batch, user: User, taken: _Taken) -> File:
    listed = _list_of([item.case for item, _opened in taken.opened], batch.language)
    pieces = serving.zipped([listed, *taken.entries])
    name = f"demeu-{clock.today().isoformat()}.zip"
    return files.keep(Flow(pieces), name=name, media_type="application/zip", owner=user)


def _say(item: BatchItem, verdict: str, said: Refusal) -> None:
    item.verdict, item.said = verdict, three_tongues([said])


def folder_of(case: Case) -> str:
    """The name of the case's folder in the ZIP."""
    return safe_filename(case.number or case.public_id)


def _list_of(cases: Sequence[Case], language: str) -> Entry:
    title = LIST.get(language)
    with sheets_out.write(title, [text.get(language) for text in HEAD], WIDTHS, _lines(cases, language)) as file:
        return Entry(f"{title}.xlsx", body=file.read(), at=clock.now())


def _lines(cases: Sequence[Case], language: str) -> Iterator[Sequence[Cell]]:
    for case in cases:
        yield (
            case.number or "", case.organisation.name, case.organisation.bin,
            STATE_LABELS[CaseState(case.state)].get(language), case.requested_sum, case.granted_sum, folder_of(case),
        )  # fmt: skip
