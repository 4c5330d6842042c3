"""Tables that checks look things up in: the lists of goods and services of the two orders, categories of business, and
the words of cost types whose own text is not at hand."""

from __future__ import annotations

import re

from workflows.numbers import is_checked
from workflows.programmes.export_314.cost_types import PROVISIONS
from workflows.programmes.export_314.goods import REMOVED_ROWS
from workflows.programmes.field_names import CHOICES
from workflows.programmes.findings_applicant import CATEGORIES as CATEGORIES_OF_BUSINESS
from workflows.reference_tables.shapes import EN, KK, NAMES, RU, WHOLE, BadRow, Column, Kind, Row, Table
from workflows.text import Text

_WHOLE_HINT = Text(
    "Тізбе толық енгізілген күндер үшін «whole» деген бөлек жол қосыңыз: онсыз табылмаған код «жоқ» дегенді "
    "білдірмейді",
    "Для дней, на которые перечень внесен целиком, добавьте отдельную строку «whole»: без нее ненайденный код не "
    "означает «нет»",
    "For the days on which the list is entered whole add a row of its own, “whole”: without it a code that is not "
    "found does not mean “no”",
)


def _hint(kk: str, ru: str, en: str) -> Text:
    return Text(f"{kk}. {_WHOLE_HINT.kk}.", f"{ru}. {_WHOLE_HINT.ru}.", f"{en}. {_WHOLE_HINT.en}.")


def _codes_of(digits: range) -> str:
    """Words for a code's length."""
    return f"{digits.start}–{digits.stop - 1}"


#: 314:20.1: goods are compared at six digits or more of the customs code, services at four or more of OKED.
CUSTOMS_DIGITS, OKED_DIGITS = range(6, 11), range(4, 6)


def _oked_key(row: Row) -> None:
    """A code of OKED has four or five digits."""
    if row.key != WHOLE and len(re.sub(r"\D", "", row.key)) not in OKED_DIGITS:
        text = Text(
            "ЭҚЖЖ коды 4–5 цифрдан тұрады.", "Код ОКЭД состоит из 4–5 цифр.", "A code of OKED has 4 or 5 digits."
        )
        raise BadRow("key", text)


def _until_removed(row: Row) -> None:
    """A row that an order took out of the list does not hold after that day."""
    removed = REMOVED_ROWS.get(row.key)
    if removed is not None and (row.last is None or row.last >= removed.day):
        text = Text(
            "Бұл жол алып тасталған ({act}): соңғы күні {day} күнінен ерте болуы керек.",
            "Эта строка исключена ({act}): ее последний день должен быть раньше {day}.",
            "This row was taken out ({act}): its last day must be before {day}.",
        )
        raise BadRow("valid_to", text.fill(act=removed.act, day=f"{removed.day:%d.%m.%Y}"))


def _checked_number(row: Row) -> None:
    if not is_checked(row.key):
        text = Text(
            "БСН/ЖСН қате: бақылау цифры сәйкес келмейді.",
            "БИН/ИИН с ошибкой: не сходится контрольная цифра.",
            "The BIN or IIN is wrong: its check digit does not fit.",
        )
        raise BadRow("key", text)


_LABELLED = {provision.value.clause for provision in PROVISIONS if provision.value.editable}


def _words_not_at_hand(row: Row) -> None:
    """Words of the law that are known are not replaced by anybody's own."""
    if row.key not in _LABELLED:
        text = Text(
            "Бұл шығын түрінің мәтіні бұйрықтан белгілі немесе мұндай түр жоқ. Өзгертуге болатындары: {keys}.",
            "Текст этого вида затрат известен из приказа, или такого вида нет. Изменить можно: {keys}.",
            "The words of this cost type are known from the order, or there is no such type. Open to change: {keys}.",
        )
        raise BadRow("key", text.fill(keys=", ".join(sorted(_LABELLED))))


PRIORITY_GOODS = Table(
    "priority_goods",
    Text("Басым тауарлардың тізбесі", "Перечень приоритетных товаров", "List of priority goods"),
    Text("Код", "Код", "Code"),
    Text(
        "ЭҚЖЖ коды (4–5 цифр) немесе ЕАЭО СЭҚ ТН коды (6–10 цифр). Өтінімдегі ЭҚЖЖ кодымен тек ЭҚЖЖ кодтары "
        "салыстырылады",
        "Код ОКЭД (4–5 цифр) или код ТН ВЭД ЕАЭС (6–10 цифр). С кодом ОКЭД заявки сравниваются только коды ОКЭД",
        "Code of OKED (4–5 digits) or EAEU customs code (6–10 digits). The application's OKED code is compared with "
        "codes of OKED only",
    ),
    r"[0-9][0-9. ]{1,14}",
    NAMES,
    open_ended=True,
)
GOODS = Table(
    "goods",
    Text(
        "Экспортқа ілгерілетілетін тауарлар тізбесі (314, 2-қосымша)",
        "Перечень товаров для продвижения на экспорт (314, приложение 2)",
        "List of export goods (order 314, Annex 2)",
    ),
    Text("Реттік нөмірі", "Порядковый номер", "Order number"),
    _hint(
        "Тізбедегі жолдың нөмірі, мысалы 4955 немесе 4043-1",
        "Номер строки перечня, например 4955 или 4043-1",
        "The row's number in the list, for example 4955 or 4043-1",
    ),
    rf"[0-9]{{1,5}}(-[0-9]{{1,2}})?|{WHOLE}",
    (
        Column(
            "code",
            Kind.CODE,
            Text("ЕАЭО СЭҚ ТН коды", "Код ТН ВЭД ЕАЭС", "EAEU customs code"),
            shape=f"[0-9]{{{CUSTOMS_DIGITS.start},{CUSTOMS_DIGITS.stop - 1}}}",
            hint=Text(
                f"{_codes_of(CUSTOMS_DIGITS)} цифрдан тұратын кодты жазыңыз.",
                f"Запишите код из {_codes_of(CUSTOMS_DIGITS)} цифр.",
                f"Write a code of {_codes_of(CUSTOMS_DIGITS)} digits.",
            ),
        ),
        *NAMES,
        Column(
            "level",
            Kind.CHOICE,
            Text("Өңдеу деңгейі", "Уровень передела", "Level of processing"),
            choices=CHOICES["processing"],
        ),
    ),
    open_ended=True,
    is_list=True,
    rule=_until_removed,
)
SERVICES = Table(
    "services",
    Text(
        "Экспортқа ілгерілетілетін АКҚ тізбесі (314, 3-қосымша)",
        "Перечень ИКУ для продвижения на экспорт (314, приложение 3)",
        "List of ICT services for export (order 314, Annex 3)",
    ),
    Text("ЭҚЖЖ коды", "Код ОКЭД", "OKED code"),
    _hint("Мысалы, 62.01", "Например, 62.01", "For example, 62.01"),
    rf"[0-9]{{2}}[0-9.]{{2,5}}|{WHOLE}",
    NAMES,
    open_ended=True,
    is_list=True,
    rule=_oked_key,
)
CATEGORIES = Table(
    "categories",
    Text("Кәсіпкерлік субъектілерінің санаттары", "Категории субъектов предпринимательства", "Categories of business"),
    Text("БСН/ЖСН", "БИН/ИИН", "BIN or IIN"),
    Text("12 цифр", "12 цифр", "12 digits"),
    "[0-9]{12}",
    (
        Column(
            "category",
            Kind.CHOICE,
            Text("Санаты", "Категория", "Category"),
            choices=CATEGORIES_OF_BUSINESS,
        ),
    ),
    rule=_checked_number,
)
LABELS = Table(
    "labels",
    Text("Шығын түрлерінің атаулары (314)", "Наименования видов затрат (314)", "Labels of cost types (order 314)"),
    Text("Тармақша", "Подпункт", "Sub-paragraph"),
    Text("Мысалы, 314:9.1", "Например, 314:9.1", "For example, 314:9.1"),
    r"314:[0-9]{1,2}\.[0-9]{1,2}",
    (KK, RU, EN),
    open_ended=True,
    rule=_words_not_at_hand,
)
