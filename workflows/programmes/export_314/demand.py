"""What a demand after a breach needs where the law has no formula for the return (314:22, I-29): the officer names the
sum, not above what was granted, its ground, the fact and the last day."""

from __future__ import annotations

from datetime import datetime

from workflows.clock import local
from workflows.facts import Actor, CaseFacts
from workflows.money import format_tenge
from workflows.refusals import Refusal
from workflows.text import Text


def sum_named(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The sum lies above zero and not above what was granted: no clause sends back more."""
    amount, granted = facts.demand.amount, facts.granted
    if amount is None or granted is None:
        return _missing("sum_not_named", NO_FORMULA, "amount")
    if 0 < amount <= granted:
        return None
    return _missing("sum_out_of_bounds", ABOVE_GRANTED.fill(granted=format_tenge(granted)), "amount")


def ground_named(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The demand names the clause or the item of the agreement that it rests on."""
    return None if facts.demand.ground.strip() else _missing("ground_not_named", NO_GROUND, "ground")


def breach_told(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The demand tells what was broken and how it is known."""
    return None if facts.demand.fact.strip() else _missing("fact_not_told", NO_FACT, "reasons")


def return_day_named(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """The known text has no term for the return: the demand names its last day, which lies ahead."""
    day = facts.demand.return_by
    return None if day is not None and day > local(now).date() else _missing("day_not_named", NO_DAY, "return_by")


NAMED_BY_THE_OFFICER = (sum_named, ground_named, breach_told, return_day_named)


def _missing(code: str, words: Text, field: str) -> Refusal:
    return Refusal(code, words, "314:22", in_form=True, field=field)


NO_FORMULA = Text(
    "Қайтарылатын соманы жазыңыз: бағдарламаның белгілі мәтінінде оның формуласы жоқ.",
    "Укажите сумму к возврату: в известном тексте программы формулы нет.",
    "Write the sum to return: the known text of the programme has no formula for it.",
)
ABOVE_GRANTED = Text(
    "Қайтарылатын сома нөлден көп, бірақ берілген сомадан ({granted}) аспауы керек.",
    "Сумма к возврату должна быть больше нуля и не больше выданной ({granted}).",
    "The sum to return is above zero and not above what was granted ({granted}).",
)
NO_GROUND = Text(
    "Соманың негізін жазыңыз: қағидалардың тармағы не Келісімнің тармағы.",
    "Укажите основание суммы: пункт правил или соглашения.",
    "Give the ground of the sum: a clause of the rules or an item of the agreement.",
)
NO_FACT = Text(
    "Не бұзылғанын және оның қайдан белгілі екенін жазыңыз.",
    "Напишите, что нарушено и откуда это известно.",
    "Write what was broken and how it is known.",
)
NO_DAY = Text(
    "Қайтарудың соңғы күнін жазыңыз: ол бүгіннен кейін болуы керек.",
    "Укажите последний день возврата: он должен быть позже сегодняшнего.",
    "Name the last day of the return: it lies after today.",
)
