"""One letter at the desk: read with its thread, moved by its acts, signed; and a new one of a case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.accounts import limits
from dms.errors import NotVisible
from dms.formatting import language
from dms.headers import signs
from dms.models import Case, Document, DocumentVersion, Letter
from dms.queries import letters as queries
from dms.queries import people
from dms.services import clock, correspondence
from dms.services.correspondence import Given, Told
from dms.services.files.file_status import status_of
from dms.services.files.sent import Sent
from dms.services.signed import offers
from dms.views import signing_answers
from dms.views.desk import blueprint, side
from dms.views.desk.frame import standing_of
from dms.views.flashes import done
from dms.views.letter_rows import row_of
from dms.views.pages import chosen_version, pages_of
from dms.views.sent_files import is_whole, made_of, sent_with
from forms.desk_base import ActForm
from forms.letters import WAYS, AnnulForm, FileForm, NewForm, PlaceForm, RenewForm, SendForm
from workflows.letter_kinds import LetterKind
from workflows.letters import WRITERS, Direction, LetterAction
from workflows.states import Right, Role

SIGNED = _l("The letter is signed and has its number. The registrar or its author sends it.")
#: The form of each act that a page offers; signing and new versions have their own.
FORMS: dict[LetterAction, type[ActForm]] = {
    LetterAction.REGISTER: PlaceForm,
    LetterAction.GIVE: PlaceForm,
    LetterAction.TAKE: ActForm,
    LetterAction.FILE: FileForm,
    LetterAction.SEND: SendForm,
    LetterAction.ANNUL: AnnulForm,
}


def _letter(public_id: str) -> Letter:
    """Raises: NotVisible."""
    return queries.get_letter(side.reader(), public_id)


@blueprint.get("/letters/<letter>")
@staff()
@signs
def letter(letter: str) -> str:
    return _page(_letter(letter))


@blueprint.post("/letters/<letter>/<act>")
@staff()
def letter_act(letter: str, act: str) -> Any:
    found, action = _letter(letter), _action(act)
    form = _form(action, found)
    if not form.validate_on_submit():
        return _page(found, {action: form})
    correspondence.perform(found.id, action, current_user, version=form.version.data, given=_given(form))
    done(_("Done. The act stands in the history."))
    return redirect(url_for("desk.letter", letter=letter))


@blueprint.post("/letters/<letter>/sign")
@staff(Role.HEAD, Role.DEPUTY)
def sign_letter(letter: str) -> Response:
    """Numbers a letter whose files are signed; in the demo its key signs them first."""
    found, form = _letter(letter), ActForm()
    correspondence.sign(found, current_user, version=form.version.data)
    done(str(SIGNED))
    return redirect(url_for("desk.letter", letter=letter))


@blueprint.post("/letters/<letter>/signing")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def offer_letter_to_sign(letter: str) -> Response:
    """JSON: the files of the draft with digests for the person's signing program."""
    found = _letter(letter)
    correspondence.check_may_sign(found, current_user)
    url = url_for("desk.receive_letter_signatures", letter=letter)
    return signing_answers.offered(found.case, correspondence.unsigned(found, current_user), current_user, url)


@blueprint.post("/letters/<letter>/signatures")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def receive_letter_signatures(letter: str) -> Response:
    """JSON ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}``; with the last the letter is signed."""
    found = _letter(letter)
    return signing_answers.received(current_user, correspondence.signable(found), partial(_take, found))


def _take(letter: Letter, sent: offers.Sent) -> dict[str, Any]:
    rows, signed = correspondence.receive(letter, sent, current_user)
    told = signing_answers.results(letter.case, rows)
    told[-1]["word"] = str(SIGNED) if signed else ""
    return {"results": told, "next": url_for("desk.letter", letter=letter.public_id)}


@blueprint.post("/letters/<letter>/files/<document>")
@staff()
def renew_letter(letter: str, document: str) -> Any:
    """A new version of one of the draft's files."""
    found, form = _letter(letter), RenewForm(prefix=f"{document}-")
    if not is_whole(form):
        return _page(found, {document: form})
    correspondence.renew(found, document, current_user, sent_with(form)[0], version=form.version.data)
    done(_("The new version has arrived and is being checked. The earlier one stays."))
    return redirect(url_for("desk.letter", letter=letter))


@blueprint.route("/c/<public_id>/letters/new/<way>", methods=["GET", "POST"])
@staff()
def new_letter(public_id: str, way: str) -> Any:
    """``way``: incoming, entered by the registrar; outgoing, a draft."""
    standing = standing_of(public_id)
    standing.need(Right.LETTER)
    return _new(standing.case, _direction(way))


@blueprint.route("/letters/new/<way>", methods=["GET", "POST"])
@staff(*WRITERS)
def new_office_letter(way: str) -> Any:
    """A letter outside of any case."""
    return _new(None, _direction(way))


def _new(case: Case | None, direction: Direction) -> Any:
    answers = _answered(case)
    form = NewForm(data=_before(case, answers))
    form.correspondent.flags.optional = case is not None
    status = 200
    if is_whole(form):
        made, status = made_of(form, partial(_make, case, direction, form, answers))
        if made is not None:
            return redirect(url_for("desk.letter", letter=made.public_id))
    back = url_for("desk.correspondence", public_id=case.public_id) if case else url_for("desk.letters", list=direction)
    page = render_template(
        "desk/new_letter.html", case=case, form=form, direction=direction, answers=answers, back_url=back
    )
    return page, status


def _make(case: Case | None, direction: Direction, form: NewForm, answers: Letter | None, sent: list[Sent]) -> Letter:
    told = _told(form, answers)
    if direction is Direction.OUTGOING:
        made = correspondence.draft(case, current_user, told, sent)
        done(_("The draft is kept. The head or a deputy signs it; whoever prepared it cannot."))
    else:
        made = correspondence.enter(case, current_user, told, sent, Given())
        done(_("The letter is registered under number %(number)s.", number=made.number))
    return made


def _told(form: NewForm, answers: Letter | None) -> Told:
    return Told(
        kind=LetterKind(form.kind.data), subject=form.subject.data or "", language=form.language.data,
        correspondent=form.correspondent.data or "", correspondent_bin=form.correspondent_bin.data or "",
        their_number=form.their_number.data or "", their_date=form.their_date.data, answers=answers,
        due_on=form.due_on.data, due_reason=form.due_reason.data or "",
    )  # fmt: skip


def _direction(way: str) -> Direction:
    """Raises: NotVisible."""
    if way not in set(Direction):
        raise NotVisible
    return Direction(way)


def _answered(case: Case | None) -> Letter | None:
    """The letter of this case, or of none, which the address says is answered. Raises: NotVisible for any other."""
    key = request.args.get("answers", "")
    if not key:
        return None
    found = _letter(key)
    if found.case_id != (case.id if case else None):
        raise NotVisible
    return found


def _before(case: Case | None, answers: Letter | None) -> dict[str, Any]:
    """What a new letter begins with."""
    if answers is None:
        return {"kind": LetterKind.OTHER.value, "language": case.language if case else language()}
    own = answers.organisation_id is not None
    return {
        "kind": LetterKind.ANSWER.value, "language": answers.language, "subject": answers.subject,
        "correspondent": "" if own else answers.correspondent,
        "correspondent_bin": "" if own else answers.correspondent_bin,
    }  # fmt: skip


def _action(act: str) -> LetterAction:
    if act not in set(LetterAction) or LetterAction(act) not in FORMS:
        raise NotVisible
    return LetterAction(act)


def _form(action: LetterAction, letter: Letter) -> ActForm:
    """The form of an act on this letter as it was shown."""
    form = FORMS[action](prefix=f"{action.value}-", data={"version": letter.version})
    if isinstance(form, PlaceForm):
        writers = correspondence.writers_of(letter.case, clock.now())
        officer = letter.case.assignee_id if letter.case else None
        chosen = writers.get(letter.responsible_id or officer or 0)
        form.offer_people([(one.public_id, one.name) for one in writers.values()], chosen.public_id if chosen else "")
    return form


def _given(form: ActForm) -> Given:
    if isinstance(form, PlaceForm):
        named = people.find_user(form.responsible.data) if form.responsible.data else None
        return Given(
            responsible_id=named.id if named else None, due_on=form.due_on.data, due_reason=form.due_reason.data or ""
        )
    if isinstance(form, SendForm):
        return Given(way=form.way.data)
    return Given(reasons=form.reasons.data or "") if isinstance(form, FileForm | AnnulForm) else Given()


def _all_signed(letter: Letter) -> bool:
    return bool(letter.files) and not correspondence.unsigned(letter, current_user)


def _renewing(letter: Letter, paper: Document) -> RenewForm:
    return RenewForm(prefix=f"{paper.public_id}-", data={"version": letter.version})


def _at(letter: Letter, shown: DocumentVersion | None, page: int) -> str:
    return url_for("desk.letter", letter=letter.public_id, file=shown and shown.public_id, page=page)


def _page(letter: Letter, wrong: Mapping[str, Any] | None = None) -> str:
    """The letter's page; ``wrong``: a form that came back with faults, by its act or by the file it was to renew."""
    now, wrong = clock.now(), wrong or {}
    offered = {offer.action: offer for offer in correspondence.offers(letter, current_user)}
    forms: dict[str, Any] = {
        action: wrong.get(action) or _form(action, letter) for action in offered if action in FORMS
    }
    shown = chosen_version(letter.files)
    return render_template(
        "desk/letter.html", letter=letter, row=row_of(letter, now), case=letter.case,
        thread=[row_of(other, now) for other in queries.thread_of(letter)],
        offers=offered, forms=forms, wrong=next(iter(wrong.values()), None),
        renewing={row.public_id: wrong.get(row.public_id) or _renewing(letter, row) for row in letter.files},
        may_answer=correspondence.may_write(letter.case, current_user, now),
        shown=shown, pages=pages_of(letter.case, shown, partial(_at, letter, shown)),
        status_of=status_of, all_signed=_all_signed(letter),
        ways=WAYS, roles=g.roles, demo=current_app.config["SETTINGS"].demo,
    )  # fmt: skip
