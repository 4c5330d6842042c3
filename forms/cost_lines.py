"""The form on which the officer refuses a cost line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectChoice
from wtforms.validators import AnyOf, Optional

from forms.desk_base import LONGEST, ActForm
from forms.fields import ChecksField, WordsField
from forms.validators import Longest
from workflows.states import Verdict


class LineForm(ActForm):
    """One cost line: refused on checks answered "no" with its fact; with the answer "yes" the refusal taken back."""

    verdict = HiddenField(validators=[AnyOf([Verdict.NO.value, Verdict.YES.value])])
    checks = ChecksField(_l("Check that the cost does not meet"), [Optional()], choices=[])
    reasons = WordsField(
        _l("Fact"),
        [Optional(), Longest(LONGEST)],
        description=_l("The applicant reads it in the notification: how this cost falls short of the requirement."),
    )

    def offer_checks(self, checks: Iterable[tuple[str, str]]) -> None:
        """``checks``: (key, title) of those answered "no"."""
        self.checks.choices = [SelectChoice(key, title) for key, title in checks]

    @property
    def refuses(self) -> bool:
        return bool(self.verdict.data == Verdict.NO)

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if sound and self.refuses and not self.checks.data:
            self.checks.errors = [_l("Name a check that is answered “no”.")]
            sound = False
        if self.refuses and not (self.reasons.data or "").strip():
            self.reasons.errors = [*self.reasons.errors, _l("Write how the cost falls short of the requirement.")]
            sound = False
        return sound
