"""What the applicant's pages read. Cases are cut to the person's organisations by row-level security and by
``queries/cases.py``; the rest hangs on a case that has been loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from dms.extensions import db
from dms.models import Case, Document, Hearing, JournalEntry, Notice, PaperOrder, Preview, User
from dms.queries import cases

PAGE = 20


def my_cases(user: User, today: date, *, before: int | None = None, limit: int = PAGE) -> list[Case]:
    """The person's cases, newest first; ``before`` is the last row id of the page before."""
    chosen = cases.visible(user, today)
    if before is not None:
        chosen = chosen.where(Case.id < before)
    return list(db.session.scalars(chosen.order_by(Case.id.desc()).limit(limit)))


def hearings_of(case_ids: Iterable[int]) -> dict[int, Hearing]:
    """The newest hearing of each of the cases."""
    chosen = select(Hearing).where(Hearing.case_id.in_(list(case_ids))).order_by(Hearing.id)
    return {row.case_id: row for row in db.session.scalars(chosen)}


def events_of(case_id: int, kinds: Iterable[str], *, limit: int = 200) -> list[tuple[JournalEntry, User | None]]:
    """Journal entries of these kinds with who acted, newest first."""
    chosen = (
        select(JournalEntry, User)
        .outerjoin(User, User.id == JournalEntry.actor_id)
        .where(JournalEntry.case_id == case_id, JournalEntry.event.in_(list(kinds)))
        .order_by(JournalEntry.id.desc())
        .limit(limit)
    )
    return [(entry, actor) for entry, actor in db.session.execute(chosen)]


def notices_of_case(case_id: int, user: User, *, limit: int = 20) -> list[Notice]:
    """The person's notices about one case, newest first."""
    chosen = select(Notice).where(Notice.case_id == case_id, Notice.user_id == user.id)
    return list(db.session.scalars(chosen.order_by(Notice.id.desc()).limit(limit)))


def previews_of(version_ids: Iterable[int]) -> dict[int, list[Preview]]:
    """Page pictures by version, in the order of the pages."""
    found: dict[int, list[Preview]] = {}
    rows = db.session.scalars(
        select(Preview).where(Preview.version_id.in_(list(version_ids))).order_by(Preview.version_id, Preview.page)
    )
    for row in rows:
        found.setdefault(row.version_id, []).append(row)
    return found


def order_of(paper: Document) -> PaperOrder | None:
    """The order of a paper that the system makes."""
    return db.session.scalars(select(PaperOrder).where(PaperOrder.document_id == paper.id)).one_or_none()
