"""The short pages of Annex 1: items 1-11 and 13-18. Item 12 is in ``application_cost``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, RadioField, SelectChoice, StringField, ValidationError
from wtforms.validators import Optional

from forms.application_base import MayWait, PageForm, PartForm, values_for
from forms.fields import ChecksField, CodeField, DateField, EmailField, NumberField, PhoneField, WholeField, WordsField
from forms.labels import spoken
from forms.validators import Bic, Email, Iban, Kbe, Longest, PhoneKz
from workflows.programmes.domestic_342 import fields
from workflows.programmes.domestic_342.cost_types import SUBITEMS
from workflows.programmes.domestic_342.form_items import DECLARATIONS, ITEM_BY_KEY

LINE = Longest(300)


def oked(_form: PageForm, field: StringField) -> None:
    """Five digits, points between them allowed."""
    if field.data and not re.fullmatch(r"\d{2}(\.?\d{1,2}){0,2}", field.data):
        raise ValidationError(_l("This is not an OKED code. It has up to five digits, for example 15201."))


class ApplicantForm(PageForm):
    """Items 1-5, and the language of the paper (342:16)."""

    language = RadioField(
        _l("Language of the application"),
        choices=[SelectChoice("kk", "Қазақша"), SelectChoice("ru", "Русский")],
        validators=[MayWait()],
    )
    applicant_name = StringField(spoken(ITEM_BY_KEY["applicant_name"].title), [Longest(500)])
    registration_date = DateField(spoken(fields.PLAIN["registration"]["registration_date"]))
    registration_no = StringField(_l("Registration number"), [Optional(), LINE])
    legal_address__postcode = StringField(spoken(fields.NESTED["legal_address"]["postcode"]), [Longest(20)])
    legal_address__region = StringField(spoken(fields.NESTED["legal_address"]["region"]), [LINE])
    legal_address__city = StringField(spoken(fields.NESTED["legal_address"]["city"]), [LINE])
    legal_address__settlement = StringField(_l("Settlement"), [Optional(), LINE])
    legal_address__street = StringField(spoken(fields.NESTED["legal_address"]["street"]), [LINE])
    legal_address__phone = PhoneField(_l("Telephone of the office"), [Optional(), PhoneKz()])
    head__surname = StringField(spoken(fields.NESTED["head"]["surname"]), [LINE])
    head__given_name = StringField(spoken(fields.NESTED["head"]["given_name"]), [LINE])
    head__patronymic = StringField(_l("Patronymic"), [Optional(), LINE])
    head__position = StringField(spoken(fields.NESTED["head"]["position"]), [LINE])
    head__phone = PhoneField(spoken(fields.NESTED["head"]["phone"]), [PhoneKz()])
    head__email = EmailField(spoken(fields.NESTED["head"]["email"]), [Email(), Longest(254)])


class StaffForm(PageForm):
    """Items 6 and 7."""

    staff_total = WholeField(spoken(fields.PLAIN["staff"]["staff_total"]))
    staff_citizens = WholeField(spoken(fields.PLAIN["staff"]["staff_citizens"]))
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
    def of(cls, content: Mapping[str, Any]) -> Self:
        told = content.get("support_participant")
        rows = content.get("support_history") or []
        return cls(
            data={
                "support_participant": None if told is None else ("yes" if told else "no"),
                "support_history": [values_for(MeasureForm, row) for row in rows],
            }
        )

    def changes(self, content: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - the whole item comes from here
        told = self.support_participant.data
        rows = [row for entry in self.support_history if (row := entry.form.plain)]
        return {"support_participant": told == "yes" if told in ("yes", "no") else None, "support_history": rows}


class CostTypesForm(PageForm):
    """Item 11: every sub-item of 342:8, the one that the form leaves out too (I-8)."""

    cost_subitems = ChecksField(
        spoken(ITEM_BY_KEY["cost_subitems"].title),
        choices=[SelectChoice(item.key, spoken(item.title)) for item in SUBITEMS],
    )


class BankForm(PageForm):
    """Item 13."""

    bank__name = StringField(spoken(fields.NESTED["bank"]["name"]), [LINE])
    bank__iban = CodeField(spoken(fields.NESTED["bank"]["iban"]), [Iban()])
    bank__bic = CodeField(spoken(fields.NESTED["bank"]["bic"]), [Bic()])
    bank__kbe = CodeField(spoken(fields.NESTED["bank"]["kbe"]), [Kbe()])


class DeclarationsForm(PageForm):
    """Items 14-17, in the words of the form."""


for _item in DECLARATIONS:
    setattr(DeclarationsForm, f"declarations__{_item.key}", BooleanField(spoken(_item.title)))


class ContactForm(PageForm):
    """Item 18."""

    contact__surname = StringField(spoken(fields.NESTED["contact"]["surname"]), [LINE])
    contact__given_name = StringField(spoken(fields.NESTED["contact"]["given_name"]), [LINE])
    contact__patronymic = StringField(_l("Patronymic"), [Optional(), LINE])
    contact__position = StringField(spoken(fields.NESTED["contact"]["position"]), [LINE])
    contact__phone = PhoneField(spoken(fields.NESTED["contact"]["phone"]), [PhoneKz()])
    contact__email = EmailField(spoken(fields.NESTED["contact"]["email"]), [Email(), Longest(254)])


class CircumstancesForm(PageForm):
    """Questions whose answers decide which documents are asked for (342:A6.8, 342:16, 342:19)."""

    signer_capacity = RadioField(
        _l("Who signs the application?"),
        choices=[
            SelectChoice("first_head", _l("The first head of the organisation")),
            SelectChoice("acting_head", _l("The acting head")),
            SelectChoice("attorney", _l("A representative by power of attorney")),
            SelectChoice("sole_proprietor", _l("The sole proprietor in person")),
        ],
        validators=[MayWait()],
    )
    circumstances__foreign_language = BooleanField(
        _l("Some of the documents are in a language other than Kazakh or Russian")
    )
    circumstances__waybill_names_documents = BooleanField(
        _l("The rail waybill names documents that the consignor attached")
    )
    circumstances__act_lacks_detail = BooleanField(_l("The act does not list the works or services in full"))


PAGES: Mapping[str, type[PageForm]] = {
    "applicant": ApplicantForm,
    "staff": StaffForm,
    "activity": ActivityForm,
    "support": SupportForm,
    "cost_types": CostTypesForm,
    "bank": BankForm,
    "declarations": DeclarationsForm,
    "contact": ContactForm,
}
