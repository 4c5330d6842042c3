"""Completeness, the review against the rules, the hearing (342:15, 342:35, 342:37, 342:38)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dms.extensions import db
from dms.models import Answer, Hearing
from dms.queries import cases
from dms.services import papers
from dms.services.acts import decisions
from dms.services.acts.act import Act
from dms.services.judging import cost_lines, grounds
from dms.services.judging.proposals import of_check
from dms.services.tables import registers
from dms.services.telling import notices
from workflows.programmes.findings import Finding
from workflows.states import Verdict


def take(act: Act) -> dict[str, Any]:
    act.case.assignee_id = act.who.id
    return {"assignee": act.who.public_id}


def assign(act: Act) -> dict[str, Any]:
    before = act.case.assignee_id
    act.case.assignee_id = act.given.assignee_id
    db.session.flush()
    db.session.refresh(act.case, ["assignee"])
    chosen = act.case.assignee
    assert chosen is not None  # the form offers only existing staff
    notices.tell([chosen.id], "assigned", case=act.case, at=act.now, number=act.case.number)
    return {"assignee": chosen.public_id, "reassigned": before is not None, "reasons": act.given.reasons}


def answer_completeness(act: Act) -> dict[str, Any]:
    return _answer(act, "completeness")


def answer_check(act: Act) -> dict[str, Any]:
    return _answer(act, "check")


def _answer(act: Act, sheet: str) -> dict[str, Any]:
    given = act.given
    assert given.verdict is not None  # the guard refuses an empty answer
    found = of_check(act.case, given.key) if sheet == "check" else None
    told = _told(found) if found else {}
    db.session.add(
        Answer(
            case_id=act.case.id,
            sheet=sheet,
            key=given.key,
            verdict=given.verdict.value,
            automatic=found is not None and found.verdict is given.verdict,
            facts=told,
            note=given.reasons,
            document_id=given.document_id,
            author_id=act.who.id,
            at=act.now,
        )
    )
    return {"key": given.key, "verdict": given.verdict.value, "note": given.reasons, **told}


def _told(found: Finding) -> dict[str, Any]:
    """What the officer had before him when he answered."""
    told = {"told": [asdict(fact) for fact in found.facts]}
    return {"proposed": found.verdict.value, **told} if found.verdict else told


def judge_line(act: Act) -> dict[str, Any]:
    """A cost line is refused on checks answered "no", with its fact, or its refusal is taken back (342:A3.1, I-16)."""
    case, given = act.case, act.given
    refused = given.verdict is Verdict.NO
    keys = tuple(key for key in cost_lines.unmet(case) if refused and key in given.checks)
    rests_on = {"checks": list(keys), "clauses": cost_lines.clauses_of(case, keys)}
    db.session.add(
        Answer(
            case_id=case.id,
            sheet=cost_lines.SHEET,
            key=given.key,
            verdict=(Verdict.NO if refused else Verdict.YES).value,
            facts=rests_on,
            note=given.reasons,
            author_id=act.who.id,
            at=act.now,
        )
    )
    return {"cost_line": given.key, "line_refused": refused, "note": given.reasons, **rests_on}


def complete(act: Act) -> dict[str, Any]:
    act.case.completed_at = act.now
    registers.ask_reachable(act.case, act.user)
    notices.tell_applicant(act.case, "complete", act.now, number=act.case.number)
    return {"answers": {k: row.verdict for k, row in cases.newest_answers(act.case.id, "completeness").items()}}


def visit(act: Act) -> dict[str, Any]:
    extra = {"visited_on": act.given.visited_on, "found": act.given.reasons, "place": act.given.place}
    papers.order(act.case, "visit-record", now=act.now, author=act.user, extra=extra)
    return extra


def propose_refusal(act: Act) -> dict[str, Any]:
    """The preliminary decision and the notice of the hearing go out together (342:37)."""
    given = act.given
    assert given.hearing_at is not None  # the guard refuses a hearing without its time
    told = grounds.kept(given.grounds)
    db.session.add(
        Hearing(
            case_id=act.case.id,
            announced_at=act.now,
            planned_at=given.hearing_at,
            place=given.place,
            link=given.link,
            grounds=told,
        )
    )
    db.session.flush()
    papers.order(act.case, "preliminary-decision", now=act.now, author=act.user, deliver=True)
    notices.tell_applicant(
        act.case,
        "hearing",
        act.now,
        number=act.case.number,
        when=given.hearing_at.isoformat(),
        place=given.place or given.link,
    )
    return {"grounds": told, "hearing_at": given.hearing_at, "place": given.place, "link": given.link}


def record_position(act: Act) -> dict[str, Any]:
    hearing = cases.newest_hearing(act.case.id)
    assert hearing is not None  # the state has a hearing
    given = act.given
    if given.accepts or given.stays_away or given.earlier_from:  # the last word counts
        hearing.accepted_at = act.now if given.accepts or given.earlier_from else None
        hearing.stays_away_at = act.now if given.stays_away else None
        hearing.earlier_from = given.earlier_from
    if given.position:
        hearing.position = given.position
        hearing.position_at = act.now
    notices.tell_assignee(act.case, "position", act.now, number=act.case.number)
    return {
        "accepts": given.accepts,
        "stays_away": given.stays_away,
        "earlier_from": given.earlier_from,
        "position": given.position,
    }


def move_hearing(act: Act) -> dict[str, Any]:
    """Another hour of the hearing, told to the applicant at once with the reason (342:37). What he had said of the old
    hour says nothing of the new one; that he stays away stands."""
    hearing, given = cases.newest_hearing(act.case.id), act.given
    assert hearing is not None  # the state has a hearing
    assert given.hearing_at is not None  # the guard refuses a hearing without its time
    was, hearing.planned_at = hearing.planned_at, given.hearing_at
    hearing.accepted_at = hearing.earlier_from = None
    if given.place or given.link:
        hearing.place, hearing.link = given.place, given.link
    where, asked_by = hearing.place or hearing.link, "applicant" if given.asked_by_applicant else "operator"
    notices.tell_applicant(
        act.case, "hearing_moved", act.now, number=act.case.number, planned=was.isoformat(),
        when=given.hearing_at.isoformat(), place=where, reasons=given.reasons,
    )  # fmt: skip
    return {
        "was": was, "hearing_at": given.hearing_at, "place": hearing.place, "link": hearing.link,
        "reasons": given.reasons, "asked_by": asked_by,
    }  # fmt: skip


def hold_hearing(act: Act) -> dict[str, Any]:
    hearing = cases.newest_hearing(act.case.id)
    assert hearing is not None  # the state has a hearing
    given = act.given
    hearing.held_at, hearing.minutes, hearing.absent = act.now, given.minutes, given.absent
    hearing.means, hearing.came = given.means, list(given.came)
    hearing.began_at = None if given.absent else given.began_at or act.now
    hearing.with_operator, hearing.secretary = list(given.with_operator), given.secretary
    if given.position:
        hearing.position, hearing.position_at = given.position, act.now
    papers.order(act.case, "hearing-minutes", now=act.now, author=act.user, deliver=True)
    return {
        "absent": hearing.absent,
        "came": hearing.came,
        "began_at": hearing.began_at,
        "position": hearing.position,
        "minutes": hearing.minutes,
    }


def propose_grant(act: Act) -> dict[str, Any]:
    return decisions.prepare_grant(act)
