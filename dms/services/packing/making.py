"""How a package comes to be: asked for by the archivist, packed by a job, sealed once it is stored and read back, then
verified from the store as a stranger would. Every step may be repeated after a crash: the same case gives the same
bytes."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from flask import current_app

from dms.errors import BadInput, NotVisible, OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import ArchivePackage, Case, File, User
from dms.packages import Report, verify
from dms.queries import archive, cases, letters, packages, people, supplements
from dms.services import clock, files, journal, moves
from dms.services.later import later
from dms.services.packing import contents
from dms.services.signed import untold
from dms.services.tables import reference
from dms.services.unit import unit
from dms.signing.anchors import anchors_from
from storage.bag import Packed, write_bag
from storage.errors import StorageError
from storage.keys import package_key
from storage.port import CHUNK
from workflows.facts import Actor
from workflows.packages import PackageAction, PackageFacts, PackageState, case_ended
from workflows.refusals import TransitionRefused
from workflows.states import CaseState, Right
from workflows.text import Text

#: What the table of retention calls for ever (0 years) still needs a day for the store's lock.
FOREVER = 100
NOT_MADE_YET = Text(
    "Істің құжаттары әлі жасалып жатыр: {papers}. Біраздан соң қайталаңыз.",
    "Документы дела еще формируются: {papers}. Повторите немного позже.",
    "Papers of the case are still being made: {papers}. Try again in a while.",
)
LETTERS_OPEN = Text(
    "Істің хаттары аяқталмаған: {letters}. Тіркеп, жауап беріңіз немесе себебін жазып, іске тігіңіз.",
    "Не завершена переписка по делу: {letters}. Зарегистрируйте письма, ответьте на них или спишите с причиной.",
    "Letters of the case are not finished: {letters}. Register and answer them, or file them with a reason.",
)
SUPPLEMENT_OPEN = Text(
    "Істің қосымша келісімі немесе оның қолтаңбасын тексеру аяқталмаған. Оның аяқталуын күтіңіз.",
    "Дополнительное соглашение дела или проверка подписи под ним не завершены. Дождитесь завершения.",
    "A supplement of the case, or the check of a signature under one, is not finished. Wait for its end.",
)
ALREADY = Text("Бұл істің пакеті бұрын жиналған.", "Пакет этого дела уже собран.", "This case has its package already.")


def begin(case_id: int, user: User, index_no: str) -> ArchivePackage:
    """The archivist's order to pack: the package's row and the job. A failed package is assembled again.

    Raises:
        NotVisible: not a case that this person reads. TransitionRefused: the case has not ended.
        BadInput: it is packed already, or a paper is still being made.
    """
    with unit():
        now = clock.now()
        case = cases.lock(case_id)
        actor = _archivist(case, user, now)
        row = packages.package_of(case.id)
        if row is not None and row.state != PackageState.FAILED:
            raise BadInput(ALREADY)
        if waiting := archive.papers_being_made(case.id):
            raise BadInput(NOT_MADE_YET.fill(papers=", ".join(waiting)))
        if post := letters.list_unfinished(case.id):
            raise BadInput(LETTERS_OPEN.fill(letters=", ".join(letter.number or letter.subject for letter in post)))
        if any(one.is_open or untold.are_waiting(one.document) for one in supplements.list_of(case.id)):
            raise BadInput(SUPPLEMENT_OPEN)
        if row is None:
            _require_ended(case, actor, now)
            row = ArchivePackage(case_id=case.id, created_at=now, author_id=user.id)
            db.session.add(row)
        else:
            moves.move_package(row, PackageAction.REASSEMBLE, actor, now, case_state=CaseState(case.state))
        row.index_no, row.findings, row.created_at = index_no, [], now
        row.retain_until = retain_until(index_no, case, now)
        db.session.flush()
        later("pack_case", lock=f"package:{row.id}", package_id=row.id)
        journal.write(Event.PACKING_BEGUN, actor=user, at=now, case=case, facts={"index": index_no})
    return row


def _archivist(case: Case, user: User, now: datetime) -> Actor:
    if Right.READ not in people.rights_for(user, case, now):
        raise NotVisible
    return people.actor_for(user, case, now)


def _require_ended(case: Case, actor: Actor, now: datetime) -> None:
    facts = PackageFacts(state=PackageState.ASSEMBLING, case_state=CaseState(case.state))
    if refusal := case_ended(facts, actor, now):
        raise TransitionRefused(PackageAction.SEAL, [refusal])


def retain_until(index_no: str, case: Case, now: datetime) -> datetime | None:
    """The end of the term that the reference table gives the index; None where no index was chosen. Terms of the
    nomenclature are counted in whole years from the first of January after the year in which the case ended.

    Raises:
        BadInput: the table does not know the index today.
    """
    if not index_no:
        return None
    begins = (case.ended_at or now).astimezone(clock.ALMATY).year + 1
    try:
        years = int(reference.value_on("retention", index_no, now.date())["years"])
    except (reference.NoValue, KeyError, ValueError) as error:
        raise BadInput(
            Text(
                "Сақтау мерзімдерінде мұндай индекс жоқ.",
                "В сроках хранения нет такого индекса.",
                "The retention periods have no such index.",
            ),
            field="index_no",
        ) from error
    return datetime(begins + (years or FOREVER), 1, 1, tzinfo=clock.ALMATY)


def pack(package_id: int) -> None:
    """The job: write the bag, store it, seal it; then verify it from the store.

    Raises:
        OutsideTrouble: the store failed; the job is tried again.
    """
    row = db.session.get_one(ArchivePackage, package_id)
    if row.state == PackageState.ASSEMBLING:
        _assemble(row)
    verify_stored(package_id)


def _assemble(row: ArchivePackage) -> None:
    case = db.session.get_one(Case, row.case_id)
    found = contents.of_case(case)
    info = _info(case, row)
    with _spool() as file:
        packed = write_bag(
            file, found.entries, info, row.created_at, name=case.number or case.public_id, tags=[contents.readme()]
        )
        file.seek(0)
        wrong = [path for path, digest in found.expected.items() if packed.digests.get(path) != digest]
        stored = None if wrong else _keep(file, case)
    with unit():
        _seal(row.id, stored, packed, wrong)


def _info(case: Case, row: ArchivePackage) -> dict[str, str]:
    settings = current_app.config["SETTINGS"]
    return {
        "Source-Organization": settings.operator_name_kk,
        "External-Identifier": case.number or case.public_id,
        "External-Description": f"{case.programme} {case.edition} {case.state}",
        "Internal-Sender-Identifier": case.public_id,
        "Internal-Sender-Description": f"index {row.index_no}" if row.index_no else "index not given",
    }


def _keep(source: IO[bytes], case: Case) -> File:
    name = f"{case.number or case.public_id}.zip"
    return files.keep(source, name=name, media_type="application/zip", owner=None, key_of=package_key)


def _seal(package_id: int, file: File | None, packed: Packed, wrong: list[str]) -> None:
    now = clock.now()
    row = packages.lock(package_id)
    if row.state != PackageState.ASSEMBLING:
        return
    case = db.session.get_one(Case, row.case_id)
    known = {"case_state": CaseState(case.state), "complete": not wrong, "stored": file is not None}
    if file is None:
        row.findings = [f"changed: {path}" for path in wrong]
        moves.move_package(row, PackageAction.FAIL, moves.SYSTEM, now, findings=len(wrong), **known)
        journal.write(Event.PACKAGE_FAILED, actor=None, at=now, case=case, facts={"findings": row.findings})
        return
    row.file_id, row.sha256, row.sealed_at = files.claim(file).id, file.sha256, now
    moves.move_package(row, PackageAction.SEAL, moves.SYSTEM, now, **known)
    facts = {"package": row.public_id, "sha256": file.sha256, "files": packed.files, "octets": packed.octets}
    journal.write(Event.PACKAGE_SEALED, actor=None, at=now, case=case, facts=facts)


def recheck(row: ArchivePackage, user: User) -> None:
    """Orders a new check of a sealed package; the job writes what it found."""
    with unit():
        case = db.session.get_one(Case, row.case_id)
        _archivist(case, user, clock.now())
        later("verify_package", lock=f"package:{row.id}", package_id=row.id)


def verify_stored(package_id: int) -> None:
    """Reads the package back and checks it whole; what was looked at goes into the journal.

    Raises:
        OutsideTrouble: the store did not give the bytes; the job is tried again.
    """
    row = db.session.get_one(ArchivePackage, package_id)
    if row.file is None or row.state not in (PackageState.SEALED, PackageState.VERIFIED):
        return
    locked = _lock(row)
    with _spool() as file:
        sha256 = _copy(row.file, file)
        report = verify(Path(file.name), anchors_from(current_app.config["SETTINGS"]))
    if sha256 != row.sha256:
        report.note("changed", "", "not the bytes that were sealed")
    with unit():
        _settle(package_id, report, locked)


def _settle(package_id: int, report: Report, locked: bool) -> None:
    now = clock.now()
    row = packages.lock(package_id)
    case = db.session.get_one(Case, row.case_id)
    row.findings = [str(fault) for fault in report.faults]
    if report.holds:
        row.verified_at = now
    action = PackageAction.VERIFY if report.holds else PackageAction.FAIL
    known = {"case_state": CaseState(case.state), "findings": len(report.faults)}
    moves.move_package(row, action, moves.SYSTEM, now, **known)
    facts: dict[str, Any] = {
        "package": row.public_id,
        "sha256": row.sha256,
        "files": report.files,
        "entries": report.entries,
        "signatures": report.signatures,
        "locked": locked,
        "findings": row.findings,
    }
    event = Event.PACKAGE_VERIFIED if report.holds else Event.PACKAGE_FAILED
    journal.write(event, actor=None, at=now, case=case, facts=facts)


def _lock(row: ArchivePackage) -> bool:
    """Holds the sealed object to the end of its term, where the store has locks and the term lies ahead."""
    if row.file is None or row.retain_until is None or row.retain_until <= clock.now() + timedelta(days=1):
        return False
    try:
        mark = row.file.version_mark or None
        return files.store().lock(row.file.key, row.retain_until, version_id=mark)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_READ) from error


def _copy(file: File, target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    try:
        with files.read(file) as reading:
            while chunk := reading.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_READ) from error
    target.flush()
    return digest.hexdigest()


@contextmanager
def _spool() -> Iterator[IO[bytes]]:
    folder = current_app.config["SETTINGS"].var / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".zip") as file:
        yield file
