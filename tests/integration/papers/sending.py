"""A person who sends a file in parts, as the page does it: through the test client, or to the store's own addresses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import urllib3
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dms.extensions import db
from dms.models import Case, Document, FileUpload
from dms.queries import documents
from dms.services import uploads
from tests.fixtures import pdfs

JSON = {"Accept": "application/json"}
MIB = 1 << 20
PART = 5 * MIB  # S3 takes no shorter ones


@dataclass
class Sender:
    client: FlaskClient
    case: Case
    answers: list[int] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"/files/{self.case.public_id}/uploads"

    def begin(self, body: bytes, name: str = "Шарт.pdf", kind: str = "contract", **other: Any) -> Any:
        told = {"name": name, "size": len(body), "modified": 1_700_000_000_000, **other}
        return self.client.post(self.base, query_string={"kind": kind, "lines": ["1"]}, json=told, headers=JSON)

    def send(self, told: Any, body: bytes, *numbers: int, announced: bytes | None = None) -> None:
        """These parts, all of them where none are named; ``announced``: other bytes than those that are sent."""
        size = told["part_size"]
        for number in numbers or range(1, -(-len(body) // size) + 1):
            piece = body[(number - 1) * size : number * size]
            digest = hashlib.sha256(piece if announced is None else announced).hexdigest()
            answer = self.client.post(told["addresses"], json={"parts": {str(number): digest}}, headers=JSON)
            assert answer.status_code == 200, answer.text
            self.put(answer.json["urls"][str(number)], piece)

    def put(self, url: str, piece: bytes) -> int:
        if url.startswith("/"):
            self.answers.append(self.client.put(url, data=piece, headers=JSON).status_code)
        else:
            self.answers.append(urllib3.request("PUT", url, body=piece).status)
        return self.answers[-1]

    def finish(self, told: Any) -> Any:
        return self.client.post(told["finish"], headers=JSON).json

    def state(self, told: Any) -> Any:
        return self.client.get(told["state_url"], headers=JSON).json


def long_pdf(size: int = PART + 1000) -> bytes:
    """A PDF with a long comment in it."""
    whole = pdfs.good()
    head, tail = whole[:9], whole[9:]
    return head + b"%" + b"x" * (size - len(whole) - 2) + b"\n" + tail


def attached(case: Case) -> list[Document]:
    """What has become a document of the case."""
    db.session.commit()
    return documents.documents_of(case.id, "uploaded")


def row_of(told: Any) -> FileUpload:
    """The row of what the page was told of."""
    db.session.commit()
    return db.session.scalars(select(FileUpload).where(FileUpload.public_id == told["id"])).one()


def jobs(row: FileUpload) -> int:
    """How many jobs were ordered to join its parts."""
    asked = (
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'join_upload' AND (args->>'upload_id')::int = :id"
    )
    return int(db.session.execute(text(asked), {"id": str(row.id)}).scalar_one())


@dataclass
class Waiting(Sender):
    """Sends what is no new document of the case: for a form, or as the next version of a document."""

    kind: str = "form"

    @property
    def base(self) -> str:
        return f"/files/{self.case.public_id}/uploads" if self.case else "/files/uploads"

    def whole(self, body: bytes, name: str = "хат.pdf") -> Any:
        """A file sent to its end, as the page is told of it."""
        begun = self.begin(body, name, kind=self.kind)
        assert begun.status_code == 200, begun.text
        self.send(begun.json, body)
        assert self.finish(begun.json)["missing"] == []
        db.session.commit()
        uploads.join(row_of(begun.json).id)
        db.session.commit()
        return self.state(begun.json)


def value(told: Any) -> str:
    return f"{told['id']}|{told['name']}"


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
