"""The checks of a file that is no document of a case, such as a power of attorney: the virus scan where it is required,
the look inside by the child process. Until both have ended well nobody is given it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app

from dms.errors import AppError, OutsideTrouble
from dms.extensions import db
from dms.models import File
from dms.pdf.findings import words
from dms.queries import lone_files as queries
from dms.services import clock, files
from dms.services.files import told
from dms.services.files.file_check import NOT_CHECKED, examined, local_copy, scanning
from dms.services.files.sent import free
from dms.services.later import later
from dms.services.unit import unit
from storage.errors import StorageError
from storage.scanner import Reason, Scanner, Verdict
from workflows.text import Text, join

BEING_CHECKED = Text(
    "Файл әлі тексеріліп жатыр. Бірнеше минуттан кейін қайталап көріңіз.",
    "Файл еще проверяется. Повторите попытку через несколько минут.",
    "The file is still being checked. Please try again in a few minutes.",
)
REFUSED = Text(
    "Файл тексеруден өтпеді және ешкімге берілмейді: {why} Құжатты қайта сканерлеп, жаңадан жіберіңіз.",
    "Файл не прошел проверку и никому не выдается: {why} Отсканируйте документ заново и пришлите его снова.",
    "The file did not pass its checks and is given to nobody: {why} Scan the paper again and send it anew.",
)


class NotServed(AppError):
    """The file is there, but its checks have not ended, or ended badly."""

    status = 409


def take_in(file: File) -> File:
    """Claims a file for a business row of the caller's transaction, and orders its checks.

    Raises:
        BadInput: another row has it, or it is kept no more.
    """
    found = files.claim(free(file))
    order(found)
    return found


def order(file: File) -> None:
    """Orders the checks in the caller's transaction."""
    file.check_status = file.scan_status = "waiting"
    later("check_lone_file", file_id=file.id)


def check(file_id: int) -> None:
    """Scans, then looks inside. A file whose checks have ended is left alone.

    Raises:
        OutsideTrouble: the scanner, the store or the child gave no answer; the file waits, the job is tried again.
    """
    file = db.session.get(File, file_id)
    if file is None or (file.check_status != "waiting" and not _lacks_scan(file)):
        return
    if scanning() and not _scanned(file):
        return
    with local_copy(file) as path:
        found = examined(path)
    with unit():
        file = _locked(file_id)
        if file.scan_status == "waiting":
            file.scan_status = "not_scanned"
        if found.sound:
            file.check_status, file.findings = "sound", list(found.codes)
        else:
            _refuse(file, found.codes)


def _locked(file_id: int) -> File:
    return db.session.get_one(File, file_id, with_for_update=True, populate_existing=True)


def _refuse(file: File, codes: Iterable[str]) -> None:
    """Its sender is told, once, though two jobs may find the same."""
    known = file.check_status == "refused"
    file.check_status, file.findings = "refused", list(codes)
    if not known:
        told.paper_refused(file, clock.now())


def _scanned(file: File) -> bool:
    """Whether the scanner calls the file clean."""
    try:
        with files.read(file) as reading:
            found = Scanner(current_app.config["SETTINGS"].scanner_address).scan(reading)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_READ) from error
    if found.verdict is Verdict.NOT_SCANNED and found.reason is not Reason.TOO_LARGE:
        raise OutsideTrouble(NOT_CHECKED)
    with unit():
        file = _locked(file.id)
        if found.verdict is Verdict.CLEAN:
            file.scan_status = "clean"
            return True
        infected = found.verdict is Verdict.INFECTED
        file.scan_status = "infected" if infected else "not_scanned"
        _refuse(file, ["infected" if infected else "scan_too_large"])
    return False


def _lacks_scan(file: File) -> bool:
    return scanning() and file.scan_status == "not_scanned" and file.check_status == "sound"


def let_out(file: File) -> File:
    """The file, if it may be given to anybody.

    Raises:
        NotServed: it is being checked, or was refused.
    """
    if file.check_status == "refused":
        raise NotServed(REFUSED.fill(why=join((words(code) for code in file.findings), " ")))
    if file.check_status != "sound" or (scanning() and file.scan_status != "clean"):
        raise NotServed(BEING_CHECKED)
    return file


def order_forgotten() -> int:
    """Orders the checks of files that wait without a job; returns how many."""
    rows = queries.list_waiting(scanning())
    for file_id in rows:
        later("check_lone_file", file_id=file_id)
    db.session.commit()
    return len(rows)
