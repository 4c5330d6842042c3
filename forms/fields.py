"""Fields that understand what people type: days, sums, numbers with blanks."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.fields import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from workflows.money import BadMoney, format_number, parse_typed
from workflows.numbers import plain_phone, plain_postcode

ALMATY = ZoneInfo("Asia/Almaty")

_DAY = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})")
_MONEY_FAULTS = {
    "negative": _l("A sum is not negative. Leave out the minus."),
    "too_precise": _l("A sum has at most two digits after the comma."),
    "too_large": _l("This sum is too large. Check the number of digits."),
    "not_a_number": _l("This is not a sum. Write it like 960 000,50."),
}


NO_SUCH_DAY = _l("There is no such day. Write it like 21.11.2026.")


#: Days that anything here can be about; one at the end of the calendar has no day after it.
YEARS = range(1900, 2200)


def known_day(typed: str) -> date | None:
    """The day as people or an address write it; None for what is no day, or none of ``YEARS``."""
    found = _DAY.fullmatch(typed)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year in YEARS else None


class _Read(StringField):
    """A text that becomes a value; what cannot be read is shown again as it was typed."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data: Any = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if typed:
            self.data = self.read(typed)

    def read(self, typed: str) -> Any:
        """Raises ValueError with what is wrong."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)


class DateField(_Read):
    """A day: ``21.11.2026`` or ISO ``2026-11-21``; blanks, hyphens and slashes between are understood."""

    def read(self, typed: str) -> date:
        found = known_day(typed)
        if found is None:
            raise ValueError(NO_SUCH_DAY)
        return found

    def show(self, value: date) -> str:
        return f"{value:%d.%m.%Y}"


class MomentField(_Read):
    """A day with an hour on the clock of Kazakhstan: ``21.11.2026 14:30``, or ISO ``2026-11-21T14:30``."""

    def read(self, typed: str) -> datetime:
        for form in ("%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"):
            try:
                return datetime.strptime(typed, form).replace(tzinfo=ALMATY)
            except ValueError:
                continue
        raise ValueError(_l("There is no such day and hour. Write it like 21.11.2026 14:30."))

    def show(self, value: datetime) -> str:
        return f"{value.astimezone(ALMATY):%d.%m.%Y %H:%M}"


class TengeField(_Read):
    """A sum of money, never negative, at most two digits after the comma."""

    def read(self, typed: str) -> Decimal:
        try:
            return parse_typed(typed)
        except BadMoney as error:
            raise ValueError(_MONEY_FAULTS[error.reason]) from None

    def show(self, value: Decimal) -> str:
        return format_number(value)


class NumberField(_Read):
    """A decimal number that is not a sum, for example a rate or a share; not negative."""

    def __init__(self, *args: Any, places: int = 6, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def read(self, typed: str) -> Decimal:
        bare = re.sub(r"[\s\N{NO-BREAK SPACE}]", "", typed).replace(",", ".")
        if not re.fullmatch(rf"[0-9]{{1,12}}(\.[0-9]{{1,{self.places}}})?", bare):
            raise ValueError(_l("This is not a number. Write it like 512,34."))
        return Decimal(bare)

    def show(self, value: Decimal) -> str:
        return f"{value}".replace(".", ",")


class WholeField(_Read):
    """A whole number, not negative."""

    def read(self, typed: str) -> int:
        bare = re.sub(r"[\s\N{NO-BREAK SPACE}]", "", typed)
        if not re.fullmatch("[0-9]{1,15}", bare):
            raise ValueError(_l("This is not a whole number. Write digits only."))
        return int(bare)

    def show(self, value: int) -> str:
        return str(value)


class CodeField(StringField):
    """Numbers and codes that people copy with blanks in them: BIN, IIN, IBAN, BIC. Blanks go, letters grow."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]) if valuelist else ""
        self.data = re.sub(r"[\s\N{NO-BREAK SPACE}]", "", typed).upper()


class PostcodeField(StringField):
    """A postal index, kept as ``010000`` or ``A05H9K7``."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = plain_postcode(str(valuelist[0])) if valuelist else ""


class PhoneField(StringField):
    """A telephone number, kept as ``+77011234567``."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = plain_phone(str(valuelist[0])) if valuelist else ""


class EmailField(StringField):
    """An address, in small letters."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = str(valuelist[0]).strip().lower() if valuelist else ""


class ChecksField(SelectMultipleField):
    """Several of several, drawn as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class WordsField(TextAreaField):
    """A longer text of one's own; line ends become one kind."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]) if valuelist else ""
        self.data = typed.replace("\r\n", "\n").replace("\r", "\n")
