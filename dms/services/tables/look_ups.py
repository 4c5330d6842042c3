"""What the reference tables, the registers and earlier cases say about one application, in the words of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dms import registers
from dms.models import Case, ReferenceRow, RegisterAnswer
from dms.queries import look_ups, monitoring
from dms.queries import reference as tables
from dms.queries import registers as answers
from dms.queries.repeated import list_repeats
from workflows.programmes.findings import bare, day
from workflows.programmes.findings_costs import foreign_payments
from workflows.programmes.known import (
    Arrears,
    Category,
    CodeList,
    Known,
    KnownRate,
    ListRow,
    Registration,
    Repeat,
    Said,
    Taxes,
)
from workflows.reference_tables import WHOLE
from workflows.registers import TITLES, Register
from workflows.text import Text

OF_TABLE = Text("санаттар кестесі, {act}", "таблица категорий, {act}", "table of categories, {act}")
OF_REGISTER = Text("{register}, {day}: {evidence}", "{register}, {day}: {evidence}", "{register}, {day}: {evidence}")


def known_of(case: Case, applied_on: date) -> Known:
    """What is known of the case's application, as of the day on which it came in."""
    lists, said = of_lists(case.content, applied_on), of_registers(answers.list_sound(case.id))
    return replace(
        said,
        goods=lists.goods,
        services=lists.services,
        priority=lists.priority,
        category=said.category or _category_of_table(case, applied_on),
        rates=_rates(case.content),
        repeats=_repeats(case),
        earlier_obligation_met=monitoring.earlier_obligation_met(case, applied_on),
    )


def of_lists(content: dict[str, Any], day: date) -> Known:
    """What the lists of the law alone say of an application's codes on a day."""
    rows = look_ups.list_rows(day, goods=_goods(content), activities=_activities(content))
    return Known(goods=_list(rows, "goods"), services=_list(rows, "services"), priority=_list(rows, "priority_goods"))


def of_registers(rows: Iterable[RegisterAnswer]) -> Known:
    """What the registers alone have answered; ``rows`` without a fault, the newest first."""
    said = [(row, registers.read(Register(row.register), row.told)) for row in rows]
    return Known(registration=_registration(said), category=_category(said), arrears=_arrears(said), taxes=_taxes(said))


def _repeats(case: Case) -> tuple[Repeat, ...]:
    """By cost line; a file that proves none is shown beside the documents alone."""
    return tuple(
        Repeat(line, found.programme, bool(found.granted), by_file=not found.line)
        for found in list_repeats(case)
        for line in found.lines
    )


def _goods(content: dict[str, Any]) -> set[str]:
    named = (good.get("code") for good in content.get("goods", []))
    carried = (line.get("goods_code") for line in content.get("costs", []))
    return _bare((*named, *carried))


def _activities(content: dict[str, Any]) -> set[str]:
    served = (service.get("oked_code") for service in content.get("services", []))
    spent = (line.get("oked_code") for line in content.get("costs", []))
    return _bare((content.get("oked_code"), *served, *spent))


def _bare(codes: Iterable[str | None]) -> set[str]:
    return {bare(code) for code in codes if code}


def _list(rows: Sequence[ReferenceRow], table: str) -> CodeList:
    own = [row for row in rows if row.table == table]
    found = (
        ListRow(row.key, row.values.get("code") or row.key, row.source, row.values.get("level", ""))
        for row in own
        if row.key != WHOLE
    )
    return CodeList(tuple(found), whole=any(row.key == WHOLE for row in own))


def source_of(row: RegisterAnswer) -> Text:
    """The register, the day of which its answer speaks, and what shows it."""
    assert row.said_on is not None  # only sound answers have a source
    evidence = ", ".join(filter(None, (row.origin, row.letter)))
    return OF_REGISTER.fill(register=TITLES[Register(row.register)], day=day(row.said_on), evidence=evidence)


def _said(row: RegisterAnswer) -> Said:
    assert row.said_on is not None  # only sound answers have a source
    return Said(source_of(row), row.said_on)


Answers = Sequence[tuple[RegisterAnswer, registers.Answer]]


def _registration(said: Answers) -> Registration | None:
    found = ((told, row) for row, told in said if isinstance(told, registers.BinAnswer))
    return next((Registration(told.registered_on, _said(row)) for told, row in found), None)


def _category(said: Answers) -> Category | None:
    found = ((told, row) for row, told in said if isinstance(told, registers.CategoryAnswer))
    return next((Category(told.category, _said(row)) for told, row in found), None)


def _category_of_table(case: Case, applied_on: date) -> Category | None:
    row = tables.find_covering("categories", case.organisation.bin, applied_on)
    if row is None:
        return None
    return Category(row.values["category"], Said(OF_TABLE.fill(act=row.source), applied_on))


def counting(rows: Iterable[RegisterAnswer]) -> set[int]:
    """Row ids of the answers of one register that are used, of ``rows`` with the newest first."""
    sound = [(row, registers.read(Register(row.register), row.told)) for row in rows if not row.fault]
    if not sound or not isinstance(sound[0][1], registers.TaxesAnswer):
        return {row.id for row, _told in sound[:1]}
    taxes = [(row.id, told) for row, told in sound if isinstance(told, registers.TaxesAnswer)]
    of_arrears = (row_id for row_id, told in taxes if told.arrears is not None)
    of_sums = (row_id for row_id, told in taxes if told.speaks_of_sums)
    return {row_id for row_id in (next(of_arrears, None), next(of_sums, None)) if row_id is not None}


def _arrears(said: Answers) -> Arrears | None:
    """Of the newest answer that speaks of them: the sums may have come with another one."""
    found = ((told.arrears, row) for row, told in said if isinstance(told, registers.TaxesAnswer))
    return next((Arrears(there, _said(row)) for there, row in found if there is not None), None)


def _taxes(said: Answers) -> Taxes | None:
    """Of the newest answer that speaks of sums, whole: sums of two answers are not mixed."""
    found = ((told, row) for row, told in said if isinstance(told, registers.TaxesAnswer))
    return next((Taxes(_said(row), t.exempt, t.paid, t.refunded) for t, row in found if t.speaks_of_sums), None)


def _rates(content: dict[str, Any]) -> dict[tuple[str, date], KnownRate]:
    pairs = {(currency, paid_on) for _cost, currency, paid_on, _payment in foreign_payments(content)}
    return {
        pair: KnownRate(Decimal(row.values["rate"]), int(row.values["units"]), row.source)
        for pair, row in look_ups.list_rates(pairs).items()
    }
