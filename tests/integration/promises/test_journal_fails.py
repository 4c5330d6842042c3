"""P9: an act whose journal entry cannot be written does not happen; nothing at all is changed by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from dms.extensions import db
from dms.queries import cases, documents
from dms.services import clock, moves
from dms.services.draft import application
from dms.services.judging.given import Given
from dms.services.money import ledger
from dms.services.signed import demo_signing, signatures
from dms.services.unit import unit
from tests.fixtures.office import PROGRAMME
from tests.fixtures.people import head_of, make_organisation
from tests.fixtures.promises import Trial
from tests.fixtures.walk import Walk
from tests.integration.promises.conftest import Hand
from workflows.states import Action, CaseState, Role, Verdict

A, S = Action, CaseState
#: Acts that this walk does not meet: only a sealed package lets a case into the archive.
NOT_MET = {A.ARCHIVE, A.PREPARE_CLOSE, A.CLOSE}


class Stumbling(Walk):
    """Tries every act first with a journal that takes nothing, once for each state and act."""

    def __init__(self, inner: Walk, hand: Hand, trial: Trial) -> None:
        self.clock, self._staff = inner.clock, inner._staff
        self.hand, self.trial = hand, trial
        self.tried: set[tuple[str, Action]] = set()

    def act(self, case: Any, action: Action, who: Any, **given: Any) -> Any:
        self.stumble(case, action, who, **given)
        return super().act(case, action, who, **given)

    def stumble(self, case: Any, action: Action, who: Any, **given: Any) -> None:
        case = self.fresh(case)
        if (case.state, action) in self.tried:
            return
        self.tried.add((case.state, action))
        version, case_id = case.version, case.id
        self.refused(lambda: moves.perform(case_id, action, who, version=version, given=Given(**given)))

    def refused(self, do: Callable[[], Any]) -> None:
        """Nothing may come of ``do``."""
        db.session.commit()
        before = self.hand.digest()
        with self.hand.broken_journal():
            try:
                do()
                went = True
            except DBAPIError:
                went = False
        db.session.rollback()
        self.trial.count(not went and self.hand.digest() == before)

    def submit(self, case: Any) -> None:
        who = self.applicant(case)
        self.refused(lambda: application.freeze(case.id, who, version=None))
        application.freeze(case.id, who, version=None)
        self.run_jobs()
        self.sign(documents.documents_of(case.id), who, "applicant")
        self.stumble(case, A.SUBMIT, who)
        moves.perform(case.id, A.SUBMIT, who, version=self.fresh(case).version)

    def _register(self, case: Any) -> None:
        self.wait_for_office(case)
        self.stumble(case, A.REGISTER, None)
        super()._register(case)


@pytest.mark.promise("P9")
def test_every_act_needs_its_entry(fresh_walk: Walk, fresh_app: Flask, hand: Hand, trial: Trial) -> None:
    hand.make_journal_breakable()
    walk = Stumbling(fresh_walk, hand, trial)
    to_recovery(walk)
    to_refusal(walk)
    for state in (S.REFUSED, S.WITHDRAWN, S.DECLINED, S.CLOSED):
        walk.to(state)
    assert {action for _state, action in walk.tried} == set(Action) - NOT_MET


def to_recovery(walk: Walk) -> None:
    case = walk.to(S.MONITORING)
    monitor = walk.staff(Role.MONITOR)
    walk.give_to_monitor(case)
    walk.clock.advance(days=(cases.quarters_of(case.id)[0].ends_on - clock.today()).days + 1)
    income = {"quarter": 1, "income": Decimal("5.00"), "base_income": Decimal("4.00")}
    walk.act(case, A.REPORT_QUARTER, monitor, **income)
    walk.act(case, A.WARN, monitor, reasons="Тәуекел бар")
    walk.act(case, A.ASK, monitor, reasons="Деректер керек", answer_by=clock.today())
    walk.act(case, A.PREPARE_BREACH, monitor, reasons="Келісім бұзылды")
    head = walk.staff(Role.HEAD)
    walk.sign_decision(case, head)
    case = walk.act(case, A.BREACH, head)
    agreement = cases.agreement_of(case.id)
    assert agreement is not None
    walk.act(case, A.RECOVER, walk.staff(Role.FINANCE), amount=agreement.demanded, reference="IN-1")


def refuse_a_line(walk: Walk, case: Any) -> None:
    """A cost is refused on its papers, and taken in again once they are found in order."""
    officer, key = walk.assignee(case), "accounting_papers"
    walk.act(case, A.ANSWER_CHECK, officer, key=key, verdict=Verdict.NO, reasons="Акт жоқ")
    line = walk.fresh(case).content["costs"][0]["id"]
    walk.act(case, A.JUDGE_LINE, officer, key=line, verdict=Verdict.NO, checks=(key,), reasons="Акт жоқ")
    walk.act(case, A.JUDGE_LINE, officer, key=line, verdict=Verdict.YES)
    walk.act(case, A.ANSWER_CHECK, officer, key=key, verdict=Verdict.YES, reasons="Акт берілді")


def to_refusal(walk: Walk) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    officer = walk.assignee(case)
    walk.act(case, A.VISIT, officer, reasons="Бәрі орнында", visited_on=clock.today(), place="Астана")
    refuse_a_line(walk, case)
    case = walk.on(case, S.HEARING)
    walk.act(case, A.RECORD_POSITION, walk.applicant(case), accepts=True, position="Келіспеймін")
    later = walk.clock() + timedelta(days=2)
    walk.act(case, A.MOVE_HEARING, officer, hearing_at=later, reasons="Сұрады", asked_by_applicant=True)
    walk.answer(walk.hold_hearing(case))
    walk.act(case, A.PREPARE_GRANT, officer)
    head = walk.staff(Role.HEAD)
    walk.act(case, A.CHANGE_SIGNER, walk.staff(Role.DEPUTY))
    walk.act(case, A.RETURN_DRAFT, head, reasons="Негізді толықтырыңыз")
    walk.untrue_ground(walk.fresh(case))  # the answers no longer stand against the ground
    walk.act(case, A.PREPARE_REFUSAL, officer)
    walk.act(case, A.SEND_BACK, head, reasons="Қайта қараңыз")
    walk.on(case, S.HEARING)
    walk.hold_hearing(case)
    walk.act(case, A.PREPARE_REFUSAL, officer)
    walk.sign_decision(case, head)
    walk.act(case, A.REFUSE, head)


@pytest.mark.promise("P9")
def test_what_is_no_act_of_the_machine_needs_it_too(
    fresh_walk: Walk, fresh_app: Flask, hand: Hand, trial: Trial
) -> None:
    hand.make_journal_breakable()
    walk = Stumbling(fresh_walk, hand, trial)
    organisation = make_organisation()
    head = head_of(organisation)
    walk.refused(lambda: application.open_draft(organisation, head, "kk"))

    def money_in() -> None:
        with unit():
            ledger.transfer_in(PROGRAMME, Decimal("5.00"), "IN-77", walk.staff(Role.FINANCE), clock.now(), "")

    walk.refused(money_in)
    case = walk.draft(organisation)
    application.freeze(case.id, head, version=None)
    walk.run_jobs()
    paper = documents.documents_of(case.id, "generated")[0]
    cms = demo_signing.sign(paper.current, head, case, "applicant", clock.now())
    walk.refused(lambda: signatures.receive(paper.current, cms, head, "applicant", clock.now()))
    walk.refused(lambda: application.save(case.id, head, {"products": "Басқа"}))


@pytest.mark.promise("P9")
def test_an_act_that_forgets_its_entry_is_found(
    fresh_walk: Walk, fresh_app: Flask, hand: Hand, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: an act that swallows what the journal says."""
    from dms.services import journal

    hand.make_journal_breakable()
    quiet = Trial("P9", full=False)
    walk = Stumbling(fresh_walk, hand, quiet)
    case = walk.to(S.REGISTERED)
    monkeypatch.setattr(journal, "write", lambda *_given, **_more: None)
    walk.stumble(case, A.TAKE, walk.staff(Role.EXECUTOR))
    trial.planted(quiet.broken == 1)
    trial.count(True)
