"""Forms for everybody: the estimate before log-in, the number of a document to check."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from forms.base import BaseForm
from forms.fields import TengeField
from forms.labels import spoken
from forms.validators import Required
from workflows.calculation import Cost, Earlier, Payment, Request, Size
from workflows.programmes.domestic_342.checks import CHECKS, Check, CheckGroup
from workflows.programmes.domestic_342.cost_types import TYPES

#: What an applicant can answer about itself before it hands anything in.
QUESTIONS: tuple[Check, ...] = tuple(
    check
    for check in CHECKS
    if (check.group is CheckGroup.ELIGIBILITY and check.key != "small_or_medium") or check.key == "no_other_budget"
)
#: Fields of earlier grants and the type of cost by which each is counted: one cap for type 1, one for 2 and 3 (I-20).
EARLIER = {"earlier_1": "1", "earlier_23": "2"}


def _question(check: Check) -> RadioField:
    choices = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]
    if check.may_not_apply:
        choices.append(SelectChoice("not_applicable", _l("Does not concern us")))
    return RadioField(spoken(check.title), choices=choices, validators=[InputRequired(_l("Choose an answer."))])


class EstimateBase(BaseForm):
    """The size of the enterprise, the costs by type and what was granted before."""

    size = RadioField(
        _l("Size of the enterprise"),
        choices=[
            SelectChoice("small", _l("Small or micro")),
            SelectChoice("medium", _l("Medium")),
            SelectChoice("large", _l("Large")),
        ],
        validators=[InputRequired(_l("Choose an answer."))],
    )
    cost_1 = TengeField(spoken(TYPES[0].short), [Optional()])
    cost_2 = TengeField(spoken(TYPES[1].short), [Optional()])
    cost_3 = TengeField(spoken(TYPES[2].short), [Optional()])
    earlier_1 = TengeField(_l("For certification"), [Optional()])
    earlier_23 = TengeField(_l("For marking and transport together"), [Optional()])

    @property
    def questions(self) -> list[tuple[Check, RadioField]]:
        """The questions with their clauses, in the order of the law."""
        return [(check, getattr(self, f"q_{check.key}")) for check in QUESTIONS]

    def unmet(self) -> list[Check]:
        """What the applicant itself says does not hold."""
        return [check for check, field in self.questions if field.data == "no"]

    def question(self, *, applied_on: date, mci: Decimal) -> Request:
        """The same question that a real application puts: paid and applied for today."""
        return Request(
            programme="domestic-342",
            applied_on=applied_on,
            decided_on=applied_on,
            size=Size(self.size.data),
            mci=mci,
            costs=tuple(
                Cost(id=kind.key, type=kind.key, payments=(Payment(paid_on=applied_on, amount=spent),))
                for kind in TYPES
                if (spent := getattr(self, f"cost_{kind.key}").data)
            ),
            earlier=tuple(
                Earlier(type=kind, decided_on=applied_on - timedelta(days=1), amount=granted)
                for name, kind in EARLIER.items()
                if (granted := getattr(self, name).data)
            ),
        )


#: The questions come from the checks of the rules, so that none is asked here in other words.
EstimateForm: type[EstimateBase] = type(
    "EstimateForm", (EstimateBase,), {f"q_{check.key}": _question(check) for check in QUESTIONS}
)


class CheckForm(BaseForm):
    """The number behind the code of a document."""

    number = StringField(
        _l("Number of the document"),
        [Required()],
        description=_l("The last part of the address beside the square code: 16 letters, digits, hyphens."),
    )
