"""The cases of a programme under the edition each keeps and under a new one: which would be decided differently, by
which clause, and for how much money.

An applicant's cases are asked in the order in which they were decided, then the open ones: what the new edition would
have granted before counts against its caps."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from dms.impact.judge import Answer, Asked, Subject, concerns, judge
from dms.impact.ledger import Ledger, Place
from dms.models import Cap, Case
from dms.queries import impact as queries
from dms.replay.fold import Untold, retell
from dms.services.clock import ALMATY
from dms.services.dates import calendars, terms
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from dms.services.tables.look_ups import of_registers
from workflows.calculation import NotCalculable, Outcome, Request
from workflows.calendar import NoCalendar
from workflows.money import ZERO
from workflows.programmes import Edition, compose
from workflows.programmes.known import Known
from workflows.states import CaseState

#: Applicants read at once.
BATCH = 100
#: After every case.
LAST = sys.maxsize
#: What somebody took back declares nothing any more (314:22).
GONE = (CaseState.WITHDRAWN, CaseState.LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A case on which the two editions part. ``decided_on`` None: it is still open. ``because``: the clauses of the
    provisions each of which alone changes the answer; of all that differ where only several together do."""

    case: str
    applicant: str
    state: str
    edition: str
    decided_on: date | None
    old: Answer
    new: Answer
    because: tuple[str, ...]

    @property
    def decided_differently(self) -> bool:
        """Another outcome or another sum; otherwise only what is asked, or when it is due, changes."""
        return (self.old.outcome, self.old.total) != (self.new.outcome, self.new.total)

    @property
    def money(self) -> Decimal:
        """Tenge that the new edition grants more, negative for less."""
        return self.new.total - self.old.total


@dataclass(slots=True)
class Totals:
    """``affected`` counts every case on which the editions part, ``differently`` those with another outcome or sum;
    ``more`` and ``less`` in tenge, both positive. ``unjudged``: cases that cannot be asked, each with the reason."""

    cases: int = 0
    affected: int = 0
    differently: int = 0
    more: Decimal = ZERO
    less: Decimal = ZERO
    unjudged: list[str] = field(default_factory=list)

    def count(self, one: Affected | None) -> None:
        self.cases += 1
        if one is None:
            return
        self.affected += 1
        self.differently += one.decided_differently
        self.more += max(one.money, ZERO)
        self.less -= min(one.money, ZERO)


@dataclass(frozen=True, slots=True)
class _Step:
    """One provision of the new edition alone, on top of the edition that a case keeps."""

    clause: str
    edition: Edition


class Trial:
    """One new edition tried on the cases of its programme at the moment ``now``. ``totals`` are whole once ``affected``
    has been read to its end."""

    def __init__(self, new: Edition, now: datetime) -> None:
        self.new, self.now = new, now.astimezone(ALMATY)
        self.totals = Totals()
        self._asked = Asked(reference.calendar(), terms.settings())
        self._in_force, self._held = reference.in_force(), cache(calendars.numbered)
        self._steps: dict[str, tuple[_Step, ...]] = {}

    def affected(self) -> Iterator[Affected]:
        """Every case on which the editions part, applicant by applicant; a batch at a time stands in memory."""
        programme, last = self.new.programme, 0
        while applicants := queries.next_applicants(programme, last, BATCH):
            last = applicants[-1]
            yield from self._batch(programme, applicants)  # the session holds rows weakly: those of a batch go with it

    def _batch(self, programme: str, applicants: Sequence[int]) -> Iterator[Affected]:
        cases = queries.cases_of(programme, applicants)
        ids = [case.id for case in cases]
        acts, answers, kinds = queries.acts_of(ids), queries.answers_of(ids), queries.kinds_of(ids)
        granted, said = queries.granted_to(programme, applicants), queries.register_answers_of(ids)
        subjects: dict[int, Subject] = {}
        for case in cases:
            known, papers = of_registers(said[case.id]), frozenset(kinds[case.id])
            try:
                subjects[case.id] = self._subject(case, acts[case.id], answers[case.id], papers, known)
            except Untold as error:
                self._cannot_judge(case, error)
        for applicant in applicants:
            own = [case for case in cases if case.organisation_id == applicant]
            yield from self._applicant(own, subjects, granted[applicant])

    def _subject(
        self,
        case: Case,
        acts: list[dict[str, object]],
        answers: queries.Verdicts,
        papers: frozenset[str],
        known: Known,
    ) -> Subject:
        assert case.received_at is not None  # the query asked for it
        kept, applied_on = edition_of(case), case.received_at.astimezone(ALMATY).date()
        return Subject(
            told=retell(case.programme, acts, self._held, self._asked.settings, self._in_force),
            kept=kept,
            content=case.content,
            applied_on=applied_on,
            checks={key: verdict for (sheet, key), verdict in answers.items() if sheet == "check"},
            lines={key: verdict for (sheet, key), verdict in answers.items() if sheet == "completeness"},
            papers=papers,
            known=known,
            then=kept.checks.proposals(case.content, applied_on, known),
        )

    def _cannot_judge(self, case: Case, why: Exception) -> None:
        self.totals.cases += 1
        self.totals.unjudged.append(f"{case.number or case.public_id}: {why}")

    def _applicant(self, cases: list[Case], subjects: dict[int, Subject], granted: list[Cap]) -> Iterator[Affected]:
        told = [case for case in cases if case.id in subjects]
        ledger = Ledger(granted, {case.id: subjects[case.id].told.fate for case in told})
        for case in sorted(told, key=lambda case: self._place(case, subjects[case.id])):
            if not concerns(subjects[case.id].told):
                continue
            try:
                found = self._compare(case, subjects[case.id], cases, ledger)
            except (NotCalculable, NoCalendar) as error:
                self._cannot_judge(case, error)
                continue
            self.totals.count(found)
            if found is not None:
                yield found

    def _place(self, case: Case, subject: Subject) -> Place:
        """When a case was decided; an open one comes after all of them, now."""
        decided = subject.told.decided
        return (decided.at.astimezone(ALMATY), case.id) if decided else (self.now, LAST)

    def _compare(self, case: Case, subject: Subject, cases: list[Case], ledger: Ledger) -> Affected | None:
        place = self._place(case, subject)
        moment = place[0]
        before = [other for other in cases if _declares(other, case)]
        requests = [
            sums.request_of(
                case, moment, earlier=ledger.before(place, new=new), others=before, refused=subject.told.refused
            )
            for new in (False, True)
        ]
        old = judge(subject.kept, subject, requests[0], self._asked)
        new = judge(self.new, subject, requests[1], self._asked)
        decided = subject.told.decided
        if decided is not None and decided.outcome is not Outcome.GRANT and old.outcome is Outcome.GRANT:
            # Refused on facts that no answer or sum tells: no edition changes them.
            old, new = (replace(one, outcome=decided.outcome, total=ZERO) for one in (old, new))
        if decided is not None:
            lines = self.new.sums.calculate(requests[1]).lines if new.outcome is Outcome.GRANT else ()
            ledger.decide(case, moment, lines)
        if old == new:
            return None
        return Affected(
            case=case.number or case.public_id,
            applicant=case.organisation.name,
            state=case.state,
            edition=case.edition,
            decided_on=moment.date() if decided else None,
            old=old,
            new=new,
            because=self._because(subject, requests[0], old),
        )

    def _because(self, subject: Subject, request: Request, old: Answer) -> tuple[str, ...]:
        if subject.kept.name not in self._steps:
            self._steps[subject.kept.name] = _steps(subject.kept, self.new)
        steps = self._steps[subject.kept.name]
        alone = [step for step in steps if judge(step.edition, subject, request, self._asked) != old]
        return tuple(dict.fromkeys(step.clause for step in alone or steps))


def _declares(other: Case, case: Case) -> bool:
    """Whether what the other application declared counts beside this one: it came before it, in the same year."""
    assert other.received_at is not None and case.received_at is not None  # noqa: PT018 - the query asked for both
    year = case.received_at.astimezone(ALMATY).year
    came, gone = other.received_at, CaseState(other.state) in GONE
    return came < case.received_at and came.astimezone(ALMATY).year == year and not gone


def _steps(kept: Edition, new: Edition) -> tuple[_Step, ...]:
    found = []
    for group, key, item in kept.parts.steps_to(new.parts):
        told = item or getattr(kept.parts, group)[key]
        clause = told.value.clause if group == "proofs" else told.clause
        parts = kept.parts.with_item(group, key, item)
        found.append(_Step(clause, compose(kept.programme, kept.name, kept.since, parts)))
    return tuple(found)
