"""Forms around the hearing: the preliminary decision with its grounds, the position, the minutes (342:37, 342:38)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.desk_base import LONGEST, ActForm
from forms.fields import MomentField, WordsField
from forms.labels import spoken
from forms.validators import Longest, Required


@dataclass(frozen=True, slots=True)
class OfferedGround:
    """One ground of the form: ``name`` of its fields, its place in the law (``number`` 0 where grounds are open), its
    words, and what of the case may show it as choices. ``note``: what the officer is told beside it."""

    name: str
    clause: str
    number: int
    words: Any
    proofs: tuple[SelectChoice, ...]
    note: str = ""


class GroundsForm(ActForm):
    """Grounds of refusal: each chosen one with the officer's facts and what of the case shows them. ``grounds_form``
    makes the form of one case."""

    grounds: Sequence[OfferedGround] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ground in self.grounds:  # of a chosen ground both are needed
            self[f"facts_{ground.name}"].flags.optional = self[f"shown_{ground.name}"].flags.optional = False

    def chosen(self) -> Iterator[tuple[OfferedGround, str, str]]:
        """(ground, facts, value of what shows them) of every ticked ground."""
        for ground in self.grounds:
            if self[f"ground_{ground.name}"].data:
                facts, shown = self[f"facts_{ground.name}"].data or "", self[f"shown_{ground.name}"].data or ""
                yield ground, facts.strip(), shown

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        chosen = list(self.chosen())
        for ground, facts, shown in chosen:
            if not facts:
                self[f"facts_{ground.name}"].errors = [_l("Write the facts of this ground.")]
            if not shown:
                self[f"shown_{ground.name}"].errors = [_l("Choose what of the case shows this ground.")]
            sound = sound and bool(facts and shown)
        if self.grounds and not chosen:
            self[f"ground_{self.grounds[0].name}"].errors = [_l("Choose at least one ground.")]
            sound = False
        return sound


def grounds_form(base: type[GroundsForm], grounds: Sequence[OfferedGround]) -> type[GroundsForm]:
    """The form for these grounds."""
    fields: dict[str, Any] = {"grounds": tuple(grounds)}
    for ground in grounds:
        fields[f"ground_{ground.name}"] = BooleanField(spoken(ground.words))
        fields[f"facts_{ground.name}"] = WordsField(_l("Facts"), [Optional(), Longest(LONGEST)])
        fields[f"shown_{ground.name}"] = SelectField(
            _l("What shows them"), [Optional()], choices=[SelectChoice("", _l("choose")), *ground.proofs]
        )
    return type("GroundsOfCase", (base,), fields)


class ProposeRefusalForm(GroundsForm):
    """The preliminary decision and the hearing it announces: hour, and a place or a link."""

    hearing_at = MomentField(
        _l("Day and hour of the hearing"),
        [Required(_l("Name the day and the hour."))],
        description=_l("For example, 21.11.2026 11:00"),
    )
    place = StringField(
        _l("Place"), [Optional(), Longest(500)], description=_l("A place, a link to a video meeting, or both.")
    )
    link = StringField(_l("Link to the video meeting"), [Optional(), Longest(500)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place.flags.optional = self.link.flags.optional = False  # one of the two is needed

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if not (self.place.data or self.link.data):
            self.place.errors = [_l("Name a place or a link.")]
            sound = False
        return sound


class MoveHearingForm(ActForm):
    """Another hour for a hearing that was announced: who asked for it and why. Place and link stay where both are left
    empty."""

    hearing_at = MomentField(
        _l("New day and hour of the hearing"),
        [Required(_l("Name the day and the hour."))],
        description=_l("For example, 21.11.2026 11:00"),
    )
    asked_by = RadioField(
        _l("Who asked for another hour?"),
        [Required(_l("Say who asked for it."))],
        choices=[SelectChoice("applicant", _l("The applicant")), SelectChoice("operator", _l("The operator"))],
    )
    reasons = WordsField(_l("Reason"), [Required(_l("Write down the reason.")), Longest(LONGEST)])
    place = StringField(_l("Place"), [Optional(), Longest(500)], description=_l("Empty: as announced."))
    link = StringField(_l("Link to the video meeting"), [Optional(), Longest(500)])


class PositionForm(ActForm):
    """The applicant's position as it reached the officer."""

    position = WordsField(_l("Position of the applicant"), [Required(_l("Write it down.")), Longest(LONGEST)])


NOBODY = "nobody"


class HoldHearingForm(ActForm):
    """How the hearing went in fact: who took part and how, the position, the minutes. Nothing of it is chosen
    beforehand."""

    presence = RadioField(
        _l("Who took part for the applicant?"),
        [Required(_l("Say whether anybody took part for the applicant."))],
        choices=[
            SelectChoice("in_person", _l("They came in person")),
            SelectChoice("video", _l("They took part by video")),
            SelectChoice(NOBODY, _l("Nobody took part")),
        ],
    )
    came = WordsField(
        _l("Those who took part for the applicant"),
        [Optional(), Longest(2000)],
        description=_l("If anybody did. One a line: surname, name, post, the paper that gives the right to represent."),
    )
    began_at = MomentField(
        _l("When did the hearing begin?"),
        [Optional()],
        description=_l("If anybody took part. For example, 21.11.2026 11:00"),
    )
    with_operator = WordsField(
        _l("Others who took part for the operator"),
        [Optional(), Longest(2000)],
        description=_l("One a line. You are named as the one who held the hearing."),
    )
    secretary = StringField(
        _l("Secretary"), [Optional(), Longest(300)], description=_l("Surname, name and post. Empty if there was none.")
    )
    position = WordsField(
        _l("Position of the applicant"),
        [Optional(), Longest(LONGEST)],
        description=_l("Leave empty if it has been received already and did not change."),
    )
    minutes = WordsField(_l("Minutes"), [Required(_l("Write the minutes.")), Longest(LONGEST)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came.flags.optional = self.began_at.flags.optional = False  # where somebody took part both are needed

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if self.presence.data in (None, NOBODY):
            return sound
        if not lines_of(self.came.data):
            self.came.errors = [_l("Name those who took part.")]
            sound = False
        if self.began_at.data is None and not self.began_at.errors:
            self.began_at.errors = [_l("Name the day and the hour.")]
            sound = False
        return sound


def lines_of(words: str | None) -> tuple[str, ...]:
    """What was written one a line."""
    return tuple(filter(None, (line.strip() for line in (words or "").splitlines())))
