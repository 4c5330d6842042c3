"""What people type becomes a value, or a message that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField

from forms import fields, validators
from forms.base import BaseForm


class Everything(BaseForm):
    day = fields.DateField()
    last = fields.DateField(validators=[validators.NotBefore("day")])
    needed = fields.DateField(validators=[validators.Required()])
    moment = fields.MomentField()
    sum = fields.TengeField()
    rate = fields.NumberField(places=4)
    count = fields.WholeField()
    bin = fields.CodeField(validators=[validators.Bin()])
    account = fields.CodeField(validators=[validators.Iban()])
    phone = fields.PhoneField(validators=[validators.PhoneKz()])
    email = fields.EmailField(validators=[validators.Email()])
    name = StringField(validators=[validators.Longest(10)])
    password = PasswordField(validators=[validators.StrongPassword()])
    words = fields.WordsField()


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    app = Flask("fields")
    app.config.update(SECRET_KEY="k" * 32, WTF_CSRF_ENABLED=False)
    Babel(app, default_locale="en")
    with app.test_request_context(method="POST"):
        yield


def filled(**values: str) -> Everything:
    form = Everything(formdata=MultiDict({"password": "сегіз сөзден тұратын", "needed": "01.01.2026", **values}))
    form.validate()
    return form


@pytest.mark.parametrize(
    "typed", ["21.11.2026", " 21.11.2026 ", "2026-11-21", "21/11/2026", "21-11-2026", "21 11 2026"]
)
def test_days(typed: str) -> None:
    assert filled(day=typed).day.data == date(2026, 11, 21)


def test_a_day_that_must_be_given_is_told_apart_from_one_that_is_none() -> None:
    assert filled(needed="").needed.errors == ["Fill in this field."]
    [fault] = filled(needed="31.02.2026").needed.errors
    assert "no such day" in str(fault)


def test_an_account_is_told_what_is_wrong_with_it() -> None:
    assert not filled(account="KZ476010131000179714").account.errors
    assert "check digits" in str(filled(account="KZ476010131000179715").account.errors)
    assert "18 more characters" in str(filled(account="KZ4760101310001797").account.errors)


@pytest.mark.parametrize("typed", ["31.02.2026", "2026", "завтра", "21.13.2026", "21.11.26"])
def test_days_that_are_none(typed: str) -> None:
    form = filled(day=typed)
    assert form.day.errors
    assert typed in form.day()


def test_the_last_day_follows_the_first() -> None:
    assert filled(day="21.11.2026", last="20.11.2026").last.errors
    assert not filled(day="21.11.2026", last="21.11.2026").last.errors


def test_moments_are_on_the_clock_of_kazakhstan() -> None:
    read = filled(moment="21.11.2026 14:30").moment.data
    assert read == datetime(2026, 11, 21, 14, 30, tzinfo=fields.ALMATY)
    assert read.utcoffset().total_seconds() == 5 * 3600


@pytest.mark.parametrize(
    ("typed", "value"), [("960 000,5", "960000.50"), ("1 200 000 ₸", "1200000.00"), ("0.01", "0.01")]
)
def test_sums(typed: str, value: str) -> None:
    assert filled(sum=typed).sum.data == Decimal(value)


@pytest.mark.parametrize("typed", ["-1", "1,001", "1e5", "мың", "9" * 16])
def test_sums_that_are_none(typed: str) -> None:
    form = filled(sum=typed)
    assert form.sum.data is None
    assert form.sum.errors


def test_numbers() -> None:
    form = filled(rate="512,3456", count="1 000")
    assert (form.rate.data, form.count.data) == (Decimal("512.3456"), 1000)
    assert filled(rate="512,34567").rate.errors
    assert filled(count="-3").count.errors


def test_codes_come_with_blanks() -> None:
    form = filled(bin="0908 4000 0906", account="kz47 6010 1310 0017 9714", phone="8 701 123 45 67", email=" A@B.KZ ")
    assert not form.errors
    assert (form.bin.data, form.email.data, form.phone.data) == ("090840000906", "a@b.kz", "+77011234567")


@pytest.mark.parametrize(
    ("name", "typed"), [("bin", "090840000907"), ("account", "KZ1"), ("phone", "123"), ("email", "a@b")]
)
def test_wrong_codes_say_what_to_do(name: str, typed: str) -> None:
    [message] = filled(**{name: typed})[name].errors
    assert len(str(message)) > 30


def test_texts_are_trimmed_and_limited() -> None:
    assert filled(name="  Әлия\u200b ").name.data == "Әлия"
    assert filled(name="x" * 11).name.errors
    assert filled(words="a\r\nb").words.data == "a\nb"


@pytest.mark.parametrize("typed", ["short", "password1234", "PASSWORD1234", "aaaaaaaaaaaaaaa", "x" * 201, ""])
def test_weak_passwords(typed: str) -> None:
    assert filled(password=typed).password.errors


def test_passwords_are_left_as_typed() -> None:
    assert filled(password="  blanks stay here ").password.data == "  blanks stay here "
