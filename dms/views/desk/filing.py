"""General documents of the office: the list and the search among those that the person reads, one document with its
files, a new draft, approval and cancelling."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import SelectChoice

from dms.access import staff
from dms.formatting import language
from dms.headers import signs
from dms.models import DocumentVersion, GeneralDocument
from dms.queries import filing as queries
from dms.queries.filing import PAGE, Narrowed
from dms.search import asking
from dms.services import clock, filing
from dms.services.files.file_check import scanning
from dms.services.files.file_status import status_of
from dms.services.files.sent import Sent
from dms.services.filing import Told
from dms.views.desk import blueprint, side
from dms.views.flashes import done
from dms.views.pages import chosen_version, pages_of
from dms.views.sent_files import is_whole, made_of, sent_with
from forms.desk_base import ReasonsForm
from forms.filing import GeneralForm
from forms.letters import RenewForm
from workflows.filing import GENERAL_STATE_LABELS, KEEPERS, KIND_LABELS, READERS, WRITERS, GeneralKind, GeneralState

TONES = {
    GeneralState.DRAFT: "gold", GeneralState.IN_FORCE: "green", GeneralState.SUPERSEDED: "",
    GeneralState.CANCELLED: "red",
}  # fmt: skip


def row_of(row: GeneralDocument) -> dict[str, Any]:
    state = GeneralState(row.state)
    return {
        "row": row,
        "kind": KIND_LABELS[GeneralKind(row.kind)],
        "state": GENERAL_STATE_LABELS[state],
        "tone": TONES[state],
    }


@blueprint.get("/documents")
@staff(*READERS)
def general_documents() -> str:
    who, words = side.reader(), request.args.get("q", "").strip()[:100]
    narrowed, kept = _narrowed(words)
    before = request.args.get("before", type=int)
    found = queries.list_general(who, narrowed, before=before, limit=PAGE + 1)
    question = asking.read(words)
    by_text = queries.find_by_text(who, question, scanning=scanning(), limit=20) if question and not before else ()
    known = {row.id for row in found}
    side.put_letters("general")
    return render_template(
        "desk/general_documents.html", given=kept, rows=[row_of(row) for row in found[:PAGE]],
        by_text=[row_of(row) for row in by_text if row.id not in known],
        folders=queries.list_folders(), kinds=KIND_LABELS, states=GENERAL_STATE_LABELS,
        may_draft=bool(who.roles & WRITERS), now=clock.now(),
        newest_url=url_for("desk.general_documents", **kept) if before else None,
        older_url=url_for("desk.general_documents", **kept, before=found[PAGE - 1].id) if len(found) > PAGE else None,
    )  # fmt: skip


def _narrowed(words: str) -> tuple[Narrowed, dict[str, Any]]:
    """What the address asks for, and the same for other addresses; an unknown word counts as not said."""
    state, kind, folder = (request.args.get(key, "") for key in ("state", "kind", "folder"))
    chosen = next((row for row in queries.list_folders() if row.public_id == folder), None)
    given = {
        "q": words,
        "state": state if state in set(GeneralState) else "",
        "kind": kind if kind in set(GeneralKind) else "",
        "folder": folder if chosen else "",
    }
    narrowed = Narrowed(words=words, state=given["state"], kind=given["kind"], folder_id=chosen.id if chosen else None)
    return narrowed, {key: value for key, value in given.items() if value}


@blueprint.get("/documents/<general>")
@staff(*READERS)
@signs
def general(general: str) -> str:
    return _page(queries.get_general(side.reader(), general))


@blueprint.route("/documents/new", methods=["GET", "POST"])
@staff(*WRITERS)
def new_general() -> Any:
    form = GeneralForm(data={"language": language(), "folder": request.args.get("folder")})
    _offer(form)
    status = 200
    if is_whole(form):
        made, status = made_of(form, partial(_make, form))
        if made is not None:
            done(_("The draft is kept. The head or a deputy approves it; whoever prepared it cannot."))
            return redirect(url_for("desk.general", general=made.public_id))
    year, keeps = clock.today().year, bool(side.reader().roles & KEEPERS)
    opened = any(row.closed_at is None and row.year == year for row in queries.list_folders())
    return render_template("desk/new_general.html", form=form, year=year, opened=opened, keeps=keeps), status


def _offer(form: GeneralForm) -> None:
    """The folders that are open, and what a new document may take the place of."""
    year = clock.today().year
    folders = sorted((row for row in queries.list_folders() if row.closed_at is None), key=lambda row: row.year != year)
    named = [(row, row.title.get(language()) or row.title.get("kk")) for row in folders]
    choices = [SelectChoice(row.public_id, f"{row.index_no} ({row.year}) — {title}") for row, title in named]
    if folders and folders[0].year != year:
        choices.insert(0, SelectChoice("", _("Choose the folder.")))
    form.folder.choices = choices
    in_force = queries.list_general(side.reader(), Narrowed(state=GeneralState.IN_FORCE.value), limit=200)
    form.supersedes.choices = [
        SelectChoice("", _("nothing")),
        *(SelectChoice(row.public_id, f"{row.number} · {row.subject}") for row in in_force),
    ]


def _make(form: GeneralForm, sent: list[Sent]) -> GeneralDocument:
    before = queries.get_general(side.reader(), form.supersedes.data) if form.supersedes.data else None
    told = Told(
        kind=GeneralKind(form.kind.data), subject=form.subject.data or "", language=form.language.data,
        dated_on=form.dated_on.data, readers=tuple(form.readers.data or ()), supersedes=before,
        other_year=bool(form.other_year.data),
    )  # fmt: skip
    return filing.draft(queries.get_folder(form.folder.data), current_user, told, sent)


@blueprint.post("/documents/<general>/cancel")
@staff(*WRITERS)
def cancel_general(general: str) -> Any:
    found, form = queries.get_general(side.reader(), general), ReasonsForm()
    if not form.validate_on_submit():
        return _page(found, cancelling=form)
    filing.cancel(found, current_user, form.reasons.data or "", version=form.version.data)
    done(_("The document is cancelled; the reason is kept."))
    return redirect(url_for("desk.general", general=general))


@blueprint.post("/documents/<general>/files/<document>")
@staff(*WRITERS)
def renew_general(general: str, document: str) -> Any:
    found, form = queries.get_general(side.reader(), general), RenewForm(prefix=f"{document}-")
    if not is_whole(form):
        return _page(found, renewing={document: form})
    filing.renew(found, document, current_user, sent_with(form)[0], version=form.version.data)
    done(_("The new version has arrived and is being checked. The earlier one stays."))
    return redirect(url_for("desk.general", general=general))


def _at(row: GeneralDocument, shown: DocumentVersion | None, page: int) -> str:
    return url_for("desk.general", general=row.public_id, file=shown and shown.public_id, page=page)


def _page(
    row: GeneralDocument, cancelling: ReasonsForm | None = None, renewing: dict[str, RenewForm] | None = None
) -> str:
    wrong = cancelling or next(iter((renewing or {}).values()), None)
    known = {"version": row.version}
    forms = {
        paper.public_id: (renewing or {}).get(paper.public_id) or RenewForm(prefix=f"{paper.public_id}-", data=known)
        for paper in row.files
    }
    shown = chosen_version(row.files)
    return render_template(
        "desk/general.html", told=row_of(row), row=row, wrong=wrong, renewing=forms, status_of=status_of,
        cancelling=cancelling or ReasonsForm(data=known),
        offers={offer.action: offer for offer in filing.offers(row, current_user)},
        demo=current_app.config["SETTINGS"].demo, now=clock.now(),
        all_signed=bool(row.files) and not filing.unsigned(row, current_user),
        shown=shown, pages=pages_of(None, shown, partial(_at, row, shown)),
    )  # fmt: skip
