"""How much of a case's files a reader gets."""

from __future__ import annotations

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


def served(client: FlaskClient, draft: Draft, reader: User) -> int:
    """How much of the case's files this clerk gets: pages, downloads, and what the archive of all holds."""
    if draft.case.state == "draft":
        draft.case.state, draft.case.received_at = "completeness", draft.case.created_at
    db.session.commit()
    people.sign_in(client, reader)
    base, count = f"/files/{draft.case.public_id}", 0
    for version in versions():
        for end in ("download", "page/1"):
            answer = client.get(f"{base}/{version.public_id}/{end}", headers=JSON)
            count += answer.status_code == 200 and len(answer.data) > 0
    return count
