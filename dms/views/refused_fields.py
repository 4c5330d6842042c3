"""Reasons of a refused act beside the fields that they are about."""

from __future__ import annotations

from dms.formatting import text
from forms.desk_base import ActForm
from workflows.refusals import TransitionRefused


def told_at_fields(form: ActForm, refused: TransitionRefused) -> bool:
    """Puts each reason at its field; false where one of them is about none of the form."""
    if not all(reason.field and reason.field in form for reason in refused.reasons):
        return False
    for reason in refused.reasons:
        form[reason.field].errors = [text(reason.text)]
    return True
