"""Answers of outside registers as an officer enters them: what was answered, of which day it speaks, and what shows it.
One form per register; none of them asks for more than the checks read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.base import BaseForm
from forms.fields import CodeField, DateField, TengeField
from forms.labels import spoken
from forms.validators import Longest, Required
from workflows.programmes.findings_applicant import CATEGORIES
from workflows.registers import Register

LINE = Longest(300)


class EvidenceForm(BaseForm):
    """What every answer rests on: a reply with its number and day, or a document of the case."""

    said_on = DateField(
        _l("Day of which the answer speaks"),
        [Required()],
        description=_l("As the reply itself names it."),
    )
    origin = StringField(_l("Who answered"), [Required(), LINE], description=_l("The body or the site."))
    letter = StringField(
        _l("Number and day of the reply"),
        [Optional(), LINE],
        description=_l("For example, No. 12-3/456 of 20.03.2026. It may stay empty where a document shows the answer."),
    )
    document = SelectField(_l("Document that shows it"), [Optional()], choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for needed in (self.letter, self.document):  # one of the two: the service says so
            needed.flags.optional = False

    def offer_documents(self, papers: Iterable[tuple[str, str]]) -> None:
        """``papers``: (public id, title)."""
        self.document.choices = [SelectChoice("", _l("none")), *(SelectChoice(key, title) for key, title in papers)]


class BinForm(EvidenceForm):
    """State registration (342:11.3)."""

    name = StringField(_l("Name in the register"), [Required(), Longest(500)])
    registered_on = DateField(_l("Day of registration"), [Required()])
    activity = CodeField(_l("OKED code"), [Optional(), Longest(10)])


class CategoryForm(EvidenceForm):
    """Category of business (342:11.6, 314:11)."""

    category = RadioField(
        _l("Category"),
        [Required(_l("Choose an answer."))],
        choices=[SelectChoice(value, spoken(words)) for value, words in CATEGORIES.items()],
    )


class TaxesForm(EvidenceForm):
    """Arrears, taxes and VAT given back, by year (342:11.2, 342:11.7, 314:12). ``years`` in order."""

    years: tuple[int, ...] = ()
    arrears = RadioField(
        _l("Arrears on that day"),
        [Optional()],
        choices=[SelectChoice("no", _l("there are none")), SelectChoice("yes", _l("there are arrears")),
                 SelectChoice("", _l("the reply does not say"))],
        default="",
    )  # fmt: skip
    exempt = BooleanField(_l("Exempt from taxes by law"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrears.flags.optional = False

    def sums(self, name: str) -> dict[int, Decimal]:
        """``paid`` or ``refunded`` by year, as far as entered."""
        fields = {year: self._fields.get(f"{name}_{year}") for year in self.years}
        return {year: field.data for year, field in fields.items() if field is not None and field.data is not None}

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        says = self.arrears.data or self.exempt.data or self.sums("paid") or self.sums("refunded")
        if sound and not says:
            self.arrears.errors = [*self.arrears.errors, _l("Enter at least one thing that the reply says.")]
            return False
        return sound


def register_form(register: Register, years: tuple[int, ...]) -> type[EvidenceForm]:
    """The form of a register. ``years``: the full calendar years before the application, in order."""
    if register is not Register.TAXES:
        return BinForm if register is Register.BIN else CategoryForm
    fields: dict[str, Any] = {"years": years}
    for year in years:
        fields[f"paid_{year}"] = TengeField(_l("Taxes paid in %(year)s, tenge", year=year), [Optional()])
    for year in years[-1:]:
        fields[f"refunded_{year}"] = TengeField(_l("VAT given back in %(year)s, tenge", year=year), [Optional()])
    return type("TaxesFormOfYears", (TaxesForm,), fields)
