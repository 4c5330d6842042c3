"""A complete application of order 314, to be spoiled by tests."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from tests.unit.workflows.samples import PERSON
from workflows.programmes import pick
from workflows.programmes.editions import EXPORT
from workflows.programmes.export_314.application import Application, CostLine

APPLIED_ON = date(2026, 3, 20)
#: The edition of the deferred paragraphs.
NOW = pick(EXPORT, APPLIED_ON)
#: The one before it.
BEFORE = pick(EXPORT, date(2024, 12, 31))

EXHIBITION: CostLine = {
    "id": "1",
    "subitem": "9.2.space",
    "name": "Көрме алаңы",
    "goods_code": "8438100000",
    "contract_no": "12",
    "contract_date": "2025-08-01",
    "currency": "KZT",
    "amount": "1000000.00",
    "supplier_name": "Messe GmbH",
    "payments": [{"paid_on": "2025-09-10", "amount": "1000000.00"}],
}
TRANSPORT: CostLine = {
    "id": "2",
    "subitem": "9.9",
    "name": "Тасымалдау",
    "goods_code": "8438100000",
    "processing": "upper",
    "domestic_carrier": True,
    "contract_no": "13",
    "contract_date": "2025-08-01",
    "currency": "KZT",
    "amount": "500000.00",
    "supplier_name": "«Жол» ЖШС",
    "payments": [{"paid_on": "2025-10-10", "amount": "500000.00"}],
}

APPLICATION: Application = {
    "language": "kk",
    "applicant_name": "«Өңір Экспорт» ЖШС",
    "legal_address": {"postcode": "010000", "region": "Ақмола", "city": "Көкшетау", "street": "Абай, 1"},
    "head": PERSON,
    "bin": "050140000123",
    "registration_date": "2015-01-20",
    "applicant_kind": "entity",
    "size": "medium",
    "payroll": [{"year": 2024, "amount": "50000000.00"}, {"year": 2025, "amount": "60000000.00"}],
    "goods": [{"code": "8438100000", "name": "Наубайхана жабдығы"}],
    "cost_subitems": ["9.2.space", "9.9"],
    "costs": [EXHIBITION, TRANSPORT],
    "taxes_paid_previous_year": "90000000.00",
    "vat_refunded_previous_year": "0.00",
    "bank": {"name": "«Банк» АҚ", "iban": "KZ00", "bic": "AAAAKZKA", "kbe": "17"},
    "declarations": {"accuracy": True, "no_bars": True, "personal_data": True},
    "contact": PERSON,
}


def application() -> Application:
    """A fresh complete application."""
    return deepcopy(APPLICATION)


def documents(of: Application) -> set[str]:
    """The kinds that it requires."""
    return {kind.key for kind in NOW.papers.required(NOW.papers.situation_of(of))}
