"""What the data say about a check: the answer they propose, if any, and the facts it rests on. An officer confirms it
or overrules it with a reason; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflows.programmes.known import CodeList, ListRow
from workflows.states import Verdict
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """``verdict`` None: the data bear on the check and do not answer it."""

    verdict: Verdict | None
    facts: tuple[Text, ...] = ()


def found(holds: bool, *facts: Text) -> Finding:
    """Yes or no, with its facts."""
    return Finding(Verdict.YES if holds else Verdict.NO, facts)


def unsettled(*facts: Text) -> Finding:
    """Facts without an answer."""
    return Finding(None, facts)


def day(value: date) -> str:
    """A day as facts show it."""
    return f"{value:%d.%m.%Y}"


def bare(code: str) -> str:
    """A code without the blanks and dots that people put in."""
    return "".join(letter for letter in code if letter.isdigit())


def matches(code: str, other: str, digits: int) -> bool:
    """Whether two codes name the same thing: equal as far as the shorter goes, and that at least so many digits."""
    own, its = bare(code), bare(other)
    return min(len(own), len(its)) >= digits and (own.startswith(its) or its.startswith(own))


def rows_for(code: str, of: CodeList, digits: int) -> tuple[ListRow, ...]:
    """The rows of a list that a code stands in."""
    return tuple(row for row in of.rows if matches(code, row.code, digits))


ON_THE_LIST = Text(
    "{code}: тізбенің {name}-жолы, код {listed} ({act})",
    "{code}: строка {name} перечня, код {listed} ({act})",
    "{code}: row {name} of the list, code {listed} ({act})",
)
NOT_ON_THE_LIST = Text(
    "{code}: {day} күнгі тізбеде жоқ",
    "{code}: нет в перечне на {day}",
    "{code}: not on the list of {day}",
)
NOT_FOUND = Text(
    "{code}: табылмады, бірақ тізбе {day} күнге толық енгізілмеген. Актінің өзінен қараңыз",
    "{code}: не найден, но перечень на {day} внесен не полностью. Посмотрите в самом акте",
    "{code}: not found, but the list of {day} is not entered whole. Look in the act itself",
)
TOO_SHORT = Text(
    "{code}: кодта {digits} белгіден аз",
    "{code}: в коде меньше {digits} знаков",
    "{code}: the code has fewer than {digits} digits",
)


def listed(codes: Iterable[str], of: CodeList, digits: int, on: date, absent: Text | None = None) -> Finding | None:
    """Whether every code stands on the list of that day; None without codes. A list that is not entered whole never
    says no, nor does any list where ``absent`` says what a code that is not found means."""
    own = list(dict.fromkeys(code for code in codes if code))
    if not own:
        return None
    facts = tuple(_place(code, of, digits, on, absent) for code in own)
    missing = [code for code in own if not rows_for(code, of, digits)]
    if not missing:
        return Finding(Verdict.YES, facts)
    is_no = absent is None and of.whole and any(len(bare(code)) >= digits for code in missing)
    return Finding(Verdict.NO if is_no else None, facts)


def _place(code: str, of: CodeList, digits: int, on: date, absent: Text | None) -> Text:
    rows = rows_for(code, of, digits)
    if rows:
        return ON_THE_LIST.fill(code=code, name=rows[0].name, listed=rows[0].code, act=rows[0].act)
    if len(bare(code)) < digits:
        return TOO_SHORT.fill(code=code, digits=digits)
    return (absent or (NOT_ON_THE_LIST if of.whole else NOT_FOUND)).fill(code=code, day=day(on))
