"""Forms of accounts and organisations: signing up, the own profile, opening an organisation, inviting, disputing."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from forms.application_base import PageForm
from forms.application_parts import AddressFields
from forms.base import BaseForm
from forms.fields import ChecksField, CodeField, DateField, EmailField, PhoneField, WordsField
from forms.files import OneFileForm, one_file
from forms.validators import (
    Bic,
    BinOrIin,
    Email,
    Iban,
    Iin,
    Kbe,
    Longest,
    NotBefore,
    PhoneKz,
    Required,
    StrongPassword,
)

LANGUAGES = (SelectChoice("kk", "Қазақша"), SelectChoice("ru", "Русский"), SelectChoice("en", "English"))
KINDS = (
    SelectChoice("representative", _l("Representative by a power of attorney")),
    SelectChoice("acting", _l("Acting head by an order")),
)
SCOPES = (
    SelectChoice("draft", _l("Fill in applications and upload documents")),
    SelectChoice("sign", _l("Sign applications and agreements")),
    SelectChoice("report", _l("Report quarterly figures")),
)


class SignUpForm(BaseForm):
    """A new account of the applicant's side."""

    name = StringField(
        _l("Surname, first name, patronymic"),
        [Required(), Longest(200)],
        description=_l("As in the identity card: the electronic signature carries the same name."),
        render_kw={"autocomplete": "name"},
    )
    iin = CodeField(_l("IIN"), [Required(), Iin()])
    email = EmailField(_l("E-mail"), [Required(), Email(), Longest(254)], render_kw={"autocomplete": "email"})
    password = PasswordField(
        _l("Password"),
        [Required(), StrongPassword()],
        description=_l("At least 12 characters. Several words of your own are best."),
        render_kw={"autocomplete": "new-password"},
    )
    agree = BooleanField(
        _l("I agree that my personal data are processed to consider applications for state support"),
        [InputRequired(_l("Without this consent an account cannot be opened."))],
    )


class ProfileForm(BaseForm):
    """What a person may change about himself."""

    name = StringField(_l("Surname, first name, patronymic"), [Required(), Longest(200)])
    phone = PhoneField(_l("Telephone"), [Optional(), PhoneKz()], render_kw={"autocomplete": "tel"})
    locale = SelectField(_l("Language of pages and letters"), choices=LANGUAGES)


class OpenOrganisationForm(BaseForm):
    """Which organisation the first head opens."""

    number = CodeField(
        _l("BIN of the organisation, or IIN of the entrepreneur"),
        [Required(), BinOrIin()],
    )
    name = StringField(
        _l("Full name"), [Required(), Longest(500)], description=_l("As in the certificate of state registration.")
    )


class ProofForm(BaseForm):
    """The signature over the text that was given out: a file, or the demo's key."""

    cms = FileField(_l("File of the signature (CMS)"))


class DetailsForm(AddressFields, PageForm):
    """What is offered again in each new application; none of it must be known."""

    name = StringField(_l("Full name"), [Required(), Longest(500)])
    phone = PhoneField(_l("Telephone"), [Optional(), PhoneKz()])
    bank = StringField(_l("Bank"), [Optional(), Longest(200)])
    iban = CodeField(_l("Account number (IBAN)"), [Optional(), Iban()])
    bic = CodeField(_l("Bank code (BIC)"), [Optional(), Bic()])
    kbe = CodeField(_l("Beneficiary code (KBe)"), [Optional(), Kbe()])

    KEYS = ("phone", "bank", "iban", "bic", "kbe")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            if field.name.startswith("legal_address__"):
                field.flags.optional = True


class InviteForm(OneFileForm):
    """Whom the head invites, by which paper and for what."""

    email = EmailField(_l("E-mail"), [Required(), Email(), Longest(254)])
    kind = RadioField(_l("Who it is"), choices=KINDS, default="representative")
    scope = ChecksField(_l("What this person may do"), [Required(_l("Choose at least one."))], choices=SCOPES)
    paper_no = StringField(_l("Number of the order or power of attorney"), [Required(), Longest(100)])
    paper_on = DateField(_l("Day of the order or power of attorney"), [Required()])
    files = one_file(_l("The paper itself (PDF)"), "paper")
    valid_from = DateField(_l("Valid from"), [Required()])
    valid_to = DateField(
        _l("Valid to"), [Optional(), NotBefore("valid_from")], description=_l("Empty: until it is ended.")
    )


class DisputeForm(BaseForm):
    """Why the organisation is one's own."""

    words = WordsField(
        _l("Why you are the head of this organisation"),
        [Required(), Longest(4000)],
        description=_l("Name the decision or order of appointment, its number and day."),
    )


class SessionForm(BaseForm):
    """Which of the own log-ins ends."""

    session = HiddenField(validators=[Required(), Longest(64)])
