"""Forms of the office's filing: a general document, its cancelling, a new version, a folder of the nomenclature."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.base import BaseForm
from forms.fields import ChecksField, DateField, WholeField
from forms.files import FilesForm
from forms.labels import spoken
from forms.letters import LANGUAGES
from forms.validators import Longest, Required
from workflows.filing import KIND_LABELS, READERS
from workflows.labels import ROLE_LABELS
from workflows.states import Role


class GeneralForm(FilesForm):
    """A draft of a general document. The view says which folders and documents may be named."""

    folder = SelectField(_l("Nomenclature folder"), [Required(_l("Choose the folder."))], choices=[])
    other_year = BooleanField(
        _l("It goes into the folder of another year"), description=_l("Only where the document belongs there.")
    )
    kind = SelectField(
        _l("Kind of the document"), choices=[SelectChoice(k.value, spoken(words)) for k, words in KIND_LABELS.items()]
    )
    subject = StringField(_l("Subject"), [Required(_l("Say in a few words what the document is about.")), Longest(300)])
    language = RadioField(_l("Language of the document"), choices=LANGUAGES)
    dated_on = DateField(
        _l("Date of the document"), [Optional()], description=_l("Leave empty for the day of its approval.")
    )
    supersedes = SelectField(_l("Takes the place of"), [Optional()], choices=[])
    readers = ChecksField(
        _l("Who reads it"),
        choices=[SelectChoice(role.value, spoken(ROLE_LABELS[role])) for role in Role if role in READERS],
        description=_l("Leave all empty for the whole staff."),
    )


class FolderForm(BaseForm):
    """A folder of the nomenclature for a year."""

    index_no = SelectField(_l("Index of the nomenclature"), [Required(_l("Choose the index."))], choices=[])
    year = WholeField(_l("Year"), [Required(_l("Write the year."))])
