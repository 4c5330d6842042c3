"""What an applicant hands in once the application is submitted: position, refusal to sign, withdrawal, figures."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import Optional, ValidationError

from forms.desk_base import ActForm
from forms.fields import CodeField, MomentField, TengeField, WordsField
from forms.labels import spoken
from forms.validators import Bic, Iban, Kbe, Longest, Required
from workflows.numbers import same_bank
from workflows.programmes import field_names as names

COMES, EARLIER, STAYS_AWAY = "comes", "earlier", "stays_away"


class HearingForm(ActForm):
    """342:37, 342:38, I-42: whether the applicant takes part and from when, the position in writing; at least one of
    the two. ``earlier_from`` lies before the hour announced."""

    part = RadioField(
        _l("Will you take part?"),
        [Optional()],
        choices=[
            SelectChoice(COMES, _l("Yes, at the time and place announced")),
            SelectChoice(EARLIER, _l("Yes, and I agree to an earlier time")),
            SelectChoice(STAYS_AWAY, _l("No, my position in writing is enough")),
        ],
    )
    earlier_from = MomentField(
        _l("From when can you be heard?"),
        [Optional()],
        description=_l("Only if you agree to an earlier time. For example, 21.11.2026 11:00"),
    )
    position = WordsField(_l("Your position in writing"), [Optional(), Longest(20000)])

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        if good and not self.part.data and not self.position.data:
            self.position.errors = [_l("Say whether you will take part, or write your position.")]
            return False
        if good and self.part.data == STAYS_AWAY and not self.position.data:
            self.position.errors = [_l("Write your position: nobody will hear it otherwise.")]
            return False
        if good and self.part.data == EARLIER and self.earlier_from.data is None:
            self.earlier_from.errors = [_l("Name the day and the hour.")]
            return False
        return good


class DeclineForm(ActForm):
    """342:23: the written refusal to sign the agreement."""

    reasons = WordsField(_l("Why do you decline to sign?"), [Required(), Longest(5000)])


class DetailsForm(ActForm):
    """342:A3.20: other bank details, as a supplement to the agreement."""

    bank__name = StringField(spoken(names.NESTED["bank"]["name"]), [Required(), Longest(200)])
    bank__iban = CodeField(spoken(names.NESTED["bank"]["iban"]), [Required(), Iban()])
    bank__bic = CodeField(spoken(names.NESTED["bank"]["bic"]), [Required(), Bic()])
    bank__kbe = CodeField(spoken(names.NESTED["bank"]["kbe"]), [Required(), Kbe()])

    def validate_bank__bic(self, field: CodeField) -> None:
        account = self.bank__iban.data
        if account and field.data and not same_bank(account, field.data):
            raise ValidationError(
                _l("The account is with another bank: compare it and the code with the bank's letter.")
            )

    @property
    def bank(self) -> dict[str, str]:
        """The details as the application keeps them."""
        return {key: str(self[f"bank__{key}"].data or "").strip() for key in ("name", "iban", "bic", "kbe")}


class WithdrawForm(ActForm):
    """The application taken back; words are welcome, not required."""

    reasons = WordsField(_l("Why do you withdraw it?"), [Optional(), Longest(5000)])
    sure = BooleanField(_l("I understand that this cannot be undone"), [Required(_l("Tick the box to go on."))])


class QuarterForm(ActForm):
    """The figure of one quarter and of the same quarter before the agreement (342:24, I-12)."""

    no = HiddenField()
    income = TengeField(_l("Income of the quarter, tenge"), [Required()])
    base_income = TengeField(_l("Income of the quarter it is compared with, tenge"), [Required()])
