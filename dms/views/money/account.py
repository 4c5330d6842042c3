"""The account: what stands on it, what is bound, every movement, intake as it follows from them; money in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.errors import BadInput
from dms.formatting import local, text
from dms.queries import money
from dms.services import clock, ledger, sheets_out
from dms.services.unit import unit
from dms.views import file_answers, flashes, paging
from dms.views.money import blueprint
from dms.views.money.words import KINDS
from forms.money import TransferForm
from workflows.programmes.editions import DOMESTIC
from workflows.states import Role

PAGE = 50
#: More rows than anybody reads in a spreadsheet; the whole is in the database.
MOST = 20_000
READERS = (Role.FINANCE, Role.HEAD, Role.DEPUTY, Role.SUPERVISOR)


@blueprint.get("/")
@staff(*READERS)
def account() -> str:
    return page(TransferForm(formdata=None))


@blueprint.post("/transfer")
@staff(Role.FINANCE)
def transfer() -> Any:
    form = TransferForm()
    if not form.validate():
        return page(form), 400
    try:
        with unit():
            ledger.transfer_in(
                DOMESTIC, form.amount.data, form.number.data, current_user, clock.now(), form.note.data or ""
            )
    except BadInput as error:
        form.number.errors = [text(error.text)]
        return page(form), 409
    flashes.done(_("The money is on the account."))
    return redirect(url_for("money.account"))


def page(form: TransferForm) -> str:
    before = request.args.get("before", type=int)
    rows = money.movements(DOMESTIC, before=before, limit=PAGE + 1)
    return render_template(
        "money/account.html",
        form=form,
        may_transfer=Role.FINANCE in g.roles,
        on_account=money.on_account(DOMESTIC),
        reserved=money.reserved(DOMESTIC),
        free=money.free(DOMESTIC),
        intake=money.intake(DOMESTIC),
        notices=money.intake_notices(DOMESTIC),
        waiting=money.to_pay(DOMESTIC),
        kinds=KINDS,
        now=clock.now(),
        **paging.page_of(rows, PAGE, "money.account", lambda row: row.movement.id),
    )


@blueprint.get("/movements.xlsx")
@staff(*READERS)
def export() -> Response:
    head = (_("Day and hour"), _("Movement"), _("Case"), _("Applicant"), _("Sum"), _("Reference"), _("Recorded by"))
    file = sheets_out.write(_("Account"), head, (18, 24, 20, 40, 18, 30, 30), _lines())
    return file_answers.stream(sheets_out.pieces(file), sheets_out.MEDIA_TYPE, "account.xlsx")


def _lines() -> Iterator[list[sheets_out.Cell]]:
    for row in money.movements(DOMESTIC, limit=MOST):
        moved, case = row.movement, row.case
        yield [
            local(moved.at),
            text(KINDS[moved.kind]),
            case.number if case else "",
            case.organisation.name if case else "",
            moved.amount,
            moved.note,
            row.actor.name if row.actor else "",
        ]
