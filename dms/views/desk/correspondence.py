"""What went between the operator and the applicant: papers delivered, the position at the hearing, notices sent."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.models import Case
from dms.notice_words import say
from dms.queries import cases, correspondence, documents
from dms.services.papers.titles import title_of


def letters_of(case: Case) -> list[dict[str, Any]]:
    """Everything that either side sent, newest first, for the part ``timeline``."""
    rows = [*_papers(case), *_positions(case), *_notices(case)]
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def _papers(case: Case) -> list[dict[str, Any]]:
    found = [p for p in documents.documents_of(case.id, "generated") if p.current is not None]
    return [
        {
            "title": title_of(paper.kind, case),
            "at": paper.created_at,
            "by": _("to the applicant") if paper.for_applicant else _("from the applicant"),
            "url": url_for("desk.documents", public_id=case.public_id, doc=paper.public_id),
            "tone": "green" if paper.for_applicant else "",
        }
        for paper in found
        if paper.for_applicant or paper.kind == documents.APPLICATION_FORM
    ]


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
        for notice, name in correspondence.notices_to_applicant(case.id)
    ]
