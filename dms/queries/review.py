"""How far the work on cases is: for whole pages of a list at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import any_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import defer, joinedload, lazyload, load_only

from dms.extensions import db
from dms.models import Answer, Case, Decision, Hearing, JournalEntry, Organisation, Preview, User
from dms.queries import cases
from dms.queries.fixed import Fixed, ids
from dms.queries.worklists import LISTS, Listed
from workflows.states import Verdict

_newest = (
    select(Answer.case_id, Answer.sheet, Answer.key, Answer.verdict, Answer.reopened_at)
    .ext(distinct_on(Answer.case_id, Answer.sheet, Answer.key))
    .where(Answer.case_id == any_(ids()))
    .order_by(Answer.case_id, Answer.sheet, Answer.key, Answer.id.desc())
    .subquery()
)
_SHEETS = Fixed(
    select(_newest.c.case_id, _newest.c.sheet, func.jsonb_object_agg(_newest.c.key, _newest.c.verdict))
    .where(_newest.c.reopened_at.is_(None))
    .group_by(_newest.c.case_id, _newest.c.sheet)
)


_CASES = (
    select(Case)
    .where(Case.id == any_(ids()))
    .options(
        defer(Case.content, raiseload=True),
        joinedload(Case.organisation, innerjoin=True).load_only(Organisation.name, Organisation.bin),
        joinedload(Case.assignee).load_only(User.name),
    )
)


def cases_of(rows: Sequence[Listed]) -> list[Case]:
    """The cases of a page of a worklist themselves, without their applications, in its order."""
    row_ids = [row.id for row in rows]
    found = {case.id: case for case in db.session.scalars(_CASES, {"ids": row_ids})} if row_ids else {}
    return [found[row] for row in row_ids if row in found]


_CONTENTS = (
    select(Case)
    .where(Case.id == any_(ids()))
    .options(load_only(Case.content), lazyload(Case.organisation), lazyload(Case.assignee))
)


def fill_contents(row_ids: Sequence[int]) -> None:
    """Reads the applications of the cases of a page, which a list leaves out: the widest column by far."""
    db.session.scalars(_CONTENTS, {"ids": list(row_ids)}).all()


_OPEN_DRAFTS = Fixed(
    select(Decision.case_id, Decision.kind).where(Decision.case_id == any_(ids()), Decision.status == "open")
)


def open_draft_kinds(case_ids: Sequence[int]) -> dict[int, str]:
    """The kind of the draft that waits for a signature, by case."""
    return {row.case_id: row.kind for row in _OPEN_DRAFTS.rows(ids=list(case_ids))}


def newest_verdicts(case_ids: Sequence[int]) -> dict[int, dict[str, dict[str, Verdict]]]:
    """The answer that counts for each line, by case and sheet; none where it is asked again."""
    found: dict[int, dict[str, dict[str, Verdict]]] = {}
    for case_id, sheet, answers in _SHEETS.rows(ids=list(case_ids)):
        found.setdefault(case_id, {})[sheet] = {key: Verdict(verdict) for key, verdict in answers.items()}
    return found


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
        .where(Hearing.case_id == any_(ids()))
        .order_by(Hearing.case_id, Hearing.id.desc())
    )
    return {row.case_id: row for row in db.session.scalars(chosen, {"ids": list(case_ids)})}


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
