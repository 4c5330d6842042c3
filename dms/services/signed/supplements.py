"""A change of the applicant's bank details after the agreement: a supplement, one frozen paper in Kazakh and Russian
that both sides sign (342:A3.19, 342:A3.20). In force once both signatures are found valid; till
then the old details are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, DocumentVersion, Signature, Supplement, User
from dms.queries import cases, people
from dms.queries import supplements as queries
from dms.services import clock, papers
from dms.services.judging import naming, signers
from dms.services.signed import supplement_ends, two_hands
from dms.services.signed.offers import Sent
from dms.services.signed.supplement_ends import PAPER
from dms.services.signed.supplement_force import is_signed
from dms.services.telling import notices
from dms.services.unit import unit
from workflows import engine
from workflows.states import CaseState, Relation
from workflows.supplements import (
    CHANGED_IN,
    WORKFLOWS,
    SupplementAction,
    SupplementFacts,
    SupplementOffer,
    SupplementState,
)
from workflows.text import Text

KEYS = ("name", "iban", "bic", "kbe")
ANEW = Text(
    "Құжат басқа қол қоюшының атына қайта дайындалды: {name}.",
    "Документ подготовлен заново на имя другого подписывающего: {name}.",
    "The paper was made anew in the name of another signer: {name}.",
)
SAME = Text(
    "Бұл деректемелер қазір де қолданылады.",
    "Эти реквизиты действуют и сейчас.",
    "These details are in force already.",
)


def offers(case: Case, user: User) -> dict[SupplementAction, SupplementOffer]:
    """What this person may do with the supplement now, and why not the rest: the same rules as ``check``."""
    now = clock.now()
    found = engine.allowed(WORKFLOWS[case.programme], _facts(case), people.actor_for(user, case, now), now)
    return {offer.action: offer for offer in found}


def check(case: Case, action: SupplementAction, user: User, reasons: str = "") -> None:
    """Raises: TransitionRefused with every reason why this person may not do it now."""
    now = clock.now()
    known = replace(_facts(case), reasons_given=bool(reasons.strip()))
    engine.decide(WORKFLOWS[case.programme], action, known, people.actor_for(user, case, now), now)


def _facts(case: Case) -> SupplementFacts:
    row, stands = queries.open_of(case.id), CaseState(case.state)
    if row is None:
        return SupplementFacts(state=SupplementState.NONE, case_state=stands)
    signed = bool(signers.signers_of(row.document, "applicant"))
    state = SupplementState.APPLICANT_SIGNED if signed else SupplementState.PROPOSED
    return SupplementFacts(
        state=state, case_state=stands, made=row.document.current is not None,
        signer=row.signer_id, signer_name=row.signer.name if row.signer else "",
    )  # fmt: skip


def propose(case_id: int, user: User, bank: Mapping[str, Any], *, version: int | None) -> Supplement:
    """Freezes the paper of a change that the applicant wants; both sides sign it then.

    Raises:
        StaleCase: the case has moved on.
        TransitionRefused: another supplement waits, the case is elsewhere, or the person may not sign.
        BadInput: the details are those in force.
    """
    with unit():
        case, now = cases.lock(case_id), clock.now()
        if case.version != version:
            raise StaleCase
        check(case, SupplementAction.PROPOSE, user)
        old, new = (dict.fromkeys(KEYS, "") | dict(found) for found in (queries.bank_at(case, now), bank))
        if old == new:
            raise BadInput(SAME, field="bank__iban")
        row = Supplement(case_id=case.id, old=old, new=new, author=user, created_at=now)
        row.signer = naming.first_signer(case, None, now, "supplement")
        _put(case, row)
        _say_proposed(case, row, user)
    return row


def _put(case: Case, row: Supplement) -> None:
    """Numbers it and freezes its paper, which names who signs it for the operator."""
    row.no = queries.next_no(case.id)
    said = {"no": row.no, "old": row.old, "new": row.new}
    row.document = papers.order(case, PAPER, now=row.created_at, author=row.author, signer=row.signer, extra=said)
    row.document.number = f"{case.number}/{row.no}"
    db.session.add(row)
    db.session.flush()


def _say_proposed(case: Case, row: Supplement, user: User) -> None:
    named = row.signer.public_id if row.signer else ""
    supplement_ends.write(
        Event.SUPPLEMENT_PROPOSED, case, row, user, row.created_at, old=row.old, new=row.new, signer=named
    )  # fmt: skip


def change_signer(case_id: int, no: int, user: User) -> Supplement:
    """The same change on a paper that names this person as the one who signs for the operator. The paper that names
    another ends; the applicant, who may have signed it, is told that he signs the new one.

    Raises:
        TransitionRefused: it waits no more, names him already, or he may not sign.
        StaleCase: another one waits in its place.
    """
    with unit():
        case, now = cases.lock(case_id), clock.now()
        check(case, SupplementAction.CHANGE_SIGNER, user)
        older = _waiting(case, no)
        supplement_ends.stop(older, user, now, ANEW.fill(name=user.name).get(case.language))
        db.session.flush()
        row = Supplement(case_id=case.id, old=older.old, new=older.new, author=older.author, created_at=now)
        row.signer = user
        _put(case, row)
        notices.tell_applicant(case, "supplement_anew", now, number=case.number, name=user.name)
        supplement_ends.say_ended(case, older, user, now)
        _say_proposed(case, row, user)
    return row


def receive(case: Case, sent: Sent, user: User) -> list[Signature]:
    """Signatures of the operator's signer, each judged and kept. What has come in before is told again.

    Raises: TransitionRefused: the person does not sign it, or not now.
    """
    if not two_hands.are_known(sent):
        check(case, SupplementAction.SIGN, user)
    return two_hands.take(sent, user)


def _waiting(case: Case, no: int) -> Supplement:
    """The one that waits, locked. Raises: StaleCase when it is not this one."""
    row = queries.open_of(case.id)
    row = queries.lock_of_document(row.document_id) if row is not None else None
    if row is None or row.no != no or not row.is_open:
        raise StaleCase
    return row


def signable(case: Case, side: str) -> dict[str, DocumentVersion]:
    """The paper of the supplement that waits, once it is made and it is this side's turn, by the public id of its
    version: the operator signs after the applicant. Asked when it is offered and when the signature comes in."""
    row = queries.open_of(case.id) if case.state in CHANGED_IN else None
    version = row.document.current if row is not None else None
    if version is None or (side == "operator" and not signers.signers_of(version.document, "applicant")):
        return {}
    return {version.public_id: version}


def unsigned(case: Case, side: str) -> Sequence[DocumentVersion]:
    """Of ``signable`` what lacks a valid signature of this side, for the operator that of whom the paper names."""
    row = queries.open_of(case.id)
    return list(signable(case, side).values()) if row is not None and not is_signed(row, side) else []


def end(case_id: int, no: int, user: User, reasons: str) -> Supplement:
    """The applicant takes back, or the operator declines, what is not in force yet.

    Raises:
        TransitionRefused: it waits no more, or the person may not.
        StaleCase: another one waits in its place.
    """
    with unit():
        case, now = cases.lock(case_id), clock.now()
        own = people.actor_for(user, case, now).relation is Relation.OWN
        check(case, SupplementAction.TAKE_BACK if own else SupplementAction.DECLINE, user, reasons)
        row = _waiting(case, no)
        if not own:
            notices.tell_applicant(case, "supplement_declined", now, number=case.number, reasons=reasons)
        supplement_ends.end(case, row, user, now, reasons)
    return row
