"""One cost line and its payments: what every programme asks of it, and what order 342 asks besides (item 12 of
Annex 1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectChoice, SelectField, StringField, ValidationError
from wtforms.validators import Optional

from forms.application_base import PageForm, PartForm, is_blank, kept, values_for
from forms.application_parts import LINE, oked
from forms.fields import CodeField, DateField, NumberField, TengeField, WholeField
from forms.labels import spoken
from forms.validators import BinOrIin, Longest
from workflows.programmes import field_names as names
from workflows.programmes.domestic_342.fields import RESIDENT_COST
from workflows.programmes.edition import Edition

#: ISO 4217 of the currencies in which applicants pay; the National Bank quotes them all.
CURRENCIES = ("KZT", "USD", "EUR", "RUB", "CNY", "GBP", "CHF", "TRY", "KGS", "UZS", "BYN", "JPY", "KRW")
NUMBER = Longest(100)


class PaymentForm(PartForm):
    """One payment for the cost, without VAT, in its currency."""

    paid_on = DateField(spoken(names.PAYMENT["paid_on"]))
    amount = TengeField(spoken(names.PAYMENT["amount"]))
    order_no = StringField(_l("Payment order number"), [Optional(), NUMBER])
    rate = NumberField(spoken(names.FOREIGN_PAYMENT["rate"]), places=4)
    rate_units = WholeField(spoken(names.FOREIGN_PAYMENT["rate_units"]))

    def validate_rate(self, field: NumberField) -> None:
        if field.data is not None and field.data <= 0:
            raise ValidationError(_l("A rate is above zero."))

    def validate_rate_units(self, field: WholeField) -> None:
        if field.data is not None and field.data not in (1, 10, 100, 1000, 10000):
            raise ValidationError(_l("A rate is quoted for 1, 10, 100, 1000 or 10000 units."))


class CostForm(PageForm):
    """One cost line. The sub-items are those of the edition."""

    subitem = SelectField(spoken(names.COST["subitem"]), choices=[], validators=[])
    name = StringField(spoken(names.COST["name"]), [Longest(500)])
    supplier_name = StringField(spoken(names.COST["supplier_name"]), [LINE])
    supplier_nonresident = BooleanField(_l("The supplier is not a resident of Kazakhstan"))
    supplier_bin = CodeField(_l("BIN or IIN of the supplier"), [Optional(), BinOrIin()])
    contract_no = StringField(spoken(names.COST["contract_no"]), [NUMBER])
    contract_date = DateField(spoken(names.COST["contract_date"]))
    act_no = StringField(spoken(RESIDENT_COST["act_no"]), [NUMBER])
    act_date = DateField(spoken(RESIDENT_COST["act_date"]))
    invoice_no = StringField(spoken(RESIDENT_COST["invoice_no"]), [NUMBER])
    invoice_date = DateField(spoken(RESIDENT_COST["invoice_date"]))
    payment_invoice_no = StringField(_l("Payment invoice number"), [Optional(), NUMBER])
    payment_invoice_date = DateField(_l("Payment invoice date"), [Optional()])
    currency = SelectField(
        spoken(names.COST["currency"]),
        choices=[SelectChoice(code) for code in CURRENCIES],
        render_kw={"data-currency-choice": ""},
    )
    amount = TengeField(spoken(names.COST["amount"]))
    payments = FieldList(FormField(PaymentForm), min_entries=1, max_entries=50)

    @classmethod
    def shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        data = values_for(cls, {key: value for key, value in content.items() if key != "payments"})
        rows = content.get("payments") or []
        return {**data, "payments": [values_for(PaymentForm, row) for row in rows]}

    def fit(self, edition: Edition) -> None:
        items = (SelectChoice(item.key, spoken(item.title)) for item in edition.costs.subitems)
        self.subitem.choices = [SelectChoice("", "—"), *items]

    def offer(self, ticked: Collection[str]) -> None:
        """Of the kinds only those ticked in the application, and the line's own; all while nothing is ticked."""
        if ticked:
            wanted = {"", self.subitem.object_data, *ticked}
            self.subitem.choices = [choice for choice in self.subitem.choices or () if choice.value in wanted]

    def changes(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The whole line as the draft will keep it. A field with a fault keeps its old value."""
        line = dict(content)
        for field in self:
            if field.name in ("csrf_token", "seen", "payments") or field.errors:
                continue
            if is_blank(field.data):
                line.pop(field.name, None)
            else:
                line[field.name] = kept(field.data)
        line["payments"] = [row for entry in self.payments if (row := self._payment(entry.form))]
        return line

    def _payment(self, form: PaymentForm) -> dict[str, Any]:
        """Tenge has no rate; a rate is for one unit unless it says otherwise."""
        row = form.plain
        if (self.currency.data or "KZT") == "KZT":
            return {key: value for key, value in row.items() if key not in ("rate", "rate_units")}
        if not row or set(row) == {"rate_units"}:
            return {}
        return {"rate_units": 1, **row}


class DomesticCostForm(CostForm):
    """One row of the table of item 12: one tax invoice."""

    oked_code = CodeField(spoken(names.COST["oked_code"]), [oked])
    oked_name = StringField(spoken(names.COST["oked_name"]), [LINE])
