"""The form of a reference table's row, made from the table's own columns."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from forms.base import BaseForm
from forms.fields import DateField
from forms.validators import Longest, NotBefore, Required
from workflows.reference_tables import BadRow, Column, Kind, Table


class RowForm(BaseForm):
    """What every row has. The columns of the table come as ``value_<name>``; see ``row_form``."""

    key = StringField(validators=[Required(), Longest(60)])
    valid_from = DateField(_l("From"), [Required()])
    valid_to = DateField(_l("To"), [Optional(), NotBefore("valid_from")])
    source = StringField(
        _l("Act the row comes from"),
        [Required(), Longest(500)],
        description=_l("Kind, number and day of the act, for example a law or an order."),
    )

    def values(self) -> dict[str, object]:
        """The table's own values, as typed."""
        return {f.name.removeprefix("value_"): f.data for f in self if f.name.startswith("value_")}

    def blame(self, error: BadRow) -> None:
        """Puts what the table says at the field it is about."""
        found: Field = self._fields.get(error.column) or self._fields.get(f"value_{error.column}") or self.key
        found.errors = [*found.errors, error.text.get(_lang())]


class ImportForm(BaseForm):
    """A CSV file of proposals."""

    file = FileField(_l("CSV file"), [Required(_l("Choose a file."))])


def row_form(table: Table, **kwargs: Any) -> RowForm:
    """A form with the columns of ``table``, labels in the language of the page."""
    columns = {f"value_{column.name}": _field(column, table) for column in table.columns}
    only = table.only_key
    form: RowForm = type("TableRowForm", (RowForm,), columns)(**({"key": only} if only else {}), **kwargs)
    if only:
        form.key.render_kw = {"readonly": True}
    form.key.label.text = table.key_title.get(_lang())
    form.key.description = table.key_hint.get(_lang())
    return form


def _field(column: Column, table: Table) -> Any:
    """What a list requires of a row its table says: the row that calls the list whole has no values."""
    label, needed = column.title.get(_lang()), column.required and not table.is_list
    if column.kind is Kind.TRUTH:
        return BooleanField(label)
    if column.choices is not None:
        choices = [SelectChoice(value, words.get(_lang())) for value, words in column.choices.items()]
        return SelectField(label, [Required() if needed else Optional()], choices=[SelectChoice("", "—"), *choices])
    return StringField(label, [Required() if needed else Optional(), Longest(500)])


def _lang() -> str:
    return str(getattr(get_locale(), "language", "kk"))
