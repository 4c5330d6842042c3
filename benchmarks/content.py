"""The application that every measured case carries: whole, three cost lines of one type, nothing of it missing."""

from __future__ import annotations

from typing import Any


def _line(number: int) -> dict[str, Any]:
    return {
        "id": str(number),
        "subitem": "1.assessment",
        "name": f"Сәйкестікті бағалау, {number}-кезең",
        "oked_code": "71200",
        "oked_name": "Техникалық сынақтар және талдау",
        "contract_no": f"8/{number}",
        "contract_date": "2025-10-01",
        "act_no": f"12-{number}",
        "act_date": "2025-11-10",
        "invoice_no": f"17-{number}",
        "invoice_date": "2025-11-10",
        "payment_invoice_no": f"9-{number}",
        "payment_invoice_date": "2025-11-01",
        "currency": "KZT",
        "amount": "320000.00",
        "supplier_name": "«Сапа Серт» ЖШС",
        "supplier_bin": "070740003939",
        "supplier_nonresident": False,
        "payments": [{"paid_on": "2025-11-12", "amount": "320000.00", "order_no": f"77-{number}"}],
    }


CONTENT: dict[str, Any] = {
    "applicant_name": "«Үлгі» жауапкершілігі шектеулі серіктестігі",
    "bank": {"name": "«Банк» АҚ", "iban": "KZ476010131000179714", "bic": "HSBKKZKX", "kbe": "17"},
    "legal_address": {
        "postcode": "010000", "region": "Астана", "city": "Астана", "street": "Мәңгілік Ел 1", "phone": "+77172000000",
    },
    "head": {
        "surname": "Сейітов", "given_name": "Асан", "position": "Директор",
        "phone": "+77010000000", "email": "head@example.kz",
    },
    "registration_date": "2009-08-01",
    "registration_no": "1",
    "staff_total": 100,
    "staff_citizens": 95,
    "local_content_share": "95",
    "oked_code": "15200",
    "oked_name": "Аяқ киім өндірісі",
    "products": "Аяқ киім",
    "support_participant": False,
    "cost_subitems": ["1.assessment"],
    "costs": [_line(number) for number in (1, 2, 3)],
    "declarations": dict.fromkeys(
        ("exchange_rate", "accuracy", "no_other_support", "no_court_ban", "personal_data"), True
    ),
    "contact": {
        "surname": "Қали", "given_name": "Ая", "position": "Бухгалтер",
        "phone": "+77010000001", "email": "contact@example.kz",
    },
}  # fmt: skip
