"""Rates, caps and windows of order 342 in the edition of 23.10.2025 (342:9, 342:10), and the other figures that it
computes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflows.calculation import CapRule
from workflows.programmes.figures import Figure, Figures, Measure, figures
from workflows.text import Text

CONVERSION_CLAUSE = "342:13"
INTERPRETATIONS = ("I-1", "I-2", "I-4", "I-10", "I-14", "I-20")
#: The types of each group of caps; 342:9.2 is one cap for types 2 and 3 together (I-20).
GROUPS: Mapping[str, tuple[str, ...]] = {"1": ("1",), "2+3": ("2", "3")}

FIGURES: Figures = figures(
    Figure(
        "rate",
        Decimal("0.50"),
        Measure.SHARE,
        "342:9",
        Text(
            "Негізделген және құжатпен расталған шығынның өтелетін үлесі",
            "Возмещаемая доля обоснованных и документально подтвержденных затрат",
            "Share of a justified and documented cost that is reimbursed",
        ),
    ),
    Figure(
        "cap.1",
        Decimal(15_000),
        Measure.MCI,
        "342:9.1",
        Text("1-түр шығындарының шегі", "Предел затрат вида 1", "Cap of costs of type 1"),
    ),
    Figure(
        "cap.2+3",
        Decimal(10_000),
        Measure.MCI,
        "342:9.2",
        Text("2 және 3-түр шығындарының шегі", "Предел затрат видов 2 и 3", "Cap of costs of types 2 and 3"),
    ),
    Figure(
        "cap_months",
        Decimal(24),
        Measure.MONTHS,
        "342:9",
        Text(
            "Өтініш берілген күнге дейінгі шек есептелетін кезең",
            "Период до дня заявки, за который считается предел",
            "Period before the application over which a cap is counted",
        ),
    ),
    Figure(
        "cost_months",
        Decimal(24),
        Measure.MONTHS,
        "342:10.1",
        Text(
            "Өтініш түскен күнге дейінгі төлем жасалуы тиіс кезең",
            "Период до дня поступления заявки, в который должна быть оплата",
            "Period before the application in which a payment must lie",
        ),
    ),
    Figure(
        "grant_step",
        Decimal("0.01"),
        Measure.TENGE,
        "342:9",
        Text("Өтелетін сома осыған дейін төмен дөңгелектенеді", "До чего вниз округляется сумма", "Sums go down to"),
    ),
    Figure(
        "registered_months",
        Decimal(12),
        Measure.MONTHS,
        "342:11.3",
        Text(
            "Тіркелген күннен бастап өтуі тиіс мерзім",
            "Сколько должно пройти со дня регистрации",
            "Time that must have passed since registration",
        ),
    ),
    Figure(
        "young_months",
        Decimal(36),
        Measure.MONTHS,
        "342:11.7",
        Text(
            "Салықтың өсуі сұралмайтын жас кәсіпорынның мерзімі",
            "Возраст, до которого рост налогов не требуется",
            "Age under which growth of taxes is not asked",
        ),
    ),
    Figure(
        "notice_before",
        Decimal(3),
        Measure.WORKING_DAYS,
        "342:37",
        Text(
            "Тыңдау туралы хабарлама мерзім аяқталғанға дейін",
            "Уведомление о заслушивании до конца срока",
            "Hearing notice before the end of the term",
        ),
    ),
    Figure(
        "growth",
        Decimal(2),
        Measure.TIMES,
        "342:26",
        Text(
            "Әрбір өтелген теңгеге табыстың өсуі",
            "Рост дохода на каждый возмещенный тенге",
            "Growth of income for each tenge granted",
        ),
    ),
    Figure(
        "growth_quarters",
        Decimal(8),
        Measure.QUARTERS,
        "342:A3.5.1",
        Text(
            "Табысы салыстырылатын тоқсандар",
            "Кварталы, доход которых сравнивается",
            "Quarters whose income is compared",
        ),
    ),
    Figure(
        "monitoring_months",
        Decimal(24),
        Measure.MONTHS,
        "342:24",
        Text("Мониторинг мерзімі", "Срок мониторинга", "Length of monitoring"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What a calculation of one edition goes by. ``size_clause``: small and medium enterprises only; None where the
    edition does not ask. ``removed``: clauses of types that the order no longer has."""

    edition: str
    rate: Decimal
    rate_clause: str
    caps: tuple[CapRule, ...]
    group_of: Mapping[str, str]
    cap_months: int
    cost_months: int
    cost_clause: str
    step: Decimal
    size_clause: str | None
    removed: Mapping[str, str]


def caps_of(found: Figures) -> tuple[CapRule, ...]:
    """342:9.1, 342:9.2; each holds over both windows."""
    return tuple(
        CapRule(group, frozenset(types), found[f"cap.{group}"].whole, found[f"cap.{group}"].clause)
        for group, types in GROUPS.items()
    )


def rates_of(edition: str, found: Figures, *, size_clause: str | None, removed: Mapping[str, str]) -> Rates:
    """The figures of an edition as its calculation reads them."""
    caps = caps_of(found)
    return Rates(
        edition=edition,
        rate=found["rate"].value,
        rate_clause=found["rate"].clause,
        caps=caps,
        group_of={key: cap.group for cap in caps for key in cap.types if key not in removed},
        cap_months=found["cap_months"].whole,
        cost_months=found["cost_months"].whole,
        cost_clause=found["cost_months"].clause,
        step=found["grant_step"].value,
        size_clause=size_clause,
        removed=removed,
    )
