"""Monitoring for the applicant: the quarters, each with its figure and its day, and the counter-obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import applicant
from dms.errors import NotVisible
from dms.models import Case, Quarter
from dms.queries import cases
from dms.services import clock, moves
from dms.services.judging.given import Given
from dms.services.judging.law import edition_of
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.common import need, own_case
from forms.after_submission import QuarterForm
from workflows.programmes.periods import Quarter as CalendarQuarter
from workflows.programmes.sums import Figures, Obligation
from workflows.states import Action, CaseState

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Progress:
    """The counter-obligation so far; ``share`` of the target in whole per cent, None where nothing can be told yet."""

    obligation: Obligation
    growth: Decimal
    target: Decimal
    share: int | None


@blueprint.get("/c/<public_id>/quarters")
@applicant
def quarters(public_id: str) -> str:
    case = own_case(public_id)
    rows = cases.quarters_of(case.id)
    if not rows:
        raise NotVisible
    return render_template(
        "portal/quarters.html",
        case=case,
        rows=rows,
        today=clock.today(),
        progress=progress_of(case, rows),
        in_tenge=edition_of(case).sums.obligation.in_tenge,
        agreement=cases.agreement_of(case.id),
        open=case.state == CaseState.MONITORING,
    )


def progress_of(case: Case, rows: Sequence[Quarter]) -> Progress | None:
    """None without a granted sum."""
    if not case.granted_sum:
        return None
    obligation = edition_of(case).sums.obligation
    told = [row for row in rows if row.reported_at is not None]
    income = sum((row.income or ZERO for row in told), ZERO)
    base = sum((row.base_income or ZERO for row in told), ZERO)
    standing = obligation.standing(Figures(case.granted_sum, income, base))
    share = None if standing.progress is None else max(0, int(standing.progress * 100))
    return Progress(obligation, standing.growth, standing.target, share)


@blueprint.route("/c/<public_id>/quarters/<int:no>", methods=["GET", "POST"])
@applicant
def quarter(public_id: str, no: int) -> Any:
    case = need(own_case(public_id), "report")
    row = next((q for q in cases.quarters_of(case.id) if q.no == no), None)
    if row is None:
        raise NotVisible
    in_tenge = edition_of(case).sums.obligation.in_tenge
    form = QuarterForm(data={"version": case.version, "income": row.income, "base_income": row.base_income})
    if request.method == "POST" and form.validate():
        given = Given(quarter=no, income=form.income.data, base_income=form.base_income.data)
        moves.perform(case.id, Action.REPORT_QUARTER, current_user, version=form.version.data, given=given)
        done(_("The figures of the quarter are reported."))
        return redirect(url_for("portal.quarters", public_id=public_id))
    return render_template(
        "portal/quarter.html", case=case, quarter=row, form=form, before=base_of(case, row), in_tenge=in_tenge
    )


def base_of(case: Case, row: Quarter) -> CalendarQuarter:
    """The quarter before the agreement that this one is set against (I-12)."""
    return CalendarQuarter.of(row.starts_on).shifted(-(edition_of(case).sums.obligation.quarters + 1))
