"""Forms of a programme with remarks and open grounds: remarks to the applicant, leaving without consideration, grounds
of refusal by clause (314:22, 314:24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.desk_base import LONGEST, ActForm
from forms.fields import MomentField, WordsField
from forms.validators import Longest, Required

#: Remarks that are written by hand beside those that follow from the answers.
OWN = 3


class RemarksForm(ActForm):
    """The letter: what was answered "no" goes out by itself; a remark of the officer's own names its document, its cost
    line and its clause."""

    reasons = WordsField(
        _l("Words of the letter"), [Required(_l("Write what the applicant is asked to do.")), Longest(LONGEST)]
    )

    def offer(self, papers: Iterable[tuple[str, str]], lines: Iterable[tuple[str, str]]) -> None:
        """``papers``: (public id, title); ``lines``: (id, name) of the costs."""
        documents = [SelectChoice("", _l("none")), *(SelectChoice(key, title) for key, title in papers)]
        costs = [SelectChoice("", _l("none")), *(SelectChoice(key, title) for key, title in lines)]
        for place in range(OWN):
            self[f"document_{place}"].choices, self[f"line_{place}"].choices = list(documents), list(costs)

    def own(self) -> Iterator[tuple[str, str, str, str]]:
        """(words, clause, document, line) of every remark written by hand."""
        for place in range(OWN):
            if words := (self[f"text_{place}"].data or "").strip():
                rest = (self[f"{name}_{place}"].data or "" for name in ("clause", "document", "line"))
                yield words, *rest  # type: ignore[misc]  # three of them


for _place in range(OWN):
    setattr(RemarksForm, f"text_{_place}", WordsField(_l("Remark"), [Optional(), Longest(LONGEST)]))
    setattr(RemarksForm, f"clause_{_place}", StringField(_l("Clause"), [Optional(), Longest(20)]))
    setattr(RemarksForm, f"document_{_place}", SelectField(_l("Document"), [Optional()], choices=[]))
    setattr(RemarksForm, f"line_{_place}", SelectField(_l("Cost line"), [Optional()], choices=[]))


class LeavingForm(ActForm):
    """The ground of leaving without consideration."""

    clause = RadioField(_l("Ground"), [Required(_l("Choose the ground."))], choices=[])
    reasons = WordsField(_l("Facts"), [Optional(), Longest(LONGEST)])

    def offer(self, grounds: Iterable[tuple[str, str]]) -> None:
        """``grounds``: (clause, words) of those that hold."""
        self.clause.choices = [SelectChoice(key, words) for key, words in grounds]


class OpenGroundsForm(ActForm):
    """Grounds of refusal where the law has no closed list: clauses that are not kept, each with its fact."""

    clauses: Sequence[str] = ()

    def chosen(self) -> Iterator[tuple[str, str]]:
        """(clause, facts) of every ticked ground."""
        for place, clause in enumerate(self.clauses):
            if self[f"ground_{place}"].data:
                yield clause, (self[f"facts_{place}"].data or "").strip()

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        for place, _clause in enumerate(self.clauses):
            if self[f"ground_{place}"].data and not (self[f"facts_{place}"].data or "").strip():
                self[f"facts_{place}"].errors = [_l("Write the facts of this ground.")]
                sound = False
        if self.clauses and not any(self.chosen()):
            self["ground_0"].errors = [_l("Choose at least one ground.")]
            sound = False
        return sound


class OpenProposalForm(OpenGroundsForm):
    """The preliminary decision on open grounds, and the hearing it announces."""

    hearing_at = MomentField(
        _l("Day and hour of the hearing"),
        [Required(_l("Name the day and the hour."))],
        description=_l("For example, 21.11.2026 11:00"),
    )
    place = StringField(_l("Place"), [Optional(), Longest(500)])
    link = StringField(_l("Link to the video meeting"), [Optional(), Longest(500)])


def open_grounds(base: type[OpenGroundsForm], grounds: Sequence[tuple[str, Any]]) -> type[OpenGroundsForm]:
    """The form for these (clause, words)."""
    fields: dict[str, Any] = {"clauses": [clause for clause, _words in grounds]}
    for place, (_clause, words) in enumerate(grounds):
        fields[f"ground_{place}"] = BooleanField(words)
        fields[f"facts_{place}"] = WordsField(_l("Facts"), [Optional(), Longest(LONGEST)])
    return type("OpenGroundsOfCase", (base,), fields)
