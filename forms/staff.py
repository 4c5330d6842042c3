"""Forms of the administrator: accounts of the operator's side, their roles, the settling of disputes."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.base import BaseForm
from forms.fields import ChecksField, CodeField, DateField, EmailField, PhoneField, WordsField
from forms.files import OneFileForm, one_file
from forms.people import LANGUAGES
from forms.validators import Email, Iin, Longest, NotBefore, PhoneKz, Required
from workflows.labels import ROLE_LABELS
from workflows.orders import POWERS
from workflows.states import STAFF_ROLES, Role

ORDER = tuple(role for role in Role if role in STAFF_ROLES)


class RoleForm(OneFileForm):
    """A role for days; a deputy's names the order that replaces the head (342:35)."""

    role = SelectField(_l("Role"), [Required()])
    valid_from = DateField(_l("From"), [Required()])
    valid_to = DateField(_l("To"), [Optional(), NotBefore("valid_from")], description=_l("Empty: until it is ended."))
    order_no = StringField(
        _l("Number of the order"),
        [Optional(), Longest(100)],
        description=_l("Needed for the head and for a deputy (342:35)."),
    )
    order_on = DateField(_l("Day of the order"), [Optional()])
    files = one_file(_l("The order itself (PDF)"), "order_file")
    acts = ChecksField(
        _l("What the deputy's order covers"),
        [Optional()],
        description=_l("None chosen: all acts of the head. For other roles this does not count."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = getattr(get_locale(), "language", "kk")
        self.acts.choices = [SelectChoice(power, words.get(lang)) for power, words in POWERS.items()]
        self.role.choices = [SelectChoice(role.value, ROLE_LABELS[role].get(lang)) for role in ORDER]


class PersonForm(BaseForm):
    """Who somebody of the operator's side is."""

    name = StringField(_l("Surname, first name, patronymic"), [Required(), Longest(200)])
    email = EmailField(_l("E-mail"), [Required(), Email(), Longest(254)])
    iin = CodeField(
        _l("IIN"), [Optional(), Iin()], description=_l("Needed by those who sign: the certificate carries it.")
    )
    position = StringField(_l("Post in Kazakh"), [Optional(), Longest(200)])
    position_ru = StringField(
        _l("Post in Russian"), [Optional(), Longest(200)], description=_l("Papers name it in their own language.")
    )
    phone = PhoneField(_l("Telephone"), [Optional(), PhoneKz()])
    locale = SelectField(_l("Language of pages and letters"), choices=LANGUAGES, default="kk")


class StaffForm(RoleForm, PersonForm):
    """A new account of the operator's side with its first role."""


class SettleForm(BaseForm):
    """The administrator's answer to a claim."""

    upheld = RadioField(
        _l("Decision"),
        [Required(_l("Choose one."))],
        choices=(
            SelectChoice("yes", _l("Uphold: the claimant becomes head, the former head's power ends")),
            SelectChoice("no", _l("Do not uphold: the head stays")),
        ),
    )
    answer = WordsField(_l("Answer to the claimant"), [Required(), Longest(4000)])
