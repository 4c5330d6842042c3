"""What the fields that all programmes ask are called; each programme says which of them must be filled in."""

from __future__ import annotations

from collections.abc import Mapping

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

#: Who the applicant is, by the item that asks it.
APPLICANT: Mapping[str, Mapping[str, Text]] = {
    "applicant_name": {"applicant_name": Text("толық атауы", "полное наименование", "full name")},
    "bin": {"bin": Text("БСН/ЖСН", "БИН/ИИН", "BIN/IIN")},
    "registration": {"registration_date": Text("тіркеу күні", "дата регистрации", "date of registration")},
}

#: One cost line, whoever the supplier.
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
PAYMENT: Mapping[str, Text] = {
    "paid_on": Text("төлем күні", "дата оплаты", "day of payment"),
    "amount": Text("төлем сомасы", "сумма оплаты", "sum paid"),
}
#: Also for a payment in a foreign currency.
FOREIGN_PAYMENT: Mapping[str, Text] = {
    "rate": Text("Ұлттық Банк бағамы", "курс Национального Банка", "National Bank's rate"),
    "rate_units": Text("бағам бірлігі", "единиц валюты в курсе", "units the rate is quoted for"),
}
#: Fields that take one of a few answers: the answers by what the application keeps.
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "applicant_kind": {
        "entity": Text(
            "өнеркәсіптік-инновациялық қызмет субъектісі",
            "субъект промышленно-инновационной деятельности",
            "an entity of industrial-innovation activity",
        ),
        "subsidiary": Text(
            "субъектінің еншілес компаниясы", "дочерняя компания субъекта", "a subsidiary of the entity"
        ),
        "representative": Text(
            "субъектінің ресми өкілі", "официальный представитель субъекта", "an official representative of the entity"
        ),
        "ict_provider": Text(
            "ақпараттық-коммуникациялық қызметтерді көрсетуші",
            "поставщик информационно-коммуникационных услуг",
            "a provider of ICT services",
        ),
    },
    "size": {
        "small": Text("шағын (оның ішінде микро)", "малое (в том числе микро)", "small (micro included)"),
        "medium": Text("орта", "среднее", "medium"),
        "large": Text("ірі", "крупное", "large"),
    },
    "processing": {
        "upper": Text("жоғарғы", "верхний", "upper"),
        "medium": Text("орташа", "средний", "medium"),
        "lower": Text("төменгі", "нижний", "lower"),
    },
}
