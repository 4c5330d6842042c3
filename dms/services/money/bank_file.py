"""The payment order for the bank: the data of a paid case as CSV, one line a payment, in the order a bank client asks
for. The paper itself is the document ``payment-order``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dms.models import Document, PaperOrder
from forms.annexes import contexts
from forms.annexes.contexts.sheets import PaymentOrder

COLUMNS = (
    "number", "date", "sum", "currency", "payer_bin", "payer_name", "payer_iban", "payer_bic", "payer_kod", "payee_bin",
    "payee_name", "payee_iban", "payee_bic", "payee_kbe", "purpose_code", "purpose",
)  # fmt: skip
MEDIA_TYPE = "text/csv"


def of_orders(orders: Iterable[tuple[Document, PaperOrder]]) -> bytes:
    """UTF-8 with a mark at its head, semicolons between: what spreadsheet programs here open as it is. A field that
    would be taken for a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for _document, order in orders:
        context = contexts.from_json("payment-order", order.context)
        assert isinstance(context, PaymentOrder)  # by the form
        writer.writerow([_plain(value) for value in _line(context)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _line(order: PaymentOrder) -> tuple[str, ...]:
    payer, payee = order.payer, order.payee
    return (
        order.number, f"{order.on:%d.%m.%Y}", f"{order.sum:.2f}", "KZT",
        payer.bin, payer.name, payer.bank.iban, payer.bank.bic, payer.bank.kbe,
        payee.bin, payee.name, payee.bank.iban, payee.bank.bic, payee.bank.kbe, order.purpose_code,
        order.purpose,
    )  # fmt: skip


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
