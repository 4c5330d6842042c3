"""Whether the holder of a certificate may sign for a side of a case: rows into the question that ``signing.who``
answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from flask import current_app

from dms.models import Case, Membership, StaffRole, User
from dms.queries import people
from dms.services.law import cited
from dms.signing.types import SignerInfo
from dms.signing.who import Paper, PaperKind, Party, Side
from dms.signing.who import reasons_against as asked
from forms.validators import is_organisation
from workflows.refusals import Refusal
from workflows.states import Action, Role

KINDS = {
    "head": PaperKind.FIRST_HEAD,
    "acting": PaperKind.ACTING_ORDER,
    "representative": PaperKind.POWER_OF_ATTORNEY,
}


def reasons_against(signer: SignerInfo, user: User, case: Case, side: str, now: datetime) -> list[Refusal]:
    """Empty when the certificate, the account and the paper behind it let this person sign today. Order 342 alone
    says who signs: where another judges the case, the reasons stand without a clause."""
    found = _reasons(signer, user, case, side, now.date())
    return [replace(reason, clause=cited(case.programme, reason.clause)) for reason in found]


def _reasons(signer: SignerInfo, user: User, case: Case, side: str, today: date) -> list[Refusal]:
    if side == "applicant":
        party = party_of(case.organisation.bin, Side.APPLICANT)
        paper = _applicant_paper(user, case.organisation_id, today)
        return asked(signer, party, user.iin or "", paper, Action.SUBMIT, today)
    party = party_of(current_app.config["SETTINGS"].operator_bin, Side.OPERATOR)
    return asked(signer, party, user.iin or "", _operator_paper(user, today), Action.GRANT, today)


def party_of(number: str, side: Side) -> Party:
    """A BIN names an organisation, an IIN a person: told by the fifth digit."""
    return Party(side, bin=number) if is_organisation(number) else Party(side, iin=number)


def _applicant_paper(user: User, organisation_id: int, today: date) -> Paper | None:
    rows = [row for row in people.active_memberships(user, today) if row.organisation_id == organisation_id]
    signing = [row for row in rows if row.kind == "head" or "sign" in row.scope]
    return _paper_of(signing[0], user) if signing else None


def _paper_of(row: Membership, user: User) -> Paper:
    return Paper(
        kind=KINDS[row.kind],
        number=row.paper_no,
        holder_iin=user.iin or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
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
