"""What every input form shares: texts come in trimmed, the form token is checked by the application for all forms."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField
from wtforms.fields.core import UnboundField

_BLANKS = dict.fromkeys(map(ord, "\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}\N{SOFT HYPHEN}"))


def tidy(value: object) -> object:
    """A text without blanks around it and without characters nobody sees, composed to one spelling (NFC); anything
    else as it is."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value.translate(_BLANKS)).strip()


class BaseForm(FlaskForm):
    """The parent of all forms. Passwords are left as typed; parts of a form tidy their own fields."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: UnboundField[Any], options: dict[str, Any]) -> Field:
            kind = unbound_field.field_class
            if "Password" not in kind.__name__ and not issubclass(kind, FieldList | FormField):
                options["filters"] = [tidy, *unbound_field.kwargs.get("filters", ())]
                unbound_field.kwargs.pop("filters", None)
            return unbound_field.bind(form=form, **options)
