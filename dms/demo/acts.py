"""What the people of the demo do, each by the same service that a page calls."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from dms.demo.content import HEADS
from dms.demo.papers import Pdf, Sheet
from dms.demo.stage import Stage
from dms.extensions import db
from dms.models import Case, Document, User
from dms.queries import cases, documents, organisations
from dms.services import moves
from dms.services.desk.answering import answer_many
from dms.services.draft import application
from dms.services.files import attach
from dms.services.judging import law
from dms.services.judging.given import Given
from dms.services.judging.proposals import proposals
from dms.services.signed import demo_signing, signatures
from workflows.programmes.editions import DOMESTIC
from workflows.states import Action, CaseAct, Verdict

Printed = Iterable[tuple[Sheet, Pdf]]


class Hand:
    """One case in the hands of the people around it."""

    def __init__(self, stage: Stage, applicant: str, programme: str = DOMESTIC) -> None:
        self.stage, self.programme = stage, programme
        self.head = HEADS[applicant]
        self.case_id = 0
        #: The cost line that is refused on its way, the check it falls short of, and how.
        self.wanting: tuple[str, str, str] | None = None

    @property
    def case(self) -> Case:
        return db.session.get_one(Case, self.case_id, populate_existing=True)

    @property
    def applicant(self) -> User:
        return self.stage.user(self.head.email)

    def draft(self, content: dict[str, Any]) -> None:
        """Opens the draft and writes the application into it."""
        organisation = organisations.find_by_number(self.head.number)
        assert organisation is not None  # opened before the stories began
        self.case_id = application.open_draft(
            organisation, self.applicant, self.head.language, programme=self.programme
        ).id
        application.save(self.case_id, self.applicant, content)

    def attach(self, printed: Printed) -> None:
        for sheet, ready in printed:
            pdf = ready()
            attach.upload(
                self.case, self.applicant, sheet.kind, io.BytesIO(pdf), sheet.name, lines=sheet.lines, size=len(pdf)
            )

    def freeze(self) -> None:
        application.freeze(self.case_id, self.applicant, version=self.case.version)

    def sign(self, papers: Iterable[Document], user: User, side: str) -> None:
        """Signs each paper by the demo key.

        Raises:
            RuntimeError: a signature was not accepted; the demo's people are wrong.
        """
        now = self.stage.moment
        for paper in papers:
            version = paper.current
            assert version is not None  # the jobs of this moment are done
            cms = demo_signing.sign(version, user, self.case, side, now)
            row = signatures.receive(version, cms, user, side, now)
            if row.verdict != "valid":
                raise RuntimeError(f"{user.name}, {paper.kind}: {row.reasons}")

    def submit(self) -> None:
        self.sign(documents.documents_of(self.case_id), self.applicant, "applicant")
        self.do(Action.SUBMIT, self.applicant)

    def do(self, action: CaseAct, user: User | None, **given: Any) -> None:
        moves.perform(self.case_id, action, user, version=self.case.version, given=Given(**given))

    def by(self, role: str, action: CaseAct, **given: Any) -> None:
        """An act of the operator's officer in the role."""
        self.do(action, self.stage.officer(role), **given)

    def assign(self, role: str = "executor") -> None:
        self.by("registrar", Action.ASSIGN, assignee_id=self.stage.officer(role).id, reasons="Жүктемені бөлу")

    def list_complete(self, lacking: tuple[str, str] | None = None) -> None:
        """Answers the completeness list; ``lacking``: the key of a line and why it is a no."""
        items = law.lines_due(self.case)
        answers = [
            (item.key, Verdict.NO, lacking[1]) if lacking and item.key == lacking[0]
            else (item.key, Verdict.NOT_APPLICABLE if item.may_not_apply else Verdict.YES, "")
            for item in items
        ]  # fmt: skip
        answer_many(
            self.case, self.stage.officer("executor"), Action.ANSWER_COMPLETENESS, answers, version=self.case.version
        )

    def checks(self, failed: tuple[str, str] | None = None, upto: int | None = None) -> None:
        """Answers the checks (the first ``upto`` of them); ``failed``: the key of one and why it is a no."""
        due = law.checks_due(self.case)[:upto]
        proposed = proposals(self.case)
        answers = [
            (check.key, Verdict.NO, failed[1]) if failed and check.key == failed[0]
            else (check.key, proposed.get(check.key, Verdict.YES), "")
            for check in due
        ]  # fmt: skip
        answer_many(self.case, self.stage.officer("executor"), Action.ANSWER_CHECK, answers, version=self.case.version)

    def refuse_line(self, line: str, check: str, fact: str) -> None:
        """The check is answered "no", and the cost line refused on it."""
        answers = [(check, Verdict.NO, fact)]
        answer_many(self.case, self.stage.officer("executor"), Action.ANSWER_CHECK, answers, version=self.case.version)
        self.by("executor", Action.JUDGE_LINE, key=line, verdict=Verdict.NO, checks=(check,), reasons=fact)

    def sign_decision(self, role: str, action: CaseAct) -> None:
        """The head, or the deputy, signs the prepared papers; the act moves the case."""
        decision = cases.open_decision(self.case_id)
        assert decision is not None  # prepared the step before
        self.sign(documents.documents_of_decision(decision.id), self.stage.officer(role), "operator")
        self.by(role, action)

    def sign_agreement(self) -> None:
        agreements = [p for p in documents.documents_of(self.case_id, "generated") if p.kind == "annex-3"]
        self.sign(agreements[-1:], self.applicant, "applicant")
        self.do(Action.SIGN_AGREEMENT, self.applicant)
