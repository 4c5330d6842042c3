"""The pages that the applications of all programmes share, and what decides which documents are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, StringField, ValidationError
from wtforms.validators import Optional

from forms.application_base import MayWait, PageForm
from forms.fields import ChecksField, CodeField, DateField, EmailField, PhoneField, PostcodeField
from forms.labels import spoken
from forms.validators import Bic, Email, Iban, Kbe, Longest, PhoneKz, Postcode
from workflows.numbers import is_organisation, same_bank
from workflows.programmes import field_names as names
from workflows.programmes.edition import Edition
from workflows.programmes.form import FormItem

LINE = Longest(300)


def oked(_form: PageForm, field: StringField) -> None:
    """Five digits, points between them allowed."""
    if field.data and not re.fullmatch(r"(?!00)\d{2}(\.?\d{1,2}){0,2}", field.data):
        raise ValidationError(_l("This is not an OKED code. It has up to five digits, for example 15201."))


class AddressFields:
    """A legal address in the parts that the orders ask for."""

    legal_address__postcode = PostcodeField(spoken(names.NESTED["legal_address"]["postcode"]), [Postcode()])
    legal_address__region = StringField(spoken(names.NESTED["legal_address"]["region"]), [LINE])
    legal_address__city = StringField(spoken(names.NESTED["legal_address"]["city"]), [LINE])
    legal_address__settlement = StringField(_l("Settlement"), [Optional(), LINE])
    legal_address__street = StringField(spoken(names.NESTED["legal_address"]["street"]), [LINE])


class ApplicantForm(AddressFields, PageForm):
    """Who applies, and the language of the papers."""

    language = RadioField(
        _l("Language of the application"),
        choices=[SelectChoice("kk", "Қазақша"), SelectChoice("ru", "Русский")],
        validators=[MayWait()],
    )
    applicant_name = StringField(spoken(names.APPLICANT["applicant_name"]["applicant_name"]), [Longest(500)])
    registration_date = DateField(spoken(names.APPLICANT["registration"]["registration_date"]))
    registration_no = StringField(_l("Registration number"), [Optional(), LINE])
    legal_address__phone = PhoneField(_l("Telephone of the office"), [Optional(), PhoneKz()])
    head__surname = StringField(spoken(names.NESTED["head"]["surname"]), [LINE])
    head__given_name = StringField(spoken(names.NESTED["head"]["given_name"]), [LINE])
    head__patronymic = StringField(_l("Patronymic"), [Optional(), LINE])
    head__position = StringField(spoken(names.NESTED["head"]["position"]), [LINE])
    head__phone = PhoneField(spoken(names.NESTED["head"]["phone"]), [PhoneKz()])
    head__email = EmailField(spoken(names.NESTED["head"]["email"]), [Email(), Longest(254)])


class CostTypesForm(PageForm):
    """The sub-items of the edition to tick; of a type without words only what is ticked already."""

    cost_subitems = ChecksField(choices=[])

    def fit(self, edition: Edition) -> None:
        self.cost_subitems.label.text = spoken(edition.form.item_by_key["cost_subitems"].title)
        untold, ticked = {kind.key for kind in edition.costs.untold}, self.cost_subitems.data or ()
        self.cost_subitems.choices = [
            SelectChoice(item.key, spoken(item.title))
            for item in edition.costs.subitems
            if item.type not in untold or item.key in ticked
        ]


class BankForm(PageForm):
    """Where the reimbursement goes."""

    bank__name = StringField(spoken(names.NESTED["bank"]["name"]), [LINE])
    bank__iban = CodeField(spoken(names.NESTED["bank"]["iban"]), [Iban()])
    bank__bic = CodeField(spoken(names.NESTED["bank"]["bic"]), [Bic()])
    bank__kbe = CodeField(spoken(names.NESTED["bank"]["kbe"]), [Kbe()])

    def validate_bank__bic(self, field: CodeField) -> None:
        account = self.bank__iban.data
        if account and field.data and not same_bank(account, field.data):
            raise ValidationError(
                _l("The account is with another bank: compare it and the code with the bank's letter.")
            )


def declarations(items: Iterable[FormItem]) -> type[PageForm]:
    """The page of declarations, each ticked in the words of the form."""
    ticks = {f"declarations__{item.key}": BooleanField(spoken(item.title)) for item in items}
    return type("DeclarationsForm", (PageForm,), ticks)


class ContactForm(PageForm):
    """Who answers questions about the application."""

    contact__surname = StringField(spoken(names.NESTED["contact"]["surname"]), [LINE])
    contact__given_name = StringField(spoken(names.NESTED["contact"]["given_name"]), [LINE])
    contact__patronymic = StringField(_l("Patronymic"), [Optional(), LINE])
    contact__position = StringField(spoken(names.NESTED["contact"]["position"]), [LINE])
    contact__phone = PhoneField(spoken(names.NESTED["contact"]["phone"]), [PhoneKz()])
    contact__email = EmailField(spoken(names.NESTED["contact"]["email"]), [Email(), Longest(254)])


#: Who signs for an organisation alone, who for an entrepreneur alone.
HEADS, SOLE = frozenset({"first_head", "acting_head"}), frozenset({"sole_proprietor"})


class SignerForm(PageForm):
    """Questions whose answers decide which documents are asked for, whichever the programme. ``asked_with``: further
    questions, each with the type of cost for which it is asked."""

    asked_with: Mapping[str, str] = {}

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

    def offer(self, number: str) -> None:
        """Who may sign for the holder of this BIN or IIN: an organisation has heads, an entrepreneur is one himself."""
        barred = SOLE if is_organisation(number) else HEADS
        self.signer_capacity.choices = [c for c in self.signer_capacity.choices or () if c.value not in barred]
