"""What an applicant hands in once the application is submitted: position, refusal to sign, withdrawal, figures."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import Optional

from forms.desk_base import ActForm
from forms.fields import TengeField, WordsField
from forms.validators import Longest, Required


class HearingForm(ActForm):
    """342:37, 342:38: the time accepted, the position in writing; at least one of them."""

    accepts = BooleanField(_l("I accept the time and place of the hearing"))
    position = WordsField(_l("Your position in writing"), [Optional(), Longest(20000)])

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        if good and not self.accepts.data and not self.position.data:
            self.position.errors = [_l("Accept the time, or write your position.")]
            return False
        return good


class DeclineForm(ActForm):
    """342:23: the written refusal to sign the agreement."""

    reasons = WordsField(_l("Why do you decline to sign?"), [Required(), Longest(5000)])


class WithdrawForm(ActForm):
    """The application taken back; words are welcome, not required."""

    reasons = WordsField(_l("Why do you withdraw it?"), [Optional(), Longest(5000)])
    sure = BooleanField(_l("I understand that this cannot be undone"), [Required(_l("Tick the box to go on."))])


class QuarterForm(ActForm):
    """The figure of one quarter and of the same quarter before the agreement (342:24, I-12)."""

    no = HiddenField()
    income = TengeField(_l("Income of the quarter, tenge"), [Required()])
    base_income = TengeField(_l("Income of the quarter it is compared with, tenge"), [Required()])
