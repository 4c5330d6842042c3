"""The outside registers that checks rest on: what each answers, by which clause, and how it is asked by hand. An answer
is kept whoever gave it; none of them decides anything by itself."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workflows.text import Text


class Register(StrEnum):
    """Whom the operator asks about an applicant."""

    BIN = "bin"  # state registration
    CATEGORY = "category"  # category of business
    TAXES = "taxes"  # taxes and other mandatory payments


TITLES: Mapping[Register, Text] = {
    Register.BIN: Text(
        "Заңды тұлғалардың мемлекеттік тіркелімі (БСН)",
        "Государственная регистрация юридических лиц (БИН)",
        "State registration of legal entities (BIN)",
    ),
    Register.CATEGORY: Text(
        "Кәсіпкерлік субъектілерінің тізілімі (санаты)",
        "Реестр субъектов предпринимательства (категория)",
        "Register of business entities (category)",
    ),
    Register.TAXES: Text(
        "Мемлекеттік кірістер комитетінің деректері (салықтар)",
        "Данные Комитета государственных доходов (налоги)",
        "Data of the State Revenue Committee (taxes)",
    ),
}
#: Where order 342 says that the operator itself obtains it.
CLAUSES: Mapping[Register, str] = {Register.CATEGORY: "342:A6.8", Register.TAXES: "342:A6.8"}
#: The way that is always open.
BY_HAND: Mapping[Register, Text] = {
    Register.BIN: Text(
        "Ұлттық статистика бюросының сайтынан (stat.gov.kz) БСН/ЖСН бойынша іздеңіз немесе тіркеу туралы анықтаманы "
        "egov.kz порталынан алыңыз.",
        "Найдите по БИН/ИИН на сайте Бюро национальной статистики (stat.gov.kz) или возьмите справку о регистрации на "
        "портале egov.kz.",
        "Look the BIN or IIN up on the site of the Bureau of National Statistics (stat.gov.kz), or take a certificate "
        "of registration from the egov.kz portal.",
    ),
    Register.CATEGORY: Text(
        "Электрондық лицензиялау порталынан (elicense.kz) «Кәсіпкерлік субъектісінің санаты туралы ақпарат беру» "
        "мемлекеттік көрсетілетін қызметі арқылы алыңыз.",
        "Получите на портале электронного лицензирования (elicense.kz) через государственную услугу «Предоставление "
        "информации о категории субъекта предпринимательства».",
        "Get it from the e-licensing portal (elicense.kz), state service “Information on the category of a business "
        "entity”.",
    ),
    Register.TAXES: Text(
        "Мемлекеттік кірістер комитетінің ресми сайтынан (kgd.gov.kz) қараңыз немесе мемлекеттік кірістер органына "
        "сұрау салыңыз.",
        "Посмотрите на официальном сайте Комитета государственных доходов (kgd.gov.kz) или направьте запрос в орган "
        "государственных доходов.",
        "See the official site of the State Revenue Committee (kgd.gov.kz), or write to the state revenue body.",
    ),
}
