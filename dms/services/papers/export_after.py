"""Letters of the export programme after the grant. The order's known text has no forms, no formula and no terms for
them: they name what the agreement and the officers say, and cite order 314 alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from dms.formatting import dmy
from dms.models import Agreement, Quarter
from dms.queries import cases, money
from dms.services.judging import monitoring_facts
from dms.services.judging.law import edition_of
from dms.services.papers import export_after_words as say
from dms.services.papers import parts
from dms.services.papers.after import MET, NOT_MET
from dms.services.papers.export import LETTER, letter
from dms.services.papers.letters import NO_SITE
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts.letters import CaseLetter, Grid, GridRow
from forms.annexes.contexts.parts import Cited
from forms.annexes.places import place_of
from workflows.money import format_number
from workflows.programmes.editions import EXPORT
from workflows.programmes.sums import Standing
from workflows.states import CaseState
from workflows.text import Text

ZERO = Decimal("0.00")
Facts = list[tuple[Text, str]]


def _agreement(source: Source) -> Agreement:
    found = cases.agreement_of(source.case.id)
    assert found is not None  # these letters follow an agreement
    return found


def _concluded(source: Source) -> Facts:
    """Of which agreement, and what was granted under it."""
    agreement = _agreement(source)
    concluded = dmy(agreement.concluded_on) if agreement.concluded_on else ""
    return [(say.CONCLUDED_ON, concluded), (say.GRANTED, parts.told_sum(agreement.amount, source.case.language))]


def _standing(source: Source, rows: Sequence[Quarter]) -> Standing:
    return monitoring_facts.standing(source.case, _agreement(source).amount, rows)


def _progress(source: Source, rows: Sequence[Quarter]) -> Facts:
    """The counter-obligation in figures of one foreign currency (I-28)."""
    standing = _standing(source, rows)
    told = sum(1 for row in rows if row.reported_at is not None)
    reached = "" if standing.progress is None else f"{standing.progress * 100:.2f}".replace(".", ",")
    return [
        (say.REQUIRED, format_number(standing.target)),
        (say.GROWTH, format_number(standing.growth)),
        (say.REACHED, reached),
        (say.QUARTERS, f"{told} / {len(rows)}"),
    ]


def _lines(words: str) -> list[Cited]:
    return [Cited(text=line) for line in filter(None, (line.strip() for line in words.splitlines()))]


@builds("risk-warning", programme=EXPORT, form=LETTER)
def risk_warning(source: Source) -> CaseLetter:
    facts = [*_concluded(source), *_progress(source, cases.quarters_of(source.case.id))]
    return letter(
        source, "risk-warning", say.RISKS, facts=facts, items=_lines(parts.own_words(source)),
        closing=_obligation(source), author=source.author,
    )  # fmt: skip


def _obligation(source: Source) -> str:
    obligation, lang = edition_of(source.case).sums.obligation, source.case.language
    return f"{obligation.title.get(lang)} ({place_of(obligation.clause, lang)})."


@builds("data-request", programme=EXPORT, form=LETTER)
def data_request(source: Source) -> CaseLetter:
    by: date | None = source.extra.get("answer_by")
    closing = say.ANSWER_BY.fill(day=dmy(by)).get(source.case.language) if by else ""
    return letter(
        source, "data-request", say.ASKED, facts=_concluded(source), items=_lines(parts.own_words(source)),
        closing=closing, author=source.author,
    )  # fmt: skip


@builds("demand", programme=EXPORT, form=LETTER)
def demand(source: Source) -> CaseLetter:
    """The sum is the officer's, with its ground and fact (I-29)."""
    assert source.decision is not None  # a demand is a decision
    payload, lang, bank = source.decision.payload, source.case.language, parts.operator_bank(source.case.language)
    account = ", ".join(filter(None, (bank.iban, bank.name, bank.bic)))
    facts = [
        *_concluded(source),
        *_progress(source, cases.quarters_of(source.case.id)),
        (say.DEMANDED, parts.told_sum(source.decision.total or ZERO, lang)),
        (say.RETURN_BY, dmy(date.fromisoformat(payload["return_by"]))),
        (say.TO_ACCOUNT, account),
    ]
    items = [Cited(text=payload["reasons"], clause=place_of(payload["ground"], lang))]
    return letter(source, "demand", say.DEMAND, facts=facts, items=items, closing=say.RETURN.get(lang))


@builds("monitoring-conclusion", programme=EXPORT, form=LETTER)
def conclusion(source: Source) -> CaseLetter:
    case, rows = source.case, cases.quarters_of(source.case.id)
    assert source.decision is not None  # a conclusion is a decision
    paid = monitoring_facts.paid_on(case.id)
    ends = _agreement(source).monitoring_ends_on
    facts = [
        *_concluded(source),
        (say.PAID_ON, dmy(paid) if paid else ""),
        (say.WATCHED_TO, dmy(ends) if ends else ""),
        *_progress(source, rows),
    ]
    met = (MET if _standing(source, rows).met else NOT_MET).get(case.language)
    closing = "\n".join(filter(None, (met, source.decision.payload.get("conclusion"))))
    return letter(
        source, "monitoring-conclusion", say.CONCLUSION, facts=facts, closing=closing, author=source.author,
        grid=_quarters(rows, case.language),
    )  # fmt: skip


def _quarters(rows: Iterable[Quarter], lang: str) -> Grid:
    """Each quarter with what it is set against."""
    told = [row for row in rows if row.reported_at is not None]
    body = [
        GridRow(cells=(
            say.QUARTER.fill(no=(row.starts_on.month - 1) // 3 + 1, year=row.starts_on.year).get(lang),
            *(format_number(value) for value in _of(row)),
        ))
        for row in told
    ]  # fmt: skip
    sums = [sum(column, ZERO) for column in zip(*map(_of, told), strict=True)] or [ZERO] * 3
    body.append(GridRow(cells=(say.IN_ALL.get(lang), *map(format_number, sums))))
    return Grid(head=tuple(words.get(lang) for words in say.QUARTER_HEAD), rows=tuple(body))


def _of(row: Quarter) -> tuple[Decimal, Decimal, Decimal]:
    before, after = row.base_income or ZERO, row.income or ZERO
    return before, after, after - before


@builds("termination-notice", programme=EXPORT, form=LETTER)
def termination_notice(source: Source) -> CaseLetter:
    case = source.case
    reasons = source.decision.payload.get("reasons") if source.decision else ""
    released = money.reserved_for(case.id) or case.granted_sum or ZERO
    facts = [*_concluded(source), (say.RELEASED, parts.told_sum(released, case.language))]
    return letter(
        source, "termination-notice", say.TERMINATED, facts=facts, items=[Cited(text=reasons)] if reasons else ()
    )  # fmt: skip


@builds("visit-record", programme=EXPORT, form=LETTER)
def visit_record(source: Source) -> CaseLetter:
    case, lang = source.case, source.case.language
    visited: date = source.extra.get("visited_on") or source.now.date()
    site = source.extra.get("place") or parts.address(case.content) or NO_SITE.get(lang)
    watched = case.state == CaseState.MONITORING
    return letter(
        source, "visit-record", say.VISITED_WATCHING if watched else say.VISITED,
        facts=[(say.VISITED_ON, dmy(visited)), (say.SITE, site)], closing=parts.own_words(source, "found"),
        author=source.author, second=parts.applicant_signatory(case),
    )  # fmt: skip
