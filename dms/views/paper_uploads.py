"""A scanned paper that comes with a form: an order, a power of attorney."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from dms.models import File
from dms.services import files

PDF = b"%PDF-"


def is_paper(field: Field) -> bool:
    """Whether nothing or a PDF was sent; says at the field what is wrong."""
    upload = field.data
    if upload and upload.stream.read(len(PDF)) != PDF:
        field.errors = [*field.errors, _("This file is not a PDF. Scan the paper and save it as PDF.")]
        return False
    return True


def keep(field: Field) -> File | None:
    """The file in the store, not claimed yet; None where none was sent."""
    upload = field.data
    if not upload:
        return None
    upload.stream.seek(0)
    return files.keep(upload.stream, name=upload.filename, media_type="application/pdf", owner=current_user)
