"""The pages of money and monitoring: who comes in, what they show, what a form brings about."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from markupsafe import escape
from openpyxl import load_workbook

from dms.models import User
from dms.queries import cases, money, reports
from dms.services import reports as making
from tests.fixtures import people
from tests.fixtures.office import PROGRAMME
from tests.fixtures.walk import Walk
from workflows.states import CaseState, Role

Get = Callable[[Any, str], Any]


@pytest.fixture
def browse(app: Flask, walk: Walk) -> Get:
    def get(who: User | Role, path: str, **form: Any) -> Any:
        user = walk.staff(who) if isinstance(who, Role) else who
        client = people.sign_in(app.test_client(), user)
        return client.post(path, data=form) if form else client.get(path)

    return get


def test_the_account(walk: Walk, browse: Get) -> None:
    case = walk.to(CaseState.PAYMENT)
    page = browse(Role.FINANCE, "/money/")
    shown = page.get_data(as_text=True)
    assert page.status_code == 200
    assert case.number in shown
    assert "May be paid" in shown
    for lang, word in (("kk", "Бағдарлама шоты"), ("ru", "Счет программы")):
        user = walk.staff(Role.SUPERVISOR)
        user.locale = lang
        assert word in browse(user, "/money/").get_data(as_text=True), lang
    for role, status in ((Role.EXECUTOR, 403), (Role.ARCHIVIST, 403), (Role.SUPERVISOR, 200)):
        assert browse(role, "/money/").status_code == status
    assert browse(walk.applicant(case), "/money/").status_code == 403

    before = money.on_account(PROGRAMME)
    told = {"amount": "1 500,50", "number": "IN-5", "note": ""}
    assert browse(Role.SUPERVISOR, "/money/transfer", **told).status_code == 403
    assert browse(Role.FINANCE, "/money/transfer", **told).status_code == 302
    again = browse(Role.FINANCE, "/money/transfer", **told)
    assert again.status_code == 409
    assert "recorded already" in again.get_data(as_text=True)
    assert browse(Role.FINANCE, "/money/transfer", **{**told, "amount": "0", "number": "IN-6"}).status_code == 400
    assert str(money.on_account(PROGRAMME) - before) == "1500.50"
    sheet = load_workbook(BytesIO(browse(Role.FINANCE, "/money/movements.xlsx").data)).active
    assert sheet is not None
    assert [row[4].value for row in sheet.iter_rows(min_row=2, max_row=2)] == [1500.5]


def test_the_payment_and_its_files(walk: Walk, browse: Get) -> None:
    case = walk.to(CaseState.PAYMENT)
    assigners = [walk.staff(role) for role in (Role.REGISTRAR, Role.HEAD)]
    place = f"/money/c/{case.public_id}"
    tab = browse(Role.FINANCE, f"/desk/c/{case.public_id}/money").get_data(as_text=True)
    assert 'id="act-pay"' in tab
    assert "A bank does not take this order as it is" in tab
    assert "payment purpose code (KNP)" in tab
    bank, form = case.content["bank"], tab[tab.index('id="act-pay"') :].replace("\N{NO-BREAK SPACE}", "")
    for known in (case.organisation.bin, bank["iban"], bank["bic"], bank["kbe"], bank["name"], "480000,00₸"):
        assert str(escape(known)) in form, known
    assert f"№ {case.number}" in form
    stale = browse(Role.FINANCE, f"{place}/pay", version=case.version - 1, reference="PP-1")
    assert stale.status_code == 409
    assert browse(Role.FINANCE, f"{place}/pay", reference="PP-1").status_code == 409  # no version is a stale one
    assert browse(Role.FINANCE, f"{place}/pay", version=case.version, reference="=1+1").status_code == 400
    assert browse(Role.MONITOR, f"{place}/pay", version=case.version, reference="PP-1").status_code == 409
    wrong = browse(Role.FINANCE, f"{place}/pay", version=case.version, reference="PP-1", purpose_code="29")
    assert wrong.status_code == 400
    assert "The code has three digits." in wrong.get_data(as_text=True)
    paid = browse(Role.FINANCE, f"{place}/pay", version=case.version, reference="PP-1", purpose_code="290")
    assert paid.status_code == 302
    walk.run_jobs()
    case = walk.fresh(case)
    assert case.state == CaseState.MONITORING
    for assigner in assigners:
        told = browse(assigner, "/account/notices").get_data(as_text=True)
        assert f"{case.number}: the money is paid and monitoring has begun. Give the case to a monitor" in told
    bank = browse(Role.FINANCE, f"{place}/bank-file.csv").get_data().decode("utf-8-sig").splitlines()
    assert {"payer_kod", "payee_kbe", "purpose_code"} <= set(bank[0].split(";"))
    assert bank[1].startswith("PP-1;")
    assert ";480000.00;KZT;" in bank[1]
    assert dict(zip(bank[0].split(";"), bank[1].split(";"), strict=True))["purpose_code"] == "290"
    assert browse(Role.FINANCE, f"{place}/no-such-act").status_code == 404
    assert browse(walk.applicant(case), f"{place}/pay").status_code == 403
    assert browse(Role.FINANCE, "/money/c/nothing/pay").status_code == 404


def test_monitoring_on_the_tab(walk: Walk, browse: Get) -> None:
    case = walk.give_to_monitor(walk.to(CaseState.MONITORING))
    place = f"/money/c/{case.public_id}"
    first = cases.quarters_of(case.id)[0]
    walk.clock.advance(days=(first.due_on - walk.clock().date()).days + 1)
    tab = browse(Role.MONITOR, f"/desk/c/{case.public_id}/money").get_data(as_text=True)
    assert "Late" in tab
    for action in ("warn", "ask", "report_quarter"):
        assert f'id="act-{action}"' in tab
    told = {"version": case.version, "quarter": "1", "income": "2000000", "base_income": "1500000"}
    assert browse(Role.MONITOR, f"{place}/report_quarter", **{**told, "quarter": "2"}).status_code == 400
    assert browse(Role.MONITOR, f"{place}/report_quarter", **told).status_code == 302
    case = walk.fresh(case)
    assert browse(Role.MONITOR, f"{place}/warn", version=case.version, reasons="Табыс төмен").status_code == 302
    walk.run_jobs()
    tab = browse(Role.MONITOR, f"/desk/c/{case.public_id}/money").get_data(as_text=True)
    assert "500\N{NO-BREAK SPACE}000,00" in tab
    assert "Risk warning" in tab
    assert browse(Role.MONITOR, f"{place}/warn", version=walk.fresh(case).version, reasons=" ").status_code == 400


@pytest.mark.clause("342:25.3", "342:28", "342:A4")
@pytest.mark.usefixtures("drawn_papers")
def test_the_quarterly_report(app: Flask, walk: Walk, browse: Get) -> None:
    """342:28: one row per enterprise and cost type, as of the end of the quarter."""
    paid = walk.to(CaseState.MONITORING)
    refused = walk.to(CaseState.REFUSED)
    walk.clock.advance(hours=1)
    assert browse(Role.FINANCE, "/money/reports").status_code == 403
    assert browse(Role.SUPERVISOR, "/money/reports", quarter="2026-2", language="kk").status_code == 403
    assert browse(Role.MONITOR, "/money/reports", quarter="2026-2", language="kk").status_code == 302
    row = reports.reports(PROGRAMME)[0]
    lines = {line["state"]: line for line in row.context["rows"]}
    assert len(lines) == 2
    assert {line["support"] for line in lines.values()} == {"480000.00", "0.00"}
    money_line = next(line for line in lines.values() if line["support"] == "480000.00")
    assert (money_line["own_part"], money_line["financed"]) == ("480000.00", "480000.00")
    assert browse(Role.MONITOR, f"/money/reports/{row.public_id}/pdf").status_code == 404
    making.make(row.id)
    pdf = browse(Role.MONITOR, f"/money/reports/{row.public_id}/pdf").data
    assert pdf.startswith(b"%PDF")
    told = app.test_client().get(f"/d/{row.public_id}").get_data(as_text=True)
    assert row.number in told
    assert hashlib.sha256(pdf).hexdigest() in told
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert f"/d/{row.public_id}" in words, "the foot of its pages names the address"
    sheet = load_workbook(BytesIO(browse(Role.HEAD, f"/money/reports/{row.public_id}/xlsx").data)).active
    assert sheet is not None
    assert sheet.max_row == 3
    assert 480 in [cell.value for cell in sheet["G"]]
    assert browse(Role.MONITOR, "/money/reports", quarter="2027-1", language="kk").status_code == 400
    early = making.build(PROGRAMME, making.Quarter(2026, 1), "ru", walk.staff(Role.MONITOR), walk.clock())
    assert early.rows == ()
    assert paid.state != refused.state


def test_nothing_of_the_tab_shows_before_the_agreement(walk: Walk, browse: Get) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    page = browse(Role.HEAD, f"/desk/c/{case.public_id}/money")
    assert page.status_code == 200
    assert 'id="act-' not in page.get_data(as_text=True)
    assert browse(Role.FINANCE, f"/money/c/{case.public_id}/pay").status_code == 404
