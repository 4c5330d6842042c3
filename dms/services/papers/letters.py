"""Letters and notices that carry a case along, from rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dms.queries import money
from dms.services.clock import ALMATY
from dms.services.dates import terms
from dms.services.papers import parts
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts import notices
from workflows.states import CaseState
from workflows.text import Text

NO_SITE = Text("Өндірістік объект", "Производственный объект", "Production site")


@builds("registration-notice")
def registration_notice(source: Source) -> notices.RegistrationNotice:
    case = source.case
    found = terms.deadlines(case)
    assert found is not None  # it has been submitted
    assert case.received_at is not None  # likewise
    assert case.number is not None  # and registered
    known = {term.key: term for term in found.terms}
    service, completeness = known.get("service"), known.get("completeness")
    skipped = service.skipped if service else ()
    return notices.RegistrationNotice(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        number=case.number,
        received_at=case.received_at.astimezone(ALMATY),
        registered_at=found.registered_at,
        completeness_due_at=completeness.due_at if completeness else None,
        result_due_at=service.due_at if service else None,
        skipped=tuple(notices.SkippedDay(on=day.date, why=day.why.get(case.language)) for day in skipped),
        provisional=service is not None and service.provisional,
        contact=parts.settings().operator_phone,
    )


@builds("applicant-notice")
def applicant_notice(source: Source) -> notices.ApplicantNotice:
    case = source.case
    return notices.ApplicantNotice(
        kind="decline" if case.state == CaseState.AGREEMENT else "withdrawal",
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        application=parts.application_of(case),
        reasons=parts.own_words(source),
        on=source.now.date(),
        signatory=parts.applicant_signatory(case),
    )


@builds("termination-notice")
def termination_notice(source: Source) -> notices.TerminationNotice:
    case = source.case
    payload: dict[str, Any] = source.decision.payload if source.decision else {}
    return notices.TerminationNotice(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        agreement=parts.agreement_of(case),
        reasons=payload.get("reasons") or "",
        on=source.now.date(),
        released=money.reserved_for(case.id) or case.granted_sum or Decimal(0),
        signatory=parts.head_signatory(source),
        relied_on=parts.relied_on(source),
    )


@builds("visit-record")
def visit_record(source: Source) -> notices.VisitRecord:
    case = source.case
    visited: date = source.extra["visited_on"] or source.now.date()
    return notices.VisitRecord(
        operator_name=parts.operator_name(case),
        applicant_name=parts.applicant_name(case),
        application=parts.application_of(case),
        purpose="monitoring" if case.state == CaseState.MONITORING else "review",
        visited_on=visited,
        site=source.extra.get("place") or parts.address(case.content) or NO_SITE.get(case.language),
        for_operator=(parts.signatory(source.author, source.case.language),),
        for_applicant=(parts.applicant_signatory(case),),
        conclusion=parts.own_words(source, "found"),
    )
