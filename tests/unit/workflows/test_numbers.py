"""Numbers with a check: published good ones pass, each changed digit is found."""

from __future__ import annotations

import pytest

from workflows import numbers

BINS = ("090840000906", "011240009242")
IINS = ("791028302728", "061211600012")
ACCOUNTS = ("KZ476010131000179714", "KZ978562203105747338")


@pytest.mark.parametrize("number", BINS)
def test_published_bins_pass(number: str) -> None:
    assert numbers.is_bin(number)
    assert not numbers.is_iin(number)


@pytest.mark.parametrize("number", IINS)
def test_published_iins_pass(number: str) -> None:
    assert numbers.is_iin(number)
    assert not numbers.is_bin(number)


@pytest.mark.parametrize("number", BINS + IINS)
@pytest.mark.parametrize("more", range(1, 10))
def test_any_other_check_digit_is_refused(number: str, more: int) -> None:
    wrong = number[:11] + str((int(number[11]) + more) % 10)
    assert not numbers.is_checked(wrong)


def test_most_slips_of_one_digit_are_found() -> None:
    """The law's own weights do not see all: the eleventh digit weighs eleven, which leaves nothing."""
    slips = [
        number[:place] + str(digit) + number[place + 1 :]
        for number in BINS + IINS
        for place in range(10)
        for digit in range(10)
        if str(digit) != number[place]
    ]
    assert sum(map(numbers.is_checked, slips)) / len(slips) < 0.05


@pytest.mark.parametrize(
    "number", ["", "09084000090", "0908400009066", "09084000090Ә", "٠٩٠٨٤٠٠٠٠٩٠٦", "090840000906\n"]
)
def test_what_is_not_twelve_digits(number: str) -> None:
    assert not numbers.is_checked(number)


def test_second_weights_are_used() -> None:
    """Eleven digits whose first sum leaves ten: the second weights decide."""
    first = [n for n in range(1000) if _remainder(f"9108301{n:04d}") == 10]
    found = {numbers.check_digit(f"9108301{n:04d}") for n in first}
    assert first
    assert found <= {None, *range(10)}
    assert len(found) > 5


def _remainder(digits: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, range(1, 12), strict=True)) % 11


def test_a_day_that_is_none_is_no_iin() -> None:
    assert numbers.birthday("990231300000") is None
    assert numbers.birthday("791028302728") is not None


@pytest.mark.parametrize("account", ACCOUNTS)
def test_accounts(account: str) -> None:
    assert numbers.is_iban(account)
    for place in range(2, 20):
        wrong = account[:place] + str((int(account[place]) + 1) % 10) + account[place + 1 :]
        assert not numbers.is_iban(wrong), place


@pytest.mark.parametrize("account", ["", "KZ47601013100017971", "RU476010131000179714", "kz476010131000179714"])
def test_what_is_no_account(account: str) -> None:
    assert not numbers.is_iban(account)


@pytest.mark.parametrize(
    ("code", "good"),
    [
        ("HSBKKZKX", True),
        ("CASPKZKA", True),
        ("HSBKKZKXXXX", True),
        ("HSBKRUKX", False),
        ("HSBKKZ", False),
        ("", False),
    ],
)
def test_bank_codes(code: str, good: bool) -> None:
    assert numbers.is_bic(code) is good


@pytest.mark.parametrize(
    ("code", "good"), [("17", True), ("19", True), ("29", True), ("30", False), ("10", False), ("1", False)]
)
def test_beneficiary_codes(code: str, good: bool) -> None:
    assert numbers.is_kbe(code) is good


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8 (701) 123-45-67", "+77011234567"),
        ("+7 701 123 45 67", "+77011234567"),
        ("7 7172 64 00 00", "+7 7172 64 00 00"),
        ("77172640000", "+77172640000"),
    ],
)
def test_telephones(typed: str, kept: str) -> None:
    assert numbers.plain_phone(typed) == kept.replace(" ", "")
    assert numbers.is_phone(numbers.plain_phone(typed))


def test_foreign_telephones_are_refused() -> None:
    assert not numbers.is_phone(numbers.plain_phone("+1 202 555 0100"))
    assert not numbers.is_phone(numbers.plain_phone("8 901 123 45 67"))


@pytest.mark.parametrize("code", ["010000", "020000", "A05H9K7", "Z05T2H3"])
def test_both_kinds_of_postal_index_pass(code: str) -> None:
    assert numbers.is_postcode(code)


@pytest.mark.parametrize("code", ["", "01", "000000", "0100000", "A05H9K", "A05H9KK", "05A9H7K", "A05H9K77", "010 000"])
def test_what_is_no_postal_index_is_refused(code: str) -> None:
    assert not numbers.is_postcode(code)


@pytest.mark.parametrize("typed", ["a05h9k7", " A05 H9K7 ", "\u041005\u041d9\u041a7", "a05-h9k7"])
def test_a_postal_index_is_understood_as_people_type_it(typed: str) -> None:
    """The third is typed on a Cyrillic keyboard."""
    assert numbers.plain_postcode(typed) == "A05H9K7"


@pytest.mark.parametrize(
    ("account", "code", "same"),
    [
        ("KZ476010131000179714", "HSBKKZKX", True),
        ("KZ476010131000179714", "HSBKKZKXXXX", True),  # a branch of it
        ("KZ476010131000179714", "CASPKZKA", False),
        ("KZ476010131000179714", "NURSKZKX", True),  # a bank we do not know
        ("KZ979990131000179714", "CASPKZKA", True),  # an account of one we do not know
    ],
)
def test_account_and_bank_code_are_told_apart_only_where_both_are_known(account: str, code: str, same: bool) -> None:
    assert numbers.same_bank(account, code) is same
