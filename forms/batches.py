"""Forms of a batch: what the same act on many cases needs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from forms.base import BaseForm
from forms.desk_base import LONGEST
from forms.fields import WordsField
from forms.validators import Longest, Required


class TrialForm(BaseForm):
    """A batch that needs nothing but its cases."""

    def told(self) -> dict[str, str]:
        """What was entered, field by field."""
        return {name: field.data or "" for name, field in self._fields.items() if name != "csrf_token"}


class AssignmentForm(TrialForm):
    """To whom the cases are given, and why where somebody has them already."""

    assignee = SelectField(_l("Whom the cases are given to"), [Required(_l("Choose whom."))], choices=[])
    reasons = WordsField(
        _l("Reason"),
        [Optional(), Longest(LONGEST)],
        description=_l("Needed for cases that somebody has already; not while they are paid or monitored."),
    )


class ScansForm(TrialForm):
    """The words of the letter that asks for new scans."""

    reasons = WordsField(
        _l("Words of the letter"), [Required(_l("Write what the applicant is asked to do.")), Longest(LONGEST)]
    )


FORMS: dict[str, type[TrialForm]] = {"assign": AssignmentForm, "ask_scans": ScansForm}
