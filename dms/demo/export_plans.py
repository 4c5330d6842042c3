# ruff: noqa: E501 - a table of words, one row a line
"""What each demo application of the export programme claims, and when it was handed in."""

from __future__ import annotations

from typing import Any

from dms.demo.plans import Plan, Spent, money_of
from workflows.programmes.editions import EXPORT

_SOFT = ("62010", "Компьютерлік бағдарламалау саласындағы қызмет")
_FAIR = ("82300", "Организация конференций и торговых выставок")
_ROAD = ("49410", "Деятельность грузового автомобильного транспорта")


def _fair(code: str, event: str, country: str) -> dict[str, Any]:
    return {"goods_code": code, "event": event, "country": country}


#: What the application says of the goods or services, by applicant; taxes of the year before where transport is claimed.
ABOUT: dict[str, dict[str, Any]] = {
    "kabel": {"size": "large", "goods": [{"code": "8544499108", "name": "Кабели силовые медные"}],
              "taxes_paid_previous_year": "412000000.00", "vat_refunded_previous_year": "96500000.00"},
    "aral": {"size": "medium", "goods": [{"code": "6403990000", "name": "Былғары аяқ киім"}]},
    "profil": {"size": "medium", "goods": [{"code": "7216610000", "name": "Профиль стальной гнутый"}]},
    "sut": {"size": "medium", "goods": [{"code": "0406901300", "name": "Ірімшік"}]},
    "tekstil": {"size": "medium", "goods": [{"code": "5208320000", "name": "Ткани хлопчатобумажные"}]},
    "himprom": {"size": "small", "goods": [{"code": "3209100000", "name": "Краски водно-дисперсионные"}]},
    "dala": {"size": "small", "applicant_kind": "ict_provider",
             "services": [{"oked_code": "62010", "oked_name": "Компьютерлік бағдарламалау саласындағы қызмет"}]},
}  # fmt: skip

EXPORT_PLANS: dict[str, Plan] = {
    plan.key: plan
    for plan in (
        Plan("e_monitoring", "aral", 560, (
            Spent("9.2.space", "«Мир кожи» көрмесі, 24 шаршы метр алаң", _FAIR, "expo", money_of("3900000.00"), "RUB", (60,),
                  more=_fair("6403990000", "Мир кожи, Мәскеу", "Ресей Федерациясы")),), programme=EXPORT),
        Plan("e_left", "sut", 330, (
            Spent("9.2.stands", "Gulfood көрмесінің стенді, екі павильон", _FAIR, "expo", money_of("118000.00"), "USD", (48,),
                  more=_fair("0406901300", "Gulfood, Дубай", "БАӘ")),), programme=EXPORT),
        Plan("e_refused", "himprom", 250, (
            Spent("9.2.registration", "Регистрационный взнос, выставка «Интерлакокраска»", _FAIR, "expo", money_of("640000.00"), "RUB", (71,),
                  more=_fair("3209100000", "Интерлакокраска, Москва", "Российская Федерация")),), programme=EXPORT),
        Plan("e_payment", "kabel", 70, (
            Spent("9.9", "Перевозка кабеля Караганда – порт Актау – Баку, 9 контейнеров", _ROAD, "port", money_of("96500.00"), "USD", (64, 40),
                  more={"goods_code": "8544499108", "processing": "medium", "domestic_carrier": True, "sea_port": True,
                        "country": "Азербайджан"}),), programme=EXPORT),
        Plan("e_agreement", "dala", 48, (
            Spent("10.2.space", "GITEX Global көрмесі, 12 шаршы метр алаң", _SOFT, "expo", money_of("14800.00"), "USD", (41,),
                  more={"event": "GITEX Global, Дубай", "country": "БАӘ"}),
            Spent("10.3.registration", "Web Summit, екі қатысушының тіркеу жарнасы", _SOFT, "summit", money_of("2390.00"), "USD", (30,),
                  more={"event": "Web Summit, Лиссабон", "country": "Португалия"})), programme=EXPORT),
        Plan("e_answered", "profil", 31, (
            Spent("9.2.materials", "Каталоги и образцы для выставки «МеталлСтройФорум»", _FAIR, "tipo", money_of("2150000.00"), paid=(88,),
                  more=_fair("7216610000", "МеталлСтройФорум, Ташкент", "Узбекистан")),), programme=EXPORT),
        Plan("e_remarks", "tekstil", 22, (
            Spent("9.2.space", "Аренда площади, выставка Heimtextil", _FAIR, "expo", money_of("21300.00"), "USD", (55,),
                  more=_fair("5208320000", "Heimtextil, Франкфурт", "Германия")),), programme=EXPORT),
    )
}  # fmt: skip


def export_part(plan: Plan, year: int) -> dict[str, Any]:
    """What the application of order 314 says besides what every application says. ``year``: the last whole one."""
    payroll = [{"year": year - 1, "amount": "214000000.00"}, {"year": year, "amount": "241500000.00"}]
    return {
        "applicant_kind": "entity",
        "payroll": payroll,
        "declarations": dict.fromkeys(("accuracy", "no_bars", "personal_data"), True),
        **ABOUT[plan.applicant],
    }
