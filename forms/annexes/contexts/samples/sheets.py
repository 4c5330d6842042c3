"""Samples of the sheets that stand beside a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from forms.annexes.contexts.parts import Bank, Cited, Interpretation
from forms.annexes.contexts.rules import Context
from forms.annexes.contexts.samples import people as p
from forms.annexes.contexts.sheets import (
    CalculationCap,
    CalculationLine,
    CalculationSheet,
    PaymentOrder,
    PaymentSide,
    Signature,
    SignatureSheet,
    TraceStep,
)
from forms.annexes.contexts.supplement import Supplement


def _calculation() -> CalculationSheet:
    return CalculationSheet(
        document="Хабарлама (2-қосымша)",
        applicant_name=p.APPLICANT,
        application=p.CASE,
        edition="342@2025-10-23",
        mci=Decimal("4325.00"),
        lines=(
            CalculationLine(
                id="1",
                name="Жылу оқшаулағыш тақталардың сәйкестігін бағалау",
                accepted=Decimal("1200000.00"),
                percent=Decimal(50),
                proposed=Decimal("600000.00"),
                granted=Decimal("600000.00"),
            ),
            CalculationLine(
                id="2",
                name="Теміржолмен тасымалдау",
                accepted=Decimal("0.00"),
                percent=Decimal(50),
                proposed=Decimal("0.00"),
                granted=Decimal("0.00"),
                refused_because="342:10.1",
            ),
        ),
        caps=(
            CalculationCap(
                group="1",
                window="өтінімге дейінгі 24 ай",
                limit=Decimal("64875000.00"),
                used=Decimal("30000000.00"),
                left=Decimal("34875000.00"),
                clause="342:9.1",
            ),
        ),
        trace=(
            TraceStep(step="АЕК өтінім күніне", result="4 325,00 теңге", clause="I-1"),
            TraceStep(step="1-түр бойынша шек: 15 000 × 4 325,00", result="64 875 000,00 теңге", clause="342:9.1"),
            TraceStep(step="1-шығынның 50 %-ы", result="600 000,00 теңге", clause="342:9"),
        ),
        total=Decimal("600000.00"),
        interpretations=(
            Interpretation(
                id="I-1",
                unclear="қай жылғы АЕК қолданылады",
                choice="өтінім берілген күнгі АЕК",
            ),
            Interpretation(
                id="I-10",
                unclear="дөңгелектеу",
                choice="шығын жолы 0,01 дейін жақынына, өтеу сомасы 0,01 дейін төмен қарай",
            ),
        ),
        notes=(Cited(text="Шетел валютасындағы шығын жоқ, айырбастау бағамы қолданылмады", clause="342:13"),),
    )


_SIGNATURE = Signature(
    name=p.OPERATOR_HEAD.name,
    iin="790101450034",
    organisation=p.OPERATOR,
    bin=p.OPERATOR_BIN,
    capacity="басшының орынбасары",
    basis="2026 жылғы 12 қаңтардағы № 4 бұйрық",
    signed_at=datetime(2026, 4, 1, 10, 12, 44, tzinfo=UTC),
    verdict="valid",
    serial="5A 3F 09 11 C7",
    issuer="Demeu Demo Authority",
    valid_from=datetime(2026, 1, 1, tzinfo=UTC),
    valid_to=datetime(2027, 1, 1, tzinfo=UTC),
    algorithm="RSA 3072, SHA-256",
    demo=True,
)


def _signatures() -> SignatureSheet:
    second = replace(
        _SIGNATURE,
        name=p.HEAD.name,
        iin="850412300125",
        organisation=p.APPLICANT,
        bin=p.APPLICANT_BIN,
        capacity="бірінші басшы",
        basis="",
        signed_at=datetime(2026, 4, 6, 5, 3, 0, tzinfo=UTC),
    )
    return SignatureSheet(
        document="Шығындарды өтеу туралы келісім (3-қосымша)",
        file_name="kelisim.pdf",
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        pages=8,
        registration_number="D342-2026-000017",
        registered_at=datetime(2026, 3, 20, 3, 30, tzinfo=UTC),
        outgoing_number="OUT-2026-000431",
        outgoing_at=datetime(2026, 4, 1, 10, 12, 44, tzinfo=UTC),
        agreement_on=date(2026, 4, 6),
        signatures=(_SIGNATURE, second),
        verify_url="https://demeu.example/check/rT3kQ9mZ",
    )


def _signatures_real() -> SignatureSheet:
    unknown = replace(_SIGNATURE, verdict="cannot_tell", reasons=("OCSP қызметі жауап бермеді",), demo=False)
    return replace(
        _signatures(),
        signatures=(replace(_SIGNATURE, demo=False), unknown),
        agreement_on=None,
        outgoing_number="",
        outgoing_at=None,
    )


def _signatures_gost() -> SignatureSheet:
    row = replace(_SIGNATURE, demo=False, algorithm="МЕМСТ 2015 (512)")
    return replace(_signatures_real(), signatures=(row,), gost_note="МЕМСТ 2015 қолтаңбалары туралы ескерту.")


def _payment() -> PaymentOrder:
    return PaymentOrder(
        number="118",
        on=date(2026, 4, 8),
        payer=PaymentSide(name=p.OPERATOR, bin=p.OPERATOR_BIN, bank=p.OPERATOR_BANK),
        payee=PaymentSide(name=p.APPLICANT, bin=p.APPLICANT_BIN, bank=p.BANK),
        sum=Decimal("4442550.00"),
        purpose_code="290",
        purpose="2026 жылғы 6 сәуірдегі келісім бойынша шығындардың бір бөлігін өтеу, ҚҚС-сыз",
        application=p.CASE,
        agreement=p.AGREEMENT,
    )


def _supplement() -> Supplement:
    return Supplement(
        number="1",
        on=date(2026, 4, 20),
        agreement=p.AGREEMENT,
        operator_kk=p.OPERATOR_SIDE,
        operator_ru=replace(p.OPERATOR_SIDE, name='АО "Казахстанский центр индустрии и экспорта "QazIndustry"'),
        applicant=p.APPLICANT_SIDE,
        old=p.BANK,
        new=Bank(name='"Отбасы банк" АҚ', iban="KZ786017131000029501", bic="HSBKKZKX", kbe="17"),
    )


MAKERS: dict[str, dict[str, Callable[[], Context]]] = {
    "calculation-sheet": {"filled": _calculation},
    "signature-sheet": {"demo": _signatures, "real": _signatures_real, "gost": _signatures_gost},
    "payment-order": {"filled": _payment},
    "supplement": {"filled": _supplement, "export": lambda: replace(_supplement(), of_annex_3=False)},
}
