"""What is wrong with a value that was typed, and what to do about it. Each is a WTForms validator; empty values are
``DataRequired``'s business."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import DataRequired, StopValidation, ValidationError

from workflows import numbers
from workflows.numbers import is_organisation as is_organisation


class Required(DataRequired):
    """The field must be filled in."""

    def __init__(self, message: object = None) -> None:
        super().__init__(message or _l("Fill in this field."))

    def __call__(self, form: Form, field: Field) -> None:
        """What was typed and could not be read is not missing: its own fault stands."""
        if field.process_errors:
            raise StopValidation
        super().__call__(form, field)


class _Check:
    """A value that ``test`` accepts; else ``message``."""

    message: object
    test: Callable[[str], bool]

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data and not type(self).test(field.data):
            raise ValidationError(self.message)


class Bin(_Check):
    """The number of a legal entity."""

    message = _l("This is not a BIN. It has 12 digits and a check digit: compare it with the registration paper.")
    test = staticmethod(numbers.is_bin)


class Iin(_Check):
    """The number of a person."""

    message = _l("This is not an IIN. It has 12 digits and a check digit: compare it with the identity card.")
    test = staticmethod(numbers.is_iin)


class BinOrIin(_Check):
    """The number of a legal entity, or of a person (individual entrepreneur)."""

    message = _l("This is neither a BIN nor an IIN. Both have 12 digits and a check digit: compare it with the papers.")
    test = staticmethod(lambda number: numbers.is_bin(number) or numbers.is_iin(number))


class Iban(_Check):
    """A bank account in Kazakhstan."""

    message = _l(
        "This is not an account number (IBAN) of Kazakhstan: KZ and 18 more characters. Copy it from the bank."
    )
    test = staticmethod(numbers.is_iban_shaped)
    misread = _l("A character of this account number (IBAN) is wrong: its check digits do not fit. Compare it again.")

    def __call__(self, form: Form, field: Field) -> None:
        super().__call__(form, field)
        if field.data and not numbers.is_iban(field.data):
            raise ValidationError(self.misread)


class Bic(_Check):
    """The code of a bank in Kazakhstan."""

    message = _l("This is not a bank code (BIC) of Kazakhstan, for example HSBKKZKX. Copy it from the bank's letter.")
    test = staticmethod(numbers.is_bic)


class Kbe(_Check):
    """The beneficiary code."""

    message = _l("This is not a beneficiary code (KBe): two digits, 17 for a company, 19 for an entrepreneur.")
    test = staticmethod(numbers.is_kbe)


class Postcode(_Check):
    """The postal index of an address in Kazakhstan."""

    message = _l("This is not a postal index of Kazakhstan. It has six digits, 010000, or seven characters, A05H9K7.")
    test = staticmethod(numbers.is_postcode)


class PhoneKz(_Check):
    """A telephone number of Kazakhstan."""

    message = _l("This is not a telephone number of Kazakhstan. Write it like +7 701 123 45 67.")
    test = staticmethod(numbers.is_phone)


class Email(_Check):
    """The shape of an address; whether it is the person's own is shown by the letter."""

    message = _l("This is not an e-mail address. Write it like name@example.kz.")
    test = staticmethod(lambda text: bool(re.fullmatch(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}", text)))


class Day:
    """A day not before ``first`` and not after ``last``; each is a function, so that today is asked when needed."""

    def __init__(self, first: Callable[[], date] | None = None, last: Callable[[], date] | None = None) -> None:
        self.first, self.last = first, last

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is None:
            return
        if self.first is not None and field.data < self.first():
            raise ValidationError(_l("The day must not be before %(day)s.", day=f"{self.first():%d.%m.%Y}"))
        if self.last is not None and field.data > self.last():
            raise ValidationError(_l("The day must not be after %(day)s.", day=f"{self.last():%d.%m.%Y}"))


class Most:
    """A number not above ``most``: more is a slip of the keyboard."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is not None and field.data > self.most:
            raise ValidationError(_l("This number is too large: at most %(most)s. Check the digits.", most=self.most))


class NotBefore:
    """A day not before the one in another field of the form."""

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: Form, field: Field) -> None:
        first = form[self.other].data
        if field.data is not None and first is not None and field.data < first:
            raise ValidationError(_l("The last day must not be before the first day."))


class Longest:
    """At most ``most`` characters."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data and len(field.data) > self.most:
            raise ValidationError(_l("Make it shorter: at most %(most)s characters.", most=self.most))


class StrongPassword:
    """Length only, no rules of composition (ASVS 6.2.1, 6.2.5), and no password of the short list everybody tries."""

    SHORTEST, LONGEST = 12, 200
    COMMON = frozenset(
        {"password1234", "123456789012", "qwertyuiop12", "passwordpassword", "qwerty123456", "111111111111",
         "1q2w3e4r5t6y", "administrator", "kazakhstan2030", "kazakhstan2050", "qazaqstan2050", "adminadmin12"}
    )  # fmt: skip

    def __call__(self, _form: Form, field: Field) -> None:
        weakness = self.weakness(field.data or "")
        if weakness is not None:
            raise ValidationError(weakness)

    @classmethod
    def is_weak(cls, typed: str) -> bool:
        """The same rule outside of a page, where no language is chosen."""
        return not cls.SHORTEST <= len(typed) <= cls.LONGEST or cls._is_common(typed)

    @classmethod
    def _is_common(cls, typed: str) -> bool:
        return typed.lower() in cls.COMMON or len(set(typed)) < 4

    @classmethod
    def weakness(cls, typed: str) -> str | None:
        """What is weak about a password; None when nothing is."""
        if len(typed) < cls.SHORTEST:
            return str(_l("Make the password longer: at least %(least)s characters.", least=cls.SHORTEST))
        if len(typed) > cls.LONGEST:
            return str(_l("Make it shorter: at most %(most)s characters.", most=cls.LONGEST))
        if cls._is_common(typed):
            return str(_l("This password is one of those tried first. Choose several words of your own."))
        return None
