"""What the pages of an application share: values of a draft into a form and back.

A field named ``head__phone`` holds ``content["head"]["phone"]``. A draft may be saved unfinished: pages judge what is
typed, not what is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, Form, HiddenField, ValidationError
from wtforms.fields.core import UnboundField
from wtforms.validators import Optional

from forms.base import BaseForm, tidy
from forms.fields import DateField, NumberField, TengeField
from workflows.programmes.edition import Edition

_READ: tuple[tuple[type[Field], Callable[[Any], Any]], ...] = (
    (DateField, date.fromisoformat),
    (TengeField, Decimal),
    (NumberField, Decimal),
)


#: No paper or registration that an application names is older.
EARLIEST = 1920


class MayWait(Optional):
    """Not answered yet is no fault of a draft, though the application needs it: the label must not call it optional."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags: dict[str, object] = {}


class _Plausible:
    """A day that an application may name."""

    def __init__(self, today: date) -> None:
        self.today = today

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is None:
            return
        if field.data > self.today:
            message = _l("This day has not come yet: today is %(day)s. Check the year.", day=f"{self.today:%d.%m.%Y}")
            raise ValidationError(message)
        if field.data.year < EARLIEST:
            raise ValidationError(_l("Check the year: there is no such paper."))


#: Fields of a form that say nothing of the application.
_OURS = frozenset({"csrf_token", "seen"})


def kept(value: Any) -> Any:
    """A value as the draft keeps it: days and sums as text."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def is_blank(value: Any) -> bool:
    return value is None or value == ""


def values_for(form: type[Form], source: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of ``source``: the form's own kinds of values by field name."""
    found = {}
    for name in dir(form):
        field = getattr(form, name)
        if isinstance(field, UnboundField) and name not in _OURS:
            value = _dig(source, name)
            if not is_blank(value):
                found[name] = _typed(field.field_class, value)
    return found


def _dig(source: Mapping[str, Any], name: str) -> Any:
    value: Any = source
    for step in name.split("__"):
        value = (value or {}).get(step)
    return value


def _typed(kind: type[Field], value: Any) -> Any:
    for known, read in _READ:
        if issubclass(kind, known):
            return read(value)
    return value


class PartForm(Form):
    """One row of a list inside a page. It has no token of its own."""

    class Meta:
        def bind_field(self, form: Any, unbound_field: UnboundField[Any], options: dict[str, Any]) -> Field:
            options["filters"] = [tidy]
            return unbound_field.bind(form=form, **options)

    @property
    def plain(self) -> dict[str, Any]:
        """The filled-in values as the draft keeps them; what could not be read is left out."""
        return {f.name.rpartition("-")[2]: kept(f.data) for f in self if not f.errors and not is_blank(f.data)}


class PageForm(BaseForm):
    """A page of the task list. ``seen`` is the mark of what the page showed (``services.application.mark``)."""

    seen = HiddenField()

    @classmethod
    def of(cls, content: Mapping[str, Any], edition: Edition) -> Self:
        """The page filled with the draft, or with what has just been sent, and fit for the edition."""
        form = cls(data=cls.shown(content))
        form.fit(edition)
        return form

    @classmethod
    def shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """What the page shows of the draft, by field name."""
        return values_for(cls, content)

    def fit(self, edition: Edition) -> None:
        """Puts in the choices that the edition gives. Here: none."""

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The top-level keys of the application that the page writes."""
        names = (n for n in dir(cls) if isinstance(getattr(cls, n), UnboundField) and n not in _OURS)
        return tuple(sorted({name.partition("__")[0] for name in names}))

    def good(self, today: date) -> bool:
        """Whether everything typed can be kept. No day of an application lies in the future, or in another age."""
        for field in _days(self):
            field.validators = [*field.validators, _Plausible(today)]
        self.validate()
        return not self.errors

    def changes(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The keys that the page writes, as the draft will keep them. A field with a fault keeps its old value."""
        found: dict[str, Any] = {}
        for field in self:
            if field.name in _OURS or field.errors:
                continue
            group, _, name = field.name.partition("__")
            if not name:
                found[group] = kept(field.data)
                continue
            inner = found.setdefault(group, dict(content.get(group) or {}))
            if is_blank(field.data):
                inner.pop(name, None)
            else:
                inner[name] = kept(field.data)
        return found


def _days(form: Form) -> Iterator[DateField]:
    for field in form:
        if isinstance(field, DateField):
            yield field
        elif isinstance(field, FieldList):
            for entry in field:
                yield from _days(entry.form)
