"""A complete application of order 342, to be spoiled by tests."""

from __future__ import annotations

from copy import deepcopy

from workflows.programmes.domestic_342.application import Application, CostLine, Person
from workflows.programmes.domestic_342.documents import required_documents, situation_of

PERSON: Person = {
    "surname": "Серікбай",
    "given_name": "Әсел",
    "patronymic": "Қанатқызы",
    "position": "директор",
    "phone": "+7 701 000 00 00",
    "email": "asel@example.kz",
}

COST: CostLine = {
    "id": "1",
    "subitem": "1.tests",
    "name": "Зертханалық сынақ",
    "oked_code": "71.20.1",
    "oked_name": "Техникалық сынақтар",
    "contract_no": "12",
    "contract_date": "2025-10-01",
    "act_no": "3",
    "act_date": "2025-11-01",
    "invoice_no": "45",
    "invoice_date": "2025-11-02",
    "currency": "KZT",
    "amount": "1200000.00",
    "supplier_name": "«Сынақ» ЖШС",
    "payments": [{"paid_on": "2025-11-10", "amount": "1200000.00"}],
}

APPLICATION: Application = {
    "language": "kk",
    "applicant_name": "«Өңір Өндіріс» ЖШС",
    "legal_address": {"postcode": "010000", "region": "Ақмола", "city": "Көкшетау", "street": "Абай, 1"},
    "head": PERSON,
    "bin": "050140000123",
    "registration_date": "2015-01-20",
    "staff_total": 40,
    "staff_citizens": 40,
    "local_content_share": "100",
    "oked_code": "25.11.0",
    "oked_name": "Құрылыс металл конструкцияларын өндіру",
    "products": "Металл конструкциялар",
    "support_participant": False,
    "cost_subitems": ["1.tests"],
    "costs": [COST],
    "bank": {"name": "«Банк» АҚ", "iban": "KZ00", "bic": "AAAAKZKA", "kbe": "17"},
    "declarations": {
        "exchange_rate": True,
        "accuracy": True,
        "no_other_support": True,
        "no_court_ban": True,
        "personal_data": True,
    },
    "contact": PERSON,
}


def application() -> Application:
    """A fresh complete application."""
    return deepcopy(APPLICATION)


def documents(of: Application) -> set[str]:
    """The kinds that it requires."""
    return {kind.key for kind in required_documents(situation_of(of))}
