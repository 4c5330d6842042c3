"""Forms for everybody: the estimate before log-in, the number of a document to check."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, Regexp

from forms.base import BaseForm
from forms.fields import TengeField
from forms.labels import spoken
from forms.validators import Required
from workflows.calculation import Cost, Earlier, Payment, Processing, Request, Size
from workflows.programmes import by_name
from workflows.programmes.checks import Check, CheckGroup
from workflows.programmes.costs import Costs, CostType
from workflows.programmes.edition import Edition
from workflows.programmes.field_names import CHOICES
from workflows.trace import group_label

#: What a document is found by: the last part of its address.
NUMBER = "[A-Za-z0-9_-]{16}"
#: Besides what concerns the applicant itself, and left out of it, for the size has a question of its own.
ASKED_TOO, TOLD_BY_SIZE = "no_other_budget", "small_or_medium"


def questions_of(edition: Edition) -> tuple[Check, ...]:
    """What an applicant can answer about itself before it hands anything in."""
    return tuple(
        check
        for check in edition.checks.all
        if (check.group is CheckGroup.ELIGIBILITY and check.key != TOLD_BY_SIZE) or check.key == ASKED_TOO
    )


def _question(check: Check) -> RadioField:
    choices = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]
    if check.may_not_apply:
        choices.append(SelectChoice("not_applicable", _l("Does not concern us")))
    return RadioField(spoken(check.title), choices=choices, validators=[InputRequired(_l("Choose an answer."))])


def _of(kind: str, key: str) -> str:
    """The name of a field about a type of cost or a group of them."""
    return f"{kind}_{key.replace('.', '_').replace('+', '')}"


class EstimateBase(BaseForm):
    """The size of the enterprise; ``estimate_form`` puts in what the edition asks besides."""

    edition: Edition
    costs: Costs  # of the edition, in the words of the day
    size = RadioField(
        _l("Size of the enterprise"),
        choices=[
            SelectChoice("small", _l("Small or micro")),
            SelectChoice("medium", _l("Medium")),
            SelectChoice("large", _l("Large")),
        ],
        validators=[InputRequired(_l("Choose an answer."))],
    )

    @property
    def questions(self) -> list[tuple[Check, RadioField]]:
        """The questions with their clauses, in the order of the law."""
        return [(check, self[_of("q", check.key)]) for check in questions_of(self.edition)]

    @property
    def spent(self) -> list[tuple[CostType, list[Field]]]:
        """The types of cost, each with its fields."""
        kinds = ("cost", "processing", "carrier", "port")
        return [
            (kind, [self[_of(name, kind.key)] for name in kinds if _of(name, kind.key) in self])
            for kind in self.costs.types
            if not kind.untold
        ]

    @property
    def before(self) -> list[Field]:
        """The fields of earlier grants, one a group."""
        return [self[_of("earlier", cap.group)] for cap in self.edition.costs.caps]

    @property
    def taxes(self) -> list[Field]:
        """The fields of the year before, where the law compares with it."""
        return [self[name] for name in TAXES if name in self]

    def unmet(self) -> list[Check]:
        """What the applicant itself says does not hold."""
        return [check for check, field in self.questions if field.data == "no"]

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        present, rules = set(self._present()), self.edition.sums
        for key in present & rules.asks_processing:
            if self[_of("processing", key)].data not in set(Processing):
                self[_of("processing", key)].errors = [_l("Choose an answer.")]
                good = False
        for field in self.taxes if present & rules.asks_taxes else ():
            if field.data is None and not field.errors:
                field.errors = [_l("Without this sum the limit of transport costs is not known.")]
                good = False
        return good

    def name_costs(self, costs: Costs) -> None:
        """Puts in an administrator's words for cost types whose own are not at hand; one without words is not asked."""
        self.costs = costs
        for kind in costs.types:
            self[_of("cost", kind.key)].label.text = spoken(kind.short)

    def _present(self) -> list[str]:
        """The types for which a sum is given, in the order of the law."""
        return [kind.key for kind, fields in self.spent if fields[0].data]

    def question(self, *, applied_on: date, mci: Decimal) -> Request:
        """The same question that a real application puts: paid and applied for today."""
        taxes = [field.data for field in self.taxes] or [None, None]
        return Request(
            programme=self.edition.programme,
            applied_on=applied_on,
            decided_on=applied_on,
            size=Size(self.size.data),
            mci=mci,
            costs=tuple(self._cost(key, applied_on) for key in self._present()),
            earlier=tuple(
                Earlier(
                    type=min(cap.types),
                    decided_on=applied_on - timedelta(days=1),
                    amount=granted,
                    received_on=applied_on,
                )
                for cap, field in zip(self.edition.costs.caps, self.before, strict=True)
                if (granted := field.data)
            ),
            taxes_paid_previous_year=taxes[0],
            vat_refunded_previous_year=taxes[1],
        )

    def _cost(self, key: str, paid_on: date) -> Cost:
        asked = key in self.edition.sums.asks_processing
        return Cost(
            id=key,
            type=key,
            payments=(Payment(paid_on=paid_on, amount=self[_of("cost", key)].data),),
            processing=Processing(self[_of("processing", key)].data) if asked else None,
            domestic_carrier=_of("carrier", key) in self and bool(self[_of("carrier", key)].data),
            sea_port=_of("port", key) in self and bool(self[_of("port", key)].data),
        )


#: Fields of the year before the application's.
TAXES = {
    "taxes_paid": _l("Taxes paid in the year before, tenge"),
    "vat_refunded": _l("VAT refunded in the year before, tenge"),
}


@cache
def estimate_form(name: str) -> type[EstimateBase]:
    """The form of the edition of this name. Its questions come from the checks of the rules, so that none is asked here
    in other words."""
    edition = by_name(name)
    fields: dict[str, Any] = {_of("q", check.key): _question(check) for check in questions_of(edition)}
    for kind in edition.costs.types:
        fields[_of("cost", kind.key)] = TengeField(spoken(kind.short), [Optional()])
        if kind.key in edition.sums.asks_processing:
            levels = [SelectChoice(key, spoken(title)) for key, title in CHOICES["processing"].items()]
            fields[_of("processing", kind.key)] = SelectField(
                _l("Level of processing of the goods"), [Optional()], choices=[SelectChoice("", "—"), *levels]
            )
        if kind.key in edition.sums.asks_taxes:
            fields[_of("carrier", kind.key)] = BooleanField(_l("Carried by domestic carriers"))
            fields[_of("port", kind.key)] = BooleanField(_l("Through the sea ports of Kazakhstan"))
    for cap in edition.costs.caps:
        fields[_of("earlier", cap.group)] = TengeField(spoken(group_label(cap.group)), [Optional()])
    if edition.sums.asks_taxes:
        fields |= {key: TengeField(title, [Optional()]) for key, title in TAXES.items()}
    return type("EstimateForm", (EstimateBase,), {"edition": edition, "costs": edition.costs, **fields})


class CheckForm(BaseForm):
    """The number behind the code of a document."""

    number = StringField(
        _l("Number of the document"),
        [
            Required(),
            Regexp(
                rf"(.*/)?{NUMBER}/?\Z",
                message=_l(
                    "This is not that number: it has 16 characters and stands beside the square code. A number like "
                    "OUT-2026-000047 is the one a letter went out under."
                ),
            ),
        ],
        description=_l("The last part of the address beside the square code: 16 letters, digits, hyphens."),
    )


class FileCheckForm(BaseForm):
    """The checksum of a file that somebody holds, counted by his browser or by himself, and a signature over it."""

    sha256 = StringField(
        _l("Checksum of the file (SHA-256)"),
        [Required(), Regexp(r"\s*[0-9A-Fa-f]{64}\s*", message=_l("A SHA-256 has 64 digits and letters from a to f."))],
        description=_l("Filled in by the browser when you choose a file; or the answer of sha256sum."),
    )
    cms = FileField(
        _l("Its signature, if you have one"),
        description=_l("A detached CMS: a small file .cms, .p7s or .sig."),
    )
    streebog = StringField(
        _l("Checksum for a GOST signature (Streebog)"),
        [
            Optional(),
            Regexp(
                r"\s*([0-9A-Fa-f]{64}|[0-9A-Fa-f]{128})\s*\Z",
                message=_l("A Streebog has 64 or 128 digits and letters from a to f."),
            ),
        ],
        description=_l(
            "Only for a signature with a GOST key over a file that is not of our system. Filled in by the browser; or "
            "the answer of openssl dgst -engine gost -md_gost12_512 FILE (a key of 256 bits: -md_gost12_256)."
        ),
    )
