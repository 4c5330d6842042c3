"""One page for each act: what will happen, with its facts; the form; the reasons why not, when it is not allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import SelectChoice

from dms.access import staff
from dms.errors import NotVisible
from dms.formatting import dmyhm, role_label, text
from dms.models import Case
from dms.queries import cases, people, review
from dms.services import clock, law, moves, reference, terms
from dms.services.acts.remarks import unmet
from dms.services.facts import leaving
from dms.services.law import edition_of
from dms.services.standing import Standing
from dms.views.desk import blueprint
from dms.views.desk.calculation import sums_of
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import choices_of
from dms.views.desk.screens import SCREENS, Screen
from forms.desk_base import ActForm
from forms.fields import ALMATY
from forms.hearing import GroundsForm, ProposeRefusalForm
from forms.remarks import LeavingForm, OpenGroundsForm, OpenProposalForm, RemarksForm, open_grounds
from forms.review import AssignForm
from workflows.act_labels import act_of, done_of
from workflows.calendar import NoCalendar
from workflows.states import Action, CaseAct, CaseState, ExportAction, Role


@blueprint.route("/c/<public_id>/act/<action>", methods=["GET", "POST"])
@staff()
def act(public_id: str, action: str) -> Any:
    standing = standing_of(public_id)
    wanted, screen = _screen(action)
    form = _form(standing, wanted, screen)
    if form.validate_on_submit():
        case = standing.case
        given = screen.given(form, case)
        moves.perform(case.id, wanted, current_user, version=form.version.data, given=given)
        flash(text(done_of(wanted)), "success")
        return redirect(url_for("desk.case", public_id=public_id))
    return _page(standing, wanted, screen, form)


def _page(standing: Standing, action: CaseAct, screen: Screen, form: ActForm) -> str:
    around = frame(standing)
    offer = next((one for one in around["offers"] if one.action is action), None)
    if offer is None:
        raise NotVisible
    return render_template(
        "desk/act.html", **around, action=action, offer=offer, screen=screen, form=form,
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
    if issubclass(screen.form, GroundsForm) and edition_of(case).grounds.is_open:
        return _open_form(case, screen.form, filled)
    if issubclass(screen.form, GroundsForm):
        form = screen.form(data={**filled, **_known_grounds(case, action)})
        form.offer_documents(choices_of(case))
        return form
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


def _open_form(case: Case, shape: type[ActForm], filled: dict[str, Any]) -> ActForm:
    """Every clause that a check of the case rests on, those answered "no" first, with what the officer noted."""
    failed = {row.key: row.note for row in review.failed_checks(case.id)}
    due = sorted((check for check in law.checks_due(case) if check.clause), key=lambda check: check.key not in failed)
    titles = {check.clause: text(check.title) for check in reversed(due)}
    notes = {check.clause: failed[check.key] for check in due if check.key in failed}
    hearing = cases.newest_hearing(case.id)
    if hearing and not issubclass(shape, ProposeRefusalForm):  # a refusal rests on what was heard
        notes = {row["clause"]: row.get("facts", "") for row in hearing.grounds}
    clauses = list(dict.fromkeys(check.clause for check in due))
    base = OpenProposalForm if issubclass(shape, ProposeRefusalForm) else OpenGroundsForm
    for place, clause in enumerate(clauses):
        if clause in notes:
            filled |= {f"ground_{place}": True, f"facts_{place}": notes[clause]}
    return open_grounds(base, [(clause, titles[clause]) for clause in clauses])(data=filled)


def _assign_form(case: Case) -> AssignForm:
    """Whom the case can be given to: executors, or monitors once the money is on its way."""
    form = AssignForm(reassigned=case.assignee_id is not None, data={"version": case.version})
    order = (
        (Role.MONITOR, Role.EXECUTOR)
        if case.state in (CaseState.MONITORING, CaseState.RECOVERY)
        else (Role.EXECUTOR, Role.MONITOR)
    )
    chosen = {
        user.public_id: (user, role)
        for role in order
        for user in people.list_staff_with_role(role.value, clock.today())
        if user.id != case.assignee_id
    }
    loads = review.loads_of([user.id for user, _role in chosen.values()])
    form.assignee.choices = [
        SelectChoice(
            key,
            _("%(name)s, %(role)s — open cases: %(count)s", name=user.name, role=role_label(role),
              count=loads.get(user.id, 0)),
        )
        for key, (user, role) in chosen.items()
    ]  # fmt: skip
    return form


def _known_grounds(case: Case, action: CaseAct) -> dict[str, Any]:
    """A refusal after the hearing begins with the grounds that were heard."""
    hearing = cases.newest_hearing(case.id) if action is Action.PREPARE_REFUSAL else None
    found: dict[str, Any] = {}
    for row in hearing.grounds if hearing else ():
        found[f"ground_{row['number']}"], found[f"facts_{row['number']}"] = True, row.get("facts", "")
    return found


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
    grounds = edition.grounds.closed
    if found is None:
        return {"grounds": grounds}
    last = edition.timing.refusal_lawful_until(found, None)
    ends = {term.key: dmyhm(term.due_at) for term in found.terms}
    return {
        "grounds": grounds,
        "last_notice": dmyhm(last.due_at) if last else None,
        "too_late": last is not None and last.due_at < clock.now(),
        "notice_clause": found.term(edition.timing.notice).clause if last else "",
        "service_due": ends.get(edition.timing.result),
        "failed": review.failed_checks(case.id),
    }


def _rejection_facts(case: Case) -> dict[str, Any]:
    return {"lacking": review.lacking(case.id)}


FACTS: dict[CaseAct, Callable[[Case], dict[str, Any]]] = {
    Action.PROPOSE_GRANT: _grant_facts,
    Action.PREPARE_GRANT: _grant_facts,
    Action.PROPOSE_REFUSAL: _refusal_facts,
    Action.PREPARE_REFUSAL: _refusal_facts,
    Action.PREPARE_REJECTION: _rejection_facts,
    ExportAction.SEND_REMARKS: lambda case: {"unmet": unmet(case)},
}
