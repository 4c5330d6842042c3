"""What the application's own data, the reference tables and the registers say about the checks of order 314. A
proposal: the officer confirms or overrules it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from workflows.calculation import months_before
from workflows.money import format_number
from workflows.programmes.costs import Costs
from workflows.programmes.export_314.application import Application, CostLine
from workflows.programmes.export_314.rates import PROCESSED_TYPES, TRANSPORT
from workflows.programmes.field_names import CHOICES
from workflows.programmes.figures import Figures
from workflows.programmes.findings import Finding, found, listed, rows_for, unsettled
from workflows.programmes.findings_applicant import SOURCE, older, stated_category
from workflows.programmes.findings_costs import all_tenge, at_the_banks_rates, outside
from workflows.programmes.findings_repeats import NO_CLAUSE, repeats
from workflows.programmes.known import Known
from workflows.programmes.parsing import day_of, sum_of
from workflows.states import Verdict
from workflows.text import Text

NO_SUCH_TYPE = Text(
    "{id}-шығын: бұл редакцияда мұндай шығын түрі жоқ ({key})",
    "Статья затрат {id}: в этой редакции нет такого вида затрат ({key})",
    "Cost {id}: this edition has no such type of cost ({key})",
)
SAME_LEVEL = Text(
    "{id}-шығын: {code} тауары тізбенің {name}-жолы бойынша — {level}",
    "Статья затрат {id}: товар {code} по строке {name} перечня — {level}",
    "Cost {id}: {code} by row {name} of the list: {level}",
)
OTHER_LEVEL = Text(
    "{id}-шығын: {code} тауары тізбенің {name}-жолы бойынша — {level}, өтінімде — {stated}",
    "Статья затрат {id}: товар {code} по строке {name} перечня — {level}, в заявке — {stated}",
    "Cost {id}: {code} by row {name} of the list: {level}; the application says: {stated}",
)
SEVERAL_LEVELS = Text(
    "{id}-шығын: {code} коды тізбеде әртүрлі деңгейде тұр ({names}-жолдар)",
    "Статья затрат {id}: код {code} стоит в перечне с разными уровнями (строки {names})",
    "Cost {id}: the list has code {code} at different levels (rows {names})",
)
LEVEL_UNKNOWN = Text(
    "{id}-шығын: {code} коды тізбеден табылмады, деңгейін тізбенің өзінен қараңыз",
    "Статья затрат {id}: код {code} в перечне не найден, посмотрите уровень в самом перечне",
    "Cost {id}: code {code} is not found in the list, see its level in the list itself",
)
NOT_SAID = Text("көрсетілмеген", "не указан", "not stated")
UNMARKED = Text(
    "Отандық тасымалдаушы да, теңіз порты да белгіленбеген",
    "Ни отечественный перевозчик, ни морской порт не отмечены",
    "Neither a domestic carrier nor a sea port is marked",
)
SAME_SUM = Text(
    "{what}, {year}: {stated} теңге, екеуінде де бірдей",
    "{what}, {year}: {stated} тенге, совпадает",
    "{what}, {year}: {stated} tenge, the same",
)
OTHER_SUM = Text(
    "{what}, {year}: өтінімде {stated} теңге, жауапта {told} теңге",
    "{what}, {year}: в заявке {stated} тенге, в ответе {told} тенге",
    "{what}, {year}: {stated} tenge in the application, {told} tenge in the answer",
)
TAXES_PAID = Text("төленген салықтар", "уплаченные налоги", "taxes paid")
VAT_REFUNDED = Text("қайтарылған ҚҚС", "возвращенный НДС", "VAT refunded")
PAYROLL = Text(
    "{year}: {sum} теңге (өтінім бойынша)", "{year}: {sum} тенге (по заявке)", "{year}: {sum} tenge (application)"
)
GREW = Text("{year} жылғы өсім {percent} %", "Рост за {year}: {percent} %", "Growth in {year}: {percent} %")
OBLIGATION_MET = Text(
    "Бұрынғы келісімдер бойынша міндеттеме орындалған",
    "По прежним соглашениям обязательство выполнено",
    "Under earlier agreements the obligation was met",
)
OBLIGATION_BROKEN = Text(
    "Бұрынғы келісім бойынша қаражатты қайтару талап етілген",
    "По прежнему соглашению предъявлено требование о возврате",
    "Under an earlier agreement the return of money was demanded",
)


def findings(
    application: Application, applied_on: date, known: Known, costs: Costs, figures: Figures
) -> Mapping[str, Finding]:
    """What can be said on the day of submission (I-4); a check of which nothing can be said is left out. Goods are
    compared at so many digits of the customs code, services of OKED, or more (314:20.1)."""
    goods_digits, services_digits = figures["goods_digits"].whole, figures["services_digits"].whole
    told = {
        "payroll_grew": _payroll(application),
        "goods_listed": listed(_codes(application, "goods", "code"), known.goods, goods_digits, applied_on),
        "services_listed": listed(
            _codes(application, "services", "oked_code"), known.services, services_digits, applied_on
        ),
        "reimbursable_cost": _reimbursable(application, costs),
        "paid_in_window": _paid_in_window(application, applied_on, figures["cost_months"].whole),
        "documented": repeats(known, NO_CLAUSE),
        "exchange_rates": all_tenge(application) or at_the_banks_rates(application, known),
        "business_category": stated_category(application.get("size", ""), known, applied_on),
        "processing_level": _processing_level(application, known, goods_digits),
        "transport_bonus": _transport_bonus(application),
        "taxes_paid": _taxes_paid(application, applied_on, known),
        "earlier_obligation": _earlier_obligation(known),
    }
    return {key: finding for key, finding in told.items() if finding is not None}


def _codes(application: Application, part: str, name: str) -> list[str]:
    """The codes of the goods, or of the services, that are promoted."""
    rows: list[Mapping[str, str]] = application.get(part) or []  # type: ignore[assignment]  # goods or services
    return [row.get(name, "") for row in rows]


def _reimbursable(application: Application, costs: Costs) -> Finding | None:
    """314:20.2: a line of a type that the edition does not have. That a line really is of its type people judge."""
    unknown = [line for line in application.get("costs", []) if line.get("subitem", "") not in costs.subitem_by_key]
    facts = (NO_SUCH_TYPE.fill(id=line.get("id", ""), key=line.get("subitem", "")) for line in unknown)
    return found(False, *facts) if unknown else None


def _paid_in_window(application: Application, applied_on: date, months: int) -> Finding | None:
    """314:20.2, I-14: every payment lies in the window, both ends inside."""
    lines = application.get("costs", [])
    days = [day_of(payment.get("paid_on")) for line in lines for payment in line.get("payments", [])]
    if not days or None in days:
        return None
    return outside(lines, months_before(applied_on, months), applied_on, one_is_enough=False)


def _processing_level(application: Application, known: Known, digits: int) -> Finding | None:
    """314:11, second part: the level that a line states is that of the goods list."""
    lines = [line for line in application.get("costs", []) if line.get("subitem") in PROCESSED_TYPES]
    told = [_level_of(line, known, digits) for line in lines if line.get("goods_code")]
    if not told:
        return None
    verdicts, facts = [verdict for verdict, _fact in told], tuple(fact for _verdict, fact in told)
    if Verdict.NO in verdicts:
        return Finding(Verdict.NO, facts)
    return Finding(Verdict.YES if None not in verdicts and len(told) == len(lines) else None, facts)


def _level_of(line: CostLine, known: Known, digits: int) -> tuple[Verdict | None, Text]:
    code, stated = line["goods_code"], line.get("processing", "")
    rows = rows_for(code, known.goods, digits)
    levels = {row.level for row in rows if row.level}
    places: dict[str, object] = {"id": line.get("id", ""), "code": code}
    if not levels:
        return None, LEVEL_UNKNOWN.fill(**places)
    if len(levels) > 1:
        return None, SEVERAL_LEVELS.fill(names=", ".join(row.name for row in rows), **places)
    level, words = levels.pop(), CHOICES["processing"]
    places |= {"name": rows[0].name, "level": words[level], "stated": words.get(stated, NOT_SAID)}
    return (Verdict.YES, SAME_LEVEL.fill(**places)) if level == stated else (Verdict.NO, OTHER_LEVEL.fill(**places))


def _transport_bonus(application: Application) -> Finding | None:
    """314:11: no mark of a domestic carrier or a sea port, nothing to prove."""
    lines = [line for line in application.get("costs", []) if line.get("subitem") == TRANSPORT]
    marked = any(line.get("domestic_carrier") or line.get("sea_port") for line in lines)
    return Finding(Verdict.NOT_APPLICABLE, (UNMARKED,)) if lines and not marked else None


def _taxes_paid(application: Application, applied_on: date, known: Known) -> Finding | None:
    """314:12: what the ceiling of 9.9 is made of, as the application states it and as the register answers."""
    told, year = known.taxes, applied_on.year - 1
    if told is None:
        return None
    pairs = (
        (TAXES_PAID, sum_of(application.get("taxes_paid_previous_year")), told.paid.get(year)),
        (VAT_REFUNDED, sum_of(application.get("vat_refunded_previous_year")), told.refunded.get(year)),
    )
    facts = [_sums(what, year, stated, said) for what, stated, said in pairs if stated is not None and said is not None]
    if not facts:
        return None
    shown = (*facts, SOURCE.fill(source=told.said.source))
    if told.said.on < applied_on:
        return unsettled(*shown, older(told.said, applied_on))
    same = [stated == said for _what, stated, said in pairs if stated is not None and said is not None]
    return found(all(same), *shown) if len(same) == len(pairs) or not all(same) else unsettled(*shown)


def _sums(what: Text, year: int, stated: Decimal, said: Decimal) -> Text:
    places: dict[str, object] = {"what": what, "year": year, "stated": format_number(stated)}
    return SAME_SUM.fill(**places) if stated == said else OTHER_SUM.fill(told=format_number(said), **places)


def _payroll(application: Application) -> Finding | None:
    """314:4 does not say which two years are compared: what the application states is shown, the officer answers."""
    read = ((row.get("year"), sum_of(row.get("amount"))) for row in application.get("payroll", []))
    rows = sorted((year, amount) for year, amount in read if year and amount is not None)
    if not rows:
        return None
    facts = [PAYROLL.fill(year=year, sum=format_number(amount)) for year, amount in rows]
    for (_before, base), (year, amount) in pairwise(rows):
        if base:
            facts.append(GREW.fill(year=year, percent=format_number((amount - base) * 100 / base)))
    return unsettled(*facts)


def _earlier_obligation(known: Known) -> Finding | None:
    """314:22: the obligations of earlier agreements, where their term is over."""
    met = known.earlier_obligation_met
    return None if met is None else found(met, OBLIGATION_MET if met else OBLIGATION_BROKEN)
