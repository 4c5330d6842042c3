"""The forms of the page of exchange rates: a day to ask the feed for, a file of its answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from forms.base import BaseForm
from forms.fields import DateField
from forms.validators import Required


class AskForm(BaseForm):
    """One day."""

    day = DateField(_l("Day"), [Required()])


class FeedForm(BaseForm):
    """The feed's answer as a file."""

    file = FileField(_l("File of the feed (XML)"), [Required(_l("Choose a file."))])
