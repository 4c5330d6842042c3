"""Loading for the applicant's pages: the person's own case, a draft that he may edit, what his papers let him do."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask_login import current_user

from dms.errors import NotPermitted, StaleCase
from dms.models import Case
from dms.queries import cases, people
from dms.services import application, clock
from workflows.states import CaseState


def powers(case: Case) -> frozenset[str]:
    """Of draft, sign, report: what the person's membership lets him do for this organisation today (342:19)."""
    return people.powers_for(current_user, case.organisation_id, clock.today())


def need(case: Case, power: str) -> Case:
    """Raises: NotPermitted when the person's paper does not reach that far."""
    if power not in powers(case):
        raise NotPermitted
    return case


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
