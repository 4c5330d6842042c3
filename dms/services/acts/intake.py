"""From the draft to the registration (342:14-19, 342:33, A6.7), and the applicant's withdrawal."""

from __future__ import annotations

from typing import Any

from dms.extensions import db
from dms.models import CaseKey
from dms.queries import cases, documents
from dms.services import numbers, papers
from dms.services.acts.act import Act
from dms.services.dates import terms
from dms.services.draft import known
from dms.services.judging import sums
from dms.services.judging.law import edition_on
from dms.services.later import later
from dms.services.tables import reference
from dms.services.telling import notices
from workflows.clock import office_moment
from workflows.documents import DocumentAction
from workflows.reliance import of_act
from workflows.states import Action

#: Where the words by which a case is found stand in a cost line.
KEYS = {
    "contract": "contract_no",
    "act": "act_no",
    "invoice": "invoice_no",
    "payment_invoice": "payment_invoice_no",
    "supplier": "supplier_name",
}


def submit(act: Act) -> dict[str, Any]:
    case = act.case
    case.received_at = act.now
    case.requested_sum = sums.requested(case)
    case.edition = edition_on(case.programme, act.now.date()).name
    _index(act)
    known.remember(case)
    frozen = documents.frozen_application(case.id)
    if frozen is not None:
        act.move(frozen, DocumentAction.SIGN)
        papers.order_signature_sheet(frozen, now=act.now)
    later("register_due", lock="register")
    later("enter_case", case_id=case.id)
    return {
        "received_at": act.now,
        "requested_sum": case.requested_sum,
        "content": case.content,
        "files": [
            {"document": paper.public_id, "kind": paper.kind, "sha256": paper.current.file.sha256}
            for paper in documents.documents_of(case.id)
            if paper.current
        ],
    }


def _index(act: Act) -> None:
    """Makes the case findable by contract, act and invoice numbers and by supplier."""
    for line in act.case.content.get("costs", []):
        for kind, field in KEYS.items():
            value = " ".join(str(line.get(field) or "").lower().split())
            if value:
                db.session.add(CaseKey(case_id=act.case.id, kind=kind, value=value[:300], line=line["id"]))


def register(act: Act) -> dict[str, Any]:
    """The number and the moment from which terms run: the office moment of what was received (I-4)."""
    case = act.case
    assert case.received_at is not None  # a submitted case has been received
    registered_at = office_moment(case.received_at, reference.calendar())
    number = numbers.next_number(case.programme, registered_at.year)
    case.edition = edition_on(case.programme, registered_at.date()).name
    case.number, case.registered_at = number, registered_at
    later("enter_case", case_id=case.id)

    def announce() -> None:
        papers.order(case, "registration-notice", now=act.now, deliver=True)
        if case.service_due_at is None and terms.told(case).uncovered is None:  # the law names no day of the result
            notices.tell_applicant(case, "registered_in_turn", act.now, number=case.number)
        else:
            due = case.service_due_at.isoformat() if case.service_due_at else None
            notices.tell_applicant(case, "registered", act.now, number=case.number, due=due)
        notices.tell_role("registrar", case, "to_assign", act.now, number=case.number)

    act.after_move(announce)
    relied = of_act(Action.REGISTER, case.programme)
    return {"number": case.number, "registered_at": case.registered_at, "interpretations": relied}


def withdraw(act: Act) -> dict[str, Any]:
    case = act.case
    case.ended_at = act.now
    waiting = cases.open_decision(case.id)
    if waiting is not None:
        waiting.status = "void"
    if case.received_at is not None:
        papers.order(case, "applicant-notice", now=act.now, deliver=True, extra={"reasons": act.given.reasons})
        notices.tell_assignee(case, "withdrawn", act.now, number=case.number)
    return {"reasons": act.given.reasons}
