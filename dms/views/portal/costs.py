"""The list of costs, and one cost a page with its payments."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.error_pages import wants_json
from dms.formatting import amount, language, money, text
from dms.models import Case
from dms.queries import documents
from dms.services import clock
from dms.services.draft import draft_pages, gaps
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.judging.proposals import level_of
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.cautions import odd_lines
from dms.views.portal.common import own_draft
from dms.views.portal.pages import drop_row, more_rows, saved
from dms.views.portal.tasks import Gap, url_of
from forms.application_cost import CostForm
from forms.applications import forms_of
from forms.words import in_words


@blueprint.get("/a/<public_id>/costs")
@applicant
def costs(public_id: str) -> str:
    case = own_draft(public_id)
    total, odd = sums.requested(case), odd_lines(case, clock.now())
    missing = [gap for gap in gaps.whats_missing(case, []) if gap.page == "costs" or _of_a_line(case, gap.key)]
    return render_template(
        "portal/costs.html",
        case=case,
        rows=[_row(case, line, missing, odd) for line in case.content.get("costs") or []],
        gaps=[Gap(gap.title, gap.clause, url_of(case, gap), gap.page) for gap in missing],
        total=total,
        words=in_words(total, language()),
    )


def _of_a_line(case: Case, key: str) -> bool:
    """A kind that a cost is of and that is not ticked: the cost is not ready before it is."""
    group, _dot, subitem = key.partition(".")
    return group == "cost_subitems" and any(line.get("subitem") == subitem for line in case.content.get("costs") or [])


def _row(case: Case, line: Mapping[str, Any], missing: list[Any], odd: Mapping[str, str]) -> dict[str, Any]:
    item = edition_of(case).costs.subitem_by_key.get(line.get("subitem", ""))
    unticked = f"cost_subitems.{line.get('subitem')}"
    lacking = sum(gap.key == unticked or gap.key.startswith(f"costs.{line['id']}.") for gap in missing)
    return {"line": line, "item": item, "tenge": tenge_of(line), "lacking": lacking, "odd": odd.get(line["id"], "")}


def tenge_of(line: Mapping[str, Any]) -> Decimal:
    """What the line's payments make in tenge (342:13)."""
    known = dict(line)
    return sums.tenge_of(known)


@blueprint.post("/a/<public_id>/costs")
@applicant
def add_cost(public_id: str) -> Response:
    """An empty page; the cost is there once something is written on it."""
    line_id = draft_pages.next_line(own_draft(public_id).content)
    return redirect(url_for("portal.cost", public_id=public_id, line_id=line_id))


@blueprint.get("/a/<public_id>/costs/<line_id>")
@applicant
def cost(public_id: str, line_id: str) -> str:
    case = own_draft(public_id)
    line = draft_pages.line_of(case.content, line_id)
    form = _form(case, line)
    more_rows(form)
    return _show(case, line, form)


@blueprint.post("/a/<public_id>/costs/<line_id>")
@applicant
def save_cost(public_id: str, line_id: str) -> Any:
    case = own_draft(public_id)
    form = _form(case, draft_pages.line_of(case.content, line_id))
    drop_row(form)
    good = form.good(clock.today())
    case = draft_pages.save_line(case, current_user, line_id, form.seen.data or "", form.changes)
    line = draft_pages.line_of(case.content, line_id)
    if wants_json():
        return saved(case, form, draft_pages.mark_line(line), shown=_figures(case, line), filled=_rates(line))
    if not good:
        return _show(case, line, form), 422
    return redirect(_next(case, line_id))


@blueprint.post("/a/<public_id>/costs/<line_id>/remove")
@applicant
def remove_cost(public_id: str, line_id: str) -> Response:
    draft_pages.remove_line(own_draft(public_id), current_user, line_id)
    done(_("The cost was taken out."))
    return redirect(url_for("portal.costs", public_id=public_id))


def _form(case: Case, line: Mapping[str, Any]) -> CostForm:
    edition = edition_of(case)
    form = forms_of(edition).cost.of(line, edition)
    form.offer(case.content.get("cost_subitems") or ())
    return form


def _show(case: Case, line: dict[str, Any], form: CostForm) -> str:
    form.seen.data = draft_pages.mark_line(line)
    form.seen.raw_data = None
    ids = [row.get("id") for row in case.content.get("costs") or []]
    place = [*ids, line["id"]].index(line["id"]) + 1
    papers = [paper for paper in documents.handed_in(case.id) if line["id"] in paper.lines]
    figures = _figures(case, line)
    return render_template(
        "portal/cost.html",
        case=case,
        line=line,
        form=form,
        item=edition_of(case).form.item_by_key["costs"],
        ticked_in=edition_of(case).form.item_by_key["cost_subitems"],
        place=place,
        papers=papers,
        figures=figures,
        processed=sorted(edition_of(case).sums.asks_processing),
    )


def _figures(case: Case, line: Mapping[str, Any]) -> dict[str, str]:
    """The live figures of the page, by the id of the element that shows each."""
    total = tenge_of(line)
    currency = line.get("currency") or "KZT"
    found = {"figure-tenge": money(total), "figure-words": in_words(total, language()) if total else ""}
    found["figure-paid"] = money(sums.paid(line), currency)
    found["figure-odd"] = odd_lines(case, clock.now()).get(line["id"], "")
    level = level_of(case, dict(line), clock.today())
    found["figure-level"] = text(level) if level else ""
    for place, row in enumerate(line.get("payments", [])):
        one = tenge_of({**line, "payments": [row]})
        found[f"figure-payment-{place}"] = f"= {amount(one)} ₸" if one and currency != "KZT" else ""
    return found


def _rates(line: Mapping[str, Any]) -> dict[str, str]:
    """Rates that the table knew, for fields that are still empty."""
    found = {}
    for place, row in enumerate(line.get("payments", [])):
        if row.get("rate"):
            found[f"payments-{place}-rate"] = str(row["rate"]).replace(".", ",")
            found[f"payments-{place}-rate_units"] = str(row.get("rate_units", 1))
    return found


def _next(case: Case, line_id: str) -> str:
    if "add" in request.form or "drop" in request.form:
        rows = request.form.get("add", type=int)
        return url_for("portal.cost", public_id=case.public_id, line_id=line_id, rows=rows, _anchor="payments")
    return url_for("portal.costs", public_id=case.public_id)
