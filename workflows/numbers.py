"""Numbers that carry a check: BIN and IIN, bank account, and the codes beside them. The validators of forms
(``forms.validators``), the reference tables and the services ask here."""

from __future__ import annotations

import re
from datetime import date

_WEIGHTS = tuple(range(1, 12))
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURY = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def check_digit(digits: str) -> int | None:
    """The twelfth digit for eleven given; None where the number is not usable (resolution 565 of 11.06.2003)."""
    for weights in (_WEIGHTS, _SECOND_WEIGHTS):
        found = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if found < 10:
            return found
    return None


def is_checked(number: str) -> bool:
    """Twelve digits of which the last one is right."""
    return bool(re.fullmatch("[0-9]{12}", number)) and check_digit(number[:11]) == int(number[11])


def is_bin(number: str) -> bool:
    """A legal entity's number: fifth digit 4 to 6, and a month of registration."""
    return is_checked(number) and number[4] in "456" and 1 <= int(number[2:4]) <= 12


def is_organisation(number: str) -> bool:
    """Whether a right number names an organisation (BIN) and not a person (IIN): told by the fifth digit, never by the
    length, which is the same."""
    return number[4:5] in ("4", "5", "6")


def is_iin(number: str) -> bool:
    """A person's number: it begins with a day of birth. The seventh digit 0 belongs to foreigners."""
    return is_checked(number) and number[4] in "0123" and (birthday(number) is not None or number[6] == "0")


def birthday(iin: str) -> date | None:
    """The day of birth in an IIN; None where it has none."""
    century = _CENTURY.get(iin[6])
    try:
        return None if century is None else date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None


#: Letters of the two alphabets that look the same on paper and on a keyboard.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")


def plain_postcode(typed: str) -> str:
    """``A05H9K7`` from what people type: blanks and hyphens go, letters grow, Cyrillic twins become Latin."""
    return re.sub(r"[\s\-\N{NO-BREAK SPACE}]", "", typed).upper().translate(_LOOKALIKES)


def is_postcode(code: str) -> bool:
    """A postal index of Kazakhstan: six digits, or the newer seven characters that name the very house (A05H9K7)."""
    return bool(re.fullmatch("[0-9]{6}|[A-Z][0-9]{2}[A-Z][0-9][A-Z][0-9]", code)) and code != "000000"


#: Digits of the account that name its bank → the code of that bank; those of the large ones that are certain.
BANKS = {"601": "HSBKKZKX", "722": "CASPKZKA", "856": "KCJBKZKX", "948": "EURIKZKA", "965": "IRTYKZKA"}


def same_bank(account: str, code: str) -> bool:
    """Whether account and bank code can belong together. Only a pair of two known banks is told apart: the register of
    banks is not at hand, and what is not known must not stop anybody."""
    named = BANKS.get(account[4:7])
    return named is None or code[:8] == named or code[:8] not in BANKS.values()


def is_iban_shaped(account: str) -> bool:
    """Written like an account in Kazakhstan: KZ, 2 check digits, 3 digits of the bank, 13 characters."""
    return bool(re.fullmatch("KZ[0-9]{5}[A-Z0-9]{13}", account))


def is_iban(account: str) -> bool:
    """An account in Kazakhstan whose check digits fit; ISO 13616, remainder 1."""
    if not is_iban_shaped(account):
        return False
    turned = account[4:] + account[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def is_bic(code: str) -> bool:
    """A bank's code: 4 letters, KZ, 2 characters, and 3 more for a branch."""
    return bool(re.fullmatch("[A-Z]{4}KZ[A-Z0-9]{2}(?:[A-Z0-9]{3})?", code))


def is_kbe(code: str) -> bool:
    """Residence 1 or 2, sector 1 to 9 (National Bank, resolution 203 of 31.08.2016)."""
    return bool(re.fullmatch("[12][1-9]", code))


def is_phone(number: str) -> bool:
    """A number of Kazakhstan with its code: +7, then 10 digits of which the first is 6 or 7."""
    return bool(re.fullmatch(r"\+7[67][0-9]{9}", number))


def plain_phone(typed: str) -> str:
    """``+77011234567`` from what people type: blanks, brackets and hyphens go, 8 becomes +7."""
    bare = re.sub(r"[\s()\-\N{NO-BREAK SPACE}]", "", typed)
    if re.fullmatch("8[0-9]{10}", bare):
        return f"+7{bare[1:]}"
    return f"+{bare}" if re.fullmatch("7[0-9]{10}", bare) else bare
