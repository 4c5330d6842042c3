"""Letters of the applicant's own case: what he sent, what was sent to him, and a new one, also as an answer."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import applicant
from dms.errors import NotPermitted
from dms.models import Case, DocumentVersion, Letter
from dms.queries import cases
from dms.queries import letters as queries
from dms.services import clock, correspondence
from dms.services.correspondence import Told
from dms.services.files.file_status import status_of
from dms.services.files.sent import Sent
from dms.services.judging.law import edition_of
from dms.views.flashes import done
from dms.views.letter_rows import row_of
from dms.views.pages import chosen_version, pages_of
from dms.views.portal import blueprint
from dms.views.portal.common import own_case
from dms.views.sent_files import is_whole, made_of, take_up
from forms.letters import AppliedForm
from workflows.clock import TermRule
from workflows.letter_kinds import UNDER_AGREEMENT, LetterKind
from workflows.letters import Direction


@blueprint.get("/c/<public_id>/letters/<letter>")
@applicant
def letter(public_id: str, letter: str) -> str:
    case, now = own_case(public_id), clock.now()
    found = queries.get_of_applicant(case, letter)
    seen = {row.id for row in queries.list_of_applicant(case)}
    thread = [row_of(row, now) for row in queries.thread_of(found) if row.id in seen]
    shown = chosen_version(found.files)
    return render_template(
        "portal/letter.html", case=case, letter=found, row=row_of(found, now), thread=thread, status_of=status_of,
        shown=shown, pages=pages_of(case, shown, partial(_at, case, found, shown)),
        may_answer=found.direction == Direction.OUTGOING and correspondence.may_write(case, current_user, now),
    )  # fmt: skip


def _at(case: Case, letter: Letter, shown: DocumentVersion | None, page: int) -> str:
    file = shown and shown.public_id
    return url_for("portal.letter", public_id=case.public_id, letter=letter.public_id, file=file, page=page)


@blueprint.route("/c/<public_id>/letters/new", methods=["GET", "POST"])
@applicant
def new_letter(public_id: str) -> Any:
    case = own_case(public_id)
    if not correspondence.may_write(case, current_user, clock.now()):
        raise NotPermitted
    answers = _answered(case)
    form, terms = AppliedForm(data=_before(answers)), _under_agreement(case)
    if terms is not None:
        form.offer_of_agreement()
    take_up(form)
    status = 200
    if is_whole(form):
        sent, status = made_of(form, partial(_send, case, form, answers))
        if sent is not None:
            done(_("Your letter has arrived. Its registration number comes to you as soon as the registrar gives it."))
            return redirect(url_for("portal.letter", public_id=public_id, letter=sent.public_id))
    page = render_template("portal/new_letter.html", case=case, form=form, answers=answers, terms=terms or ())
    return page, status


def _under_agreement(case: Case) -> list[TermRule] | None:
    """The terms of what is told under an agreement, as far as the law of the case has them; None without one."""
    agreement, rules = cases.agreement_of(case.id), edition_of(case).timing.rules
    if agreement is None or agreement.concluded_on is None:
        return None
    return [rule for rule in rules.values() if rule.clause in UNDER_AGREEMENT.values()]


def _answered(case: Case) -> Letter | None:
    """The letter that the address says is answered. Raises: NotVisible for one that is not his."""
    key = request.args.get("answers", "")
    return queries.get_of_applicant(case, key) if key else None


def _before(answers: Letter | None) -> dict[str, Any]:
    if answers is None:
        return {"kind": LetterKind.REQUEST.value}
    return {"kind": LetterKind.ANSWER.value, "subject": answers.subject}


def _send(case: Case, form: AppliedForm, answers: Letter | None, sent: list[Sent]) -> Letter:
    told = Told(
        kind=LetterKind(form.kind.data), subject=form.subject.data or "", language=case.language, answers=answers
    )
    return correspondence.send_in(case, current_user, told, sent)
