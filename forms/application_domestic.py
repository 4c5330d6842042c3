"""The application of order 342, Annex 1: its own pages, and the forms of every page by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, RadioField, SelectChoice, StringField, ValidationError

from forms.application_base import MayWait, PageForm, PartForm, values_for
from forms.application_parts import (
    LINE,
    ApplicantForm,
    BankForm,
    ContactForm,
    CostTypesForm,
    SignerForm,
    declarations,
    oked,
)
from forms.fields import CodeField, NumberField, WholeField, WordsField
from forms.labels import spoken
from forms.validators import Longest, Most
from workflows.programmes.domestic_342 import fields
from workflows.programmes.domestic_342.form_items import DECLARATIONS, ITEM_BY_KEY

#: More people than any employer of the country has.
MOST_STAFF = 500_000


class StaffForm(PageForm):
    """Items 6 and 7."""

    staff_total = WholeField(spoken(fields.PLAIN["staff"]["staff_total"]), [Most(MOST_STAFF)])
    staff_citizens = WholeField(spoken(fields.PLAIN["staff"]["staff_citizens"]), [Most(MOST_STAFF)])
    local_content_share = NumberField(spoken(ITEM_BY_KEY["local_content_share"].title), places=2)

    def validate_staff_citizens(self, field: WholeField) -> None:
        total = self.staff_total.data
        if field.data is not None and total is not None and field.data > total:
            raise ValidationError(_l("There cannot be more citizens than employees."))

    def validate_local_content_share(self, field: NumberField) -> None:
        if field.data is not None and field.data > 100:
            raise ValidationError(_l("A share is at most 100 per cent."))


class ActivityForm(PageForm):
    """Items 8 and 9."""

    oked_code = CodeField(spoken(fields.PLAIN["activity"]["oked_code"]), [oked])
    oked_name = StringField(spoken(fields.PLAIN["activity"]["oked_name"]), [LINE])
    products = WordsField(spoken(ITEM_BY_KEY["products"].title), [Longest(2000)])


class MeasureForm(PartForm):
    """One support measure of item 10."""

    year = WholeField(spoken(fields.SUPPORT["year"]))
    programme = StringField(spoken(fields.SUPPORT["programme"]), [LINE])
    measure = StringField(spoken(fields.SUPPORT["measure"]), [LINE])

    def validate_year(self, field: WholeField) -> None:
        if field.data is not None and not 1991 <= field.data <= 2100:
            raise ValidationError(_l("Write the year with four digits."))


class SupportForm(PageForm):
    """Item 10: yes or no, and the measures."""

    support_participant = RadioField(
        _l("Has the applicant taken part in state programmes?"),
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
        validators=[MayWait()],
    )
    support_history = FieldList(FormField(MeasureForm), min_entries=1, max_entries=30)

    @classmethod
    def shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        told = content.get("support_participant")
        rows = content.get("support_history") or []
        return {
            "support_participant": None if told is None else ("yes" if told else "no"),
            "support_history": [values_for(MeasureForm, row) for row in rows],
        }

    def changes(self, content: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - the whole item comes from here
        told = self.support_participant.data
        rows = [row for entry in self.support_history if (row := entry.form.plain)]
        return {"support_participant": told == "yes" if told in ("yes", "no") else None, "support_history": rows}


class CircumstancesForm(SignerForm):
    """342:A6.8, 342:16, 342:19."""

    circumstances__waybill_names_documents = BooleanField(
        _l("The rail waybill names documents that the consignor attached")
    )
    circumstances__act_lacks_detail = BooleanField(_l("The act does not list the works or services in full"))
    asked_with = dict.fromkeys(("circumstances__waybill_names_documents", "circumstances__act_lacks_detail"), "3")


PAGES: Mapping[str, type[PageForm]] = {
    "applicant": ApplicantForm,
    "staff": StaffForm,
    "activity": ActivityForm,
    "support": SupportForm,
    "cost_types": CostTypesForm,
    "bank": BankForm,
    "declarations": declarations(DECLARATIONS),
    "contact": ContactForm,
}
