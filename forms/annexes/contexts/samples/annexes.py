"""Samples of annexes 1–5."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from forms.annexes.contexts.agreement import Agreement, Quarter
from forms.annexes.contexts.application import Application, CostRow, Support
from forms.annexes.contexts.decisions import (
    GrantedContract,
    Notification,
    Refusal,
    RefusedContract,
    YearLimit,
)
from forms.annexes.contexts.parts import Person, Reference
from forms.annexes.contexts.report import OperatorReport, ReportRow
from forms.annexes.contexts.rules import Context
from forms.annexes.contexts.samples import people as p

_COSTS = (
    CostRow(
        name="Жылу оқшаулағыш тақталардың сәйкестігін бағалау",
        oked_code="71.20.1",
        oked_name="Техникалық сынақтар мен талдау",
        contract=p.CONTRACT,
        act=Reference(number="44", on=date(2025, 11, 3)),
        invoice=Reference(number="СФ-902", on=date(2025, 11, 3)),
        payment_invoice=Reference(number="311", on=date(2025, 10, 20)),
        amount_currency=Decimal("1200000.00"),
        amount_tenge=Decimal("1200000.00"),
    ),
    CostRow(
        name="Зертханалық сынақтар",
        oked_code="71.20.1",
        oked_name="Техникалық сынақтар мен талдау",
        contract=Reference(number="LAB-2025/77", on=date(2025, 10, 1)),
        act=Reference(number="7", on=date(2025, 12, 1)),
        invoice=Reference(number="INV-5581", on=date(2025, 12, 1)),
        currency="USD",
        amount_currency=Decimal("15000.00"),
        amount_tenge=Decimal("7685100.00"),
    ),
)


def _application() -> Application:
    return Application(
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        legal_address=f"{p.ADDRESS}, {p.PHONE}",
        head=p.HEAD,
        bin=p.APPLICANT_BIN,
        registration_number="1937-1910-04-ЖШС",
        registered_on=date(2015, 3, 12),
        staff_total=120,
        staff_citizens=117,
        local_content_share=Decimal("97.5"),
        oked_code="23.99.0",
        oked_name="Басқа топтамаларға енгізілмеген өзге де бейметалл минералдық өнімдер өндіру",
        products="минералды мақтадан жасалған жылу оқшаулағыш тақталар",
        support_participant=True,
        support_history=(
            Support(
                year=2024,
                programme='"Бизнестің жол картасы – 2025"',
                measure="несие бойынша сыйақы мөлшерлемесін субсидиялау",
            ),
        ),
        cost_subitems=("1.assessment", "1.tests"),
        costs=_COSTS,
        total=Decimal("4442550.00"),
        bank=p.BANK,
        contact=p.CONTACT,
        attachments=(
            "Қазақстандық тауар өндірушілер тізілімінен үзінді көшірме",
            "№ СТ-118/25 және № LAB-2025/77 шарттардың көшірмелері",
            "шот-фактуралардың, төлем шоттарының және актілердің көшірмелері",
            "банкпен куәландырылған төлем құжаттары",
            "шығын қорытындылары бойынша есеп",
            "сәйкестік сертификаттарының және сынақ хаттамаларының көшірмелері",
        ),
        filled_on=date(2026, 3, 19),
        signatory=p.APPLICANT_HEAD,
    )


def _application_blank() -> Application:
    return Application(operator_name=p.OPERATOR, applicant_name=p.APPLICANT)


def _application_long() -> Application:
    rows = tuple(replace(_COSTS[0], name=f"{_COSTS[0].name}, {n}-топтама") for n in range(1, 61))
    return replace(_application(), costs=rows, total=Decimal("36000000.00"))


_GRANTED = (
    GrantedContract(
        contract=p.CONTRACT,
        supplier=p.SUPPLIER,
        cost=Decimal("1200000.00"),
        cap=Decimal("34875000.00"),
        sum=Decimal("600000.00"),
    ),
    GrantedContract(
        contract=Reference(number="LAB-2025/77", on=date(2025, 10, 1)),
        supplier="Prüf- und Zertifizierungsstelle GmbH",
        cost=Decimal("7685100.00"),
        cap=Decimal("34275000.00"),
        sum=Decimal("3842550.00"),
    ),
)


def _notification() -> Notification:
    return Notification(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        application=p.CASE,
        granted=_GRANTED,
        year_limits=(YearLimit(mci=15000, tenge=Decimal("64875000.00")),),
        agreement_pages=9,
        signatory=p.OPERATOR_HEAD,
    )


def _notification_partial() -> Notification:
    refused = RefusedContract(
        contract=Reference(number="Т-9/24", on=date(2024, 2, 5)),
        supplier='"Жүк Жолдары" ЖШС',
        reasons="шығын бойынша төлем құжаттарының ешқайсысы өтінім түскен күнге дейінгі жиырма төрт айдың ішінде "
        "жүргізілмеген",
        paragraph="10",
        item="1",
    )
    return replace(_notification(), granted=_GRANTED[:1], refused=(refused,))


def _agreement() -> Agreement:
    return Agreement(
        city="Астана",
        operator=p.OPERATOR_SIDE,
        applicant=p.APPLICANT_SIDE,
        cost_types=("тауарларды, жұмыстарды және көрсетілетін қызметтерді сертификаттауға байланысты шығындар",),
        sum=Decimal("4442550.00"),
        statistics_from=Quarter(year=2024, quarter=2),
        statistics_to=Quarter(year=2028, quarter=1),
    )


def _agreement_dated() -> Agreement:
    return replace(_agreement(), on=date(2026, 4, 6), whole=False)


def _report() -> OperatorReport:
    row = ReportRow(
        enterprise=p.APPLICANT,
        cost_type="Сертификаттау",
        received_on=date(2026, 3, 20),
        decided_on=date(2026, 4, 1),
        own_part=Decimal("4442550.00"),
        support=Decimal("4442550.00"),
        financed=Decimal("4442550.00"),
        state="мониторингте",
    )
    second = replace(
        row,
        enterprise='"Қызыл Аяқ Киім" ЖШС',
        cost_type="Аяқ киімді таңбалау",
        received_on=date(2026, 3, 27),
        decided_on=None,
        own_part=Decimal("920000.00"),
        support=Decimal("920000.00"),
        financed=Decimal("0.00"),
        state="талаптарға сәйкестігін қарауда",
    )
    return OperatorReport(
        quarter=1,
        year=2026,
        bin=p.OPERATOR_BIN,
        rows=(row, second),
        operator_name=p.OPERATOR,
        operator_address=p.OPERATOR_SIDE.address,
        operator_phone=p.OPERATOR_SIDE.phone,
        operator_email="info@operator.example",
        executor=Person(name=p.EXECUTOR.name, phone="+7 7172 79 33 82"),
        head=Person(name=p.OPERATOR_HEAD.name),
    )


def _report_empty() -> OperatorReport:
    return replace(_report(), rows=())


def _refusal() -> Refusal:
    return Refusal(
        addressee=p.ADDRESSEE,
        provider_name=p.OPERATOR,
        incoming=p.CASE,
        grounds=p.GROUNDS,
        signatory=p.OPERATOR_HEAD,
    )


MAKERS: dict[str, dict[str, Callable[[], Context]]] = {
    "annex-1": {"filled": _application, "blank": _application_blank, "long": _application_long},
    "annex-2": {"grant": _notification, "partial": _notification_partial},
    "annex-3": {"filled": _agreement, "dated-partial": _agreement_dated},
    "annex-4": {"filled": _report, "empty": _report_empty},
    "annex-5": {"filled": _refusal},
}
