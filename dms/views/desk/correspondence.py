"""What went to and fro in a case: its letters with their numbers, and beside them the papers and messages that acts of
the case brought about."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.models import Case, Document
from dms.notice_words import say
from dms.queries import cases, documents, letters
from dms.services.papers.titles import whole_title


def exchanged(case: Case) -> list[dict[str, Any]]:
    """Everything that either side sent besides letters, newest first, for the part ``timeline``."""
    rows = [*_papers(case), *_positions(case), *_notices(case)]
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def _papers(case: Case) -> list[dict[str, Any]]:
    found = [p for p in documents.documents_of(case.id, "generated") if p.current is not None]
    return [
        {
            "title": whole_title(paper, case),
            "at": paper.outgoing_at or paper.created_at,
            "by": _by(paper),
            "url": url_for("desk.documents", public_id=case.public_id, doc=paper.public_id),
            "tone": "green" if paper.for_applicant else "",
        }
        for paper in found
        if paper.for_applicant or paper.kind == documents.APPLICATION_FORM
    ]


def _by(paper: Document) -> str:
    """Who sent it to whom, and under which outgoing number."""
    way = _("to the applicant") if paper.for_applicant else _("from the applicant")
    return f"{way} · {paper.outgoing_number}" if paper.outgoing_number else str(way)


def _positions(case: Case) -> list[dict[str, Any]]:
    hearing = cases.newest_hearing(case.id)
    if hearing is None or hearing.position_at is None:
        return []
    return [
        {
            "title": _("Position of the applicant at the hearing"),
            "at": hearing.position_at,
            "by": _("from the applicant"),
            "body": hearing.position,
            "tone": "gold",
        }
    ]


def _notices(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "title": say(notice.code, notice.params),
            "at": notice.at,
            "by": _("notice to %(name)s", name=name),
            "tone": "",
        }
        for notice, name in letters.notices_to_applicant(case.id)
    ]
