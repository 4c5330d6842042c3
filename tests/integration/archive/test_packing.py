"""Packing: everything of the case goes in, the package proves itself, and only then the case is archived."""

from __future__ import annotations

import hashlib
import html
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from dms import registers as outside
from dms.errors import BadInput
from dms.events import Event
from dms.models import ArchivePackage, DocumentVersion, JournalEntry
from dms.packages import Report
from dms.queries import archive, packages
from dms.services import clock, files, packing
from dms.services.journal import checking
from dms.services.tables import registers
from storage.bag import write_bag
from storage.errors import StorageError
from storage.port import Reading
from tests.fixtures.walk import Walk
from tests.integration.archive.forgeries import read
from workflows.packages import PackageState
from workflows.refusals import TransitionRefused
from workflows.registers import Register
from workflows.states import Action, CaseState, Role

Packed = tuple[Any, ArchivePackage]


def test_an_ended_case_is_packed_verified_and_archived(walk: Walk, packed: Packed) -> None:
    case, row = packed
    assert row.findings == []
    assert row.state == PackageState.VERIFIED
    assert row.file is not None
    assert row.file.key == f"packages/{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}.zip"
    case = walk.act(case, Action.ARCHIVE, walk.staff(Role.ARCHIVIST))
    assert case.state == CaseState.ARCHIVED
    events = [entry.event for entry in archive.journal_of(case.id)][-4:]
    assert events == [Event.PACKING_BEGUN, Event.PACKAGE_SEALED, Event.PACKAGE_VERIFIED, Event.ARCHIVED]
    assert checking.verify().faults == []


def test_the_journal_names_the_bytes_that_were_sealed(packed: Packed, session: scoped_session[Any]) -> None:
    case, row = packed
    sealed = session.scalars(
        select(JournalEntry).where(JournalEntry.case_id == case.id, JournalEntry.event == Event.PACKAGE_SEALED.value)
    ).one()
    assert json.loads(sealed.body)["facts"]["sha256"] == row.sha256


def test_everything_of_the_case_is_inside(packed: Packed, package_file: Path) -> None:
    case, _row = packed
    with zipfile.ZipFile(package_file) as package:
        read = {name.partition("/data/")[2]: package.read(name) for name in package.namelist() if "/data/" in name}
    listed = json.loads(read["documents.json"])["documents"]
    here = {version["sha256"] for paper in listed for version in paper["versions"]}
    rows = [version for paper in archive.documents_of(case.id) for version in paper.versions]
    assert {version.file.sha256 for version in rows} == here
    assert sum(len(v["signatures"]) for p in listed for v in p["versions"]) == sum(len(v.signatures) for v in rows) > 0
    assert all(version["context"] in read for paper in listed for version in paper["versions"] if version["context"])
    lines = read["journal.jsonl"].splitlines()
    told = json.loads(read["case.json"])
    assert told["journal"]["entries"] == len(lines)
    assert told["application"] == case.content
    assert json.loads(read["rules.json"])["clauses"][0]["words"]


def _signers(package_file: Path) -> list[tuple[dict[str, str], str]]:
    """Of every signature, its certificate's words and the name that the pages show."""
    whole = read(package_file)
    documents = json.loads(next(raw for name, raw in whole.items() if name.endswith("/documents.json")))["documents"]
    versions = [version for paper in documents for version in paper["versions"]]
    return [(row["signer"], row["signer_name"]) for version in versions for row in version["signatures"]]


def test_the_pages_open_without_the_system(package_file: Path) -> None:
    with zipfile.ZipFile(package_file) as package:
        names = package.namelist()
        pages = {lang: package.read(next(n for n in names if n.endswith(path))).decode()
                 for lang, path in (("kk", "/index.html"), ("ru", "/index.ru.html"))}  # fmt: skip
    assert "Мұрағат пакеті" in pages["kk"]
    assert "Архивный пакет" in pages["ru"]
    for page in pages.values():
        assert "<script" not in page
        assert "http" not in page.replace("http-equiv", "")
        assert page.count(".p7s") > 0
    place = names[0].partition("/")[0]
    signers = _signers(package_file)
    assert any(signer["patronymic"] for signer, _name in signers)
    for signer, name in signers:  # the certificate keeps the patronymic apart from the common name
        assert signer["patronymic"] in name
        assert all(html.escape(name, quote=False) in page for page in pages.values()), name
    import re

    places = set(re.findall(r' id="([^"]+)"', pages["kk"]))
    links = re.findall(r'href="([^"]+)"', pages["kk"])
    assert [link for link in links if link.startswith("#clause-")]
    assert {link[1:] for link in links if link.startswith("#")} <= places
    for link in (link for link in links if not link.startswith("#")):
        target = f"{place}/data/{link}" if not link.startswith("../") else f"{place}/{link[3:]}"
        assert target in names, link


def test_the_same_case_gives_the_same_bytes(packed: Packed) -> None:
    case, row = packed
    sums = set()
    for _ in range(2):
        out = io.BytesIO()
        found = packing.making.contents.of_case(case)
        write_bag(out, found.entries, {}, row.created_at, name="x")
        sums.add(out.getvalue())
    assert len(sums) == 1


def test_only_an_ended_case_is_packed(walk: Walk) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    with pytest.raises(TransitionRefused) as refused:
        packing.begin(case.id, walk.staff(Role.HEAD), "")
    assert [reason.code for reason in refused.value.reasons] == ["case_open"]


def test_it_is_not_archived_without_a_verified_package(walk: Walk) -> None:
    case = walk.to(CaseState.REFUSED)
    with pytest.raises(TransitionRefused) as refused:
        walk.act(case, Action.ARCHIVE, walk.staff(Role.ARCHIVIST))
    assert "package_not_sealed" in [reason.code for reason in refused.value.reasons]


def test_a_second_order_is_refused(walk: Walk, packed: Packed) -> None:
    with pytest.raises(BadInput):
        packing.begin(packed[0].id, walk.staff(Role.ARCHIVIST), "")


def test_a_repeated_job_does_nothing_twice(packed: Packed, session: scoped_session[Any]) -> None:
    case, row = packed
    sha256 = row.sha256
    packing.pack(row.id)
    sealed = session.scalars(
        select(JournalEntry).where(JournalEntry.case_id == case.id, JournalEntry.event == Event.PACKAGE_SEALED.value)
    ).all()
    assert len(sealed) == 1
    assert packages.package_of(case.id).sha256 == sha256


def test_a_spoilt_file_is_never_sealed(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted fault: the store gives other bytes than the row promises."""
    case = walk.to(CaseState.REFUSED)
    row = packing.begin(case.id, walk.staff(Role.ARCHIVIST), "")
    real = files.read
    spoilt: DocumentVersion = archive.documents_of(case.id)[0].versions[0]

    def read(file: Any) -> Reading:
        if file.id == spoilt.file_id:
            return Reading(file.key, 4, iter([b"spoi"]), lambda: None)
        return real(file)

    with monkeypatch.context() as patched:
        patched.setattr(files, "read", read)
        packing.pack(row.id)
    found = packages.package_of(case.id)
    assert found is not None
    assert (found.state, found.sha256) == (PackageState.FAILED, None)
    assert found.findings[0].startswith("changed: documents/001")
    again = packing.begin(case.id, walk.staff(Role.ARCHIVIST), "")
    packing.pack(again.id)
    assert packages.package_of(case.id).state == PackageState.VERIFIED


def test_a_package_spoilt_in_the_store_fails_its_next_check(packed: Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted fault: one bit of the stored package turns over."""
    case, row = packed
    with files.read(row.file) as reading:
        data = bytearray(reading.read())
    data[len(data) // 3] ^= 1
    monkeypatch.setattr(files, "read", lambda file: Reading(file.key, len(data), iter([bytes(data)]), lambda: None))
    packing.verify_stored(row.id)
    found = packages.package_of(case.id)
    assert found is not None
    assert found.state == PackageState.FAILED
    assert any("not the bytes that were sealed" in line for line in found.findings)


def test_a_store_that_does_not_answer_leaves_it_to_the_next_try(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.errors import OutsideTrouble

    case = walk.to(CaseState.REFUSED)
    row = packing.begin(case.id, walk.staff(Role.ARCHIVIST), "")

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise StorageError("the store is away", "packages/x")

    with monkeypatch.context() as patched:
        patched.setattr(type(files.store()), "put", broken)
        with pytest.raises(OutsideTrouble):
            packing.pack(row.id)
    assert packages.package_of(case.id).state == PackageState.ASSEMBLING
    packing.pack(row.id)
    assert packages.package_of(case.id).state == PackageState.VERIFIED


def test_an_intact_package_holds(package_file: Path, checked: Callable[[Path], Report]) -> None:
    found = checked(package_file)
    assert [str(fault) for fault in found.faults] == []
    assert found.files > 10
    assert found.entries > 10
    assert found.signatures > 1


def test_the_answers_of_registers_are_inside_as_they_came(
    walk: Walk, checked: Callable[[Path], Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = b'{"obj": "as it came"}'
    said = outside.BinAnswer(name="Үлгі", registered_on=date(2018, 3, 5))

    class Standing:
        register, address = Register.BIN, "http://register.invalid"

        def ask(self, _number: str) -> outside.Reply:
            return outside.Reply(said, raw, "application/json")

    monkeypatch.setattr(registers, "adapter", lambda _register: Standing())
    case = walk.to(CaseState.COMPLETENESS)
    registers.fetch(case.id, Register.BIN, clock.now())
    case = walk.on(case, CaseState.REFUSED)
    packing.pack(packing.begin(case.id, walk.staff(Role.ARCHIVIST), "").id)
    row = packages.package_of(case.id)
    assert row is not None
    assert (row.state, row.findings) == (PackageState.VERIFIED, [])
    assert row.file is not None
    with files.read(row.file) as reading, zipfile.ZipFile(io.BytesIO(reading.read())) as package:
        read = {name.partition("/data/")[2]: package.read(name) for name in package.namelist()}
    (answer,) = json.loads(read["registers.json"])["answers"]
    assert (answer["register"], answer["told"]) == ("bin", said.plain())
    assert read[answer["path"]] == raw
    assert answer["sha256"] == hashlib.sha256(raw).hexdigest()
    forged = tmp_path / "forged.zip"
    out = io.BytesIO()
    found = packing.making.contents.of_case(case)
    swapped = [(p, (lambda: io.BytesIO(b"{}")) if p == answer["path"] else read_) for p, read_ in found.entries]
    write_bag(out, swapped, {}, row.created_at, name="x")
    forged.write_bytes(out.getvalue())
    told = {(fault.kind, fault.where.removeprefix("data/")) for fault in checked(forged).faults}
    assert ("changed", answer["path"]) in told
