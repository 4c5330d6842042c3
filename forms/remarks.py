"""Forms of a programme with remarks: remarks to the applicant, leaving without consideration (314:22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.desk_base import LONGEST, ActForm
from forms.fields import WordsField
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
