"""The fields inside the items of Annex 1 that must be filled in, with their names; what may stay empty is not here."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.field_names import APPLICANT, COST, FOREIGN_PAYMENT, NESTED, PAYMENT
from workflows.programmes.form import Fields
from workflows.text import Text

__all__ = ["COST", "FIELDS", "FOREIGN_PAYMENT", "NESTED", "PAYMENT", "PLAIN", "RESIDENT_COST", "SUPPORT"]


#: Top-level fields by the item that asks them.
PLAIN: Mapping[str, Mapping[str, Text]] = {
    **APPLICANT,
    "staff": {
        "staff_total": Text("қызметкерлер саны", "численность работников", "number of employees"),
        "staff_citizens": Text("оның ішінде азаматтар", "из них граждан", "citizens among them"),
    },
    "local_content_share": {"local_content_share": Text("үлесі, %", "доля, %", "share, %")},
    "activity": {
        "oked_code": Text("ЭҚЖЖ коды", "код ОКЭД", "OKED code"),
        "oked_name": Text("қызмет түрі", "вид деятельности", "activity"),
    },
    "products": {"products": Text("өнім атауы", "наименование продукции", "name of the product")},
}

#: One support measure of item 10.
SUPPORT: Mapping[str, Text] = {
    "year": Text("жылы", "год", "year"),
    "programme": Text("бағдарлама", "программа", "programme"),
    "measure": Text("ынталандыру шарасы", "мера стимулирования", "measure"),
}

#: In place of these a non-resident's line has the documents of 342:A6.8.4.
RESIDENT_COST: Mapping[str, Text] = {
    "act_no": Text("актінің нөмірі", "номер акта", "act number"),
    "act_date": Text("актінің күні", "дата акта", "act date"),
    "invoice_no": Text("шот-фактураның нөмірі", "номер счета-фактуры", "tax invoice number"),
    "invoice_date": Text("шот-фактураның күні", "дата счета-фактуры", "tax invoice date"),
}

FIELDS = Fields(
    nested=NESTED,
    plain=PLAIN,
    cost=COST,
    resident_cost=RESIDENT_COST,
    payment=PAYMENT,
    foreign_payment=FOREIGN_PAYMENT,
    support=SUPPORT,
)
