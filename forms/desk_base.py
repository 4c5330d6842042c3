"""What the forms of the desk share: the version of the case that the officer was looking at, and his own words."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from forms.base import BaseForm
from forms.fields import WordsField
from forms.validators import Longest, Required

#: No reason given by an officer is longer.
LONGEST = 8000


class VersionField(IntegerField):
    """The version of the case as it was shown. What is sent without one is as old as can be: zero, and so refused."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() else 0


class ActForm(BaseForm):
    """An act on a case. ``version`` is the case as it was shown: a decision made on a stale page is refused."""

    version = VersionField()


class ReasonsForm(ActForm):
    """An act that says why."""

    reasons = WordsField(_l("Reasons"), [Required(_l("Write down the reasons.")), Longest(LONGEST)])


class RemarkForm(ActForm):
    """What the signer wants changed."""

    reasons = WordsField(
        _l("Remark"),
        [Required(_l("Write what has to be changed.")), Longest(LONGEST)],
        description=_l("Whoever prepared the draft reads it; the applicant does not."),
    )


class NoteForm(BaseForm):
    """An internal note."""

    text = WordsField(_l("New note"), [Required(_l("The note is empty.")), Longest(LONGEST)])


class SignForm(ActForm):
    """The signature under a prepared act. ``decision`` names the draft that was read."""

    decision = HiddenField(validators=[Optional()])
