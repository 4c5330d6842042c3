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
from dms.services import clock, sheets_out
from dms.services.judging.law import edition_on
from dms.services.money import ledger
from dms.services.unit import unit
from dms.views import file_answers, flashes, paging
from dms.views.money import blueprint
from dms.views.money.words import KINDS
from forms.money import TransferForm
from workflows.programmes import LABELS
from workflows.programmes.editions import DOMESTIC, PROGRAMMES
from workflows.rights import states_with
from workflows.states import Relation, Right, Role

PAGE = 50
#: More rows than anybody reads in a spreadsheet; the whole is in the database.
MOST = 20_000
READERS = (Role.FINANCE, Role.HEAD, Role.DEPUTY, Role.SUPERVISOR)


@blueprint.get("/")
@staff(*READERS)
def account() -> str:
    return page(TransferForm(formdata=None))


def chosen() -> str:
    """The programme whose account is meant; an unknown word counts as not said."""
    asked = request.args.get("programme", "")
    return asked if asked in PROGRAMMES else DOMESTIC


@blueprint.post("/transfer")
@staff(Role.FINANCE)
def transfer() -> Any:
    form = TransferForm()
    if not form.validate():
        return page(form), 400
    try:
        with unit():
            ledger.transfer_in(
                chosen(), form.amount.data, form.number.data, current_user, clock.now(), form.note.data or ""
            )
    except BadInput as error:
        form.number.errors = [text(error.text)]
        return page(form), 409
    flashes.done(_("The money is on the account."))
    return redirect(url_for("money.account", programme=_address().get("programme")))


def page(form: TransferForm) -> str:
    before, programme = request.args.get("before", type=int), chosen()
    rows = money.movements(programme, before=before, limit=PAGE + 1)
    return render_template(
        "money/account.html",
        form=form,
        programme=programme,
        tabs_of=[_tab(key, programme) for key in PROGRAMMES],
        closes=edition_on(programme, clock.today()).timing.intake_notice is not None,
        address=_address(),
        may_transfer=Role.FINANCE in g.roles,
        on_account=money.on_account(programme),
        reserved=money.reserved(programme),
        free=money.free(programme),
        intake=money.intake(programme),
        notices=money.intake_notices(programme),
        waiting=money.to_pay(programme),
        readable=states_with(Right.READ, g.roles, Relation.STAFF),
        kinds=KINDS,
        now=clock.now(),
        **paging.page_of(rows, PAGE, "money.account", lambda row: row.movement.id, **_address()),
    )


def _address() -> dict[str, str]:
    """What the account's own links carry on; nothing for the first programme."""
    programme = chosen()
    return {} if programme == DOMESTIC else {"programme": programme}


def _tab(programme: str, here: str) -> dict[str, Any]:
    address = url_for("money.account", programme=programme) if programme != DOMESTIC else url_for("money.account")
    return {"label": text(LABELS[programme]), "url": address, "active": programme == here}


@blueprint.get("/movements.xlsx")
@staff(*READERS)
def export() -> Response:
    head = (_("Day and hour"), _("Movement"), _("Case"), _("Applicant"), _("Sum"), _("Reference"), _("Recorded by"))
    file = sheets_out.write(_("Account"), head, (18, 24, 20, 40, 18, 30, 30), _lines(chosen()))
    return file_answers.stream(sheets_out.pieces(file), sheets_out.MEDIA_TYPE, f"account-{chosen()}.xlsx")


def _lines(programme: str) -> Iterator[list[sheets_out.Cell]]:
    for row in money.movements(programme, limit=MOST):
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
