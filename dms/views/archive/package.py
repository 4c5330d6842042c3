"""One ended case in the archivist's hands: packing, the package's contents, its checks, its download, the hand-over."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from dms.access import staff
from dms.errors import NotVisible
from dms.formatting import language
from dms.models import ArchivePackage
from dms.queries import archive, packages
from dms.queries import reference as tables
from dms.services import clock, moves, packing
from dms.services.desk.standing import Standing, of_staff
from dms.services.files import openings
from dms.services.packing import contents, tree
from dms.views import file_answers, flashes
from dms.views.archive import blueprint
from dms.views.archive.search import READERS
from forms.archive import ArchiveForm, PackForm
from workflows.act_labels import ACTION_DONE
from workflows.packages import PACKAGE_STATE_LABELS, PackageState
from workflows.states import ENDED, Action, CaseState, Right, Role

#: A package whose bytes proved themselves or are about to; a failed one is never handed out.
OPEN = (PackageState.SEALED, PackageState.VERIFIED)


@blueprint.get("/c/<public_id>")
@staff(*READERS)
def case(public_id: str) -> str:
    standing = _ended(public_id)
    return _page(standing, _pack_form(typed=False))


@blueprint.post("/c/<public_id>/pack")
@staff(Role.ARCHIVIST)
def pack(public_id: str) -> Any:
    standing = _ended(public_id)
    form = _pack_form(typed=True)
    if not form.validate():
        return _page(standing, form), 400
    packing.begin(standing.case.id, current_user, form.index_no.data or "")
    flashes.done(_("The package is being assembled; this page shows how far it is."))
    return redirect(url_for("archive.case", public_id=public_id))


@blueprint.post("/c/<public_id>/verify")
@staff(Role.ARCHIVIST, Role.SUPERVISOR, Role.HEAD, Role.DEPUTY)
def verify(public_id: str) -> Response:
    packing.recheck(_open_package(_ended(public_id)), current_user)
    flashes.done(_("The package is being read back and checked."))
    return redirect(url_for("archive.case", public_id=public_id))


@blueprint.post("/c/<public_id>/hand-over")
@staff(Role.ARCHIVIST)
def hand_over(public_id: str) -> Response:
    standing = _ended(public_id)
    version = ArchiveForm().version.data
    moves.perform(standing.case.id, Action.ARCHIVE, current_user, version=version)
    flashes.done(ACTION_DONE[Action.ARCHIVE].get(language()))
    return redirect(url_for("archive.case", public_id=public_id))


@blueprint.get("/c/<public_id>/package.zip")
@staff(*READERS)
def download(public_id: str) -> Response:
    standing = _ended(public_id)
    standing.need(Right.EXPORT)
    row = _open_package(standing)
    assert row.file is not None  # sealed packages have their file
    openings.record(row.file, current_user, standing.case, "package")
    return file_answers.attachment(row.file)


def _ended(public_id: str) -> Standing:
    """Raises: NotVisible for a case that is not his to read, or has not ended."""
    standing = of_staff(public_id, current_user, clock.now())
    if CaseState(standing.case.state) not in (*ENDED, CaseState.ARCHIVED):
        raise NotVisible
    return standing


def _open_package(standing: Standing) -> ArchivePackage:
    """Raises: NotVisible while there is no sealed package."""
    row = packages.package_of(standing.case.id)
    if row is None or row.state not in OPEN or row.file is None:
        raise NotVisible
    return row


def _pack_form(*, typed: bool) -> PackForm:
    form = PackForm() if typed else PackForm(formdata=None)
    today, lang = clock.today(), language()
    rows = [row for row in tables.list_approved("retention") if row.valid_from <= today]
    in_force = [row for row in rows if row.valid_to is None or row.valid_to >= today]
    form.index_no.choices = [
        SelectChoice("", _("No index: no term is set")),
        *(SelectChoice(row.key, f"{row.key} — {row.values.get(lang) or row.values.get('kk')}") for row in in_force),
    ]
    return form


def _page(standing: Standing, form: PackForm) -> str:
    found = standing.case
    row = packages.package_of(found.id)
    checked = packages.last_check(found.id)
    offers = {offer.action: offer for offer in moves.offers(found, current_user)}
    return render_template(
        "archive/case.html",
        case=found,
        package=row,
        package_label=PACKAGE_STATE_LABELS[PackageState(row.state)] if row else None,
        checked=json.loads(checked.body) if checked else None,
        checked_at=checked.at if checked else None,
        contents=tree.of_case(found) if row else [],
        waiting=archive.papers_being_made(found.id),
        papers=len(contents.kept(found)),
        form=form,
        archive_form=ArchiveForm(formdata=None, data={"version": found.version}),
        hand_over=offers.get(Action.ARCHIVE),
        may_pack=Role.ARCHIVIST in standing.actor.roles,
        may_download=standing.may(Right.EXPORT),
        is_open=row is not None and row.state in OPEN,
        now=clock.now(),
        demo=current_app.config["SETTINGS"].demo,
    )
