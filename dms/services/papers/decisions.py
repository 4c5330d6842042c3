"""Annexes 2, 3 and 5, the refusal of further consideration, the hearing's papers, from the decision's payload."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any, Literal

from dms.models import Case, Hearing
from dms.queries import cases, documents
from dms.services.judging import grounds as of_case
from dms.services.judging import law
from dms.services.judging.law import edition_of
from dms.services.papers import parts
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts import agreement, decisions
from forms.annexes.contexts.parts import Cited, Signatory
from forms.annexes.places import place_of
from workflows.programmes.grounds import Ground
from workflows.text import Text

ZERO = Decimal("0.00")
OUTCOME_HELD = Text(
    "Тыңдау өткізілді, өтініш берушінің ұстанымы тыңдалды.",
    "Заслушивание проведено, позиция заявителя заслушана.",
    "The hearing was held and the applicant's position was heard.",
)
IN_ANNEX = Text("{annex}-қосымшасының {paragraph}", "{paragraph} приложения {annex}", "{paragraph} of annex {annex}")
NOT_WITHIN_RULES = Text(
    "шығын Қағидалардың талаптарына сәйкес келмейді",
    "затрата не соответствует требованиям Правил",
    "the cost does not meet the rules",
)
NO_PAYMENT = Text(
    "өтінім берілгенге дейінгі {months} ай ішінде бұл шығын бойынша бірде-бір төлем жасалмаған",
    "в течение {months} месяцев до подачи заявки по этой затрате нет ни одного платежа",
    "no payment for this cost within the {months} months before the application",
)


def calculation_of(source: Source) -> dict[str, Any]:
    assert source.decision is not None  # these papers belong to a decision
    found: dict[str, Any] = source.decision.payload["calculation"]
    return found


def facts_of(source: Source) -> dict[str, str]:
    """Cost line → the officer's fact, of the lines refused inside the grant."""
    assert source.decision is not None  # these papers belong to a decision
    return {row["line"]: row["fact"] for row in source.decision.payload.get("refused_lines") or ()}


@builds("annex-2")
def notification(source: Source) -> decisions.Notification:
    case = source.case
    by_line = {line["id"]: line for line in calculation_of(source)["lines"]}
    granted, refused, facts = [], [], facts_of(source)
    for line in parts.lines_of(case):
        result = by_line.get(line["id"])
        if result is None:
            continue
        contract = parts.reference(line.get("contract_no"), line.get("contract_date"))
        supplier = line.get("supplier_name") or line.get("name") or "—"
        if Decimal(result["granted"]) > 0:
            granted.append(_granted(contract, supplier, result, _cap_of(source, result["type"])))
        else:
            why = facts.get(line["id"]) or _why(source, result)
            told = f"«{line.get('name') or line['id']}»: {why}"
            refused.append(_refused(contract, supplier, result, told, case.language))
    return decisions.Notification(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        application=parts.application_of(case),
        granted=tuple(granted),
        refused=tuple(refused),
        year_limits=_year_limits(source),
        signatory=parts.head_signatory(source),
    )


def _why(source: Source, result: dict[str, Any]) -> str:
    """Why the rules leave a cost out where no officer refused it."""
    rules = edition_of(source.case)
    if result.get("refused_because") != rules.sums.costs_clause:
        return NOT_WITHIN_RULES.get(source.case.language)
    return NO_PAYMENT.fill(months=rules.parts.figures["cost_months"].whole).get(source.case.language)


def _cap_of(source: Source, cost_type: str) -> Decimal:
    """The most that the calendar year allows the contract's group, tenge (342:9)."""
    rows = calculation_of(source)["caps"]
    group = edition_of(source.case).costs.group_of[cost_type]
    return next(Decimal(row["limit"]) for row in rows if row["group"] == group and row["window"] == "calendar-year")


def _granted(contract: Any, supplier: str, result: dict[str, Any], cap: Decimal) -> decisions.GrantedContract:
    return decisions.GrantedContract(
        contract=contract,
        supplier=supplier,
        cost=Decimal(result["accepted"]),
        percent=Decimal(result["rate"]) * 100,
        cap=cap,
        sum=Decimal(result["granted"]),
    )


def _refused(
    contract: Any, supplier: str, result: dict[str, Any], reasons: str, lang: str
) -> decisions.RefusedContract:
    paragraph, item = _place(str(result.get("refused_because") or "342:9"), lang)
    return decisions.RefusedContract(
        contract=contract, supplier=supplier, reasons=reasons, paragraph=paragraph, item=item
    )


def _place(clause: str, lang: str) -> tuple[str, str]:
    """Paragraph and item of the rules, or of an annex to them (``342:A6.8.2``), as the form has room for them."""
    paragraph, _, item = clause.partition(":")[2].partition(".")
    if paragraph.startswith("A"):
        annex, (paragraph, _, item) = paragraph[1:], item.partition(".")
        paragraph = IN_ANNEX.fill(annex=annex, paragraph=paragraph).get(lang)
    return paragraph, item


def _year_limits(source: Source) -> tuple[decisions.YearLimit, ...]:
    """The caps of the calendar year for the groups that the application has costs in."""
    result = calculation_of(source)
    costs = edition_of(source.case).costs
    groups = {costs.group_of.get(line["type"]) for line in result["lines"]}
    mci = {rule.group: rule.mci for rule in costs.caps}
    return tuple(
        decisions.YearLimit(mci=mci[cap["group"]], tenge=Decimal(cap["limit"]))
        for cap in result["caps"]
        if cap["window"] == "calendar-year" and cap["group"] in groups
    )


@builds("annex-3")
def agreement_paper(source: Source) -> agreement.Agreement:
    """The day of conclusion is not known yet: the form leaves its place empty, the signature sheet carries it."""
    case, result = source.case, calculation_of(source)
    today = source.now.date()
    obligation = edition_of(case).sums.obligation
    before, after = obligation.before(today), obligation.after(today)
    proposed = sum((Decimal(line["proposed"]) for line in result["lines"]), ZERO)
    ru = case.language == "ru"
    return agreement.Agreement(
        city=parts.settings().operator_city_ru if ru else parts.settings().operator_city_kk,
        operator=parts.operator_party(source),
        applicant=parts.applicant_party(case),
        cost_types=parts.cost_type_names(case),
        whole=proposed == Decimal(result["total"]) and not any(line["refused_because"] for line in result["lines"]),
        sum=Decimal(result["total"]),
        statistics_from=agreement.Quarter(year=before[0].year, quarter=before[0].number),
        statistics_to=agreement.Quarter(year=after[-1].year, quarter=after[-1].number),
    )


@builds("annex-5")
def refusal(source: Source) -> decisions.Refusal:
    case = source.case
    assert source.decision is not None  # a refusal is a decision
    return decisions.Refusal(
        addressee=parts.addressee(case),
        provider_name=parts.operator_name(case),
        incoming=parts.application_of(case),
        grounds=grounds(source.decision.payload["grounds"], case),
        signatory=parts.head_signatory(source),
        relied_on=parts.relied_on(source),
    )


def grounds(given: list[dict[str, Any]], case: Case) -> tuple[decisions.Ground, ...]:
    """The chosen grounds with the officer's facts and what shows them, several facts of one ground together: under the
    numbers of the closed list; where grounds are open, numbered as they stand, each with its clause."""
    told: dict[str, list[str]] = defaultdict(list)
    known: dict[str, Ground] = {}
    papers = documents.documents_of(case.id)
    for row in given:
        ground, proof = of_case.ground_of(case, row), of_case.proof_of(case, row, papers)
        known[ground.clause] = ground
        told[ground.clause] += [row.get("facts") or "", f"{proof.get(case.language)}." if proof else ""]
    found = sorted(known.values(), key=lambda ground: ground.number)  # 0 where grounds are open: the order given stays
    return tuple(
        decisions.Ground(
            number=ground.number or place,
            text=_ground_words(ground, case.language),
            facts="\n".join(filter(None, told[ground.clause])),
        )
        for place, ground in enumerate(found, 1)
    )


def _ground_words(ground: Ground, lang: str) -> str:
    title = ground.title.get(lang)
    return title if ground.number else f"{title} ({place_of(ground.clause, lang)})"


@builds("completeness-refusal")
def completeness_refusal(source: Source) -> decisions.CompletenessRefusal:
    case = source.case
    assert source.decision is not None  # a refusal is a decision
    notes = {row["key"]: row["note"] for row in source.decision.payload["missing"]}
    items = law.lines_due(case)
    missing = tuple(
        Cited(text=": ".join(filter(None, (item.title.get(case.language), notes[item.key]))), clause=item.clause)
        for item in items
        if item.key in notes
    )
    return decisions.CompletenessRefusal(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        application=parts.application_of(case),
        checked_on=source.now.date(),
        missing=missing,
        signatory=parts.head_signatory(source),
        relied_on=parts.relied_on(source),
    )


def _hearing(source: Source) -> Hearing:
    found = cases.newest_hearing(source.case.id)
    assert found is not None  # these papers are made for a hearing
    return found


def _means(hearing: Hearing) -> Literal["in_person", "video", "written"]:
    if hearing.place:
        return "in_person"
    return "video" if hearing.link else "written"


@builds("preliminary-decision")
def preliminary_decision(source: Source) -> decisions.PreliminaryDecision:
    case, hearing = source.case, _hearing(source)
    return decisions.PreliminaryDecision(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        application=parts.application_of(case),
        grounds=grounds(hearing.grounds, case),
        hearing_at=hearing.planned_at,
        means=_means(hearing),
        place=hearing.place or hearing.link,
        notice_on=source.now.date(),
        contact=parts.settings().operator_phone,
        signatory=parts.signatory(source.author, source.case.language),
    )


@builds("hearing-minutes")
def hearing_minutes(source: Source) -> decisions.HearingMinutes:
    case, hearing = source.case, _hearing(source)
    return decisions.HearingMinutes(
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        application=parts.application_of(case),
        notice_on=parts.local_day(hearing.announced_at),
        planned_at=hearing.planned_at,
        held_at=hearing.began_at,
        means=_held_by(hearing),
        place=hearing.place or hearing.link,
        for_operator=(parts.signatory(source.author, source.case.language), *map(_present, hearing.with_operator)),
        for_applicant=tuple(map(_present, hearing.came)),
        absent=hearing.absent,
        stays_away_on=parts.local_day(hearing.stays_away_at) if hearing.stays_away_at else None,
        grounds=grounds(hearing.grounds, case),
        position=hearing.position,
        outcome=hearing.minutes or OUTCOME_HELD.get(case.language),
        chair=parts.signatory(source.author, source.case.language),
        secretary=_present(hearing.secretary),
    )


def _held_by(hearing: Hearing) -> Literal["in_person", "video", "written"]:
    """How it was held in fact; where nobody came, as it was announced, or in writing where he said so."""
    if hearing.means:
        return "video" if hearing.means == "video" else "in_person"
    return "written" if hearing.stays_away_at else _means(hearing)


def _present(line: str) -> Signatory:
    """Somebody as whoever held the hearing wrote him down."""
    return Signatory(name=line)
