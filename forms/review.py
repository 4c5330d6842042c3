"""Forms of the review: the completeness list, the checks, documents, the visit, the assignment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional, ValidationError

from forms.desk_base import LONGEST, ActForm
from forms.fields import DateField, WordsField
from forms.labels import spoken
from forms.validators import Longest, Required
from workflows.labels import VERDICT_LABELS
from workflows.states import Verdict


class AnswerForm(ActForm):
    """One line of the completeness list, or one check. ``proposed``: what the data of the application say; another
    answer needs its reason."""

    verdict = RadioField(_l("Your answer"), [Required(_l("Choose an answer."))], validate_choice=True)
    reasons = WordsField(
        _l("What it rests on"),
        [Optional(), Longest(LONGEST)],
        description=_l("Needed for “no” and where you overrule the proposal of the system."),
    )
    document = SelectField(_l("Document that shows it"), [Optional()], choices=[])

    def __init__(self, *args: Any, may_not_apply: bool = True, proposed: Verdict | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        open_to = [v for v in Verdict if may_not_apply or v is not Verdict.NOT_APPLICABLE]
        self.verdict.choices = [SelectChoice(v.value, spoken(VERDICT_LABELS[v])) for v in open_to]

    def offer_documents(self, papers: Iterable[tuple[str, str]]) -> None:
        """``papers``: (public id, title)."""
        self.document.choices = [SelectChoice("", _l("none")), *(SelectChoice(key, title) for key, title in papers)]

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if sound and not (self.reasons.data or "").strip() and self._needs_reason():
            self.reasons.errors = [*self.reasons.errors, _l("Write what this answer rests on.")]
            return False
        return sound

    def _needs_reason(self) -> bool:
        overruled = self.proposed is not None and self.verdict.data != self.proposed
        return bool(self.verdict.data == Verdict.NO or overruled)


class NotAcceptForm(ActForm):
    """Why a document is not accepted (342:35)."""

    reasons = WordsField(_l("Why it is not accepted"), [Required(_l("Write why.")), Longest(LONGEST)])


class VisitForm(ActForm):
    """The record of a visit (342:15)."""

    visited_on = DateField(_l("Day of the visit"), [Required(_l("Name the day."))])
    place = StringField(_l("Where"), [Required(_l("Name the place.")), Longest(500)])
    reasons = WordsField(
        _l("What was found"),
        [Required(_l("Write what was found.")), Longest(LONGEST)],
        description=_l("Compare the papers with the equipment, works or services on site."),
    )


class AssignForm(ActForm):
    """To whom the case is given. ``explained``: it is taken from somebody who judges it, and that has its reason."""

    assignee = RadioField(_l("Give the case to"), [Required(_l("Choose somebody."))])
    reasons = WordsField(_l("Reason"), [Longest(LONGEST)])

    def __init__(self, *args: Any, explained: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.explained = explained
        self.reasons.flags.optional = not explained

    def validate_reasons(self, field: WordsField) -> None:
        if self.explained and not (field.data or "").strip():
            raise ValidationError(_l("The case is with somebody already: write why it passes on."))


class SheetForm(ActForm):
    """The completeness list as one form: ``verdict_<n>`` and ``reasons_<n>`` for its n-th line. Lines left open stay
    open."""

    size = 0

    def answers(self) -> Iterator[tuple[int, Verdict, str]]:
        """(place, answer, reason) of every answered line."""
        for place in range(self.size):
            if self[f"verdict_{place}"].data:
                yield place, Verdict(self[f"verdict_{place}"].data), (self[f"reasons_{place}"].data or "").strip()

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        for place, verdict, reason in self.answers() if sound else ():
            if verdict is Verdict.NO and not reason:
                self[f"reasons_{place}"].errors = [_l("Write what is missing.")]
                sound = False
        return sound


def sheet_form(may_not_apply: Sequence[bool]) -> type[SheetForm]:
    """The form for a list whose lines may or may not be answered "not applicable"."""
    fields: dict[str, Any] = {"size": len(may_not_apply)}
    for place, optional in enumerate(may_not_apply):
        open_to = [v for v in Verdict if optional or v is not Verdict.NOT_APPLICABLE]
        choices = [SelectChoice(v.value, spoken(VERDICT_LABELS[v])) for v in open_to]
        fields[f"verdict_{place}"] = RadioField(_l("Your answer"), [Optional()], choices=choices)
        fields[f"reasons_{place}"] = StringField(_l("What is missing"), [Optional(), Longest(LONGEST)])
    return type("SheetFormOfCase", (SheetForm,), fields)
