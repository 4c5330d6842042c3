"""What registers and tables say about an applicant: category of business, arrears, taxes paid. An answer counts for the
day of which it speaks: an older one than the application is shown and proposes nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from workflows.money import format_number
from workflows.programmes.findings import Finding, day, found, unsettled
from workflows.programmes.known import Known, Said, Taxes
from workflows.states import Verdict
from workflows.text import Text

CATEGORIES = {
    "micro": Text("микрокәсіпкерлік", "микропредпринимательство", "micro"),
    "small": Text("шағын", "малое", "small"),
    "medium": Text("орта", "среднее", "medium"),
    "large": Text("ірі", "крупное", "large"),
}
CATEGORY = Text("Санаты: {category} ({source})", "Категория: {category} ({source})", "Category: {category} ({source})")
STATED = Text("Өтінімде: {category}", "В заявке: {category}", "The application says: {category}")
OLDER = Text(
    "Жауап {on} күніне берілген, ал өтінім {applied} күні түскен: жаңасын сұраңыз",
    "Ответ дан на {on}, а заявка поступила {applied}: запросите новый",
    "The answer speaks of {on}, but the application came in on {applied}: ask again",
)
ARREARS = Text(
    "{on} күніне берешек бар ({source})", "На {on} есть задолженность ({source})", "Arrears on {on} ({source})"
)
NO_ARREARS = Text(
    "{on} күніне берешек жоқ ({source})", "На {on} задолженности нет ({source})", "No arrears on {on} ({source})"
)
PAID = Text("{year}: {sum} теңге төленген", "{year}: уплачено {sum} тенге", "{year}: {sum} tenge paid")
PAID_UNKNOWN = Text("{year}: сомасы белгісіз", "{year}: сумма неизвестна", "{year}: the sum is not known")
EXEMPT = Text(
    "Салық төлеуден босатылған ({source})", "Освобожден от уплаты налогов ({source})", "Exempt from taxes ({source})"
)
SOURCE = Text("Дереккөзі: {source}", "Источник: {source}", "Source: {source}")


def older(said: Said, applied_on: date) -> Text:
    return OLDER.fill(on=day(said.on), applied=day(applied_on))


def category(known: Known, applied_on: date, admitted: Collection[str]) -> Finding | None:
    """Whether the category of business is one of those admitted."""
    told = known.category
    if told is None:
        return None
    fact = CATEGORY.fill(category=CATEGORIES[told.value], source=told.said.source)
    if told.said.on < applied_on:
        return unsettled(fact, older(told.said, applied_on))
    return found(told.value in admitted, fact)


def stated_category(stated: str, known: Known, applied_on: date) -> Finding | None:
    """Whether the application states the category of the register; micro counts as small."""
    if not stated:
        return None
    told = category(known, applied_on, ("micro", "small") if stated == "small" else (stated,))
    return told and Finding(told.verdict, (*told.facts, STATED.fill(category=CATEGORIES[stated])))


def arrears(known: Known, applied_on: date) -> Finding | None:
    """342:11.2 asks about the day of the application and no other."""
    told = known.arrears
    if told is None:
        return None
    fact = (ARREARS if told.there else NO_ARREARS).fill(on=day(told.said.on), source=told.said.source)
    if told.said.on != applied_on:
        return unsettled(fact, older(told.said, applied_on))
    return found(not told.there, fact)


def growth_of_taxes(known: Known, applied_on: date) -> Finding | None:
    """342:11.7, I-19: of the three full calendar years before the application each paid more than the one before it.
    Not applied to the tax-exempt."""
    told = known.taxes
    if told is None:
        return None
    source = SOURCE.fill(source=told.said.source)
    if told.exempt:
        return Finding(Verdict.NOT_APPLICABLE, (EXEMPT.fill(source=told.said.source),))
    if not told.paid:
        return None
    years = [applied_on.year - back for back in (3, 2, 1)]
    facts = (*(_paid(told, year) for year in years), source)
    sums = [told.paid[year] for year in years if year in told.paid]
    if told.said.on.year < applied_on.year:
        return unsettled(*facts, older(told.said, applied_on))
    if len(sums) < len(years):
        return unsettled(*facts)
    return found(sums[0] < sums[1] < sums[2], *facts)


def _paid(told: Taxes, year: int) -> Text:
    paid = told.paid.get(year)
    return PAID_UNKNOWN.fill(year=year) if paid is None else PAID.fill(year=year, sum=format_number(paid))
