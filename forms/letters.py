"""Forms of letters: a new one of either side, and what each act on it asks for."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.desk_base import ActForm, ReasonsForm
from forms.fields import CodeField, DateField
from forms.files import FilesForm, NewFileForm
from forms.labels import spoken
from forms.validators import BinOrIin, Longest, Required
from workflows.letter_kinds import KIND_LABELS, UNDER_AGREEMENT, LetterKind

__all__ = [
    "LANGUAGES",
    "AnnulForm",
    "AppliedForm",
    "FileForm",
    "NewForm",
    "PlaceForm",
    "RenewForm",
    "SendForm",
]

LANGUAGES = [SelectChoice("kk", "Қазақша"), SelectChoice("ru", "Русский"), SelectChoice("en", "English")]
#: How a letter goes out: key → words.
WAYS = {
    "portal": _l("In the applicant's cabinet"),
    "post": _l("By post"),
    "email": _l("By e-mail"),
    "courier": _l("By hand or courier"),
    "esedo": _l("Through the state's system of document exchange"),
}


def _kinds(kinds: tuple[LetterKind, ...]) -> list[SelectChoice]:
    return [SelectChoice(kind.value, spoken(KIND_LABELS[kind])) for kind in kinds]


class AppliedForm(FilesForm):
    """A letter of the applicant."""

    kind = SelectField(
        _l("Kind of the letter"),
        choices=_kinds(
            (LetterKind.REQUEST, LetterKind.ANSWER, LetterKind.EXPLANATION, LetterKind.COMPLAINT, LetterKind.OTHER)
        ),
    )

    def offer_of_agreement(self) -> None:
        """What an applicant with an agreement tells besides: problems, force majeure (342:A3.5.7, 342:A3.14)."""
        self.kind.choices = [*self.kind.choices, *_kinds(tuple(UNDER_AGREEMENT))]

    subject = StringField(_l("Subject"), [Required(_l("Say in a few words what the letter is about.")), Longest(300)])


class NewForm(FilesForm):
    """A letter entered or drafted at the desk. ``correspondent`` empty: the applicant."""

    kind = SelectField(_l("Kind of the letter"), choices=_kinds(tuple(LetterKind)))
    subject = StringField(_l("Subject"), [Required(_l("Say in a few words what the letter is about.")), Longest(300)])
    language = RadioField(_l("Language of the letter"), choices=LANGUAGES)
    correspondent = StringField(
        _l("Correspondent"), [Optional(), Longest(300)], description=_l("Leave empty if it is the applicant.")
    )
    correspondent_bin = CodeField(_l("BIN or IIN of the correspondent"), [Optional(), BinOrIin()])
    their_number = StringField(_l("Their number"), [Optional(), Longest(60)])
    their_date = DateField(_l("Their date"), [Optional()])
    due_on = DateField(_l("To be answered by"), [Optional()])
    due_reason = StringField(_l("Why that day"), [Optional(), Longest(300)])

    def validate(self, extra_validators: Any = None) -> bool:
        return _has_reason(self, super().validate(extra_validators))


def _has_reason(form: Any, sound: bool) -> bool:
    """A day that a person names comes with its reason."""
    if form.due_on.data is not None and not form.due_reason.data:
        form.due_reason.errors = [_l("Say why the answer is due on that day.")]
        return False
    return sound


class PlaceForm(ActForm):
    """Who answers, and by when. ``offer_people`` says whom one may name."""

    responsible = SelectField(_l("Who answers"), [Optional()], choices=[])
    due_on = DateField(
        _l("To be answered by"),
        [Optional()],
        description=_l("Leave empty for the term of the letter's kind."),
    )
    due_reason = StringField(_l("Why that day"), [Optional(), Longest(300)])

    def offer_people(self, people: list[tuple[str, str]], chosen: str = "") -> None:
        self.responsible.choices = [SelectChoice("", _l("choose")), *(SelectChoice(key, name) for key, name in people)]
        if self.responsible.data is None and chosen:
            self.responsible.data = chosen

    def validate(self, extra_validators: Any = None) -> bool:
        return _has_reason(self, super().validate(extra_validators))


class FileForm(ReasonsForm):
    """Why a letter is left without an answer."""


class AnnulForm(ReasonsForm):
    """Why a letter is annulled."""


class SendForm(ActForm):
    """How a letter went out."""

    way = RadioField(
        _l("How was it sent?"),
        [Required(_l("Choose the way."))],
        choices=[SelectChoice(key, words) for key, words in WAYS.items()],
    )


class RenewForm(NewFileForm, ActForm):
    """A new version of one of the draft's files."""
