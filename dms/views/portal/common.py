"""Loading for the applicant's pages: the person's own case, a draft that he may edit, what his papers let him do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, request, url_for
from flask_login import current_user

from dms.errors import NotPermitted, StaleCase
from dms.formatting import local
from dms.models import Case
from dms.queries import cases, organisations, people
from dms.services import clock
from dms.services.draft import application, readiness
from workflows.programmes.machine.intake import beyond_paper
from workflows.states import CaseState


def powers(case: Case) -> frozenset[str]:
    """Of draft, sign, report: what the person's membership lets him do for this organisation today (342:19)."""
    return people.powers_for(current_user, case.organisation_id, clock.today())


def need(case: Case, power: str) -> Case:
    """Raises: NotPermitted when the person's paper does not reach that far; it names the paper, as "why not" does."""
    if power in powers(case):
        return case
    refusal = beyond_paper(people.actor_for(current_user, case, clock.now()), power)
    if refusal is None:
        raise NotPermitted
    raise NotPermitted(refusal.text, remedy=refusal.remedy)


@dataclass(frozen=True, slots=True)
class Signing:
    """``mine``: the person may sign himself. ``names``: who else does; ``told_at``: when they were told that the draft
    is ready, None where it was changed since."""

    mine: bool
    names: tuple[str, ...] = ()
    told_at: datetime | None = None


def signing_of(case: Case, now: datetime) -> Signing:
    """Who signs for the applicant, as the person's page has to tell it (342:19)."""
    if "sign" in powers(case):
        return Signing(mine=True)
    names = tuple(user.name for user in organisations.list_signers(case.organisation_id, local(now).date()))
    return Signing(mine=False, names=names, told_at=readiness.told_at(case))


def own_case(public_id: str) -> Case:
    """A case of the person's organisations that has been submitted or ended; a draft sends the reader to its pages.

    Raises:
        NotVisible: a stranger's case, or none.
    """
    case = cases.get_case(public_id, current_user, clock.today())
    if case.state == CaseState.DRAFT:
        abort(redirect(url_for("portal.draft", public_id=public_id)))
    return case


def own_draft(public_id: str) -> Case:
    """A draft that the person may work on, or an application that came back with remarks. A page of one that has been
    submitted meanwhile leads to the case.

    Raises:
        NotVisible: a stranger's case, or none.
        NotPermitted: the person's paper does not let him draft.
        StaleCase: a form of a draft that is no draft any more.
    """
    case = cases.get_case(public_id, current_user, clock.today())
    if case.state not in application.OPEN:
        if request.method == "GET":
            abort(redirect(url_for("portal.case", public_id=public_id)))
        raise StaleCase
    return need(case, "draft")
