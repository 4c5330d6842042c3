"""How far the work on cases is: for whole pages of a list at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from dms.extensions import db
from dms.models import Answer, Case, Hearing, JournalEntry, Preview, User
from dms.queries import cases
from dms.queries.worklists import LISTS
from workflows.states import Verdict


def newest_verdicts(case_ids: Sequence[int]) -> dict[tuple[int, str], dict[str, Verdict]]:
    """The answer that counts for each line, by case and sheet; none where it is asked again."""
    newest = (
        select(Answer.case_id, Answer.sheet, Answer.key, Answer.verdict, Answer.reopened_at)
        .ext(distinct_on(Answer.case_id, Answer.sheet, Answer.key))
        .where(Answer.case_id.in_(case_ids))
        .order_by(Answer.case_id, Answer.sheet, Answer.key, Answer.id.desc())
        .subquery()
    )
    sheets = (
        select(newest.c.case_id, newest.c.sheet, func.jsonb_object_agg(newest.c.key, newest.c.verdict))
        .where(newest.c.reopened_at.is_(None))
        .group_by(newest.c.case_id, newest.c.sheet)
    )
    return {
        (case_id, sheet): {key: Verdict(verdict) for key, verdict in answers.items()}
        for case_id, sheet, answers in db.session.execute(sheets)
    }


def refused_lines(case_ids: Sequence[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """The cost lines whose newest judgement refuses them, by case, each with the checks that it was refused on."""
    rows = db.session.execute(
        select(Answer.case_id, Answer.key, Answer.verdict, Answer.facts, Answer.reopened_at)
        .ext(distinct_on(Answer.case_id, Answer.key))
        .where(Answer.case_id.in_(case_ids), Answer.sheet == "line")
        .order_by(Answer.case_id, Answer.key, Answer.id.desc())
    )
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for case_id, key, verdict, facts, reopened_at in rows:
        if reopened_at is None and verdict == Verdict.NO:
            found.setdefault(case_id, {})[key] = tuple(facts["checks"])
    return found


def newest_hearings(case_ids: Sequence[int]) -> dict[int, Hearing]:
    """The newest hearing of each case."""
    chosen = (
        select(Hearing)
        .ext(distinct_on(Hearing.case_id))
        .where(Hearing.case_id.in_(case_ids))
        .order_by(Hearing.case_id, Hearing.id.desc())
    )
    return {row.case_id: row for row in db.session.scalars(chosen)}


def names_of(user_ids: Sequence[int]) -> dict[int, str]:
    """Names by row id."""
    chosen = select(User.id, User.name).where(User.id.in_(user_ids))
    return {row_id: name for row_id, name in db.session.execute(chosen)}


def loads_of(user_ids: Sequence[int]) -> dict[int, int]:
    """How many open cases each person has."""
    open_states = [state.value for state in LISTS["mine"].states]
    chosen = (
        select(Case.assignee_id, func.count())
        .where(Case.assignee_id.in_(user_ids), Case.state.in_(open_states))
        .group_by(Case.assignee_id)
    )
    return {user_id: count for user_id, count in db.session.execute(chosen) if user_id is not None}


def failed_checks(case_id: int) -> list[Answer]:
    """The checks whose newest answer is no."""
    return [row for row in cases.newest_answers(case_id, "check").values() if row.verdict == Verdict.NO]


def lacking(case_id: int) -> list[Answer]:
    """The lines of the completeness list whose newest answer is no."""
    return [row for row in cases.newest_answers(case_id, "completeness").values() if row.verdict == Verdict.NO]


def refused_because(case_id: int, document: str) -> str:
    """Why the document (public id) was not accepted, as the journal has it."""
    chosen = (
        select(JournalEntry.body)
        .where(JournalEntry.case_id == case_id, JournalEntry.event == "document_not_accepted")
        .order_by(JournalEntry.id.desc())
    )
    told = (json.loads(body)["facts"] for body in db.session.scalars(chosen))
    return next((str(facts["reasons"]) for facts in told if facts.get("document") == document), "")


def list_previews(version_id: int) -> list[Preview]:
    """The pictures of a version's pages, in their order."""
    return list(db.session.scalars(select(Preview).where(Preview.version_id == version_id).order_by(Preview.page)))
