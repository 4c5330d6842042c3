"""Forms of letters: a new one of either side, and what each act on it asks for."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import Field, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.base import BaseForm
from forms.desk_base import ActForm, ReasonsForm
from forms.fields import CodeField, DateField
from forms.labels import spoken
from forms.validators import BinOrIin, Longest, Required
from workflows.letter_kinds import KIND_LABELS, UNDER_AGREEMENT, LetterKind

__all__ = [
    "LANGUAGES",
    "AnnulForm",
    "AppliedForm",
    "FileForm",
    "FilesForm",
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


class ArrivedField(Field):
    """Files that came in parts before the form: ``id|name`` each, the name only to be shown again."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [str(value)[:400] for value in valuelist[:100]]

    @property
    def keys(self) -> list[str]:
        return [value.split("|", 1)[0] for value in self.data or []]


class FilesForm(BaseForm):
    """What brings files: PDF alone, as every paper. They come with the form, or came in parts before it. ``let_go``: a
    button beside one that came before, which is wanted no more."""

    arrived = ArrivedField()
    let_go = ArrivedField()
    files = MultipleFileField(_l("Files"), render_kw={"accept": "application/pdf,.pdf"})

    def sent(self) -> list[tuple[Any, str]]:
        """Streams with the names that the sender gave them."""
        return [(file.stream, file.filename or "") for file in self.files.data or [] if file and file.filename]

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if not self.sent() and not self.arrived.keys:
            self.files.errors = [_l("Choose the file: a PDF.")]
            sound = False
        return sound


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


class RenewForm(FilesForm, ActForm):
    """A new version of one of the draft's files."""
