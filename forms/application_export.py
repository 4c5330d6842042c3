"""The application of order 314: its own pages, and the forms of every page by its key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import Optional

from forms.application_base import MayWait, PageForm, PartForm, values_for
from forms.application_cost import NUMBER, CostForm
from forms.application_parts import (
    LINE,
    ApplicantForm,
    BankForm,
    ContactForm,
    CostTypesForm,
    SignerForm,
    declarations,
)
from forms.fields import CodeField, DateField, TengeField, WholeField
from forms.labels import spoken
from workflows.programmes.export_314.form_items import DELIVERED, FIELDS, ITEMS, PROCESSED, PROMOTED
from workflows.programmes.field_names import CHOICES

_TITLES = {item.key: item.title for item in ITEMS}


def customs_code(_form: Any, field: StringField) -> None:
    """Six to ten digits of the EAEU customs list (314:20.1), blanks and points between them allowed."""
    if field.data and not re.fullmatch(r"\d{6,10}", field.data.replace(".", "")):
        raise ValidationError(_l("A customs code has 6 to 10 digits, for example 8438100000."))


def service_code(_form: Any, field: StringField) -> None:
    """Four or five digits of OKED (314:20.1), points between them allowed."""
    if field.data and not re.fullmatch(r"\d{4,5}", field.data.replace(".", "")):
        raise ValidationError(_l("The OKED code of a service has 4 or 5 digits, for example 62011."))


def _one_of(name: str) -> list[SelectChoice]:
    return [SelectChoice(key, spoken(title)) for key, title in CHOICES[name].items()]


class ExportApplicantForm(ApplicantForm):
    """Who applies, in what quality and of what size."""

    applicant_kind = RadioField(
        spoken(_TITLES["applicant_kind"]), choices=_one_of("applicant_kind"), validators=[MayWait()]
    )
    size = RadioField(spoken(_TITLES["size"]), choices=_one_of("size"), validators=[MayWait()])


class RowsForm(PageForm):
    """A page of lists of rows: each list is kept under its own name."""

    @classmethod
    def shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: [values_for(PARTS[key], row) for row in content.get(key) or []] for key in PARTS if hasattr(cls, key)
        }

    def changes(self, content: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - the lists come from here whole
        return {
            field.name: [row for entry in field if (row := entry.form.plain)]
            for field in self
            if isinstance(field, FieldList)
        }


class PayrollRow(PartForm):
    """The payroll fund of one year (314:4)."""

    year = WholeField(_l("Year"))
    amount = TengeField(_l("Payroll fund, tenge"))

    def validate_year(self, field: WholeField) -> None:
        if field.data is not None and not 1991 <= field.data <= 2100:
            raise ValidationError(_l("Write the year with four digits."))


class GoodsRow(PartForm):
    """One good that is promoted (314:20.1)."""

    code = CodeField(spoken(FIELDS.goods["code"]), [customs_code])
    name = StringField(spoken(FIELDS.goods["name"]), [LINE])


class ServiceRow(PartForm):
    """One ICT service that is promoted (314:20.1)."""

    oked_code = CodeField(spoken(FIELDS.services["oked_code"]), [service_code])
    oked_name = StringField(spoken(FIELDS.services["oked_name"]), [LINE])


PARTS: Mapping[str, type[PartForm]] = {"payroll": PayrollRow, "goods": GoodsRow, "services": ServiceRow}


class PayrollForm(RowsForm):
    """The payroll fund of the last years."""

    payroll = FieldList(FormField(PayrollRow), min_entries=1, max_entries=5)


class GoodsForm(RowsForm):
    """What is promoted: goods, services or both."""

    goods = FieldList(FormField(GoodsRow), min_entries=1, max_entries=100)
    services = FieldList(FormField(ServiceRow), min_entries=1, max_entries=100)


class TaxesForm(PageForm):
    """The year before the application's, where a cost of transport stands (314:12)."""

    taxes_paid_previous_year = TengeField(spoken(FIELDS.plain["taxes"]["taxes_paid_previous_year"]))
    vat_refunded_previous_year = TengeField(spoken(FIELDS.plain["taxes"]["vat_refunded_previous_year"]))


class CircumstancesForm(SignerForm):
    """314:17.5."""

    circumstances__no_reconciliation_act = BooleanField(_l("There is no act of reconciliation with the carrier"))
    asked_with = dict.fromkeys(("circumstances__no_reconciliation_act",), "9.9")


class ExportCostForm(CostForm):
    """One cost of promotion abroad. Tax invoices and acts prove it together or one without the other (314:16)."""

    event = StringField(_l("Event"), [Optional(), LINE])
    country = StringField(_l("Country"), [Optional(), LINE])
    goods_code = CodeField(spoken(PROMOTED["goods_code"]), [Optional(), customs_code])
    oked_code = CodeField(spoken(DELIVERED["oked_code"]), [Optional(), service_code])
    processing = SelectField(
        spoken(PROCESSED["processing"]),
        choices=[SelectChoice("", "—"), *_one_of("processing")],
        validators=[Optional()],
    )
    domestic_carrier = BooleanField(_l("Carried by domestic carriers"))
    sea_port = BooleanField(_l("Through the sea ports of Kazakhstan"))
    act_no = StringField(_l("Act number"), [Optional(), NUMBER])
    act_date = DateField(_l("Act date"), [Optional()])
    invoice_no = StringField(_l("Tax invoice number"), [Optional(), NUMBER])
    invoice_date = DateField(_l("Tax invoice date"), [Optional()])


PAGES: Mapping[str, type[PageForm]] = {
    "applicant": ExportApplicantForm,
    "payroll": PayrollForm,
    "goods": GoodsForm,
    "cost_types": CostTypesForm,
    "taxes": TaxesForm,
    "bank": BankForm,
    "declarations": declarations(item for item in ITEMS if item.page == "declarations"),
    "contact": ContactForm,
}
