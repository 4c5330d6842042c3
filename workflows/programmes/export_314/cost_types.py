"""The costs that order 314 reimburses (314:9, 314:10) as far as its text is known: what order 298-НҚ restates stands in
its own words, the rest under neutral labels that an administrator may replace. Types that order 298-НҚ took out stay
known with their clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workflows.programmes.costs import Costs, CostType, SubItem
from workflows.programmes.export_314.rates import caps_of
from workflows.programmes.figures import Figures
from workflows.programmes.provisions import Provision, in_force, taken_out
from workflows.text import Text

#: From which day the changes of order 298-НҚ are known to hold; what it took out ended the day before.
ORDER_298 = date(2024, 8, 2)


def _unknown(key: str) -> CostType:
    paragraph, number = key.split(".")
    title = Text(
        f"{paragraph}-тармақтың {number}) тармақшасында көрсетілген шығындар",
        f"Затраты, указанные в подпункте {number}) пункта {paragraph}",
        f"Costs named in sub-paragraph {number}) of paragraph {paragraph}",
    )
    short = Text(f"{key} шығындары", f"Затраты {key}", f"Costs of {key}")
    return CostType(key, title, short, f"314:{key}", editable=True, untold=True)


_EXHIBITIONS = CostType(
    "9.2",
    Text(
        "шетелдік көрмелерге, форумдарға, жәрмеңкелерге, конкурстарға, конгресстерге, саммит және конференцияларға "
        "тікелей қатысуға арналған шығындар (оның ішінде онлайн форматта)",
        "затраты на непосредственное участие в зарубежных выставках, форумах, ярмарках, конкурсах, конгрессах, "
        "саммитах и конференциях (в том числе в онлайн-формате)",
        "costs of direct participation in foreign exhibitions, forums, fairs, contests, congresses, summits and "
        "conferences, also online",
    ),
    Text("Көрмелерге қатысу (тауарлар)", "Участие в выставках (товары)", "Exhibitions (goods)"),
    "314:9.2",
)
_DELIVERY = CostType(
    "9.9",
    Text(
        "тауарларды жеткізуді ұйымдастыруға және автомобиль, темір жол, әуе, теңіз көлігімен тасымалдау жөніндегі "
        "көрсетілетін қызметтерге ақы төлеуге байланысты шығындар",
        "затраты, связанные с организацией доставки товаров и оплатой услуг по их перевозке автомобильным, "
        "железнодорожным, воздушным, морским транспортом",
        "costs of organising the delivery of goods and paying for their transport by road, rail, air and sea",
    ),
    Text("Тауарларды тасымалдау", "Перевозка товаров", "Transport of goods"),
    "314:9.9",
)
_ICT_EXHIBITIONS = CostType(
    "10.2",
    Text(
        "шетелдік көрмелерге, форумдарға, жәрмеңкелерге, конкурстарға, конгресстерге, саммит және конференцияларға, "
        "өнімді ілгерілетуге байланысты іс-шараларға тікелей қатысу шығындары",
        "затраты на непосредственное участие в зарубежных выставках, форумах, ярмарках, конкурсах, конгрессах, "
        "саммитах и конференциях, мероприятиях по продвижению продукции",
        "costs of direct participation in foreign exhibitions, forums, fairs, contests, congresses, summits, "
        "conferences and product-promotion events",
    ),
    Text("Көрмелерге қатысу (АКҚ)", "Участие в выставках (ИКУ)", "Exhibitions (ICT services)"),
    "314:10.2",
)
_ICT_VISITS = CostType(
    "10.3",
    Text(
        "көрмелерге, форумдарға, жәрмеңкелерге, конкурстарға, конгресстерге, саммит және конференцияларға, өнімді "
        "ілгерілетуге байланысты шетелдік іс-шараларға қатысу шығындары",
        "затраты на посещение зарубежных выставок, форумов, ярмарок, конкурсов, конгрессов, саммитов и конференций, "
        "мероприятий по продвижению продукции",
        "costs of attending foreign exhibitions, forums, fairs, contests, congresses, summits, conferences and "
        "product-promotion events",
    ),
    Text("Іс-шараларға бару (АКҚ)", "Посещение мероприятий (ИКУ)", "Attending events (ICT services)"),
    "314:10.3",
)

PROVISIONS: tuple[Provision[CostType], ...] = (
    Provision(_unknown("9.1")),
    Provision(_EXHIBITIONS, since=ORDER_298),
    Provision(_unknown("9.3"), until=ORDER_298),
    Provision(_unknown("9.4")),
    Provision(_unknown("9.5")),
    Provision(_unknown("9.6"), until=ORDER_298),
    Provision(_unknown("9.7")),
    Provision(_unknown("9.8")),
    Provision(_DELIVERY, since=ORDER_298),
    Provision(_unknown("10.1")),
    Provision(_ICT_EXHIBITIONS, since=ORDER_298),
    Provision(_ICT_VISITS, since=ORDER_298),
    Provision(_unknown("10.4"), until=ORDER_298),
    Provision(_unknown("10.5")),
    Provision(_unknown("10.6")),
    Provision(_unknown("10.7")),
)

_REGISTRATION = Text(
    "іс-шара шеңберінде жекелеген жабық сессияларға қатысу үшін тіркеу жарнасын және қосымша жарналарды төлеуге",
    "уплата регистрационного взноса и дополнительных взносов за участие в отдельных закрытых сессиях мероприятия",
    "registration fee and extra fees for closed sessions of the event",
)
_TAKING_PART: tuple[tuple[str, Text], ...] = (
    ("registration", _REGISTRATION),
    ("space", Text("көрме алаңдарын жалға алуға", "аренда выставочных площадей", "hire of exhibition space")),
    (
        "stands",
        Text(
            "көрме стендтерін, қосымша жабдықтарды дайындауға (жалға алуға), монтаждауға, демонтаждауға",
            "изготовление (аренда), монтаж, демонтаж выставочных стендов, дополнительного оборудования",
            "making (hire), mounting and dismounting of stands and extra equipment",
        ),
    ),
    (
        "design",
        Text(
            "көрме алаңдарын әзірлеуге, жобалауға және ресімдеуге",
            "разработка, проектирование и оформление выставочных площадей",
            "development, design and decoration of exhibition space",
        ),
    ),
    (
        "materials",
        Text(
            "жарнамалық-үлестірме материалдарды әзірлеуге, жобалауға, аударуға және дайындауға",
            "разработка, дизайн, перевод и изготовление рекламно-раздаточных материалов",
            "development, design, translation and production of advertising hand-outs",
        ),
    ),
)
_LINES: dict[str, tuple[tuple[str, Text], ...]] = {
    "9.2": _TAKING_PART,
    "10.2": _TAKING_PART,
    "10.3": (
        ("registration", _REGISTRATION),
        (
            "contacts",
            Text(
                "іс-шараның негізгі қатысушыларының байланыс тізіміне қол жеткізуге",
                "доступ к списку контактов основных участников мероприятия",
                "access to the contact list of the main participants",
            ),
        ),
    ),
}


def _lines(cost_type: CostType) -> tuple[SubItem, ...]:
    """The lines to tick of a type: those that the order lists, else the type itself."""
    known = _LINES.get(cost_type.key)
    if known is None:
        return (SubItem(cost_type.key, cost_type.key, cost_type.title, cost_type.clause),)
    return tuple(SubItem(f"{cost_type.key}.{key}", cost_type.key, title, cost_type.clause) for key, title in known)


def types_on(day: date) -> tuple[CostType, ...]:
    """The types of this day."""
    return in_force(PROVISIONS, day)


def removed_on(day: date) -> tuple[CostType, ...]:
    """The types that the order once had and has no more on this day."""
    return taken_out(PROVISIONS, day)


def lines_of(types: Iterable[CostType]) -> tuple[SubItem, ...]:
    """The lines to tick of these types."""
    return tuple(line for cost_type in types for line in _lines(cost_type))


def costs_of(types: Iterable[CostType], figures: Figures, removed: Iterable[CostType]) -> Costs:
    """The costs of an edition with these types and figures."""
    held = tuple(types)
    return Costs(held, lines_of(held), caps_of(figures), removed=tuple(removed))


GOODS = ("9.1", "9.2", "9.4", "9.5", "9.7", "9.8")
TRANSPORT = "9.9"
ICT = ("10.1", "10.2", "10.3", "10.5", "10.6", "10.7")
#: Costs of an event abroad, to which staff is sent on a business trip (314:16, 314:18).
EVENTS_OF_GOODS, EVENTS_OF_ICT = ("9.2",), ("10.2", "10.3")
