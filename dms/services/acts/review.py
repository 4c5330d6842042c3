"""Completeness, the review against the rules, the hearing (342:15, 342:35, 342:37, 342:38)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dms.errors import BadInput
from dms.extensions import db
from dms.models import Answer, Case, Hearing
from dms.queries import cases
from dms.services import cost_lines, grounds, notices, papers, registers
from dms.services.acts import decisions
from dms.services.acts.act import Act
from dms.services.law import edition_of
from dms.services.proposals import findings
from workflows.programmes.findings import Finding
from workflows.states import Verdict
from workflows.text import Text

OVERRULED = Text(
    "Жүйе ұсынған жауаптан өзге жауаптың себебін жазыңыз.",
    "Напишите причину ответа, отличного от предложенного системой.",
    "Write the reason for an answer other than the one proposed by the system.",
)
NOT_EARLIER = Text(
    "Бұл уақыт хабарланған уақыттан бұрын емес. Ертерек уақытты жазыңыз немесе хабарланғанымен келісіңіз.",
    "Это время не раньше объявленного. Укажите более раннее или согласитесь с объявленным.",
    "This is not before the time announced. Name an earlier one, or accept the one announced.",
)


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
    found = _found(act.case, given.key) if sheet == "check" else None
    proposed = found.verdict if found else None
    if proposed is not None and proposed is not given.verdict and not given.reasons.strip():
        raise BadInput(OVERRULED, field="reasons")
    told = _told(found) if found else {}
    db.session.add(
        Answer(
            case_id=act.case.id,
            sheet=sheet,
            key=given.key,
            verdict=given.verdict.value,
            automatic=proposed is given.verdict,
            facts=told,
            note=given.reasons,
            document_id=given.document_id,
            author_id=act.who.id,
            at=act.now,
        )
    )
    return {"key": given.key, "verdict": given.verdict.value, "note": given.reasons, **told}


def _found(case: Case, key: str) -> Finding | None:
    """What the data say of the check; most checks rest on no data, and nothing is looked up for them."""
    check = edition_of(case).checks.by_key.get(key)
    return findings(case).get(key) if check and check.automatic else None


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
    if given.earlier_from is not None and given.earlier_from >= hearing.planned_at:
        raise BadInput(NOT_EARLIER, field="earlier_from")
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
