"""How much of a case's files a reader gets."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.models import Document, DocumentVersion, User
from tests.fixtures import people
from tests.integration.papers.conftest import Draft

JSON = {"Accept": "application/json"}


def send(client: FlaskClient, draft: Draft, body: bytes, name: str) -> Any:
    return client.post(
        f"/files/{draft.case.public_id}/upload",
        query_string={"kind": "contract", "name": name},
        data=body,
        content_type="application/pdf",
        headers=JSON,
    )


def versions() -> list[DocumentVersion]:
    """Of what was uploaded, the newest last."""
    uploaded = select(DocumentVersion).join(Document).where(Document.origin == "uploaded")
    return list(db.session.scalars(uploaded.order_by(DocumentVersion.id)))


#: Where a version is met below the address of its case: bytes, pictures, its own page, what a comparison tells of it.
ENDS = ("download", "page/1", "page/1/small", "view", "changes")


def reached(client: FlaskClient, draft: Draft, reader: User) -> list[str]:
    """The ways by which this reader gets anything of the files that people sent with the case: documents, files of
    letters, and what the archive of all holds."""
    if draft.case.state == "draft":
        draft.case.state, draft.case.received_at = "completeness", draft.case.created_at
    sent = select(DocumentVersion).join(Document).where(Document.origin != "generated")
    rows = db.session.scalars(sent.order_by(DocumentVersion.id)).all()
    known = {row.file.sha256: f"{row.document.kind} {row.no}" for row in rows}
    asked = [(known[row.file.sha256], f"{row.public_id}/{end}", end) for row in rows for end in ENDS]
    db.session.commit()
    people.sign_in(client, reader)
    base, found = f"/files/{draft.case.public_id}", []
    for name, address, end in asked:
        answer = client.get(f"{base}/{address}", headers=JSON)
        if answer.status_code == 200 and answer.data:
            found.append(f"{name} {end}")
    return found + [f"{known[sha256]} zip" for sha256 in _zipped(client, base) if sha256 in known]


def _zipped(client: FlaskClient, base: str) -> list[str]:
    """The hashes of what stands in the archive of all that the reader may have."""
    answer = client.get(f"{base}/zip")
    if answer.status_code != 200:
        return []
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return [hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()]


def served(client: FlaskClient, draft: Draft, reader: User) -> int:
    """How many of these ways are open."""
    return len(reached(client, draft, reader))
