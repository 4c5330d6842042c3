"""The operator's quarterly report P342 (342:28, Annex 4): its rows are frozen when it is asked for, a job makes the PDF
and the spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Literal

from flask import current_app

from dms.errors import BadInput
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Decision, File, Report, User
from dms.queries import reports as queries
from dms.services import clock, files, journal, sheets_out
from dms.services.clock import ALMATY
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.later import later
from dms.services.papers import offices, parts, press
from dms.services.unit import unit
from forms.annexes import contexts
from forms.annexes.contexts.parts import Person
from forms.annexes.contexts.report import OperatorReport, ReportRow, thousands
from workflows.labels import STATE_LABELS
from workflows.programmes.periods import Quarter
from workflows.states import CaseState, DraftKind
from workflows.text import Text

ZERO = Decimal("0.00")
FORM = "annex-4"
NOT_BEGUN = Text("Бұл тоқсан әлі басталған жоқ.", "Этот квартал еще не начался.", "This quarter has not begun yet.")
HEAD = {
    "kk": (
        "№", "Кәсіпорын", "Шығын түрі", "Өтінім түскен күн", "Шешім күні", "Өз қаражаты, мың теңге",
        "Мемлекеттік қолдау, мың теңге", "Есепті күнге қаржыландырылды, мың теңге", "Ағымдағы жағдайы",
    ),
    "ru": (
        "№", "Предприятие", "Вид затрат", "Дата поступления заявки", "Дата решения", "Собственные средства, тыс. тенге",
        "Государственная поддержка, тыс. тенге", "Профинансировано на отчетную дату, тыс. тенге",
        "Текущее состояние",
    ),
}  # fmt: skip
WIDTHS = (6, 40, 44, 14, 14, 18, 18, 18, 28)


def order(programme: str, quarter: Quarter, language: str, user: User, now: datetime) -> Report:
    """Freezes the rows and orders the files; commits.

    Raises:
        BadInput: the quarter lies ahead.
    """
    if quarter.first > now.date():
        raise BadInput(NOT_BEGUN, field="quarter")
    with unit():
        context = build(programme, quarter, language, user, now)
        row = Report(
            programme=programme,
            year=quarter.year,
            quarter=quarter.number,
            language=language,
            context=contexts.to_json(context),
            made_by_id=user.id,
            made_at=now,
        )
        db.session.add(row)
        db.session.flush()
        later("make_report", report_id=row.id)
    return row


def build(programme: str, quarter: Quarter, language: str, user: User, now: datetime) -> OperatorReport:
    """The report as of the end of the quarter, or as of now while it runs: who was supported and with what (342:25.3,
    342:28)."""
    first = datetime.combine(quarter.first, time.min, ALMATY)
    end = min(now, datetime.combine(quarter.shifted(1).first, time.min, ALMATY))
    own = current_app.config["SETTINGS"]
    return OperatorReport(
        quarter=quarter.number,
        year=quarter.year,
        bin=own.operator_bin,
        rows=tuple(_rows(programme, first, end, language)),
        operator_name=own.operator_name_ru if language == "ru" else own.operator_name_kk,
        operator_address=own.operator_address_ru if language == "ru" else own.operator_address_kk,
        operator_phone=own.operator_phone,
        operator_email=own.operator_email,
        executor=Person(name=user.name, position=offices.post_of(user, language), phone=user.phone, email=user.email),
        head=Person(position=offices.HEAD.get(language)),
    )


def _rows(programme: str, first: datetime, end: datetime, language: str) -> Iterator[ReportRow]:
    found = queries.cases_between(programme, first, end)
    ids = [case.id for case in found]
    decided, paid, states = queries.decisions_at(ids, end), queries.paid_at(ids, end), queries.states_at(ids, end)
    for case in found:
        decision = decided.get(case.id)
        financed = paid.get(case.id, ZERO)
        state = STATE_LABELS[CaseState(states.get(case.id, case.state))].get(language)
        assert case.received_at is not None  # the query asked for it
        for kind, (cost, support) in _by_type(case, decision).items():
            part = min(support, financed)
            financed -= part
            yield ReportRow(
                enterprise=parts.applicant_name(case),
                cost_type=edition_of(case).costs.type_by_key[kind].title.get(language),
                received_on=case.received_at.astimezone(ALMATY).date(),
                decided_on=decision.signed_at.astimezone(ALMATY).date() if decision and decision.signed_at else None,
                own_part=max(ZERO, cost - support),
                support=support,
                financed=part,
                state=state,
            )


def _by_type(case: Case, decision: Decision | None) -> dict[str, tuple[Decimal, Decimal]]:
    """Cost and granted support of each cost type, tenge: declared while nothing is decided, accepted once it is."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    if decision is not None and decision.kind == DraftKind.GRANT:
        for line in decision.payload["calculation"]["lines"]:
            cost, support = found.get(line["type"], (ZERO, ZERO))
            found[line["type"]] = (cost + Decimal(line["accepted"]), support + Decimal(line["granted"]))
        return found
    for line in case.content.get("costs", []):
        if sums.payable(case, line):
            cost_line = sums.cost_of(case, line)
            cost, support = found.get(cost_line.type, (ZERO, ZERO))
            found[cost_line.type] = (cost + sum((p.tenge for p in cost_line.payments), ZERO), support)
    return found


def make(report_id: int) -> None:
    """The job: both files into the store. Runs again harmlessly after a crash.

    Raises:
        OutsideTrouble: the store did not take them; the job is tried again.
    """
    row = db.session.get_one(Report, report_id)
    if row.pdf_file_id is not None:
        return
    context = contexts.from_json(FORM, row.context)
    lang: Literal["kk", "ru"] = "ru" if row.language == "ru" else "kk"
    name = f"{row.number}-{lang}"
    address = f"{current_app.config['SETTINGS'].public_url}/d/{row.public_id}"
    pdf = press.printed(FORM, context, lang, qr_url=address)
    pdf_file = files.keep(io.BytesIO(pdf), name=f"{name}.pdf", media_type="application/pdf", owner=None)
    with spreadsheet(row, lang) as sheet:
        sheet_file = files.keep(sheet, name=f"{name}.xlsx", media_type=sheets_out.MEDIA_TYPE, owner=None)
    with unit():
        row = db.session.get_one(Report, report_id, with_for_update=True, populate_existing=True)
        if row.pdf_file_id is not None:
            return
        _finish(row, pdf_file, sheet_file)


def _finish(row: Report, pdf: File, sheet: File) -> None:
    row.pdf_file_id, row.sheet_file_id = files.claim(pdf).id, files.claim(sheet).id
    facts = {
        "report": row.public_id,
        "year": row.year,
        "quarter": row.quarter,
        "language": row.language,
        "sha256": pdf.sha256,
        "sheet_sha256": sheet.sha256,
    }
    maker = db.session.get(User, row.made_by_id)
    journal.write(Event.REPORT_MADE, actor=maker, at=clock.now(), clause="342:28", facts=facts)


def spreadsheet(row: Report, lang: str) -> Any:
    """The same rows as a workbook, thousand tenge as on paper."""
    context = contexts.from_json(FORM, row.context)
    assert isinstance(context, OperatorReport)  # by the form
    title = f"П342 {row.year}-{row.quarter}"
    return sheets_out.write(title, HEAD[lang], WIDTHS, (_cells(no, line) for no, line in enumerate(context.rows, 1)))


def _cells(number: int, line: ReportRow) -> list[sheets_out.Cell]:
    return [
        number,
        line.enterprise,
        line.cost_type,
        f"{line.received_on:%d.%m.%Y}",
        f"{line.decided_on:%d.%m.%Y}" if line.decided_on else "",
        thousands(line.own_part),
        thousands(line.support),
        thousands(line.financed),
        line.state,
    ]
