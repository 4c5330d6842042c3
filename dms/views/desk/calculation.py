"""The calculation as the officer sees it: lines, caps, the trace with its clauses. The sums are those of the rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import staff
from dms.formatting import amount, language, money, text
from dms.models import Case
from dms.rules_io.answers import encode, result_json
from dms.rules_io.questions import request_json
from dms.services import clock, moves
from dms.services.judging import cost_lines, sums
from dms.services.judging.law import edition_of
from dms.views.desk import blueprint
from dms.views.desk import cost_lines as of_lines
from dms.views.desk.frame import show, standing_of
from workflows.calculation import Cap, NotCalculable, Result
from workflows.interpretations import by_ids
from workflows.states import Action
from workflows.trace import window_title


@blueprint.route("/c/<public_id>/calculation", methods=["GET", "POST"], endpoint="calculation")
@staff()
def calculation_tab(public_id: str) -> Any:
    """The tab; a POST judges the cost line of the address (``?line=``)."""
    standing = standing_of(public_id)
    case, line = standing.case, request.args.get("line", "")
    form = of_lines.form_of(case, line) if line in cost_lines.lines_of(case) else None
    if form and form.validate_on_submit():
        of_lines.judge(case, line, form)
        flash(_("Cost line refused.") if form.refuses else _("The refusal is taken back."), "success")
        return redirect(url_for("desk.calculation", public_id=public_id, _anchor="lines"))
    offers = {offer.action: offer for offer in moves.offers(case, current_user, actor=standing.actor)}
    found = sums_of(case, clock.now())
    return show(
        standing, "calculation", sums=found, lines=of_lines.rows_of(case, left_out(found)), line=line, form=form,
        may_judge=offers.get(Action.JUDGE_LINE), lacking=None if found else lacking_of(case, clock.now()),
    )  # fmt: skip


@blueprint.get("/c/<public_id>/calculation.json")
@staff()
def calculation_json(public_id: str) -> Response:
    """The question and the answer as ``dms calculate`` has them, so that anybody can calculate the sums again; beside
    them the cost lines that the officer refused, of which the question knows nothing."""
    case = standing_of(public_id).case
    try:
        question = sums.request_of(case, clock.now())
        answer = edition_of(case).sums.calculate(question)
    except NotCalculable as error:
        fault = {"field": error.field, "clause": error.clause, "fault": error.words.get(language())}
        return Response(encode(fault), 422, mimetype="application/json")
    refused = {cost.id: cost.refused_because for cost in question.costs if cost.refused_because}
    body = {
        "question": request_json(question),
        **({"refused_lines": refused} if refused else {}),
        "answer": result_json(answer, language()),
    }
    return Response(encode(body), mimetype="application/json")


def lacking_of(case: Case, now: datetime) -> NotCalculable | None:
    """What the calculation lacks; None where it can be made."""
    try:
        sums.of_case(case, now)
    except NotCalculable as error:
        return error
    return None


def sums_of(case: Case, now: datetime) -> dict[str, Any] | None:
    """What a decision made now could grant, ready to be shown; None where it cannot be calculated."""
    try:
        result = sums.of_case(case, now)
    except NotCalculable:
        return None
    costs = edition_of(case).costs
    names = {line["id"]: line for line in case.content.get("costs", [])}
    return {
        "result": result,
        "lines": [
            {"line": line, "cost": names.get(line.id, {}), "type": costs.type_by_key[line.type].short}
            for line in result.lines
        ],
        "caps": [_cap(cap) for cap in caps_of(case, result)],
        "short": short(case, result),
        "interpretations": by_ids(result.interpretations),
    }  # fmt: skip


def left_out(found: dict[str, Any] | None) -> dict[str, str]:
    """Line → the clause that keeps it out of the sum; nothing where there is no calculation."""
    return {row["line"].id: row["line"].refused_because for row in (found or {}).get("lines", ())}


def caps_of(case: Case, result: Result) -> list[Cap]:
    """The limits of the groups in which the application has costs."""
    group_of = edition_of(case).costs.group_of
    groups = {group_of.get(line.type) for line in result.lines}
    return [cap for cap in result.caps if cap.group in groups]


def _cap(cap: Cap) -> dict[str, Any]:
    share = min(100, int(cap.used * 100 / cap.limit)) if cap.limit else 0
    return {"cap": cap, "window": text(window_title(cap.window)), "share": share}


def _rates(result: Result) -> str:
    """``× 50 %``, or every share that the lines have; nothing where no line is accepted."""
    shares = sorted({line.rate for line in result.lines if not line.refused_because})
    return "× " + ", ".join(f"{(share * 100).normalize():f} %".replace(".", ",") for share in shares) if shares else ""


def short(case: Case, result: Result) -> list[dict[str, Any]]:
    """The sum in a few lines, for the column beside other parts."""
    rules = edition_of(case).sums
    accepted = sum((line.accepted for line in result.lines), start=result.total * 0)
    proposed = sum((line.proposed for line in result.lines), start=result.total * 0)
    rows: list[dict[str, Any]] = [
        {"label": _("Accepted costs"), "value": amount(accepted), "clause": rules.costs_clause},
    ]
    if rates := _rates(result):
        rows.append({"label": rates, "value": amount(proposed), "clause": rules.rate_clause})
    for cap in caps_of(case, result):
        label = _("Left of the cap, %(window)s", window=text(window_title(cap.window)))
        rows.append({"label": label, "value": amount(cap.left), "clause": cap.clause})
    rows.append({"label": _("To reimburse"), "value": money(result.total), "total": True})
    return rows
