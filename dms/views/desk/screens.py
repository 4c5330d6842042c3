"""The acts of the desk that have a page of their own: the form each asks for, what it will bring about, and how the
form becomes what the machine is handed. One line a page; the pages themselves are in ``acts``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from dms.models import Case
from dms.queries import people
from dms.services.acts.remarks import unmet
from dms.services.judging.given import Given, Remark
from dms.views.desk import ground_forms
from forms.desk_base import ActForm, ReasonsForm, RemarkForm
from forms.hearing import (
    NOBODY,
    GroundsForm,
    HoldHearingForm,
    MoveHearingForm,
    PositionForm,
    ProposeRefusalForm,
    lines_of,
)
from forms.remarks import LeavingForm, RemarksForm
from forms.review import AssignForm, VisitForm
from workflows.states import Action, CaseAct, ExportAction

ToGiven = Callable[[Any, Case], Given]


def _nothing(_form: ActForm, _case: Case) -> Given:
    return Given()


def _reasons(form: Any, _case: Case) -> Given:
    return Given(reasons=form.reasons.data or "")


def _assign(form: AssignForm, _case: Case) -> Given:
    chosen = people.get_user(str(form.assignee.data))
    return Given(assignee_id=chosen.id, reasons=form.reasons.data or "")


def _visit(form: VisitForm, _case: Case) -> Given:
    return Given(visited_on=form.visited_on.data, place=form.place.data or "", reasons=form.reasons.data or "")


def _remarks(form: RemarksForm, case: Case) -> Given:
    """What was answered "no", then the officer's own remarks."""
    own = tuple(Remark(*row) for row in form.own())
    answered = tuple(Remark(row["text"], row["clause"], row["document"]) for row in unmet(case)) if own else ()
    return Given(reasons=form.reasons.data or "", remarks=(*answered, *own))


def _leaving(form: LeavingForm, _case: Case) -> Given:
    return Given(leave_clause=form.clause.data or "", reasons=form.reasons.data or "")


def _propose_refusal(form: ProposeRefusalForm, _case: Case) -> Given:
    return Given(
        grounds=ground_forms.given_of(form),
        hearing_at=form.hearing_at.data,
        place=form.place.data or "",
        link=form.link.data or "",
    )


def _move_hearing(form: MoveHearingForm, _case: Case) -> Given:
    return Given(
        hearing_at=form.hearing_at.data,
        place=form.place.data or "",
        link=form.link.data or "",
        reasons=form.reasons.data or "",
        asked_by_applicant=form.asked_by.data == "applicant",
    )


def _prepare_refusal(form: GroundsForm, _case: Case) -> Given:
    return Given(grounds=ground_forms.given_of(form))


def _position(form: PositionForm, _case: Case) -> Given:
    return Given(position=form.position.data or "")


def _hold(form: HoldHearingForm, _case: Case) -> Given:
    absent = form.presence.data == NOBODY
    return Given(
        absent=absent,
        means="" if absent else form.presence.data,
        came=() if absent else lines_of(form.came.data),
        began_at=None if absent else form.began_at.data,
        with_operator=lines_of(form.with_operator.data),
        secretary=form.secretary.data or "",
        position=form.position.data or "",
        minutes=form.minutes.data or "",
    )


@dataclass(frozen=True, slots=True)
class Screen:
    """``says``: what will happen. ``final``: it cannot be undone. ``parts``: name of the template block of its form,
    the plain one by default."""

    form: type[ActForm]
    given: ToGiven
    says: Any
    final: bool = False
    parts: str = "plain"


SCREENS: dict[CaseAct, Screen] = {
    Action.TAKE: Screen(
        ActForm, _nothing, _l("The case becomes yours and the completeness check begins. The term runs already.")
    ),
    Action.ASSIGN: Screen(
        AssignForm, _assign, _l("The person gets the case and a notice of it. The term runs on."), parts="assign"
    ),
    Action.COMPLETE: Screen(
        ActForm,
        _nothing,
        _l(
            "The documents count as complete, the review against the rules begins and its term starts. "
            "The applicant is told."
        ),
        final=True,
    ),
    Action.PREPARE_REJECTION: Screen(
        ActForm,
        _nothing,
        _l(
            "The refusal of further consideration is made from the lines answered “no” and waits for the signature of "
            "the head. Until then it can be returned."
        ),
    ),
    Action.VISIT: Screen(
        VisitForm,
        _visit,
        _l("The record of the visit becomes a document of the case. No term stops for it."),
        parts="visit",
    ),
    Action.PROPOSE_GRANT: Screen(
        ActForm,
        _nothing,
        _l(
            "The notification, the agreement and the calculation are made with these sums and wait for the "
            "signature of the head. You cannot sign them yourself."
        ),
        parts="grant",
    ),
    Action.PROPOSE_REFUSAL: Screen(
        ProposeRefusalForm,
        _propose_refusal,
        _l("The preliminary decision and the notice of the hearing go to the applicant at once."),
        final=True,
        parts="refusal",
    ),
    Action.RECORD_POSITION: Screen(
        PositionForm,
        _position,
        _l("The position is kept with the hearing and printed in its minutes."),
        parts="position",
    ),
    Action.MOVE_HEARING: Screen(
        MoveHearingForm,
        _move_hearing,
        _l("The applicant is told the new hour and the reason at once."),
        parts="move",
    ),
    Action.HOLD_HEARING: Screen(
        HoldHearingForm,
        _hold,
        _l("The minutes are made and sent to the applicant, and the decision is next. You may turn to a grant."),
        final=True,
        parts="hearing",
    ),
    Action.PREPARE_GRANT: Screen(
        ActForm,
        _nothing,
        _l(
            "The notification, the agreement and the calculation are made with these sums and wait for the "
            "signature of the head. You cannot sign them yourself."
        ),
        parts="grant",
    ),
    Action.PREPARE_REFUSAL: Screen(
        GroundsForm,
        _prepare_refusal,
        _l("The reasoned refusal is made with these grounds and waits for the signature of the head."),
        parts="grounds",
    ),
    Action.CHANGE_SIGNER: Screen(
        ActForm,
        _nothing,
        _l(
            "The same papers are made anew and name you as the signer, with your post and your order. The papers that "
            "name another are void. You read and sign the new ones."
        ),
    ),
    Action.RETURN_DRAFT: Screen(
        RemarkForm,
        _reasons,
        _l("The draft is void and goes back to whoever prepared it, with your remark."),
        parts="reasons",
    ),
    Action.SEND_BACK: Screen(
        ReasonsForm,
        _reasons,
        _l("The case goes back to the review against the rules; a waiting draft is void. The term runs on."),
        parts="reasons",
    ),
    ExportAction.SEND_REMARKS: Screen(
        RemarksForm,
        _remarks,
        _l("The letter goes to the applicant at once, on the portal and by e-mail, and the case waits for the answer."),
        final=True,
        parts="remarks",
    ),
    ExportAction.PREPARE_LEAVING: Screen(
        LeavingForm,
        _leaving,
        _l("The notice is made with this ground and waits for the signature of the head."),
        parts="leaving",
    ),
}
