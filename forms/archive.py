"""Forms of the archivist."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from forms.base import BaseForm
from forms.desk_base import ActForm


class PackForm(BaseForm):
    """The index of the nomenclature decides how long the package is kept."""

    index_no = SelectField(
        _l("Index of the nomenclature"), description=_l("From the reference table of retention periods.")
    )


class ArchiveForm(ActForm):
    """The case handed over to the archive."""
