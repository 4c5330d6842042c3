"""What goes into a package: the rows of the case as JSON, the bytes of its files as streams."""

from __future__ import annotations

import io
import json
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dms.models import (
    Agreement,
    Case,
    Decision,
    Document,
    DocumentVersion,
    File,
    JournalEntry,
    MoneyMovement,
    Signature,
    Supplement,
)
from dms.packages import layout
from dms.queries import archive, cases, supplements
from dms.queries.letters import list_of_case as post_of_case
from dms.services import files
from dms.services.clock import ALMATY
from dms.services.judging.kept import plain
from dms.services.packing import asked, index, letters, words
from dms.services.papers.titles import title_of
from dms.services.signed import stamping
from storage.bag import Entry
from storage.port import Digest
from workflows.text import Text

_SUFFIX = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


@dataclass(slots=True)
class Contents:
    """Entries of the payload, and the digests that the files of the store must turn out to have."""

    entries: list[Entry] = field(default_factory=list)
    expected: dict[str, Digest] = field(default_factory=dict)
    chain: dict[str, None] = field(default_factory=dict)  # certificates in PEM, each once, in order

    def put(self, path: str, data: bytes) -> None:
        self.entries.append((path, lambda: io.BytesIO(data)))

    def put_file(self, path: str, file: File) -> None:
        """Bytes of the store, which must turn out as they were kept."""
        self.entries.append((path, lambda: files.read(file)))
        self.expected[path] = Digest(file.size, file.sha256 or "")

    def put_json(self, path: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=_plain)
        self.put(path, text.encode() + b"\n")


def of_case(case: Case) -> Contents:
    """Everything of the case, as the rows are now."""
    found = Contents()
    entries = archive.journal_of(case.id)
    signed = decided(case)
    papers = [_document(case, paper, no, found, signed) for no, paper in enumerate(kept(case), 1)]
    told = _case(case, entries)
    post = letters.told_of(post_of_case(case.id))
    rules = words.of_entries(entries)
    found.put_json(layout.CASE, told)
    found.put_json(layout.DOCUMENTS, {"documents": papers})
    found.put_json(layout.RULES, rules)
    if post:
        found.put_json(layout.LETTERS, {"letters": post})
    _registers(case, found)
    found.put(layout.JOURNAL, b"".join(_line(row) for row in entries))
    found.put(layout.CHAIN, "".join(found.chain).encode())
    for lang, path in layout.INDEX.items():
        found.put(path, index.page(lang, case, told, papers, post, entries, rules))
    return found


def _registers(case: Case, found: Contents) -> None:
    """Answers of outside registers with their bytes as they came; no list where none was asked."""
    rows = list(asked.answers_of(case))
    for row, told in rows:
        if row.file is not None:
            found.put_file(told["path"], row.file)
    if rows:
        found.put_json(layout.REGISTERS, {"answers": [{**t, "taken_at": _moment(t["taken_at"])} for _row, t in rows]})


def readme() -> Entry:
    """How to check a package with public tools alone."""
    data = (Path(__file__).parent / "README.txt").read_bytes()
    return layout.README, lambda: io.BytesIO(data)


def kept(case: Case) -> list[Document]:
    """Every document. What the applicant took out of his draft again, unsigned, was never handed in."""
    return [
        paper
        for paper in archive.documents_of(case.id)
        if paper.versions and (paper.removed_at is None or paper.is_made or any(v.signatures for v in paper.versions))
    ]


def is_void(paper: Document, decided: Container[int]) -> bool:
    """A paper that counts for nothing: taken out again, or the draft of a decision that was never signed. ``decided``:
    ids of the signed decisions."""
    unsigned = paper.decision_id is not None and paper.decision_id not in decided
    return paper.removed_at is not None or unsigned


def decided(case: Case) -> frozenset[int]:
    """Ids of the decisions that were signed."""
    return frozenset(row.id for row in cases.decisions(case.id) if row.status == "signed")


def _document(case: Case, paper: Document, number: int, found: Contents, signed: Container[int]) -> dict[str, Any]:
    place = layout.folder(number, paper.kind)
    return {
        "id": paper.public_id,
        "kind": paper.kind,
        "title": plain(_title(case, paper)),
        "origin": paper.origin,
        "state": paper.state,
        "number": paper.number,
        "letter": paper.letter_id is not None,
        "lines": list(paper.lines),
        "removed_at": _moment(paper.removed_at),
        "void": is_void(paper, signed),
        "delivered": paper.for_applicant,
        "outgoing": {"number": paper.outgoing_number, "at": _moment(paper.outgoing_at)} if paper.outgoing_at else None,
        "versions": [_version(version, place, found) for version in paper.versions],
    }


def _title(case: Case, paper: Document) -> Text:
    """What it is called; the file of a letter by the letter's subject."""
    return Text(paper.title, paper.title, paper.title) if paper.letter_id else title_of(paper.kind, case)


def _version(version: DocumentVersion, place: str, found: Contents) -> dict[str, Any]:
    file = version.file
    path = layout.version_path(place, version.no, _SUFFIX.get(file.media_type, ".bin"))
    found.put_file(path, file)
    context = None
    if version.context is not None:
        context = layout.context_path(place, version.no)
        found.put_json(context, version.context)
    return {
        "id": version.public_id,
        "no": version.no,
        "path": path,
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "created_at": _moment(version.created_at),
        "scan": version.scan_status,
        "context": context,
        "signatures": [
            _signature(row, place, version.no, index, found) for index, row in enumerate(version.signatures, 1)
        ],
    }


def _signature(row: Signature, place: str, no: int, number: int, found: Contents) -> dict[str, Any]:
    path, evidence = layout.signature_path(place, no, number), layout.evidence_path(place, no, number)
    found.put(path, row.cms)
    found.put_json(evidence, row.evidence | stamping.added_to(row))
    found.chain.update(dict.fromkeys(str(text) for text in row.evidence.get("chain") or ()))
    return {
        "path": path,
        "evidence": evidence,
        "side": row.side,
        "verdict": row.verdict,
        "reasons": row.reasons,
        "signer": row.signer,
        "signer_name": row.signer_name,
        "demo": row.demo,
        "received_at": _moment(row.received_at),
    }


def _case(case: Case, entries: list[JournalEntry]) -> dict[str, Any]:
    return {
        "format": layout.FORMAT,
        "id": case.public_id,
        "number": case.number,
        "programme": case.programme,
        "edition": case.edition,
        "state": case.state,
        "language": case.language,
        "applicant": {"bin": case.organisation.bin, "name": case.organisation.name},
        "received_at": _moment(case.received_at),
        "registered_at": _moment(case.registered_at),
        "ended_at": _moment(case.ended_at),
        "requested_sum": case.requested_sum,
        "granted_sum": case.granted_sum,
        "application": case.content,
        "answers": [_answer(row) for row in archive.answers_of(case.id)],
        "hearings": [_row(row, but=("id", "case_id")) for row in archive.hearings_of(case.id)],
        "decisions": [_decision(row) for row in cases.decisions(case.id)],
        "agreement": _agreement(cases.agreement_of(case.id)),
        "supplements": [_supplement(row) for row in supplements.list_of(case.id)],
        "quarters": [
            _row(row, but=("id", "case_id", "reported_by_id")) for row in cases.quarters_of(case.id)
        ],
        "money": [_movement(row) for row in archive.movements_of(case.id)],
        "journal": {"entries": len(entries), "head": entries[-1].hash if entries else "0" * 64},
    }  # fmt: skip


def _answer(row: Any) -> dict[str, Any]:
    return _row(row, but=("id", "case_id", "author_id", "document_id"))


def _decision(row: Decision) -> dict[str, Any]:
    who = {
        "prepared_by": row.prepared_by.name,
        "signer": row.signer.name if row.signer else None,
        "signed_by": row.signed_by.name if row.signed_by else None,
    }
    return _row(row, but=("id", "case_id", "prepared_by_id", "signer_id", "signed_by_id", "returned_by_id")) | who


def _agreement(row: Agreement | None) -> dict[str, Any] | None:
    return _row(row, but=("id", "case_id")) if row else None


def _supplement(row: Supplement) -> dict[str, Any]:
    left_out = ("id", "case_id", "document_id", "author_id", "signer_id", "ended_by_id")
    who = {"author": row.author.name, "signer": row.signer.name if row.signer else None}
    return _row(row, but=left_out) | {"document": row.document.public_id, **who}


def _movement(row: MoneyMovement) -> dict[str, Any]:
    return {"kind": row.kind, "amount": row.amount, "at": _moment(row.at), "reference": row.note}


def _row(row: Any, *, but: Iterable[str]) -> dict[str, Any]:
    """The columns of a row, those that only the database needs left out."""
    left_out = set(but)
    return {c.key: _value(getattr(row, c.key)) for c in row.__table__.columns if c.key not in left_out}


def _value(value: Any) -> Any:
    return _moment(value) if isinstance(value, datetime) else value


def _line(row: JournalEntry) -> bytes:
    said = {
        "id": row.id,
        "case_seq": row.case_seq,
        "event": row.event,
        "body": row.body,
        "prev_hash": row.prev_hash,
        "case_prev_hash": row.case_prev_hash,
        "hash": row.hash,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _moment(value: datetime | None) -> str | None:
    return value.astimezone(ALMATY).isoformat() if value else None


def _plain(value: Any) -> Any:
    return plain(value)
