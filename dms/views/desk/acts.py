"""One page for each act: what will happen, with its facts; the form; the reasons why not, when it is not allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from dms.access import staff
from dms.error_pages import wants_json
from dms.errors import NotVisible
from dms.formatting import dmyhm, text
from dms.models import Case
from dms.queries import money, remarks, review, versions
from dms.services import clock, moves
from dms.services.acts.remarks import unmet
from dms.services.dates import terms
from dms.services.desk.standing import Standing
from dms.services.judging import sums
from dms.services.judging.export_facts import leaving
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from dms.views.desk import assignees, blueprint, ground_forms
from dms.views.desk.calculation import sums_of
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import choices_of
from dms.views.desk.screens import SCREENS, Screen
from forms.desk_base import ActForm
from forms.fields import ALMATY
from forms.hearing import GroundsForm
from forms.remarks import LeavingForm, RemarksForm
from forms.review import AssignForm
from workflows.act_labels import act_of, done_of
from workflows.calculation import NotCalculable, TraceStep
from workflows.calendar import NoCalendar
from workflows.programmes.machine.rows import PASSED_ON
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import Action, CaseAct, CaseState, ExportAction, Role


@blueprint.route("/c/<public_id>/act/<action>", methods=["GET", "POST"])
@staff()
def act(public_id: str, action: str) -> Any:
    standing = standing_of(public_id)
    wanted, screen = _screen(action)
    form = _form(standing, wanted, screen)
    if not form.validate_on_submit():
        return _page(standing, wanted, screen, form)
    try:
        given = screen.given(form, standing.case)
        moves.perform(standing.case.id, wanted, current_user, version=form.version.data, given=given)
    except TransitionRefused as refused:
        return _refused(public_id, wanted, screen, form, refused)
    flash(text(done_of(wanted)), "success")
    return redirect(url_for("desk.case", public_id=public_id))


def _refused(public_id: str, action: CaseAct, screen: Screen, form: ActForm, refused: TransitionRefused) -> Any:
    """The reasons above the form, with what was typed in it. Where nothing is typed, the act has left the page, or a
    program asks: the answer of every refusal."""
    standing = standing_of(public_id)
    offered = any(offer.action is action for offer in moves.offers(standing.case, current_user))
    if screen.form is ActForm or not offered or wants_json():
        raise refused
    return _page(standing, action, screen, form, refused.reasons), 409


def _page(standing: Standing, action: CaseAct, screen: Screen, form: ActForm, against: tuple[Refusal, ...] = ()) -> str:
    around = frame(standing)
    offer = next((one for one in around["offers"] if one.action is action), None)
    if offer is None:
        raise NotVisible
    return render_template(
        "desk/act.html", **around, action=action, offer=offer, screen=screen, form=form, against=against,
        **_facts(standing.case, action),
    )  # fmt: skip


def _screen(action: str) -> tuple[CaseAct, Screen]:
    """Raises: NotVisible for what is no act, or none with a page of its own."""
    try:
        wanted = act_of(action)
        return wanted, SCREENS[wanted]
    except (ValueError, KeyError):
        raise NotVisible from None


def _form(standing: Standing, action: CaseAct, screen: Screen) -> ActForm:
    case = standing.case
    if action is Action.ASSIGN:
        return _assign_form(case)
    filled: dict[str, Any] = {"version": case.version}
    if action is Action.PROPOSE_REFUSAL:
        filled["hearing_at"] = _next_hour()
    if action is ExportAction.SEND_REMARKS:
        return _remarks_form(case)
    if action is ExportAction.PREPARE_LEAVING:
        return _leaving_form(case)
    if issubclass(screen.form, GroundsForm):
        return ground_forms.form_of(case, screen.form, filled)
    return screen.form(data=filled)


def _remarks_form(case: Case) -> RemarksForm:
    form = RemarksForm(data={"version": case.version})
    costs = [(str(line["id"]), str(line.get("name") or line["id"])) for line in case.content.get("costs", [])]
    form.offer(choices_of(case), costs)
    return form


def _leaving_form(case: Case) -> LeavingForm:
    """The grounds that hold by the ledger and the sums declared."""
    form = LeavingForm(data={"version": case.version})
    hold = leaving(case, clock.now())
    form.offer((clause, text(words)) for clause, words in edition_of(case).leaving.items() if clause in hold)
    return form


def _assign_form(case: Case) -> AssignForm:
    """Whom the case can be given to: executors, or monitors once the money is on its way."""
    passes_on = case.assignee_id is None or case.state in PASSED_ON
    form = AssignForm(explained=not passes_on, data={"version": case.version})
    order: tuple[Role, ...] = (Role.EXECUTOR,)  # who reviews; nobody monitors before the money is on its way
    if case.state in (CaseState.MONITORING, CaseState.RECOVERY):
        order = (Role.MONITOR, Role.EXECUTOR)
    elif case.state in (CaseState.AGREEMENT, CaseState.PAYMENT):
        order = (Role.EXECUTOR, Role.MONITOR)
    form.assignee.choices = assignees.choices(order, without=case.assignee_id)
    return form


def _next_hour() -> datetime:
    """Tomorrow's working day at eleven: within the two working days of 342:37."""
    try:
        day = reference.calendar().next_working(clock.today())
    except NoCalendar:
        day = clock.today() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, 11, tzinfo=ALMATY)


def _facts(case: Case, action: CaseAct) -> dict[str, Any]:
    """What the page shows beside the form, so that the officer sees what he decides on."""
    make: Callable[[Case], dict[str, Any]] | None = FACTS.get(action)
    return make(case) if make else {}


def _grant_facts(case: Case) -> dict[str, Any]:
    return {"sums": sums_of(case, clock.now())}


def _refusal_facts(case: Case) -> dict[str, Any]:
    """342:37, I-5: the last moment to announce the hearing, and until when it is to be held."""
    edition, found = edition_of(case), terms.deadlines(case)
    told = {"failed": review.failed_checks(case.id), "sums": sums_of(case, clock.now())}
    if found is None:
        return told
    last = edition.timing.refusal_lawful_until(found, None)
    ends = {term.key: dmyhm(term.due_at) for term in found.terms}
    return told | {
        "last_notice": dmyhm(last.due_at) if last else None,
        "too_late": last is not None and last.due_at < clock.now(),
        "notice_clause": found.term(edition.timing.notice).clause if last else "",
        "service_due": ends.get(edition.timing.result),
    }


def _rejection_facts(case: Case) -> dict[str, Any]:
    return {"lacking": review.lacking(case.id)}


def _remarks_facts(case: Case) -> dict[str, Any]:
    """Which letter it will be, and until when its clause lets the operator send it."""
    found = terms.deadlines(case)
    sent = remarks.rounds_of(case.id)
    key = edition_of(case).timing.running(CaseState(case.state), len(sent))
    term = next((term for term in found.terms if term.key == key), None) if found else None
    goes = {"unmet": unmet(case), "on_pages": versions.list_unsent(case.id)}
    return goes | {"rounds": sent, "term": term, "term_late": term is not None and term.due_at < clock.now()}


def _declared(case: Case) -> list[TraceStep]:
    """What the law compares before an application is left: the sums declared, each against its limit."""
    clauses = edition_of(case).leaving
    try:
        result = sums.of_case(case, clock.now())
    except NotCalculable:
        return []
    return [step for step in result.trace if step.clause in clauses]


FACTS: dict[CaseAct, Callable[[Case], dict[str, Any]]] = {
    Action.PROPOSE_GRANT: _grant_facts,
    Action.PREPARE_GRANT: _grant_facts,
    Action.PROPOSE_REFUSAL: _refusal_facts,
    Action.PREPARE_REFUSAL: _refusal_facts,
    Action.PREPARE_REJECTION: _rejection_facts,
    ExportAction.SEND_REMARKS: _remarks_facts,
    ExportAction.PREPARE_LEAVING: lambda case: {"declared": _declared(case), "account": money.free(case.programme)},
}
