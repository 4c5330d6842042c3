# ruff: noqa: E501 - a table of words, one row a line
"""What each demo application claims: its costs, and when it was handed in. ``workflows`` judges them like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workflows.programmes.editions import DOMESTIC


@dataclass(frozen=True, slots=True)
class Spent:
    """One cost line. ``amount`` in ``currency`` without VAT; ``paid`` days before the application, one payment each."""

    subitem: str
    name: str
    oked: tuple[str, str]
    supplier: str
    amount: Decimal
    currency: str = "KZT"
    paid: tuple[int, ...] = (75,)
    bill: bool = False  # a payment invoice came before the payment
    more: Mapping[str, Any] = field(default_factory=dict)  # what the line says in its programme besides


@dataclass(frozen=True, slots=True)
class Plan:
    """One application. ``days_ago`` counts back from the day on which the demo begins. ``signed_by`` the operator's
    officer who signs its decision: the head, or the deputy that replaces him."""

    key: str
    applicant: str
    days_ago: int
    costs: tuple[Spent, ...]
    signed_by: str = "head"
    programme: str = DOMESTIC


def money_of(amount: str) -> Decimal:
    return Decimal(amount)


_s = money_of


_TESTS_KK = ("71200", "Техникалық сынақтар мен талдаулар")
_TESTS_RU = ("71200", "Деятельность по проведению технических испытаний и анализа")
_RAIL_RU = ("49200", "Деятельность грузового железнодорожного транспорта")
_RAIL_KK = ("49200", "Жүк теміржол көлігінің қызметі")
_PRINT = ("18120", "Баспа қызметінің өзге түрлері")
_SOFT = ("62010", "Компьютерлік бағдарламалау саласындағы қызмет")
_MACHINE = ("28990", "Арнайы мақсаттағы басқа машиналар өндірісі")

_TEST_KK = Spent("1.tests", "Сүт өнімдерінің зертханалық сынақтары", _TESTS_KK, "lab", _s("1245300.00"), bill=True)

PLANS: dict[str, Plan] = {
    plan.key: plan
    for plan in (
        Plan("archived", "sut", 1010, (_TEST_KK,)),
        Plan("closed", "profil", 985, (
            Spent("3.rail", "Перевозка профиля Павлодар – Алматы, 14 вагонов", _RAIL_RU, "rail", _s("11480000.00"),
                  paid=(160, 120, 84)),)),
        Plan("recovery", "himprom", 960, (
            Spent("1.assessment", "Оценка соответствия красок, сертификат системы менеджмента", _TESTS_RU, "audit",
                  _s("9400000.00")),)),
        Plan("monitoring", "kabel", 520, (
            Spent("1.assessment", "Сертификация кабелей по директиве LVD", _TESTS_RU, "tuv", _s("38500.00"), "USD",
                  (140, 95)),
            Spent("1.inspection", "Инспекционный аудит производства", _TESTS_RU, "audit", _s("2750000.00"), bill=True))),
        Plan("cap", "agro", 330, (
            Spent("1.assessment", "Одобрение типа транспортного средства, тракторы КТ-80", _TESTS_RU, "lab",
                  _s("137650000.00"), paid=(200, 120)),)),
        Plan("withdrawn", "tekstil", 260, (
            Spent("1.reissue", "Переоформление и продление сертификатов", _TESTS_RU, "audit", _s("1980000.00")),)),
        Plan("incomplete", "shyny", 215, (
            Spent("1.assessment", "Шыныпакеттердің сәйкестігін бағалау", _TESTS_KK, "sert", _s("2310000.00")),)),
        Plan("refused", "metall", 170, (
            Spent("3.rail", "Металл құрылымдарын Теміртау – Атырау бағытында тасымалдау", _RAIL_KK, "rail",
                  _s("8700000.00")),)),
        Plan("declined", "nurlan", 120, (
            Spent("2.printing", "Таңба кодтарын басу", _PRINT, "tipo", _s("540000.00")),)),
        Plan("payment", "aral", 40, (
            Spent("2.means", "Сәйкестендіру құралдары, 1 200 000 код", _SOFT, "mark", _s("3264000.00"), bill=True),
            Spent("2.reequipment", "Таңбалау желісі, бағдарламалық қамтумен", _MACHINE, "equip", _s("27900000.00"),
                  paid=(180, 110)),
            Spent("1.assessment", "Былғары аяқ киімнің сәйкестігін бағалау", _TESTS_KK, "sert", _s("4120000.00"))),
            signed_by="deputy"),
        Plan("agreement", "nurlan", 24, (
            Spent("2.printing", "Таңба кодтарын басу", _PRINT, "tipo", _s("715500.00")),)),
        Plan("decision", "profil", 12, (
            Spent("1.assessment", "Подтверждение соответствия профиля требованиям ГОСТ", _TESTS_RU, "rus",
                  _s("1850000.00"), "RUB", (66,)),
            Spent("3.rail", "Перевозка профиля Павлодар – Актау, 9 вагонов", _RAIL_RU, "rail", _s("9120000.00"),
                  paid=(70, 52)))),
        Plan("hearing", "tekstil", 9, (
            Spent("1.tests", "Лабораторные испытания тканей", _TESTS_RU, "lab", _s("1470000.00")),)),
        Plan("review", "sut", 8, (
            Spent("1.assessment", "Ірімшіктің сәйкестігін бағалау", _TESTS_KK, "sert", _s("2980000.00")),)),
        Plan("completeness", "agro", 4, (
            Spent("3.rail", "Перевозка прицепов Костанай – Шымкент", _RAIL_RU, "rail", _s("6350000.00")),)),
        Plan("registered", "kabel", 2, (
            Spent("1.reissue", "Продление сертификата соответствия", _TESTS_RU, "audit", _s("1120000.00")),)),
        Plan("submitted", "aral", 0, (
            Spent("2.printing", "Таңба кодтарын басу, қысқы коллекция", _PRINT, "tipo", _s("1380000.00")),)),
        Plan("draft", "shyny", 5, (
            Spent("1.assessment", "Шыныпакеттердің сәйкестігін бағалау", _TESTS_KK, "sert", _s("2310000.00")),)),
    )
}  # fmt: skip
