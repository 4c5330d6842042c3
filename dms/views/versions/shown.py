"""What the pages on versions show, from rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user

from dms.models import Case, Document, DocumentVersion, PageRemark
from dms.queries import review, texts, versions
from dms.services import clock
from dms.services.files.file_status import FileStatus, status_of_version
from dms.services.files.serving import is_open_to, versions_for
from dms.services.judging.law import cited, edition_of
from dms.services.versions import page_remarks, renewing
from dms.services.versions.looks import COLOURS, blank_pages, colour_of, has_text, sample_of
from dms.views.versions import compared
from workflows.text import Text, brief


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list. ``url`` and ``changes`` are empty where this reader may not open them."""

    version: DocumentVersion
    author: str
    status: FileStatus
    newest: bool
    url: str
    changes: str


def rows_of(case: Case, document: Document) -> list[VersionRow]:
    """Those that this reader may know of, the newest first."""
    his = versions_for(document, current_user)
    names = review.names_of([row.author_id for row in his if row.author_id])
    return [_row(case, document, row, names.get(row.author_id or 0, "")) for row in reversed(his)]


def _row(case: Case, document: Document, version: DocumentVersion, author: str) -> VersionRow:
    is_open = is_open_to(document, version, current_user)
    earlier = compared.earlier_of(version) if is_open and version.no > 1 else None
    return VersionRow(
        version=version,
        author=author,
        status=status_of_version(version),
        newest=document.current is not None and document.current.id == version.id,
        url=url_for("versions.view", case=case.public_id, version=version.public_id) if is_open else "",
        changes=url_for("versions.changes", case=case.public_id, version=version.public_id) if earlier else "",
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One remark beside its page."""

    remark: PageRemark
    url: str
    here: bool
    newer: DocumentVersion | None


def remarks_on(case: Case, document: Document, version: DocumentVersion, page: int) -> list[Shown]:
    """Those on any version, first of the page at hand."""
    his = versions_for(document, current_user)
    found = [
        Shown(
            row,
            url_for("versions.view", case=case.public_id, version=row.version.public_id, page=row.page),
            row.version_id == version.id and row.page == page,
            page_remarks.newer_version(row) if row.sent_at else None,
        )
        for row in versions.list_remarks_on(document.id, case, current_user, clock.now())
        if row.version in his
    ]
    return sorted(found, key=lambda row: not row.here)


def around(case: Case, document: Document, version: DocumentVersion, page: int) -> dict[str, Any]:
    """All that stands beside a page."""
    now, colour = clock.now(), colour_of(version)
    return {
        "case": case,
        "document": document,
        "version": version,
        "rows": rows_of(case, document),
        "colour": COLOURS[colour] if colour else None,
        "colour_key": colour.value if colour else "",
        "blank": blank_pages(version),
        "sample": sample_of(version),
        "has_text": has_text(version),
        "told_text": texts.told_of(version.file.sha256 or "") if version.check_status == "sound" else None,
        "remarks": remarks_on(case, document, version, page),
        "are_sent": page_remarks.are_sent(case),
        "may_renew": renewing.may_renew(case, document, current_user, now),
        "may_answer": page_remarks.may_answer(case, current_user, now),
        "kinds": kinds_for(case, document),
        "of_files": cited(case.programme, "342:17", "314:16"),
    }


def kinds_for(case: Case, document: Document) -> list[tuple[str, Text, bool]]:
    """(key, title, chosen) of the kinds that the paper could stand for beside its own."""
    papers = edition_of(case).papers
    offered = papers.offered(papers.situation_of(case.content))
    return [
        (offer.kind.key, brief(offer.kind.title), offer.kind.key in document.also)
        for offer in offered
        if offer.kind.key not in (document.kind, papers.extra)
    ]
