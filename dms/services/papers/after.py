"""Papers of the two years after the payment, from the agreement and its quarters (342:24-28)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dms.models import Agreement, Quarter
from dms.queries import cases
from dms.services.judging import monitoring_facts
from dms.services.papers import parts
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts import monitoring
from forms.annexes.contexts.agreement import Quarter as QuarterName
from workflows.text import Text

ZERO = Decimal("0.00")
MET = Text(
    "Қарсы міндеттеме толық орындалды.",
    "Встречное обязательство исполнено в полном объеме.",
    "The counter-obligation was met in full.",
)
NOT_MET = Text(
    "Қарсы міндеттеме толық орындалмады.",
    "Встречное обязательство исполнено не в полном объеме.",
    "The counter-obligation was not met in full.",
)


def _agreement(source: Source) -> Agreement:
    found = cases.agreement_of(source.case.id)
    assert found is not None  # monitoring follows an agreement
    return found


def _progress(source: Source, rows: Sequence[Quarter]) -> monitoring.Progress:
    return monitoring.Progress(
        granted=_agreement(source).amount,
        growth=monitoring_facts.standing(source.case, _agreement(source).amount, rows).growth,
        quarters=sum(1 for row in rows if row.reported_at is not None),
    )


@builds("risk-warning")
def risk_warning(source: Source) -> monitoring.RiskWarning:
    case = source.case
    return monitoring.RiskWarning(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        agreement=parts.agreement_of(case),
        progress=_progress(source, cases.quarters_of(case.id)),
        as_of=source.now.date(),
        on=source.now.date(),
        risks=tuple(filter(None, (line.strip() for line in parts.own_words(source).splitlines()))),
        signatory=parts.signatory(source.author, source.case.language),
    )


@builds("data-request")
def data_request(source: Source) -> monitoring.DataRequest:
    case = source.case
    met = monitoring_facts.obligation_met(case, cases.quarters_of(case.id))
    return monitoring.DataRequest(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        agreement=parts.agreement_of(case),
        ground="not_met" if met is False else "no_statistics",
        asked=tuple(filter(None, (line.strip() for line in parts.own_words(source).splitlines()))),
        answer_by=source.extra.get("answer_by"),
        on=source.now.date(),
        signatory=parts.signatory(source.author, source.case.language),
    )


@builds("demand")
def demand(source: Source) -> monitoring.Demand:
    case = source.case
    assert source.decision is not None  # a demand is a decision
    met = monitoring_facts.obligation_met(case, cases.quarters_of(case.id))
    return monitoring.Demand(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        agreement=parts.agreement_of(case),
        breach=source.decision.payload.get("reasons") or (NOT_MET if met is False else MET).get(case.language),
        progress=_progress(source, cases.quarters_of(case.id)),
        sum=source.decision.total or ZERO,
        on=source.now.date(),
        signatory=parts.head_signatory(source),
        bank=parts.operator_bank(source.case.language),
        relied_on=parts.relied_on(source),
    )


@builds("monitoring-conclusion")
def conclusion(source: Source) -> monitoring.MonitoringConclusion:
    case, agreement = source.case, _agreement(source)
    rows = cases.quarters_of(case.id)
    met = bool(monitoring_facts.standing(case, agreement.amount, rows).met)
    assert source.decision is not None  # a conclusion is a decision
    assert agreement.concluded_on is not None  # monitoring has run
    return monitoring.MonitoringConclusion(
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        agreement=parts.agreement_of(case),
        cost_types=parts.cost_type_names(case),
        paid_on=monitoring_facts.paid_on(case.id) or agreement.concluded_on,
        period_from=agreement.concluded_on,
        period_to=agreement.monitoring_ends_on or source.now.date(),
        progress=_progress(source, rows),
        quarters=tuple(_income(row) for row in rows),
        met=met,
        conclusion=source.decision.payload.get("conclusion") or "",
        proposals=source.decision.payload.get("proposals") or "",
        on=source.now.date(),
        monitor=parts.signatory(source.author, source.case.language),
        head=parts.head_signatory(source),
        relied_on=parts.relied_on(source),
    )


def _income(row: Quarter) -> monitoring.QuarterIncome:
    return monitoring.QuarterIncome(
        quarter=QuarterName(year=row.starts_on.year, quarter=(row.starts_on.month - 1) // 3 + 1),
        before=row.base_income or ZERO,
        after=row.income or ZERO,
    )
