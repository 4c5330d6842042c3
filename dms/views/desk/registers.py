"""What outside registers say of the applicant: their answers, asking again, entering an answer with its evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from dms import registers as outside
from dms.access import staff
from dms.errors import BadInput, NotVisible
from dms.formatting import dmy, local, money, text
from dms.models import Case, RegisterAnswer
from dms.queries import documents
from dms.queries import registers as queries
from dms.services import clock
from dms.services.desk.standing import Standing
from dms.services.files import openings
from dms.services.judging.law import checks_due, cited
from dms.services.tables import look_ups, registers
from dms.views.desk import blueprint
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import choices_of
from dms.views.file_answers import attachment
from dms.views.flashes import done, wrong
from forms.registers import BinForm, CategoryForm, EvidenceForm, TaxesForm, register_form
from workflows.programmes.findings_applicant import CATEGORIES
from workflows.registers import BY_HAND, CLAUSES, TITLES, Register
from workflows.states import Right

FAULTS = {
    "unreachable": _l("did not answer"),
    "refused": _l("refused to answer"),
    "garbled": _l("the answer cannot be read"),
    "not_found": _l("does not know the number"),
}


@blueprint.route("/c/<public_id>/registers/<register>", methods=["GET", "POST"])
@staff()
def register(public_id: str, register: str) -> Any:
    """The register's answers; a POST enters one."""
    standing, which = standing_of(public_id), _register(register)
    form = register_form(which, _years(standing.case))()
    form.offer_documents(choices_of(standing.case))
    if form.validate_on_submit() and _entered(standing, which, form):
        done(_("The answer is kept. It stands beside the checks that rest on it."))
        return redirect(url_for("desk.register", public_id=public_id, register=which.value))
    return _page(standing, which, form)


@blueprint.post("/c/<public_id>/registers/<register>/ask")
@staff()
def ask_register(public_id: str, register: str) -> Response:
    standing, which = standing_of(public_id), _register(register)
    if registers.ask(standing, which):
        done(_("The register is being asked. The answer stands here within a minute."))
    else:
        wrong(_("The register is being asked already, or it can only be asked by hand."))
    return redirect(url_for("desk.register", public_id=public_id, register=which.value))


@blueprint.get("/c/<public_id>/registers/<register>/<answer>")
@staff()
def register_raw(public_id: str, register: str, answer: str) -> Response:
    """The answer as it came over the network."""
    case, _which = standing_of(public_id).case, _register(register)
    file = queries.get_answer(case.id, answer).file
    if file is None:
        raise NotVisible
    openings.record(file, current_user, case, "download")
    return attachment(file)


def _register(name: str) -> Register:
    if name not in set(Register):
        raise NotVisible
    return Register(name)


def _years(case: Case) -> tuple[int, ...]:
    """The three full calendar years before the application (I-19)."""
    year = (local(case.received_at).date() if case.received_at else clock.today()).year
    return (year - 3, year - 2, year - 1)


def _page(standing: Standing, which: Register, form: EvidenceForm) -> str:
    case = standing.case
    found = registers.adapter(which)
    return render_template(
        "desk/register.html", tab="checks", **frame(standing, "checks"), form=form, register=which,
        title=TITLES[which], by_hand=BY_HAND[which], rests_on=_clause(case, which),
        address=found.address if found else "",
        asking=which in queries.being_asked(case.id), may_enter=standing.may(Right.EDIT),
        rest_on_it=[check for check in checks_due(case) if which in check.registers],
        answers=_rows(case, which),
    )  # fmt: skip


def _clause(case: Case, which: Register) -> str:
    return cited(case.programme, CLAUSES.get(which, ""))


def _rows(case: Case, which: Register) -> list[dict[str, Any]]:
    """The answers, the newest first, with those that count: the newest sound one that speaks of the matter."""
    found = queries.list_answers(case.id, which)
    counted = look_ups.counting(found)
    return [answer_row(case, row) | {"counts": row.id in counted} for row in found]


def _entered(standing: Standing, which: Register, form: EvidenceForm) -> bool:
    paper = documents.get_document(standing.case, form.document.data) if form.document.data else None
    said_on: date = form.said_on.data
    evidence = registers.Evidence(
        said_on=said_on, origin=form.origin.data or "", letter=form.letter.data or "", document=paper
    )
    try:
        registers.enter(standing, which, _answer_of(form), evidence)
    except BadInput as error:
        field = form[error.field]
        field.errors = [*field.errors, text(error.text)]
        return False
    return True


def _answer_of(form: EvidenceForm) -> outside.Answer:
    if isinstance(form, BinForm):
        day: date = form.registered_on.data
        return outside.BinAnswer(form.name.data or "", day, form.activity.data or "")
    if isinstance(form, CategoryForm):
        return outside.CategoryAnswer(form.category.data)
    assert isinstance(form, TaxesForm)
    arrears = {"yes": True, "no": False}.get(form.arrears.data or "")
    return outside.TaxesAnswer(arrears, bool(form.exempt.data), form.sums("paid"), form.sums("refunded"))


def answer_row(case: Case, row: RegisterAnswer) -> dict[str, Any]:
    """An answer as the page draws it: ``lines`` are (label, value)."""
    raw = url_for("desk.register_raw", public_id=case.public_id, register=row.register, answer=row.public_id)
    return {
        "row": row,
        "fault": FAULTS.get(row.fault, ""),
        "lines": [] if row.fault else lines_of(outside.read(Register(row.register), row.told)),
        "raw": raw if row.file_id else "",
        "paper": row.document,
    }


def lines_of(told: outside.Answer) -> list[tuple[str, str]]:
    """What an answer says, in words."""
    if isinstance(told, outside.BinAnswer):
        lines = [
            (_("Name of the organisation"), told.name), (_("Registered on"), dmy(told.registered_on)),
            (_("OKED code"), ", ".join(filter(None, (told.activity, *told.more_activities)))),
            (_("Address"), told.address), (_("First head"), told.head),
        ]  # fmt: skip
        return [line for line in lines if line[1]]
    if isinstance(told, outside.CategoryAnswer):
        return [(_("Category"), text(CATEGORIES[told.category]))]
    arrears = (
        []
        if told.arrears is None
        else [(_("Arrears"), _("there are arrears") if told.arrears else _("there are none"))]
    )
    exempt = [(_("Exempt from taxes by law"), _("yes"))] if told.exempt else []
    paid = [(_("Taxes paid in %(year)s", year=year), money(amount)) for year, amount in told.paid.items()]
    back = [(_("VAT given back in %(year)s", year=year), money(amount)) for year, amount in told.refunded.items()]
    return [*arrears, *exempt, *paid, *back]


def states_of(case: Case) -> dict[Register, dict[str, Any]]:
    """How it stands with each register, for the page of checks: the newest answer or trouble, whether it is asked."""
    newest, asked = queries.newest(case.id), queries.being_asked(case.id)
    return {
        which: {
            "title": TITLES[which],
            "by_hand": BY_HAND[which],
            "rests_on": _clause(case, which),
            "row": newest.get(which),
            "fault": FAULTS.get(newest[which].fault, "") if which in newest else "",
            "asking": which in asked,
            "url": url_for("desk.register", public_id=case.public_id, register=which.value),
        }
        for which in Register
    }
