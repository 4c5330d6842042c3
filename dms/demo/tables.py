"""What the demo's reference tables hold besides what the product ships: rates of foreign currencies on the days of the
demo's payments, priority goods, rows of the lists of order 314, categories of business, retention periods, and made-up
values for years whose acts are not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from dms.demo.filing import NOMENCLATURE
from dms.demo.people import APPLICANTS
from dms.services.tables.reference import Proposal
from workflows.calendar import Calendar
from workflows.mci import SHIPPED

MADE_UP = "ДЕМО (DEMO)"
GOODS = "Қазақстан Республикасы Индустрия және инфрақұрылымдық даму министрінің м.а. 30.05.2022 № 306 бұйрығы"
#: Tenge for a unit in the demo's years, and how much it swings from day to day.
LEVELS = {"USD": (Decimal("512.40"), Decimal("0.85")), "RUB": (Decimal("6.18"), Decimal("0.02"))}

PRIORITY = (
    ("15200", "Аяқ киім", "Обувь"), ("27320", "Кабельдер мен сымдар", "Кабели и провода"),
    ("24330", "Болат профильдер", "Профили стальные"), ("10510", "Сүт өнімдері", "Молочная продукция"),
    ("28300", "Ауыл шаруашылығы техникасы", "Сельскохозяйственная техника"),
    ("25110", "Құрылыс металл құрылымдары", "Строительные металлоконструкции"), ("13200", "Маталар", "Ткани"),
    ("20300", "Бояулар мен лактар", "Краски и лаки"), ("23120", "Өңделген табақ шыны", "Обработанное листовое стекло"),
)  # fmt: skip

#: Rows of the goods list of order 314, whose own text is not at hand: number, customs code, kk, ru, level.
EXPORT_GOODS = (
    ("212", "040690", "Ірімшік", "Сыры прочие", "medium"), ("1187", "320910", "Бояулар", "Краски и лаки", "upper"),
    ("2406", "520832", "Мақта-маталар", "Ткани хлопчатобумажные", "medium"),
    ("2873", "640399", "Былғары аяқ киім", "Обувь кожаная", "upper"),
    ("3310", "721661", "Болат профильдер", "Профили стальные", "medium"),
    ("4121", "843810", "Наубайхана жабдығы", "Оборудование хлебопекарное", "upper"),
    ("4405", "854449", "Кабельдер мен сымдар", "Кабели и провода", "medium"),
)  # fmt: skip
EXPORT_SERVICES = (
    ("6201", "Компьютерлік бағдарламалау", "Компьютерное программирование"),
    ("6202", "Компьютерлік технологиялар бойынша кеңес беру", "Консультации по компьютерным технологиям"),
    ("6311", "Деректерді өңдеу және орналастыру", "Обработка и размещение данных"),
)
#: Categories of business, by applicant.
SIZES = {"himprom": "small", "dala": "small", "aral": "medium", "profil": "medium"}
#: Words for cost types whose own the known text does not give.
EXPORT_LABELS = (
    ("314:9.1", "Шетелдегі жарнама (ДЕМО)", "Реклама за рубежом (ДЕМО)", "Advertising abroad (DEMO)"),
    ("314:10.1", "АКҚ шетелдегі жарнамасы (ДЕМО)", "Реклама ИКУ за рубежом (ДЕМО)", "Advertising of ICT abroad (DEMO)"),
)


def made_up_rate(currency: str, day: date) -> Decimal:
    """The demo's rate of a currency on a day; the same each time."""
    level, swing = LEVELS[currency]
    return level + swing * Decimal(day.toordinal() % 17 - 8)


def proposals(today: date, foreign: Iterable[tuple[str, date]]) -> list[Proposal]:
    """Every row, to be proposed by one person and approved by another."""
    return [
        *_rates(today, foreign),
        *_goods(),
        *_export(),
        *_categories(today),
        *_retention(),
        *_years(today),
        *_mci(today),
    ]


def _rates(today: date, foreign: Iterable[tuple[str, date]]) -> Iterable[Proposal]:
    recent = [(currency, today - timedelta(days=back)) for currency in LEVELS for back in range(30)]
    for currency, day in sorted({*foreign, *recent}):
        values = {"rate": str(made_up_rate(currency, day)), "units": 1}
        yield Proposal(table="rates", key=currency, valid_from=day, valid_to=day, values=values, source=MADE_UP)


def _goods() -> Iterable[Proposal]:
    for key, kk, ru in PRIORITY:
        values = {"kk": kk, "ru": ru, "en": ""}
        yield Proposal(
            table="priority_goods", key=key, valid_from=date(2022, 6, 16), valid_to=None, values=values, source=GOODS
        )


def _export() -> Iterable[Proposal]:
    """Rows of the lists of order 314; nobody says that the lists are whole."""
    rows = [
        *(("goods", no, {"code": code, "kk": kk, "ru": ru, "en": "", "level": level})
          for no, code, kk, ru, level in EXPORT_GOODS),
        *(("services", code, {"kk": kk, "ru": ru, "en": ""}) for code, kk, ru in EXPORT_SERVICES),
        *(("labels", clause, {"kk": kk, "ru": ru, "en": en}) for clause, kk, ru, en in EXPORT_LABELS),
    ]  # fmt: skip
    for table, key, values in rows:
        yield Proposal(table=table, key=key, valid_from=date(2022, 8, 12), valid_to=None, values=values, source=MADE_UP)


def _categories(today: date) -> Iterable[Proposal]:
    """Of the applicants abroad, as their applications state them."""
    numbers = {head.key: head.number for head in APPLICANTS}
    for key, size in SIZES.items():
        yield Proposal(
            table="categories", key=numbers[key], valid_from=date(today.year - 4, 1, 1),
            valid_to=date(today.year + 4, 12, 31), values={"category": size}, source=MADE_UP,
        )  # fmt: skip


def _retention() -> Iterable[Proposal]:
    values = {"years": 5, "kk": "Мемлекеттік қызмет істері", "ru": "Дела по государственной услуге", "en": ""}
    yield Proposal(
        table="retention", key="07-12", valid_from=date(2023, 1, 1), valid_to=None, values=values, source=MADE_UP
    )
    for index, (years, kk, ru, en) in NOMENCLATURE.items():
        row = {"years": years, "article": "", "unit": "", "kk": kk, "ru": ru, "en": en}
        yield Proposal(
            table="retention", key=index, valid_from=date(2023, 1, 1), valid_to=None, values=row, source=MADE_UP
        )


def _years(today: date) -> Iterable[Proposal]:
    """The calendar as far as the demo's clock may go: by the statute alone, not confirmed."""
    known = Calendar.shipped().years
    for year in range(today.year, today.year + 5):
        if year not in known:
            yield Proposal(
                table="holidays", key=f"year-{year}", valid_from=date(year, 1, 1), valid_to=date(year, 12, 31),
                values={"off": False, "kk": f"{year} жыл", "ru": f"{year} год", "en": f"Year {year}"}, source=MADE_UP,
            )  # fmt: skip


def _mci(today: date) -> Iterable[Proposal]:
    """Values after the last year that an act has fixed: marked as made up, so that a walk of two years finds one."""
    last = max(SHIPPED, key=lambda row: row.until)
    for year in range(last.until.year + 1, today.year + 5):
        value = last.value + Decimal(250) * (year - last.until.year)
        yield Proposal(
            table="mci", key="mci", valid_from=date(year, 1, 1), valid_to=date(year, 12, 31),
            values={"value": f"{value:.2f}"}, source=MADE_UP,
        )  # fmt: skip
