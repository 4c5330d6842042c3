"""The only writer of a state: of a case, of a document, of a package. One act is one transaction: the row locked, the
version compared, the rules asked, the effect, the state, the journal, the notices and the jobs, the commit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dms import scope
from dms.errors import StaleCase
from dms.events import OF_ACTION
from dms.extensions import db
from dms.models import ArchivePackage, Case, Document, GeneralDocument, Letter, User
from dms.queries import calendars, cases, money, people
from dms.services import clock, journal
from dms.services.acts import EFFECTS
from dms.services.acts.act import Act
from dms.services.dates import recount, terms
from dms.services.judging import facts
from dms.services.judging.given import NOTHING, Given
from dms.services.signed import supplement_ends
from dms.services.tables import reference
from dms.services.unit import unit
from workflows import documents as papers
from workflows import engine, filing
from workflows import letters as mail
from workflows import packages as bags
from workflows.facts import Actor, CaseFacts
from workflows.programmes import by_name
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import Action, CaseAct, CaseState, Role

SYSTEM = Actor(id=None, roles=frozenset({Role.SYSTEM}), name="system")


def perform(case_id: int, action: CaseAct, user: User | None, *, version: int | None, given: Given = NOTHING) -> Case:
    """Does one act. ``user`` None is the system itself; ``version`` None only for acts that no person's screen began.

    Raises:
        NotVisible: no such case in this scope.
        StaleCase: the case has moved on since the person looked.
        TransitionRefused: the rules say no; all reasons at once.
    """
    with unit():
        calendars.share()
        case = cases.lock(case_id)
        now = clock.now()  # under the lock: the act sees all that came into force before it
        _hold(case, action)
        if version is not None and case.version != version:
            raise StaleCase
        reference.look_again()
        recounted = recount.bring_up(case) if reference.is_recounting() else None
        actor = people.actor_for(user, case, now) if user else SYSTEM
        step = engine.decide(workflow_of(case), action, _judged_by(case, action, given, now), actor, now)
        act = Act(case, action, user, given, now, move=lambda paper, how: move_document(case, paper, how, actor, now))
        # The rules have spoken; what the act brings about may reach rows that its doer does not see.
        with scope.acting(scope.SYSTEM):
            told, days = EFFECTS[action](act), case.review_days
            _move(case, step.target, now)
            supplement_ends.with_case(case, step.source, user, now)
            act.finish()
            if recounted is not None:
                recount.say(case, recounted, now)
            journal.write(
                OF_ACTION[action], actor=user, at=now, case=case, clause=step.clause,
                facts={
                    "from": step.source.value, "to": step.target.value,
                    **_calendar(), **_first(action, days, case), **told,
                },
            )  # fmt: skip
    return case


def _first(action: CaseAct, days: int | None, case: Case) -> dict[str, int | None]:
    """The length of the review where the operator sets it: told by the registration, be it set or not, and by the act
    with which it first counts."""
    told = action is Action.REGISTER and by_name(case.edition).timing.leaves_review_to_operator
    return {"review_days": case.review_days} if told or days != case.review_days else {}


def _calendar() -> dict[str, int]:
    """By which version of the calendar the act counted its terms."""
    number = reference.calendar_no()
    return {} if number is None else {"calendar": number}


def offers(
    case: Case, user: User, given: Given = NOTHING, *, actor: Actor | None = None
) -> tuple[engine.CaseOffer, ...]:
    """What this person may do with the case now, and why not the rest: the same rules as ``perform``. ``actor``: the
    person as the rules see him, where the page has asked already."""
    now = clock.now()
    actor = actor or people.actor_for(user, case, now)
    return engine.allowed(workflow_of(case), facts.build(case, given, now), actor, now)


def against(case: Case, action: CaseAct, user: User, given: Given = NOTHING) -> tuple[Refusal, ...]:
    """Every reason why this person may not do the act now; empty where he may. Nothing is changed."""
    now = clock.now()
    try:
        known = _judged_by(case, action, given, now)
        engine.decide(workflow_of(case), action, known, people.actor_for(user, case, now), now)
    except TransitionRefused as refused:
        return refused.reasons
    return ()


def _judged_by(case: Case, action: CaseAct, given: Given, now: datetime) -> CaseFacts:
    """The facts that the act is judged by; where it has no place in the present state, nothing is looked up."""
    state = CaseState(case.state)
    if workflow_of(case).row(state, action) is None:
        return CaseFacts(state=state, programme=case.programme)
    return facts.build(case, given, now)


def offers_of_system(case: Case) -> tuple[engine.CaseOffer, ...]:
    """What the system itself would do with the case now, and why it does not: what its job is told. Facts are asked
    only where the present state has such an act."""
    rows, now = workflow_of(case).rows_from(CaseState(case.state)), clock.now()
    if not any(row.roles & SYSTEM.roles for row in rows):
        return ()
    return engine.allowed(workflow_of(case), facts.build(case, NOTHING, now), SYSTEM, now)


def workflow_of(case: Case) -> engine.CaseWorkflow:
    """The machine of the edition that the case keeps.

    Raises:
        LookupError: the edition has no machine.
    """
    found = by_name(case.edition).workflow
    if found is None:
        raise LookupError(case.edition)
    return found


def _hold(case: Case, action: CaseAct) -> None:
    """What a decision about money counts on must not change under it: the applicant's caps, the programme's account."""
    if action in (Action.GRANT, Action.PREPARE_GRANT, Action.PROPOSE_GRANT):
        people.lock_organisation(case.organisation_id)
    if action in OF_ACCOUNT:
        money.lock_account(case.programme)


#: Acts that move the account's money, or compare it with what is to be paid.
OF_ACCOUNT = frozenset(
    {Action.GRANT, Action.SIGN_AGREEMENT, Action.PAY, Action.DECLINE, Action.TERMINATE, Action.RECOVER}
)


def _move(case: Case, target: CaseState, now: datetime) -> None:
    db.session.flush()  # what the effect added counts for the term
    if case.state != target:
        case.state = target.value
        case.state_since = now
    case.version += 1
    with db.session.no_autoflush:  # the row is written once, with its term
        terms.set_due(case)


#: Acts on a document that belong to the system, whoever set them off.
OF_SYSTEM = frozenset(
    {
        papers.DocumentAction.CHECK,
        papers.DocumentAction.REJECT,
        papers.DocumentAction.DELIVER,
        papers.DocumentAction.SUPERSEDE,
        papers.DocumentAction.REPLACE,
    }
)


def move_document(
    case: Case | None,
    document: Document,
    action: papers.DocumentAction,
    actor: Actor,
    now: datetime,
    *,
    reasons: str = "",
    correctable: bool = False,
    office_draft: bool = False,
) -> None:
    """Moves a document inside the caller's transaction, by the machine of its case's programme.

    Raises:
        TransitionRefused: the rules say no.
    """
    who = SYSTEM if action in OF_SYSTEM else actor
    known = facts.of_document(document, reasons, correctable=correctable, office_draft=office_draft)
    step = engine.decide(papers.WORKFLOWS[case.programme] if case else papers.WORKFLOW, action, known, who, now)
    document.state = step.target.value


def move_general(
    row: GeneralDocument, action: filing.GeneralAction, known: filing.GeneralFacts, actor: Actor, now: datetime
) -> None:
    """Moves a general document inside the caller's transaction.

    Raises:
        TransitionRefused: the rules say no.
    """
    step = engine.decide(filing.WORKFLOW, action, known, actor, now)
    row.state = step.target.value


def move_letter(
    letter: Letter, action: mail.LetterAction, known: mail.LetterFacts, actor: Actor, now: datetime
) -> None:
    """Moves a letter inside the caller's transaction.

    Raises:
        TransitionRefused: the rules say no.
    """
    step = engine.decide(mail.WORKFLOW, action, known, actor, now)
    letter.state = step.target.value


def move_package(
    package: ArchivePackage, action: bags.PackageAction, actor: Actor, now: datetime, **known: Any
) -> None:
    """Moves an archive package inside the caller's transaction; ``known`` are the rest of its facts.

    Raises:
        TransitionRefused: the rules say no.
    """
    given = bags.PackageFacts(state=bags.PackageState(package.state), **known)
    step = engine.decide(bags.WORKFLOW, action, given, actor, now)
    package.state = step.target.value
