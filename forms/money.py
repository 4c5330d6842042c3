"""Forms of the finance officer and of the monitor: money in, payment, return, and the two years after it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Optional, Regexp, ValidationError

from forms.base import BaseForm
from forms.desk_base import LONGEST, ActForm, ReasonsForm
from forms.fields import DateField, TengeField, WordsField
from forms.validators import Longest, Required

#: Numbers of bank papers: letters, digits and the usual signs between them.
NUMBER = r"[0-9A-Za-zА-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі./_ -]{1,40}"


class PositiveTenge(TengeField):
    """A sum above zero."""

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - fixed by WTForms
        if self.data is not None and self.data <= 0:
            raise ValidationError(_l("The sum must be above zero."))


def _number(label: object) -> StringField:
    shape = Regexp(NUMBER + r"\Z", message=_l("Up to 40 letters, digits and the signs . / _ -"))
    return StringField(label, [Required(), shape])


class TransferForm(BaseForm):
    """342:5: money from the ministry. The number of the incoming payment is what keeps it from being written twice."""

    amount = PositiveTenge(_l("Sum, tenge"), [Required()])
    number = _number(_l("Number of the incoming payment"))
    note = StringField(_l("Note"), [Optional(), Longest(500)])


class PayForm(ActForm):
    """342:21. No list of codes is at hand: the officer writes the one of this payment, proposed by the settings."""

    reference = _number(_l("Number of the payment order"))
    purpose_code = StringField(
        _l("Payment purpose code (KNP)"),
        [Optional(), Regexp(r"[0-9]{3}\Z", message=_l("The code has three digits."))],
        description=_l(
            "Three digits by the classifier of the National Bank; printed in the order and the file for it."
        ),
    )


class RecoverForm(ActForm):
    """342:27: what came back to the account."""

    amount = PositiveTenge(_l("Sum that came back, tenge"), [Required()])
    reference = _number(_l("Number of the incoming payment"))


class StaffQuarterForm(ActForm):
    """The figure of a quarter, entered by the monitor from the applicant's paper (342:24, I-12)."""

    in_tenge = True
    quarter = SelectField(_l("Quarter"), coerce=int)
    income = TengeField(_l("Income of the quarter, tenge"), [Required()])
    base_income = TengeField(_l("Income of the quarter it is compared with, tenge"), [Required()])


class CurrencyQuarterForm(StaffQuarterForm):
    """The same where the obligation counts income in a foreign currency."""

    in_tenge = False
    income = TengeField(_l("Foreign-currency income of the quarter"), [Required()])
    base_income = TengeField(_l("Foreign-currency income of the quarter it is compared with"), [Required()])


class WarnForm(ReasonsForm):
    """342:A3.4.3: one risk a line."""

    reasons = WordsField(
        _l("Risks found, one a line"), [Required(_l("Write down the risks.")), Longest(LONGEST)]
    )  # fmt: skip


class AskForm(ReasonsForm):
    """342:A3.6.1: one question a line."""

    reasons = WordsField(
        _l("Data asked for, one a line"), [Required(_l("Write what you ask for.")), Longest(LONGEST)]
    )  # fmt: skip
    answer_by = DateField(_l("Answer by"), [Optional()], description=_l("Empty: 30 calendar days (342:A3.5.2)."))


class DatedAskForm(AskForm):
    """The same where the law has no term for the answer."""

    answer_by = DateField(_l("Answer by"), [Required(_l("Name the day."))])


class ConclusionForm(ActForm):
    """342:25: the monitor's own words in the conclusion; the figures are there already."""

    reasons = WordsField(_l("Conclusion in your words"), [Optional(), Longest(LONGEST)])


class ProposingForm(ConclusionForm):
    """342:25.2: monitoring prepares proposals on how the measures may work better; the conclusion prints them."""

    proposals = WordsField(_l("Proposals on how the measure may work better"), [Optional(), Longest(LONGEST)])


class BreachForm(ActForm):
    """342:27: what was broken; needed unless the figures themselves show it."""

    reasons = WordsField(_l("What was broken, and how it is known"), [Optional(), Longest(LONGEST)])


class NamedSumForm(ActForm):
    """A breach where the law has no formula for the return (I-29): the officer names the sum with its ground, its fact
    and the last day."""

    amount = PositiveTenge(_l("Sum to return, tenge"), [Required()])
    ground = StringField(
        _l("Ground of the sum"),
        [Required(), Longest(200)],
        description=_l("A clause of the rules or an item of the agreement; it is printed in the demand."),
    )
    reasons = WordsField(
        _l("What was broken, and how it is known"),
        [Required(_l("Write what was broken and how it is known.")), Longest(LONGEST)],
    )
    return_by = DateField(_l("To be returned by"), [Required(_l("Name the last day of the return."))])


class ReportForm(BaseForm):
    """342:28: a quarter and a language."""

    quarter = SelectField(_l("Quarter"))
    language = SelectField(_l("Language"), choices=[SelectChoice("kk", "Қазақша"), SelectChoice("ru", "Русский")])
