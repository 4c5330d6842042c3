"""What the applicant's templates may always ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import current_app, url_for

from dms.models import Case, DocumentVersion, Preview
from dms.services import clock
from dms.services.judging.law import edition_of
from dms.views.file_answers import row_of
from dms.views.portal.papers import name_of
from dms.views.portal.tasks import document_url, next_url
from workflows.text import brief, particulars


def around() -> dict[str, Any]:
    return {
        "row_of": row_of,
        "title_of": name_of,
        "brief": brief,
        "particulars": particulars,
        "pages_of": pages_of,
        "cite": cite,
        "next_url": next_url,
        "document_url": document_url,
        "demo": current_app.config["SETTINGS"].demo,
        "today": clock.today(),
    }


def cite(case: Case, *clauses: str) -> str:
    """The first of the clauses that stands in the case's own law; empty where none does, so that nothing is cited."""
    law = edition_of(case).name.partition("@")[0]
    return next((clause for clause in clauses if clause.startswith(f"{law}:")), "")


def pages_of(case: Case, version: DocumentVersion, pages: Iterable[Preview]) -> list[dict[str, Any]]:
    """The pictures of a version's pages for the macro ``preview``."""
    return [
        {
            "url": url_for("files.page", case=case.public_id, version=version.public_id, number=row.page),
            "width": row.width,
            "height": row.height,
        }
        for row in pages
    ]
