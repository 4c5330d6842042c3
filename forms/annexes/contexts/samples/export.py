"""A sample of the application of the export programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from forms.annexes.contexts.export_application import ExportApplication, ExportCost, Item, ItemLine
from forms.annexes.contexts.parts import Reference
from forms.annexes.contexts.rules import Context
from forms.annexes.contexts.samples import people as p


def _line(label: str, value: str) -> ItemLine:
    return ItemLine(label=label, value=value)


_ITEMS = (
    Item(number=1, title="Толық атауы", lines=(_line("Толық атауы", p.APPLICANT),)),
    Item(number=2, title="Заңды мекенжайы", lines=(_line("Заңды мекенжайы", "020000, Ақмола, Көкшетау, Абай, 1"),)),
    Item(
        number=8,
        title="Соңғы жылдардағы еңбекақы төлеу қоры",
        lines=(_line("Соңғы жылдардағы еңбекақы төлеу қоры", "2024: 50 000 000,00\n2025: 60 000 000,00"),),
    ),
    Item(number=12, title="Ілгерілету жөніндегі шығындар туралы мәліметтер", costs=True),
    Item(
        number=13,
        title="Өтінім жылының алдындағы жылы төленген салықтар мен қайтарылған ҚҚС",
        lines=(_line("Төленген салықтар", "90 000 000,00"), _line("Қайтарылған ҚҚС", "")),
    ),
    Item(number=15, title="Мәліметтер мен құжаттардың толықтығы мен анықтығын растаймын", ticked=True),
    Item(number=17, title="Дербес деректерді жинауға және өңдеуге келісемін", ticked=False),
)
_COSTS = (
    ExportCost(
        type="9.9",
        name="Пештерді Ташкентке жеткізу",
        codes="8438100000",
        marks="жоғары, отандық тасымалдаушы",
        supplier="«Жол» ЖШС",
        contract=Reference(number="13", on=date(2025, 8, 1)),
        act=Reference(number="4", on=date(2025, 9, 30)),
        invoice=Reference(number="44", on=date(2025, 9, 30)),
        amount_tenge=Decimal("500000.00"),
    ),
    ExportCost(
        type="9.2",
        name="Көрме алаңын жалға алу",
        codes="8438100000",
        supplier="Messe GmbH",
        contract=Reference(number="MG-7", on=date(2025, 6, 2)),
        currency="EUR",
        amount_currency=Decimal("2000.00"),
        amount_tenge=Decimal("1180000.00"),
    ),
)


def _filled() -> ExportApplication:
    return ExportApplication(
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        programme="Отандық тауарларды сыртқы нарықтарға ілгерілету бойынша шығындардың бір бөлігін өтеу",
        items=_ITEMS,
        costs=_COSTS,
        total=Decimal("1680000.00"),
        attachments=("Шығу тегі туралы құжат: сертификат.pdf", "Шот-фактура: 44.pdf"),
        filled_on=date(2026, 3, 19),
        signatory=p.APPLICANT_HEAD,
    )


MAKERS: dict[str, dict[str, Callable[[], Context]]] = {"export-application": {"filled": _filled}}
