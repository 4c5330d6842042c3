"""Forms around the hearing: the preliminary decision with its grounds, the position, the minutes (342:37, 342:38)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.desk_base import LONGEST, ActForm
from forms.fields import MomentField, WordsField
from forms.labels import spoken
from forms.validators import Longest, Required
from workflows.programmes import EDITIONS

#: The closed list of grounds, of the law that has one.
GROUNDS = next(law.grounds.closed for known in EDITIONS.values() for law in known if not law.grounds.is_open)


class GroundsForm(ActForm):
    """The closed list of A6.9: each chosen ground with the officer's facts and the document that shows them."""

    numbers: tuple[int, ...] = tuple(GROUNDS)

    def offer_documents(self, papers: Iterable[tuple[str, str]]) -> None:
        """``papers``: (public id, title)."""
        choices = [SelectChoice("", _l("none")), *(SelectChoice(key, title) for key, title in papers)]
        for number in self.numbers:
            self[f"document_{number}"].choices = list(choices)

    def chosen(self) -> Iterator[tuple[int, str, str]]:
        """(number, facts, public id of the document) of every ticked ground."""
        for number in self.numbers:
            if self[f"ground_{number}"].data:
                facts, document = self[f"facts_{number}"].data or "", self[f"document_{number}"].data or ""
                yield number, facts.strip(), document

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        grounds = list(self.chosen())
        for number, facts, _document in grounds:
            if not facts:
                self[f"facts_{number}"].errors = [_l("Write the facts of this ground.")]
                sound = False
        if not grounds:
            first = self[f"ground_{self.numbers[0]}"]
            first.errors = [_l("Choose at least one ground.")]
            sound = False
        return sound


def _ground_fields() -> Iterator[tuple[str, Any]]:
    for number, ground in GROUNDS.items():
        yield f"ground_{number}", BooleanField(spoken(ground.title))
        yield f"facts_{number}", WordsField(_l("Facts"), [Optional(), Longest(LONGEST)])
        yield f"document_{number}", SelectField(_l("Document that shows them"), [Optional()], choices=[])


for _name, _field in _ground_fields():
    setattr(GroundsForm, _name, _field)


class ProposeRefusalForm(GroundsForm):
    """The preliminary decision and the hearing it announces: hour, and a place or a link."""

    hearing_at = MomentField(
        _l("Day and hour of the hearing"),
        [Required(_l("Name the day and the hour."))],
        description=_l("For example, 21.11.2026 11:00"),
    )
    place = StringField(_l("Place"), [Optional(), Longest(500)])
    link = StringField(_l("Link to the video meeting"), [Optional(), Longest(500)])

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if not (self.place.data or self.link.data):
            self.place.errors = [_l("Name a place or a link.")]
            sound = False
        return sound


class PositionForm(ActForm):
    """The applicant's position as it reached the officer."""

    position = WordsField(_l("Position of the applicant"), [Required(_l("Write it down.")), Longest(LONGEST)])


class HoldHearingForm(ActForm):
    """How the hearing went: minutes, and the position or the absence."""

    absent = BooleanField(_l("The applicant did not come and sent no position"))
    position = WordsField(
        _l("Position of the applicant"),
        [Optional(), Longest(LONGEST)],
        description=_l("Leave empty if it has been received already and did not change."),
    )
    minutes = WordsField(_l("Minutes"), [Required(_l("Write the minutes.")), Longest(LONGEST)])
