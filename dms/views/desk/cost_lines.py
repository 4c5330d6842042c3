"""The cost lines beside the calculation: each accepted, or refused with its clause and the officer's fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_login import current_user

from dms.formatting import dmyhm, text
from dms.models import Answer, Case
from dms.queries import review
from dms.services import moves
from dms.services.judging import cost_lines
from dms.services.judging.given import Given
from dms.services.judging.law import edition_of
from forms.cost_lines import LineForm
from workflows.states import Action, Verdict


def rows_of(case: Case, left_out: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every cost line as it stands; of a refused one the checks it rests on, the fact, who refused it and when.
    ``left_out``: line → the clause under which the calculation leaves it out by itself."""
    judged, standing = cost_lines.judged(case), cost_lines.standing(case)
    names = review.names_of([row.author_id for row in judged.values() if row.author_id])
    return [
        {
            "id": line["id"],
            "name": line.get("name") or line["id"],
            "checks": _checks_of(case, standing.get(line["id"], ())),
            "left_out": left_out.get(line["id"], ""),
            "url": url_for("desk.calculation", public_id=case.public_id, line=line["id"], _anchor="line"),
            **_judged(judged.get(line["id"]), names),
        }
        for line in case.content.get("costs", [])
    ]


def _judged(row: Answer | None, names: dict[int, str]) -> dict[str, Any]:
    if row is None:
        return {"recorded": False}
    return {"recorded": True, "fact": row.note, "by": names.get(row.author_id or 0, ""), "at": dmyhm(row.at)}


def _checks_of(case: Case, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    known = edition_of(case).checks.by_key
    return [
        {"title": known[key].title, "clause": clause}
        for key, clause in zip(keys, cost_lines.clauses_of(case, keys), strict=True)
    ]


def form_of(case: Case, line: str) -> LineForm:
    """The form of one line: what it was refused on, else the only check that it can be refused on."""
    known, keys = edition_of(case).checks.by_key, cost_lines.unmet(case)
    row = cost_lines.judged(case).get(line)
    chosen = list(row.facts["checks"]) if row else list(keys) if len(keys) == 1 else []
    data = {"version": case.version, "verdict": Verdict.NO.value, "checks": chosen, "reasons": row.note if row else ""}
    form = LineForm(data=data)
    form.offer_checks((key, text(known[key].title)) for key in keys)
    return form


def judge(case: Case, line: str, form: LineForm) -> None:
    """Refuses the line, or takes its refusal back."""
    checks, reasons = (tuple(form.checks.data or ()), form.reasons.data or "") if form.refuses else ((), "")
    given = Given(key=line, verdict=Verdict(form.verdict.data), checks=checks, reasons=reasons)
    moves.perform(case.id, Action.JUDGE_LINE, current_user, version=form.version.data, given=given)
