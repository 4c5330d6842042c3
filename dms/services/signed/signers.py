"""Whether the holder of a certificate may sign for a side of a case: rows into the question that ``signing.who``
answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from flask import current_app

from dms.models import Case, Membership, StaffRole, User
from dms.queries import people
from dms.services.judging.law import cited
from dms.signing.types import SignerInfo
from dms.signing.who import Paper, PaperKind, Party, Side
from dms.signing.who import reasons_against as asked
from forms.validators import is_organisation
from workflows.refusals import Refusal
from workflows.states import Action, CaseState, Role

KINDS = {
    "head": PaperKind.FIRST_HEAD,
    "acting": PaperKind.ACTING_ORDER,
    "representative": PaperKind.POWER_OF_ATTORNEY,
}


def reasons_against(signer: SignerInfo, user: User, case: Case | None, side: str, now: datetime) -> list[Refusal]:
    """Empty when the certificate, the account and the paper behind it let this person sign today. Order 342 alone
    says who signs: where another judges the case, or there is none, the reasons stand without a clause."""
    found = _reasons(signer, user, case, side, now.date())
    return [replace(reason, clause=cited(case.programme, reason.clause) if case else "") for reason in found]


def _reasons(signer: SignerInfo, user: User, case: Case | None, side: str, today: date) -> list[Refusal]:
    if side == "applicant":
        assert case is not None  # an applicant signs only in his case
        party = party_of(case.organisation.bin, Side.APPLICANT)
        act = Action.SIGN_AGREEMENT if case.state == CaseState.AGREEMENT else Action.SUBMIT
        paper = _applicant_paper(user, case.organisation_id, today)
        return asked(signer, party, user.iin or "", paper, act, today)
    party = party_of(current_app.config["SETTINGS"].operator_bin, Side.OPERATOR)
    return asked(signer, party, user.iin or "", _operator_paper(user, today), Action.GRANT, today)


def party_of(number: str, side: Side) -> Party:
    """A BIN names an organisation, an IIN a person: told by the fifth digit."""
    return Party(side, bin=number) if is_organisation(number) else Party(side, iin=number)


def _applicant_paper(user: User, organisation_id: int, today: date) -> Paper | None:
    """The paper that reaches furthest today; else the newest, so that the answer says why it does not."""

    def reach(row: Membership) -> tuple[bool, bool, date]:
        in_force = row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
        return in_force, row.kind == "head" or "sign" in row.scope, row.valid_from

    best = max(people.memberships_in(user, organisation_id), key=reach, default=None)
    return _paper_of(best, user) if best is not None else None


def _paper_of(row: Membership, user: User) -> Paper:
    return Paper(
        kind=KINDS[row.kind],
        number=row.paper_no,
        holder_iin=user.iin or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        scope=None if row.kind == "head" or "sign" in row.scope else frozenset(),
    )


def _operator_paper(user: User, today: date) -> Paper | None:
    for row in people.staff_role_rows(user, today):
        if row.role == Role.HEAD:
            return Paper(
                kind=PaperKind.FIRST_HEAD, number=row.order_no, holder_iin=user.iin or "", valid_from=row.valid_from
            )
        if row.role == Role.DEPUTY and row.order_no:
            return _order_of(row, user)
    return None


def _order_of(row: StaffRole, user: User) -> Paper:
    return Paper(
        kind=PaperKind.ACTING_ORDER,
        number=row.order_no,
        holder_iin=user.iin or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
