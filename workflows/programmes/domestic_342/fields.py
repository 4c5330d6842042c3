"""The fields inside the items of Annex 1 that must be filled in, with their names; what may stay empty is not here."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.form import Fields
from workflows.text import Text

#: Fields of one group by the item that holds them: nested in the application under the same key.
NESTED: Mapping[str, Mapping[str, Text]] = {
    "legal_address": {
        "postcode": Text("индекс", "индекс", "postcode"),
        "region": Text("облыс", "область", "region"),
        "city": Text("қала/аудан", "город/район", "city or district"),
        "street": Text("көше, үй", "улица, дом", "street, house"),
    },
    "head": {
        "surname": Text("тегі", "фамилия", "surname"),
        "given_name": Text("аты", "имя", "given name"),
        "position": Text("лауазымы", "должность", "position"),
        "phone": Text("телефон", "телефон", "telephone"),
        "email": Text("электрондық мекенжайы", "электронный адрес", "e-mail"),
    },
    "bank": {
        "name": Text("алушының банкі", "банк получателя", "beneficiary's bank"),
        "iban": Text("шот нөмірі (ЖСК)", "номер счета (ИИК)", "account number (IBAN)"),
        "bic": Text("БСК", "БИК", "BIC"),
        "kbe": Text("КБе", "КБе", "KBe"),
    },
    "contact": {
        "surname": Text("тегі", "фамилия", "surname"),
        "given_name": Text("аты", "имя", "given name"),
        "position": Text("лауазымы", "должность", "position"),
        "phone": Text("телефон", "телефон", "telephone"),
        "email": Text("электрондық мекенжайы", "электронный адрес", "e-mail"),
    },
}

#: Top-level fields by the item that asks them.
PLAIN: Mapping[str, Mapping[str, Text]] = {
    "applicant_name": {"applicant_name": Text("толық атауы", "полное наименование", "full name")},
    "bin": {"bin": Text("БСН/ЖСН", "БИН/ИИН", "BIN/IIN")},
    "registration": {"registration_date": Text("тіркеу күні", "дата регистрации", "date of registration")},
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

#: One cost line (item 12), whoever the supplier.
COST: Mapping[str, Text] = {
    "subitem": Text("шығын түрі", "вид затрат", "type of cost"),
    "name": Text("шығынның атауы", "наименование затрат", "name of the cost"),
    "oked_code": Text("ЭҚЖЖ коды", "код ОКЭД", "OKED code"),
    "oked_name": Text("қызмет түрінің атауы", "наименование вида деятельности", "name of the activity"),
    "contract_no": Text("шарттың нөмірі", "номер договора", "contract number"),
    "contract_date": Text("шарттың күні", "дата договора", "contract date"),
    "currency": Text("валюта", "валюта", "currency"),
    "amount": Text("ҚҚС-сыз сома", "сумма без НДС", "sum without VAT"),
    "supplier_name": Text("орындаушының атауы", "наименование исполнителя", "name of the supplier"),
}
#: In place of these a non-resident's line has the documents of 342:A6.8.4.
RESIDENT_COST: Mapping[str, Text] = {
    "act_no": Text("актінің нөмірі", "номер акта", "act number"),
    "act_date": Text("актінің күні", "дата акта", "act date"),
    "invoice_no": Text("шот-фактураның нөмірі", "номер счета-фактуры", "tax invoice number"),
    "invoice_date": Text("шот-фактураның күні", "дата счета-фактуры", "tax invoice date"),
}
PAYMENT: Mapping[str, Text] = {
    "paid_on": Text("төлем күні", "дата оплаты", "day of payment"),
    "amount": Text("төлем сомасы", "сумма оплаты", "sum paid"),
}
#: Also for a payment in a foreign currency (342:13).
FOREIGN_PAYMENT: Mapping[str, Text] = {
    "rate": Text("Ұлттық Банк бағамы", "курс Национального Банка", "National Bank's rate"),
    "rate_units": Text("бағам бірлігі", "единиц валюты в курсе", "units the rate is quoted for"),
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
