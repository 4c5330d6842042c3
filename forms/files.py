"""What brings files, PDF alone as every paper: they come with their form, or came in parts before it and are named."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import Field
from wtforms.validators import Optional

from forms.base import BaseForm

__all__ = ["ArrivedField", "BringsForm", "FilesForm", "NewFileForm", "OneFileForm", "one_file"]

_PDF = {"accept": "application/pdf,.pdf"}


class ArrivedField(Field):
    """Files that came in parts before the form: ``id|name`` each, the name only to be shown again."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [str(value)[:400] for value in valuelist[:100]]

    @property
    def keys(self) -> list[str]:
        return [value.split("|", 1)[0] for value in self.data or []]


class BringsForm(BaseForm):
    """A form with a field ``files``. ``let_go``: a button beside a file that came before, which is wanted no more.
    ``takes_one``: it takes no more than one file."""

    takes_one: ClassVar[bool] = False
    arrived = ArrivedField()
    let_go = ArrivedField()

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if self.takes_one and len(self.sent()) + len(set(self.arrived.keys)) > 1:
            self["files"].errors = [_l("One file goes with this form. Take the others off the list.")]
            sound = False
        return sound

    def sent(self) -> list[tuple[Any, str]]:
        """Streams with the names that the sender gave them."""
        brought = self["files"].data or []
        return [
            (file.stream, file.filename)
            for file in (brought if isinstance(brought, list) else [brought])
            if file and file.filename
        ]


class FilesForm(BringsForm):
    """A form that is nothing without its files."""

    files = MultipleFileField(_l("Files"), render_kw=_PDF)

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if not self.sent() and not self.arrived.keys:
            self.files.errors = [_l("Choose the file: a PDF.")]
            sound = False
        return sound


def one_file(label: Any, name: str) -> FileField:
    """The field ``files`` of a form that may bring one; ``name``: how its paper is called on the page."""
    return FileField(label, [Optional()], name=name, render_kw=_PDF)


class OneFileForm(BringsForm):
    """A form that may bring one paper beside what it says."""

    takes_one = True


class NewFileForm(FilesForm):
    """A form that is nothing without its one file."""

    takes_one = True
    files = FileField(_l("File"), render_kw=_PDF)
