"""Who may apply and how much one might receive, before log-in: the same checks and the same calculation as in a case.
Nothing that is typed here is kept."""

from __future__ import annotations

from flask import render_template, request

from dms.access import public
from dms.accounts import limits
from dms.errors import NotVisible
from dms.formatting import amount
from dms.formatting import money as shown
from dms.services import clock
from dms.services.judging.law import edition_on, labelled
from dms.services.tables import reference
from dms.views.public import blueprint
from forms.public import estimate_form
from workflows.calculation import NotCalculable, Result
from workflows.interpretations import by_ids
from workflows.programmes import TITLES, Edition
from workflows.programmes.editions import DOMESTIC
from workflows.trace import group_label, window_title


@blueprint.route("/estimate", methods=["GET", "POST"])
@public
@limits.by_address("120 per hour")
def estimate() -> str:
    edition = _edition()
    form = estimate_form(edition.name)()
    form.name_costs(edition.costs)
    result, lacking = None, None
    if form.validate_on_submit():
        try:
            question = form.question(applied_on=clock.today(), mci=reference.mci_on(clock.today()))
            result = edition.sums.calculate(question)
        except NotCalculable as error:
            lacking = error
    told = _told(result) if result else {}
    return render_template(
        "public/estimate.html", form=form, edition=edition, titles=TITLES, result=result, lacking=lacking, **told
    )


def _edition() -> Edition:
    """Today's edition of the programme that the address names.

    Raises:
        NotVisible: there is no such programme.
    """
    programme = request.args.get("programme", DOMESTIC)
    if programme not in TITLES:
        raise NotVisible
    return labelled(edition_on(programme, clock.today()), clock.today())


def _told(result: Result) -> dict[str, object]:
    """The answer as the page draws it."""
    return {
        "steps": [{"label": step.step, "clause": step.clause, "value": amount(step.result)} for step in result.trace],
        "caps": [
            {"group": group_label(cap.group), "window": window_title(cap.window), "limit": cap.limit, "left": cap.left,
             "clause": cap.clause}
            for cap in result.caps
        ],
        "relied_on": by_ids(result.interpretations),
        "total": shown(result.total),
    }  # fmt: skip
