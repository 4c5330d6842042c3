"""One case asked by one edition. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dms.replay.fold import Retold
from workflows.calculation import Outcome, Request
from workflows.calendar import Calendar
from workflows.money import ZERO
from workflows.programmes import Edition
from workflows.programmes.known import Known
from workflows.programmes.timing import TermSettings
from workflows.states import CaseState, Verdict


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a case. ``checks`` and ``lines``: the officer's newest answers, to the checks and to the
    completeness list; ``papers``: kinds of document that were handed in; ``known``: what the registers answered;
    ``then``: what the data answer to the checks of the edition that it keeps."""

    told: Retold
    kept: Edition
    content: Mapping[str, Any]
    applied_on: date
    checks: Mapping[str, Verdict]
    lines: Mapping[str, Verdict]
    papers: frozenset[str]
    known: Known
    then: Mapping[str, Verdict]

    @property
    def undecided(self) -> bool:
        return self.told.decided is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an edition makes of a case. ``clause`` is that of a refusal or leaving, empty for a grant. ``checks``: how
    each check that is due stands, None where nobody and nothing has answered it. ``missing``: kinds of document.
    ``due_at``: the end of the running term, ``result_at`` of the whole review; None where none runs."""

    outcome: Outcome
    total: Decimal
    clause: str
    checks: Mapping[str, Verdict | None]
    missing: tuple[str, ...]
    term: str
    due_at: datetime | None
    result_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """With what every case is asked."""

    calendar: Calendar
    settings: TermSettings


def judge(edition: Edition, subject: Subject, request: Request, asked: Asked) -> Answer:
    """The case by this edition. Raises NoCalendar."""
    papers, content = edition.papers, subject.content
    checks = _verdicts(edition, subject)
    outcome, total, clause = _decided(edition, subject, request, checks)
    settings = replace(asked.settings, review_days=subject.told.review_days or asked.settings.review_days)
    due = edition.timing.due(subject.told.stands, subject.told.moments, asked.calendar, settings)
    return Answer(
        outcome=outcome,
        total=total,
        clause=clause,
        checks=checks,
        missing=tuple(kind.key for kind in papers.absent(papers.situation_of(content), subject.papers)),
        term=due.key,
        due_at=due.at,
        result_at=due.result_at,
    )


def _verdicts(edition: Edition, subject: Subject) -> Mapping[str, Verdict | None]:
    """The officer's answers stand, but where the data now answer otherwise than under the law that the officer knew."""
    costs, content = edition.costs, subject.content
    types = costs.types_of(key for key in content.get("cost_subitems", []) if key in costs.subitem_by_key)
    then = subject.then
    now = then if edition is subject.kept else edition.checks.proposals(content, subject.applied_on, subject.known)
    found: dict[str, Verdict | None] = {}
    for check in edition.checks.due(types):
        proposed, answered = now.get(check.key), subject.checks.get(check.key)
        turned = proposed is not None and proposed != then.get(check.key)
        found[check.key] = proposed if turned or answered is None else answered
    return found


def _decided(
    edition: Edition, subject: Subject, request: Request, checks: Mapping[str, Verdict | None]
) -> tuple[Outcome, Decimal, str]:
    """What the answers and the sums lead to: an applicant who is not eligible, or whose application lacks something,
    gets nothing; else the calculation says."""
    for key, verdict in checks.items():
        if verdict is Verdict.NO and key in edition.checks.decisive:
            return Outcome.REFUSE, ZERO, edition.checks.by_key[key].clause
    for line in edition.papers.completeness(edition.papers.situation_of(subject.content)):
        if subject.lines.get(line.key) is Verdict.NO:
            return Outcome.REFUSE, ZERO, line.clause
    result = edition.sums.calculate(request)
    return result.outcome, result.total, result.clause or ""


#: States that a case leaves nobody to decide, or nobody has to yet.
ASIDE = (CaseState.DRAFT, CaseState.WITHDRAWN, CaseState.ARCHIVED)


def concerns(told: Retold) -> bool:
    """Whether anybody decided the case or has to: what was taken back, or was never submitted, is left alone."""
    return told.decided is not None or told.stands not in ASIDE
