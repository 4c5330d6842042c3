"""Whether a package proves itself: its checksums, its completeness, the journal's chain, every signature. Trust comes
from the anchors that are handed in; what lies in the package is never trusted for lying there."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from dms.packages import layout
from dms.packages.chain import Told, read_journal
from dms.packages.fault import Report
from dms.packages.reading import Payload
from dms.packages.seals import Signed, check_signature
from dms.signing.anchors import Anchors
from storage.bag_check import check_bag


def verify(path: Path, anchors: Anchors | None) -> Report:
    """Everything that does not hold, each file and entry named. Never raises for what is inside.

    ``anchors`` None: nobody is trusted, so that no signature can hold.

    Raises:
        OSError: the file cannot be read at all.
    """
    report = Report()
    findings = check_bag(path)
    for finding in findings:
        report.note(finding.fault.value, finding.path, finding.detail)
    try:
        with zipfile.ZipFile(path) as package:
            _inside(Payload(package, report), anchors, report)
    except (zipfile.BadZipFile, ValueError) as error:
        if not findings:
            report.note("unreadable", "", str(error))
    return report


def _inside(payload: Payload, anchors: Anchors | None, report: Report) -> None:
    report.files = len(payload)
    for path in layout.REQUIRED:
        if path not in payload.paths():
            report.note("missing", path, "no package may lack it")
    case = _table(payload, layout.CASE, report)
    papers = _table(payload, layout.DOCUMENTS, report)
    if case is None or papers is None:
        return
    if case.get("format") != layout.FORMAT:
        report.note("unknown-format", layout.CASE, f"not {layout.FORMAT}")
        return
    told = read_journal(payload, case, report)
    known = _Documents(payload, anchors, told, str(case.get("id")), report)
    for document in _rows(papers.get("documents")):
        known.check(document)
    if layout.REGISTERS in payload.paths():
        known.check_answers(_table(payload, layout.REGISTERS, report) or {})
    if layout.LETTERS in payload.paths():
        known.check_letters(_table(payload, layout.LETTERS, report) or {})
    known.compare()


def _table(payload: Payload, path: str, report: Report) -> dict[str, Any] | None:
    if path not in payload.paths():
        return None
    found = payload.json_of(path)
    if found is not None and not isinstance(found, dict):
        report.note("malformed", path, "not a table")
    return found if isinstance(found, dict) else None


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


class _Documents:
    """The documents as the list tells them, against the files and against the journal."""

    def __init__(self, payload: Payload, anchors: Anchors | None, told: Told, case: str, report: Report) -> None:
        self.payload, self.anchors, self.told, self.report = payload, anchors, told, report
        self.case = case
        self.hashes: set[str] = set()
        self.newest: dict[str, str] = {}  # document → SHA-256 of its last version
        self.letters: set[str] = set()
        self.signed: list[tuple[str, str]] = []
        self.paths = set(layout.REQUIRED) | {layout.CHAIN}

    def check(self, document: dict[str, Any]) -> None:
        versions = _rows(document.get("versions"))
        self.newest[str(document.get("id"))] = str(versions[-1].get("sha256")) if versions else ""
        if not versions:
            self.report.note("incomplete", layout.DOCUMENTS, f"document {document.get('id')} has no version")
        outgoing = document.get("outgoing")
        number = outgoing.get("number") if isinstance(outgoing, dict) else None
        if str(number or "") != self.told.outgoing.get(str(document.get("id")), ""):
            note = f"document {document.get('id')} has another outgoing number in the journal"
            self.report.note("changed", layout.DOCUMENTS, note)
        for version in versions:
            self._version(version)

    def _version(self, version: dict[str, Any]) -> None:
        path, expected = str(version.get("path")), str(version.get("sha256"))
        self.paths.add(path)
        found = self.payload.sha256_of(path)
        if found is not None and found != expected:
            self.report.note("changed", path, f"not as in {layout.DOCUMENTS}")
        self.hashes.add(expected)
        if version.get("context") is not None:
            self.paths.add(str(version["context"]))
            self.payload.json_of(str(version["context"]))
        for signature in _rows(version.get("signatures")):
            self.paths |= {str(signature.get("path")), str(signature.get("evidence"))}
            signed = Signed(self.case, str(version.get("id")), path, found)
            if check_signature(self.payload, signed, signature, self.told, self.anchors, self.report):
                self.signed.append((expected, str(signature.get("received_at"))))

    def check_answers(self, registers: dict[str, Any]) -> None:
        """The bytes of the registers' answers are those that the list names."""
        self.paths.add(layout.REGISTERS)
        for answer in (row for row in _rows(registers.get("answers")) if row.get("path")):
            path = str(answer["path"])
            self.paths.add(path)
            if self.payload.sha256_of(path) not in (None, str(answer.get("sha256"))):
                self.report.note("changed", path, f"not as in {layout.REGISTERS}")

    def check_letters(self, told: dict[str, Any]) -> None:
        """Every letter is one that the journal tells, with its number and files; every file is among the documents,
        and every letter that one answers is there."""
        self.paths.add(layout.LETTERS)
        letters = _rows(told.get("letters"))
        self.letters = {str(letter.get("id")) for letter in letters}
        for letter in letters:
            self._letter(letter, f"letter {letter.get('number') or letter.get('id')}")

    def _letter(self, letter: dict[str, Any], name: str) -> None:
        told, number = self.told.letters.get(str(letter.get("id"))), str(letter.get("number") or "")
        if told is None:
            self.report.note("not-in-journal", layout.LETTERS, f"the journal tells of no {name}")
        elif number != told.number:
            self.report.note("changed", layout.LETTERS, f"{name} has another number in the journal")
        for key in map(str, letter.get("files") or ()):
            if key not in self.newest:
                self.report.note("incomplete", layout.LETTERS, f"{name} names a file that is not here")
            elif told is not None and number and self.newest[key] not in told.files:
                self.report.note("changed", layout.LETTERS, f"{name} has a file that the journal does not name for it")
        if letter.get("reply_to") and str(letter["reply_to"]) not in self.letters:
            self.report.note("incomplete", layout.LETTERS, f"{name} answers a letter that is not here")

    def compare(self) -> None:
        """The journal names every paper made, every letter and every signature taken: none may be missing here, and
        nothing may lie here that no list names."""
        for name, letter in self.told.letters.items():
            if name not in self.letters:
                self.report.note("incomplete", f"entry {letter.entry}", f"names a letter that is not here: {name}")
        for sha256, entry in self.told.papers.items():
            if sha256 not in self.hashes:
                self.report.note("incomplete", f"entry {entry}", f"names a file that is not here: {sha256}")
        here = set(self.signed)
        for key, entry in self.told.signed.items():
            if key not in here:
                self.report.note("incomplete", f"entry {entry}", f"names a signature that is not here, over {key[0]}")
        for path in sorted(self.payload.paths() - self.paths):
            self.report.note("extra", layout.PAYLOAD + path, f"not in {layout.DOCUMENTS}")
