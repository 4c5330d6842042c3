"""Samples of the documents of monitoring and recovery."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from forms.annexes.contexts.agreement import Quarter
from forms.annexes.contexts.monitoring import (
    DataRequest,
    Demand,
    MonitoringConclusion,
    Progress,
    QuarterIncome,
    RiskWarning,
)
from forms.annexes.contexts.parts import Cited, Signatory
from forms.annexes.contexts.rules import Context
from forms.annexes.contexts.samples import people as p

_BEHIND = Progress(granted=Decimal("4442550.00"), growth=Decimal("1200000.00"), quarters=2)


def _warning() -> RiskWarning:
    return RiskWarning(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        agreement=p.AGREEMENT,
        progress=_BEHIND,
        as_of=date(2026, 10, 6),
        on=date(2026, 10, 6),
        risks=("кірістің өсуі міндеттемеден екі тоқсан қатарынан артта қалуда",),
        signatory=p.OPERATOR_HEAD,
    )


def _request() -> DataRequest:
    return DataRequest(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        agreement=p.AGREEMENT,
        ground="no_statistics",
        asked=("2026 жылғы 3-тоқсандағы өнімді сатудан түскен табыс", "кірістің төмендеу себептері туралы түсініктеме"),
        on=date(2026, 10, 6),
        signatory=p.OPERATOR_HEAD,
    )


def _demand() -> Demand:
    return Demand(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        agreement=p.AGREEMENT,
        breach="Келісімнің 5-тармағының 3) тармақшасы: кәсіпорын кірістерінің көлемі екі жыл ішінде талап етілген "
        "мөлшерде ұлғаймады.",
        progress=Progress(granted=Decimal("4442550.00"), growth=Decimal("3554040.00"), quarters=8),
        sum=Decimal("2665530.00"),
        on=date(2028, 4, 10),
        bank=p.OPERATOR_BANK,
        terminated=True,
        signatory=p.OPERATOR_HEAD,
    )


def _conclusion() -> MonitoringConclusion:
    quarters = tuple(
        QuarterIncome(
            quarter=Quarter(year=2026 + (n + 1) // 4, quarter=(n + 1) % 4 + 1),
            before=Decimal("51000000.00") + n * 250000,
            after=Decimal("52600000.00") + n * 260000,
        )
        for n in range(8)
    )
    growth = sum((q.after - q.before for q in quarters), Decimal(0))
    return MonitoringConclusion(
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        agreement=p.AGREEMENT,
        cost_types=("Сертификаттау",),
        paid_on=date(2026, 4, 8),
        period_from=date(2026, 4, 6),
        period_to=date(2028, 4, 8),
        progress=Progress(granted=Decimal("4442550.00"), growth=growth, quarters=8),
        quarters=quarters,
        met=True,
        events=(Cited(text="2026 жылғы 6 қазандағы тәуекелдер туралы хабарлама", clause="342:A3.4.3"),),
        conclusion="Қарсы міндеттемелер толық орындалды, мониторинг аяқталды.",
        proposals="Мемлекеттік ынталандыру шарасының тиімділігі расталды.",
        on=date(2028, 4, 10),
        monitor=Signatory(position="мониторинг қызметкері", name="Сүлейменова Әйгерім Қайратқызы"),
        head=p.OPERATOR_HEAD,
    )


MAKERS: dict[str, dict[str, Callable[[], Context]]] = {
    "risk-warning": {"filled": _warning},
    "data-request": {"filled": _request},
    "demand": {"filled": _demand},
    "monitoring-conclusion": {"filled": _conclusion},
}
