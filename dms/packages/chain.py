"""The journal of a package: every hash recomputed, no place left out, the last link as the case's data say."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from dms.packages import layout
from dms.packages.fault import Report
from dms.packages.reading import Payload

ZERO = "0" * 64


@dataclass(slots=True)
class ToldLetter:
    """What the journal says of one letter: the first entry about it, its number, the SHA-256 of its files."""

    entry: int
    number: str = ""
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Told:
    """What the journal names: files (SHA-256 → entry), valid signatures ((SHA-256, moment of receipt) → entry),
    letters by their ids, the outgoing numbers of papers by the ids of these; ``offers``: commitments to what valid
    signatures were asked for, by file and receipt."""

    papers: dict[str, int] = field(default_factory=dict)
    letters: dict[str, ToldLetter] = field(default_factory=dict)
    signed: dict[tuple[str, str], int] = field(default_factory=dict)
    outgoing: dict[str, str] = field(default_factory=dict)
    offers: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def read_journal(payload: Payload, case: dict[str, Any], report: Report) -> Told:
    """Walks the chain of the case from its first entry."""
    told, walk = Told(), _Walk(str(case.get("id")), report)
    if layout.JOURNAL in payload.paths():
        for number, line in payload.lines_of(layout.JOURNAL):
            walk.entry(number, line, told)
    head = case.get("journal") if isinstance(case.get("journal"), dict) else {}
    assert isinstance(head, dict)  # by the line above
    if (head.get("entries"), head.get("head")) != (walk.place, walk.last):
        report.note("journal-cut", layout.JOURNAL, f"{walk.place} entries, and not the head that {layout.CASE} names")
    report.entries = walk.place
    return told


class _Walk:
    def __init__(self, case: str, report: Report) -> None:
        self.case, self.report = case, report
        self.place, self.last = 0, ZERO

    def entry(self, number: int, line: bytes, told: Told) -> None:
        try:
            row = json.loads(line)
            body = json.loads(row["body"])
            texts = [row[key] for key in ("prev_hash", "case_prev_hash", "body", "hash")]
            if not isinstance(body, dict) or not all(isinstance(text, str) for text in texts):
                raise ValueError("not an entry")
        except (ValueError, KeyError, TypeError, RecursionError):
            self._note("malformed", number, "cannot be read")
            self.place += 1
            return
        self._link(number, row, body)
        _remember(number, body, told)

    def _link(self, number: int, row: dict[str, Any], body: dict[str, Any]) -> None:
        self.place += 1
        if row.get("case_seq") != self.place:
            self._note("journal-gap", number, f"place {self.place} of the case is missing")
            self.place = row["case_seq"] if isinstance(row.get("case_seq"), int) else self.place
        if row["case_prev_hash"] != self.last:
            self._note("journal-broken", number, "does not follow the entry before it")
        made = hashlib.sha256((row["prev_hash"] + row["case_prev_hash"] + row["body"]).encode("utf-8", "replace"))
        if row["hash"] != made.hexdigest():
            self._note("journal-changed", number, "its content was changed")
        if body.get("case") != self.case:
            self._note("journal-foreign", number, "belongs to another case")
        self.last = row["hash"]

    def _note(self, kind: str, number: int, detail: str) -> None:
        self.report.note(kind, f"entry {number}", detail)


def _remember(number: int, body: dict[str, Any], told: Told) -> None:
    facts = body.get("facts")
    if not isinstance(facts, dict):
        return
    if isinstance(facts.get("letter_id"), str):
        _remember_letter(number, facts, told)
    _remember_outgoing(facts, told)
    sha256 = facts.get("sha256")
    if not isinstance(sha256, str):
        return
    if body.get("event") == "paper_made":
        told.papers[sha256] = number
    if body.get("event") == "paper_signed":
        told.papers[sha256] = number
        # One judged again names its receipt; for the others the entry was written at the receipt.
        key = sha256, str(facts.get("received_at") or body.get("at"))
        told.signed[key] = number
        if "offer" in facts:
            told.offers.setdefault(key, set()).add(str(facts["offer"]))


def _remember_outgoing(facts: dict[str, Any], told: Told) -> None:
    """The papers that an entry delivers: one of its own, or those of a decision."""
    several = facts.get("papers")
    rows = [(facts.get("document"), facts)]
    rows += [(row.get("id"), row) for row in (several if isinstance(several, list) else ()) if isinstance(row, dict)]
    told.outgoing |= {str(key): str(row["outgoing_number"]) for key, row in rows if row.get("outgoing_number")}


def _remember_letter(number: int, facts: dict[str, Any], told: Told) -> None:
    letter = told.letters.setdefault(facts["letter_id"], ToldLetter(number))
    letter.number = str(facts.get("letter_no") or letter.number)
    files = facts.get("files")
    for sha256 in map(str, files if isinstance(files, list) else ()):
        letter.files.add(sha256)
        told.papers.setdefault(sha256, number)
