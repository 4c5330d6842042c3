"""What the application's own data, the reference tables and the registers say about the checks of order 342. A
proposal: the officer confirms or overrules it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from workflows.calculation import months_before
from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.cost_types import SUBITEM_BY_KEY
from workflows.programmes.figures import Figures
from workflows.programmes.findings import Finding, bare, day, found, listed
from workflows.programmes.findings_applicant import arrears, category, growth_of_taxes
from workflows.programmes.findings_costs import all_tenge, at_the_banks_rates, outside
from workflows.programmes.findings_repeats import repeats
from workflows.programmes.known import CodeList, Known
from workflows.programmes.parsing import day_of
from workflows.states import Verdict
from workflows.text import Text

#: Digits at which an activity is compared with the list of priority goods; the orders name none, and OKED classes have
#: so many.
PRIORITY_DIGITS = 4
#: A longer code is one of customs.
OKED_DIGITS = 5
RAIL = "3"

REGISTERED = Text(
    "Тіркелген күні {day} ({source}); керегі: {limit} немесе одан ерте",
    "Дата регистрации {day} ({source}); нужно не позднее {limit}",
    "Registered on {day} ({source}); needed on {limit} or before",
)
OF_THE_FORM = Text("өтінімнің 5-тармағы", "пункт 5 заявки", "item 5 of the application")
DIFFERS = Text("Өтінімде басқа күн: {day}", "В заявке другая дата: {day}", "The application says another day: {day}")
YOUNG = Text(
    "Тіркелген күні {day} ({source}), {limit} күнінен кейін: 3 жыл толған жоқ",
    "Дата регистрации {day} ({source}), позже {limit}: трех лет не прошло",
    "Registered on {day} ({source}), after {limit}: three years have not passed",
)
NOT_AMONG = Text(
    "{code}: Басым тауарлар тізбесінен {day} күнге бұл ЭҚЖЖ коды табылмады. Өнімді тізбенің өзінен іздеңіз",
    "{code}: в Перечне приоритетных товаров на {day} такого кода ОКЭД нет. Найдите продукцию в самом перечне",
    "{code}: the List of priority goods has no such OKED code on {day}. Look for the product in the list itself",
)
CONSENT = Text("Өтінімнің 17-тармағы", "Пункт 17 заявки", "Item 17 of the application")


def findings(application: Application, applied_on: date, known: Known, figures: Figures) -> Mapping[str, Finding]:
    """What can be said on the day of submission (I-4) by these figures; a check of which nothing can be said is left
    out. Days that are no dates count as not there."""
    told = {
        "one_year_registered": _one_year_registered(application, applied_on, known, figures["registered_months"].whole),
        "priority_product": _priority((application.get("oked_code", ""),), applied_on, known),
        "priority_cargo": _priority(_cargo(application), applied_on, known),
        "small_or_medium": category(known, applied_on, ("micro", "small", "medium")),
        "no_arrears": arrears(known, applied_on),
        "taxes_grew": _taxes_grew(application, applied_on, known, figures["young_months"].whole),
        "paid_in_window": _paid_in_window(application, applied_on, figures["cost_months"].whole),
        "no_other_budget": repeats(known),
        "exchange_rates": all_tenge(application) or at_the_banks_rates(application, known),
        "personal_data": found(bool(application.get("declarations", {}).get("personal_data")), CONSENT),
    }
    return {key: finding for key, finding in told.items() if finding is not None}


def _registered_on(application: Application, known: Known) -> date | None:
    """The register is the authority; until it has answered, the form."""
    return known.registration.day if known.registration else day_of(application.get("registration_date"))


def _one_year_registered(application: Application, applied_on: date, known: Known, months: int) -> Finding | None:
    """342:11.3: registered on or before the same day so many months before."""
    registered, stated = _registered_on(application, known), day_of(application.get("registration_date"))
    if registered is None:
        return None
    limit = months_before(applied_on, months)
    source = known.registration.said.source if known.registration else OF_THE_FORM
    facts = [REGISTERED.fill(day=day(registered), source=source, limit=day(limit))]
    if stated is not None and stated != registered:
        facts.append(DIFFERS.fill(day=day(stated)))
    return found(registered <= limit, *facts)


def _taxes_grew(application: Application, applied_on: date, known: Known, months: int) -> Finding | None:
    """342:11.7, second part: not applied where fewer than three calendar years passed since registration."""
    registered, limit = _registered_on(application, known), months_before(applied_on, months)
    if registered is not None and registered > limit:
        source = known.registration.said.source if known.registration else OF_THE_FORM
        return Finding(Verdict.NOT_APPLICABLE, (YOUNG.fill(day=day(registered), source=source, limit=day(limit)),))
    return growth_of_taxes(known, applied_on)


def _cargo(application: Application) -> Iterable[str]:
    """The codes of what was carried by rail."""
    items = ((line, SUBITEM_BY_KEY.get(line.get("subitem", ""))) for line in application.get("costs", []))
    return (line.get("oked_code", "") for line, item in items if item and item.type == RAIL)


def _priority(codes: Iterable[str], applied_on: date, known: Known) -> Finding | None:
    """342:11.5, 342:8.3. The application names activities by OKED, the list names goods: that an activity is there
    speaks for the goods, that it is not proves nothing."""
    of = CodeList(tuple(row for row in known.priority.rows if len(bare(row.code)) <= OKED_DIGITS))
    return listed(codes, of, PRIORITY_DIGITS, applied_on, NOT_AMONG)


def _paid_in_window(application: Application, applied_on: date, months: int) -> Finding | None:
    """342:10.1, I-14: of every cost at least one payment lies in the window, both ends inside."""
    costs = application.get("costs", [])
    if not costs:
        return None
    return outside(costs, months_before(applied_on, months), applied_on, one_is_enough=True)
