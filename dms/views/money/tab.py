"""The money of one case as its tab shows it, and the forms of the acts that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import SelectChoice

from dms.formatting import language
from dms.models import Case, Document
from dms.queries import documents
from dms.services import clock
from dms.services.judging import law
from dms.services.judging.law import edition_of
from dms.services.money import case_money
from dms.services.papers import parts, sheets
from dms.views.money import blueprint
from dms.views.money.words import KINDS
from forms.annexes.contexts.sheets import PaymentOrder
from forms.desk_base import ActForm, ReasonsForm
from forms.money import (
    AskForm,
    BreachForm,
    ConclusionForm,
    CurrencyQuarterForm,
    DatedAskForm,
    NamedSumForm,
    PayForm,
    ProposingForm,
    RecoverForm,
    StaffQuarterForm,
    WarnForm,
)
from forms.words import in_words
from workflows.documents import DocumentState
from workflows.states import Action

#: The acts of the tab and what each asks for.
FORMS: dict[Action, type[ActForm]] = {
    Action.PAY: PayForm,
    Action.REPORT_QUARTER: StaffQuarterForm,
    Action.WARN: WarnForm,
    Action.ASK: AskForm,
    Action.PREPARE_CLOSE: ConclusionForm,
    Action.PREPARE_BREACH: BreachForm,
    Action.PREPARE_TERMINATION: ReasonsForm,
    Action.RECOVER: RecoverForm,
}
#: Papers of the money and of monitoring that the tab names.
PAPERS = (
    "annex-3", "payment-order", "risk-warning", "data-request", "demand", "monitoring-conclusion", "termination-notice",
)  # fmt: skip


def form_of(action: Action, case: Case, *, typed: bool) -> ActForm:
    """The act's form, with what was typed or fresh."""
    fresh: dict[str, Any] = {} if typed else {"formdata": None}
    obligation = edition_of(case).sums.obligation
    code = parts.settings().payment_purpose_code
    known = {"version": case.version, "ground": obligation.clause, "purpose_code": code}
    form = _shape(action, case)(data=known, prefix="", **fresh)
    for field in form:
        field.id = f"{action}-{field.name}"
        field.label.field_id = field.id
    if isinstance(form, StaffQuarterForm):
        _offer_quarters(form, case)
    return form


def _shape(action: Action, case: Case) -> type[ActForm]:
    """What the act asks for under the case's law."""
    edition = edition_of(case)
    if action is Action.PREPARE_CLOSE and law.cited(case.programme, "342:25.2"):
        return ProposingForm
    if action is Action.PREPARE_BREACH and not edition.sums.obligation.has_formula:
        return NamedSumForm
    if action is Action.REPORT_QUARTER and not edition.sums.obligation.in_tenge:
        return CurrencyQuarterForm
    if action is Action.ASK and "data_request" not in edition.timing.rules:
        return DatedAskForm
    return FORMS[action]


def _offer_quarters(form: StaffQuarterForm, case: Case) -> None:
    """Quarters that are over: nothing is known of the others yet."""
    found = case_money.of_case(case, clock.now())
    lines = [line for line in found.quarters if line.over] if found else []
    form.quarter.choices = [
        SelectChoice(line.row.no, f"{line.row.no}: {line.name.number}·{line.name.year} / "
                                  f"{line.before.number}·{line.before.year}")
        for line in lines
    ]  # fmt: skip
    if form.quarter.data is None:
        form.quarter.data = next((line.row.no for line in lines if line.row.reported_at is None), None)


@blueprint.app_template_global("case_money")
def of_case(case: Case) -> dict[str, Any] | None:
    """For ``money/_case_tab.html``; None before the agreement."""
    found = case_money.of_case(case, clock.now())
    if found is None:
        return None
    return {
        "money": found,
        "kinds": KINDS,
        "papers": [paper for paper in documents.documents_of(case.id, "generated") if _is_shown(paper)],
        "bank_file_url": url_for("money.bank_file", public_id=case.public_id),
    }


def _is_shown(paper: Document) -> bool:
    """A paper of the money, save the draft of a decision: it counts for nothing before it is signed."""
    return paper.kind in PAPERS and not (paper.decision_id is not None and paper.state == DocumentState.DRAFTED)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The payment order as it would be made now, its sum in words, and the clause of the account it goes to.
    ``lacking``: what a bank asks for and nobody has set."""

    order: PaymentOrder
    words: str
    clause: str
    lacking: tuple[Any, ...] = ()


def order_ahead(case: Case) -> Ahead:
    """Where the money would go and with what words, for whoever is about to pay it."""
    order = sheets.payment_of(case, clock.now(), purpose_code=parts.settings().payment_purpose_code)
    return Ahead(
        order, in_words(order.sum, language()), edition_of(case).form.item_by_key["bank"].clause, _lacking(order)
    )


def _lacking(order: PaymentOrder) -> tuple[Any, ...]:
    asked = (
        (order.purpose_code, _("payment purpose code (KNP)")),
        (order.payer.bank.kbe, _("code of the sender of money (KOd)")),
        (order.payer.bank.iban, _("account number of the operator (IBAN)")),
        (order.payer.bank.bic, _("bank code of the operator (BIC)")),
        (order.payee.bank.kbe, _("beneficiary code of the payee (KBe)")),
    )
    return tuple(words for value, words in asked if not value)


@blueprint.app_template_global("money_forms")
def forms(case: Case, offers: list[Any]) -> list[dict[str, Any]]:
    """A form for every act of the tab that this person may begin now."""
    if not current_user.is_staff:
        return []
    return [
        {
            "offer": offer,
            "form": form_of(offer.action, case, typed=False),
            "url": url_for("money.act", public_id=case.public_id, action=offer.action.value),
            "ahead": order_ahead(case) if offer.action is Action.PAY else None,
        }
        for offer in offers
        if offer.action in FORMS and offer.can_begin
    ]
