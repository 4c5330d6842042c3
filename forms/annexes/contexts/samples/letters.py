"""Samples of letters, notices and minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from forms.annexes.contexts.decisions import CompletenessRefusal, HearingMinutes, PreliminaryDecision
from forms.annexes.contexts.letters import CaseLetter, Fact, Grid, GridRow
from forms.annexes.contexts.notices import (
    ApplicantNotice,
    Finding,
    IntakeNotice,
    RegistrationNotice,
    SkippedDay,
    TerminationNotice,
    VisitRecord,
)
from forms.annexes.contexts.parts import Cited, Reference, Signatory
from forms.annexes.contexts.rules import Context
from forms.annexes.contexts.samples import people as p

_ALMATY = timezone(timedelta(hours=5))


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=_ALMATY)


def _registration() -> RegistrationNotice:
    return RegistrationNotice(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        number="D342-2026-000017",
        received_at=_at(3, 19, 18, 40),
        registered_at=_at(3, 20, 8, 30),
        completeness_due_at=_at(3, 27, 17, 30),
        result_due_at=_at(4, 6, 17, 30),
        skipped=(
            SkippedDay(on=date(2026, 3, 21), why="Наурыз мейрамы"),
            SkippedDay(on=date(2026, 3, 22), why="Наурыз мейрамы"),
            SkippedDay(on=date(2026, 3, 23), why="Наурыз мейрамы"),
        ),
        contact="1414, 8-800-080-7777",
    )


def _completeness() -> CompletenessRefusal:
    return CompletenessRefusal(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        application=p.CASE,
        checked_on=date(2026, 3, 27),
        missing=(
            Cited(text="№ LAB-2025/77 шарт бойынша банкпен куәландырылған төлем құжаты жоқ", clause="342:A6.8.4"),
            Cited(text="шығын қорытындылары бойынша есеп ұсынылмаған", clause="342:A6.8.5"),
        ),
        signatory=p.OPERATOR_HEAD,
    )


def _preliminary() -> PreliminaryDecision:
    return PreliminaryDecision(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        application=p.CASE,
        grounds=p.GROUNDS,
        hearing_at=_at(4, 2, 11, 0),
        place="Астана қаласы, Мәңгілік Ел даңғылы, 55/20, 412-кабинет",
        notice_on=date(2026, 3, 31),
        contact="+7 7172 79 33 82",
        signatory=p.EXECUTOR,
    )


def _minutes() -> HearingMinutes:
    return HearingMinutes(
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        application=p.CASE,
        notice_on=date(2026, 3, 31),
        planned_at=_at(4, 2, 11, 0),
        held_at=_at(4, 2, 11, 5),
        place="Астана қаласы, Мәңгілік Ел даңғылы, 55/20, 412-кабинет",
        for_operator=(p.OPERATOR_HEAD, p.EXECUTOR),
        for_applicant=(p.APPLICANT_HEAD,),
        grounds=p.GROUNDS,
        position="Берешек 2026 жылғы 1 сәуірде өтелді, өтінім берілген күні есеп айырысу салыстырылып жатқан.",
        attachments=("2026 жылғы 1 сәуірдегі № 88 төлем тапсырмасы",),
        outcome="Алдын ала шешім күшінде қалдырылсын: берешек өтінім берілген күні болған.",
        chair=p.OPERATOR_HEAD,
        secretary=p.EXECUTOR,
    )


def _minutes_absent() -> HearingMinutes:
    return HearingMinutes(
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        application=p.CASE,
        notice_on=date(2026, 3, 31),
        planned_at=_at(4, 2, 11, 0),
        means="video",
        place="https://hearing.example/412",
        for_operator=(p.EXECUTOR,),
        absent=True,
        grounds=p.GROUNDS,
        outcome="Өтініш беруші қатыспады, позициясын жазбаша білдірмеді.",
        chair=p.OPERATOR_HEAD,
        secretary=p.EXECUTOR,
    )


def _intake(kind: str) -> IntakeNotice:
    return IntakeNotice(
        operator_name=p.OPERATOR,
        kind="suspended" if kind == "suspended" else "resumed",
        from_on=date(2026, 10, 12),
        published_on=date(2026, 10, 13),
        year="2026",
        signatory=p.OPERATOR_HEAD,
    )


def _decline() -> ApplicantNotice:
    return ApplicantNotice(
        kind="decline",
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        application=p.CASE,
        reasons="Өндіріс көшірілуіне байланысты қарсы міндеттемелерді орындау мүмкін болмайды.",
        on=date(2026, 4, 3),
        signatory=p.APPLICANT_HEAD,
    )


def _withdrawal() -> ApplicantNotice:
    return ApplicantNotice(
        kind="withdrawal",
        on=date(2026, 3, 25),
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        application=p.CASE,
        signatory=p.APPLICANT_HEAD,
    )


def _termination() -> TerminationNotice:
    return TerminationNotice(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        agreement=p.AGREEMENT,
        reasons="Ұсынылған бастапқы деректердің дұрыс еместігі анықталды (Келісімнің 5-тармағының 6) тармақшасы).",
        released=Decimal("4442550.00"),
        on=date(2026, 4, 7),
        signatory=p.OPERATOR_HEAD,
    )


def _visit() -> VisitRecord:
    return VisitRecord(
        operator_name=p.OPERATOR,
        applicant_name=p.APPLICANT,
        application=p.CASE,
        purpose="review",
        visited_on=date(2026, 3, 30),
        site=p.ADDRESS,
        letter=Reference(number="07-12/341", on=date(2026, 3, 27)),
        for_operator=(p.EXECUTOR,),
        for_applicant=(Signatory(position=p.CONTACT.position, name=p.CONTACT.name),),
        findings=(
            Finding(subject="Жылу оқшаулағыш тақталар желісі", on_paper="1 дана, № 5512", on_site="1 дана, № 5512"),
            Finding(subject="Сынақ үлгілері", on_paper="12 дана", on_site="11 дана", agrees=False),
        ),
        conclusion="Жабдық құжаттарға сәйкес. Сынақ үлгілері бойынша түсініктеме алынды.",
    )


def _remarks() -> CaseLetter:
    return CaseLetter(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        title="Өтінім бойынша ескертулер",
        application=p.CASE,
        on=date(2026, 3, 27),
        lead="Өтінім құжаттарында мыналар анықталды.",
        facts=(Fact(label="Хабарлама", value="№ 1"),),
        items=(
            Cited(text="шығу тегі туралы сертификат ұсынылмаған", clause="16-тармақ"),
            Cited(text="№ LAB-2025/77 шарты бойынша төлем құжаты оқылмайды", clause="22-тармақ"),
        ),
        closing="Құжаттарды толықтырып, жауапты жеке кабинет арқылы жіберіңіз.",
        signatory=p.OPERATOR_HEAD,
    )


def _watched() -> CaseLetter:
    rows = (
        GridRow(cells=("2026 жылғы 2-тоқсан", "120 000,00", "131 500,00", "11 500,00")),
        GridRow(cells=("2026 жылғы 3-тоқсан", "98 000,00", "112 250,00", "14 250,00")),
        GridRow(cells=("Барлығы", "218 000,00", "243 750,00", "25 750,00")),
    )
    return CaseLetter(
        addressee=p.ADDRESSEE,
        operator_name=p.OPERATOR,
        title="Мониторинг қорытындысы",
        application=p.CASE,
        on=date(2028, 4, 3),
        lead="Валюталық түсім тоқсандар бойынша:",
        grid=Grid(head=("Тоқсан", "Келісімге дейінгі тиісті тоқсан", "Есепті тоқсан", "Өсім"), rows=rows),
        facts=(Fact(label="Орындалу деңгейі, %", value="118,12"),),
        closing="Қарсы міндеттеме толық орындалды.",
        signatory=p.OPERATOR_HEAD,
    )


MAKERS: dict[str, dict[str, Callable[[], Context]]] = {
    "registration-notice": {"filled": _registration},
    "completeness-refusal": {"filled": _completeness},
    "preliminary-decision": {"filled": _preliminary},
    "hearing-minutes": {"filled": _minutes, "absent": _minutes_absent},
    "intake-notice": {"suspended": lambda: _intake("suspended"), "resumed": lambda: _intake("resumed")},
    "applicant-notice": {"decline": _decline, "withdrawal": _withdrawal},
    "termination-notice": {"filled": _termination},
    "visit-record": {"filled": _visit},
    "case-letter": {"filled": _remarks, "table": _watched},
}
