"""Rates, caps and windows of order 314-НҚ as amended by order 298-НҚ (314:11, 314:12, 314:20, 314:22), and the other
figures that it computes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflows.calculation import CapRule, Processing, Size
from workflows.programmes.figures import Figure, Figures, Measure, figures
from workflows.text import Text

PROCESSED_TYPES = frozenset({"9.8", "9.9"})
TRANSPORT = "9.9"
#: The types of each group of caps (314:12, second and third parts).
GENERAL, DELIVERY = "general", "9.9"
GROUPS: Mapping[str, tuple[str, ...]] = {
    GENERAL: ("9.1", "9.2", "9.4", "9.5", "9.7", "9.8", "10.1", "10.2", "10.3", "10.5", "10.6", "10.7"),
    DELIVERY: (TRANSPORT,),
}
#: Left without consideration for what is declared: in MCI, in MCI, over the taxes.
LEAVE_GENERAL, LEAVE_DELIVERY, LEAVE_TAXES = "314:22.2", "314:22.3", "314:22.4"
#: Which rate converts a currency is not in the known text: a setting of the programme, without a clause.
CONVERSION_CLAUSE = ""
INTERPRETATIONS = ("I-1", "I-2", "I-4", "I-10", "I-14", "I-26", "I-32", "I-34", "I-35")


def _share(key: str, value: str, title: Text) -> Figure:
    return Figure(key, Decimal(value), Measure.SHARE, "314:11", title)


#: By the size of the applicant: 9.1, 9.2, 9.4, 9.5, 9.7 and all of 10 (314:11, first part); by the level of processing
#: of the goods: 9.8 and 9.9 (second part); added for 9.9: percentage points of the documented cost.
FIGURES: Figures = figures(
    _share("rate.large", "0.30", Text("Ірі кәсіпкерлікке үлесі", "Доля для крупных", "Share of a large entity")),
    _share("rate.medium", "0.50", Text("Орта кәсіпкерлікке үлесі", "Доля для средних", "Share of a medium entity")),
    _share("rate.small", "0.60", Text("Шағын кәсіпкерлікке үлесі", "Доля для малых", "Share of a small entity")),
    _share(
        "rate.goods_upper",
        "0.80",
        Text("Жоғары қайта өңделген тауарлар үлесі", "Доля для товаров верхнего передела", "Share of upper processing"),
    ),
    _share(
        "rate.goods_medium",
        "0.50",
        Text("Орта қайта өңделген тауарлар үлесі", "Доля для товаров среднего передела", "Share of medium processing"),
    ),
    _share(
        "rate.goods_lower",
        "0.30",
        Text("Төмен қайта өңделген тауарлар үлесі", "Доля для товаров нижнего передела", "Share of lower processing"),
    ),
    _share(
        "bonus.carrier",
        "0.05",
        Text(
            "Отандық тасымалдаушы үшін үстеме", "Надбавка за отечественного перевозчика", "Added for domestic carriers"
        ),
    ),
    _share(
        "bonus.sea_port",
        "0.05",
        Text("Теңіз порты үшін үстеме", "Надбавка за морской порт", "Added for Kazakh sea ports"),
    ),
    Figure(
        "cap.general",
        Decimal(13_000),
        Measure.MCI,
        "314:12",
        Text(
            "9-тармақ (9-тармақшадан басқасы) және 10-тармақ шығындарының шегі",
            "Предел затрат пунктов 9 (кроме подпункта 9) и 10",
            "Cap of costs of 9 (but 9.9) and 10",
        ),
    ),
    Figure(
        "cap.9.9",
        Decimal(75_000),
        Measure.MCI,
        "314:12",
        Text(
            "9-тармақтың 9) тармақшасы шығындарының шегі", "Предел затрат подпункта 9) пункта 9", "Cap of costs of 9.9"
        ),
    ),
    Figure(
        "cost_months",
        Decimal(12),
        Measure.MONTHS,
        "314:20.2",
        Text(
            "Өтінім берілген күнге дейінгі төлем жасалуы тиіс кезең",
            "Период до дня заявки, в который должна быть оплата",
            "Period before the application in which a payment must lie",
        ),
    ),
    Figure(
        "grant_step",
        Decimal("0.01"),
        Measure.TENGE,
        "314:11",
        Text("Өтелетін сома осыған дейін төмен дөңгелектенеді", "До чего вниз округляется сумма", "Sums go down to"),
    ),
    Figure(
        "goods_digits",
        Decimal(6),
        Measure.DIGITS,
        "314:20.1",
        Text("СЭҚ ТН коды салыстырылатын белгілер", "Знаки кода ТН ВЭД для сравнения", "Digits of a customs code"),
    ),
    Figure(
        "services_digits",
        Decimal(4),
        Measure.DIGITS,
        "314:20.1",
        Text("ЭҚЖЖ коды салыстырылатын белгілер", "Знаки кода ОКЭД для сравнения", "Digits of an OKED code"),
    ),
    Figure(
        "notice_before",
        Decimal(3),
        Measure.WORKING_DAYS,
        "314:24",
        Text(
            "Тыңдау туралы хабарлама мерзім аяқталғанға дейін",
            "Уведомление о заслушивании до конца срока",
            "Hearing notice before the end of the term",
        ),
    ),
    Figure(
        "growth",
        Decimal("0.10"),
        Measure.SHARE,
        "314:22",
        Text("Валюталық түсімнің өсуі", "Рост валютной выручки", "Growth of foreign-currency income"),
    ),
    Figure(
        "growth_quarters",
        Decimal(8),
        Measure.QUARTERS,
        "314:22",
        Text(
            "Түсімі салыстырылатын тоқсандар",
            "Кварталы, выручка которых сравнивается",
            "Quarters whose income is compared",
        ),
    ),
    Figure(
        "monitoring_months",
        Decimal(24),
        Measure.MONTHS,
        "314:22",
        Text("Қарсы міндеттеме мерзімі", "Срок встречного обязательства", "Length of the counter-obligation"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What a calculation of one edition goes by. ``removed``: clauses of types that the order no longer has."""

    edition: str
    by_size: Mapping[Size, Decimal]
    by_processing: Mapping[Processing, Decimal]
    rate_clause: str
    carrier: Decimal
    sea_port: Decimal
    general: CapRule
    delivery: CapRule
    group_of: Mapping[str, str]
    cost_months: int
    cost_clause: str
    step: Decimal
    removed: Mapping[str, str]


def caps_of(found: Figures) -> tuple[CapRule, CapRule]:
    """314:12: the general cap, and that of 9.9."""
    general, delivery = (
        CapRule(group, frozenset(types), found[f"cap.{group}"].whole, found[f"cap.{group}"].clause)
        for group, types in GROUPS.items()
    )
    return general, delivery


def rates_of(edition: str, found: Figures, removed: Mapping[str, str]) -> Rates:
    """The figures of an edition as its calculation reads them."""
    general, delivery = caps_of(found)
    return Rates(
        edition=edition,
        by_size={size: found[f"rate.{size}"].value for size in Size},
        by_processing={level: found[f"rate.goods_{level}"].value for level in Processing},
        rate_clause=found["rate.medium"].clause,
        carrier=found["bonus.carrier"].value,
        sea_port=found["bonus.sea_port"].value,
        general=general,
        delivery=delivery,
        group_of={key: cap.group for cap in (general, delivery) for key in cap.types if key not in removed},
        cost_months=found["cost_months"].whole,
        cost_clause=found["cost_months"].clause,
        step=found["grant_step"].value,
        removed=removed,
    )
