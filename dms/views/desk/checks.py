"""The checks: each with its clause, what the data propose, the officer's answer with its evidence, author and time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.formatting import dmyhm, text
from dms.models import Answer, Case, Document
from dms.queries import cases, documents, review
from dms.services import clock, moves
from dms.services.desk import answering
from dms.services.desk.standing import Standing
from dms.services.judging import law
from dms.services.judging.given import Given
from dms.services.judging.law import edition_of
from dms.services.judging.proposals import findings, proposals
from dms.views.desk import blueprint
from dms.views.desk.calculation import sums_of
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import choices_of, chosen_of
from dms.views.desk.proofs import piles_of
from dms.views.desk.registers import states_of
from dms.views.desk.repeats import repeats_of
from dms.views.pages import pages_of
from dms.views.refused_fields import told_at_fields
from forms.desk_base import ActForm
from forms.review import AnswerForm
from workflows.labels import VERDICT_LABELS
from workflows.programmes.checks import Check, CheckGroup
from workflows.programmes.findings import Finding
from workflows.refusals import TransitionRefused
from workflows.states import Action, Right, Verdict
from workflows.text import Text

GROUP_TITLES = {
    CheckGroup.ELIGIBILITY: _l("The applicant"),
    CheckGroup.COSTS: _l("The costs"),
    CheckGroup.PAPERS: _l("The documents"),
    CheckGroup.BARS: _l("Bars to the service"),
}


@blueprint.route("/c/<public_id>/checks", methods=["GET", "POST"], endpoint="checks")
@staff()
def checks_tab(public_id: str) -> Any:
    """The tab; a POST answers the check of the address (``?check=``)."""
    standing = standing_of(public_id)
    check = edition_of(standing.case).checks.by_key.get(request.args.get("check", ""))
    form = _form(standing.case, check) if check else None
    following = _next_open(standing.case, check) if check and form and form.is_submitted() else None
    if check and form and form.validate_on_submit() and _answered(standing, check, form):
        flash(_("Answered: %(what)s", what=text(check.title)), "success")
        anchor = "answer" if following else None
        return redirect(url_for("desk.checks", public_id=public_id, check=following, _anchor=anchor))
    return _page(standing, check, form)


@blueprint.post("/c/<public_id>/checks/confirm")
@staff()
def confirm_checks(public_id: str) -> Response:
    """Takes over every proposal of the data that stands unanswered."""
    standing, form = standing_of(public_id), ActForm()
    standing.need(Right.EDIT)
    count = answering.confirm_proposals(standing.case, current_user, version=form.version.data)
    flash(ngettext("%(num)s proposal confirmed.", "%(num)s proposals confirmed.", count), "success")
    return redirect(url_for("desk.checks", public_id=public_id))


def _answered(standing: Standing, check: Check, form: AnswerForm) -> bool:
    """Keeps the answer; False when a field was wrong, which the form then shows."""
    try:
        _answer(standing, check, form)
    except TransitionRefused as refused:
        if not told_at_fields(form, refused):
            raise
        return False
    return True


def _answer(standing: Standing, check: Check, form: AnswerForm) -> None:
    case = standing.case
    shown = documents.get_document(case, form.document.data).id if form.document.data else None
    given = Given(key=check.key, verdict=Verdict(form.verdict.data), reasons=form.reasons.data or "", document_id=shown)
    moves.perform(case.id, Action.ANSWER_CHECK, current_user, version=form.version.data, given=given)


def _form(case: Case, check: Check) -> AnswerForm:
    proposed = proposals(case).get(check.key) if check.automatic else None  # the others rest on no data
    answer = cases.newest_answers(case.id, "check").get(check.key)
    data: dict[str, Any] = {"version": case.version, "verdict": proposed.value if proposed else None}
    if answer:
        data |= {"verdict": answer.verdict, "reasons": answer.note, "document": _public_id(case, answer)}
    form = AnswerForm(may_not_apply=check.may_not_apply, proposed=proposed, data=data)
    form.offer_documents(choices_of(case) if form.document.data else ())  # the page offers all of them
    return form


def _public_id(case: Case, answer: Answer) -> str:
    if answer.document_id is None:
        return ""
    return next((d.public_id for d in documents.documents_of(case.id) if d.id == answer.document_id), "")


def _page(standing: Standing, check: Check | None, form: AnswerForm | None) -> str:
    around, case = frame(standing, "checks"), standing.case
    papers = documents.documents_of(case.id)
    groups = groups_of(case, papers)
    if form:
        form.offer_documents(choices_of(case))
    key = request.args.get("doc", "") or (form.document.data if form else "") or ""
    shown = chosen_of(papers, key) if key else None
    version = shown.current if shown else None
    offers = {offer.action: offer for offer in moves.offers(case, current_user)}
    return render_template(
        "desk/case_checks.html", tab="checks", **around,
        groups=groups, check=check, form=form, may_answer=offers.get(Action.ANSWER_CHECK),
        waiting=sum(1 for g in groups for row in g["rows"] if row["proposed"] and not row["verdict"]),
        shown=shown, pages=pages_of(case, version, partial(_at, case, check, shown)),
        repeated=repeats_of(case, papers),
        piles=piles_of(case, papers, check.key if check else "", shown), sums=sums_of(case, clock.now()),
    )  # fmt: skip


def _at(case: Case, check: Check | None, shown: Document | None, page: int) -> str:
    """The same screen with another page of the document beside it."""
    return url_for(
        "desk.checks", public_id=case.public_id, check=check and check.key, doc=shown and shown.public_id, page=page
    )


def groups_of(case: Case, papers: Sequence[Document]) -> list[dict[str, Any]]:
    """The due checks with their answers, in the groups of the law."""
    due = law.checks_due(case)
    answers, found, outside = cases.newest_answers(case.id, "check"), findings(case), states_of(case)
    earlier = earlier_of(case, "check")
    names = review.names_of([row.author_id for row in answers.values() if row.author_id])
    titles = {paper.id: paper for paper in papers}
    rows = {
        c.key: _row(case, c, answers.get(c.key), names, titles)
        | _told(answers.get(c.key), found.get(c.key))
        | {"registers": [outside[register] for register in c.registers], "earlier": earlier.get(c.key)}
        for c in due
    }
    return [
        {"title": GROUP_TITLES[group], "rows": [rows[c.key] for c in due if c.group is group]}
        for group in CheckGroup
        if any(c.group is group for c in due)
    ]


def earlier_of(case: Case, sheet: str) -> dict[str, dict[str, Any]]:
    """What was answered before the applicant's answer to remarks opened the question again."""
    rows = cases.earlier_answers(case.id, sheet)
    names = review.names_of([row.author_id for row in rows.values() if row.author_id])
    return {
        key: {"verdict": _words(row.verdict), "note": row.note, "by": names.get(row.author_id or 0, ""), "at": row.at}
        for key, row in rows.items()
    }


def _told(answer: Answer | None, found: Finding | None) -> dict[str, Any]:
    """What the data say: of an answered check as it stood when it was answered, with what they propose by now where
    that is something else."""
    now = found.verdict if found else None
    kept = answer.facts if answer else {}
    then = kept.get("proposed")
    facts = [Text(**words) for words in kept["told"]] if "told" in kept else found.facts if found else ()
    return {
        "facts": facts,
        "proposed": _words(then) if answer else _words(now),
        "by_now": _words(now) if answer and now is not None and now not in (then, answer.verdict) else "",
    }


def _words(verdict: str | None) -> str:
    return text(VERDICT_LABELS[Verdict(verdict)]) if verdict else ""


def _row(
    case: Case,
    check: Check,
    answer: Answer | None,
    names: dict[int, str],
    papers: dict[int, Document],
) -> dict[str, Any]:
    paper = papers.get(answer.document_id) if answer and answer.document_id else None
    return {
        "check": check,
        "verdict": answer.verdict if answer else "",
        "note": answer.note if answer else "",
        "by": names.get(answer.author_id or 0, "") if answer else "",
        "at": dmyhm(answer.at) if answer else "",
        "automatic": bool(answer and answer.automatic),
        "paper": paper,
        "url": url_for("desk.checks", public_id=case.public_id, check=check.key, _anchor="answer"),
    }


def _next_open(case: Case, after: Check) -> str | None:
    """The next check in the order of the law that nobody has answered, once this one is."""
    due = [check.key for check in law.checks_due(case)]
    answered = {after.key, *cases.newest_answers(case.id, "check")}
    start = due.index(after.key) + 1 if after.key in due else 0
    return next((key for key in (*due[start:], *due[:start]) if key not in answered), None)
