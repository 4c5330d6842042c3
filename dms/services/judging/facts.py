"""Rows into facts: what the rules may look at. Only what the present state's rules need is asked of the database."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from flask import current_app

from dms.models import Case, Decision, Document, Hearing
from dms.queries import cases, documents, money, people
from dms.queries.supplements import bank_at, open_of
from dms.services.dates import terms
from dms.services.draft import gaps
from dms.services.judging import cost_lines, export_facts, grounds, law, monitoring_facts, proposals, sums
from dms.services.judging.asked import AskedFacts
from dms.services.judging.given import NOTHING, Given
from dms.services.judging.look import Look
from dms.services.judging.signers import awaits_last_word, signers_of, signers_of_all
from workflows.calculation import NotCalculable
from workflows.clock import local
from workflows.documents import DocumentFacts, DocumentState
from workflows.facts import CaseFacts, Draft, HearingFacts
from workflows.states import CaseState, DraftKind, Verdict

Build = Callable[[Look], dict[str, Any]]
Ask = Callable[[Look], Any]


def build(case: Case, given: Given, now: datetime) -> CaseFacts:
    """The facts of one case at one moment, with what the person hands in."""
    look, state = Look(case, given, now), CaseState(case.state)
    found: dict[str, Any] = {}
    for part in PARTS.get(state, ()):
        found |= part(look)
    return AskedFacts.of(
        {name: partial(ask, look) for name, ask in (_ANYWHERE | LATER.get(state, {})).items()},
        state=CaseState(case.state),
        programme=case.programme,
        received_at=case.received_at,
        registered_at=case.registered_at,
        assignee_id=case.assignee_id,
        granted=case.granted_sum,
        grounds=grounds.of_rules(case, grounds.kept(given.grounds)),
        reasons_given=bool(given.reasons.strip() or given.remarks),
        leave_clause=given.leave_clause,
        answer=given.verdict,
        hearing_at=given.hearing_at,
        **found,
    )


def _assignee_fit(look: Look) -> bool:
    return look.given.assignee_id is None or people.is_worker(look.given.assignee_id, local(look.now).date())


def _submission(look: Look) -> dict[str, Any]:
    """342:6, 342:14-19: what stands between a draft and its submission."""
    intake = money.intake(look.case.programme)
    uploaded = documents.handed_in(look.case.id)
    frozen = gaps.standing_application(look.case, uploaded)
    ready = frozen is not None and frozen.current is not None
    return {
        "intake_open": intake is not None and intake.is_open,
        "missing": gaps.missing_labels(look.case, uploaded),
        "files_scanned": all(_scanned(paper) for paper in uploaded),
        "files_sound": all(_sound(paper) for paper in uploaded),
        "frozen": ready,
        "signed": ready and all(signed_by(paper, "applicant") for paper in (frozen, *uploaded) if paper),
    }


def _registration(look: Look) -> dict[str, Any]:
    """342:A6.7, I-4: the office moment from which what was received may be registered; without a calendar it waits."""
    return {"registers_at": terms.registers_at(look.case.received_at)}


def of_document(
    paper: Document, reasons: str = "", *, correctable: bool = False, office_draft: bool = False
) -> DocumentFacts:
    """The facts of one document. ``correctable``: whether its applicant may correct it now; ``office_draft``: whether
    it is the file of an office's own draft."""
    version = paper.current
    waiting = version is None or version.check_status == "waiting"
    return DocumentFacts(
        state=DocumentState(paper.state),
        sound=None if waiting else _sound(paper),
        scanned=_scanned(paper),
        reasons_given=bool(reasons.strip()),
        frozen=version is not None,
        correctable=correctable,
        office_draft=office_draft,
        signature_verified=signed_by(paper, "applicant") or signed_by(paper, "operator"),
    )


def _scanned(paper: Document) -> bool:
    if current_app.config["SETTINGS"].scanner == "off":
        return True
    return paper.current is not None and paper.current.scan_status == "clean"


def _sound(paper: Document) -> bool:
    return (
        paper.current is not None and paper.current.check_status == "sound" and paper.current.scan_status != "infected"
    )


def signed_by(paper: Document, side: str) -> bool:
    """Whether the paper's newest version carries a valid signature of this side."""
    return bool(signers_of(paper, side))


def _completeness(look: Look) -> dict[str, Any]:
    answers = cases.newest_answers(look.case.id, "completeness")
    return {
        "completeness_due": tuple(item.key for item in law.lines_due(look.case)),
        "completeness": {key: Verdict(row.verdict) for key, row in answers.items()},
    }


def _checks(look: Look) -> dict[str, Any]:
    answers = cases.newest_answers(look.case.id, "check")
    return {
        "checks_due": tuple(check.key for check in law.checks_due(look.case)),
        "checks": {key: Verdict(row.verdict) for key, row in answers.items()},
        "lines": cost_lines.lines_of(look.case),
        "refused_lines": cost_lines.refused_on(look.case),
        "line": look.given.key,
        "line_checks": look.given.checks,
    }


def _proposed(look: Look) -> Verdict | None:
    """What the data say of the check that is answered; most checks rest on no data, and nothing is looked up."""
    found = proposals.of_check(look.case, look.given.key)
    return found.verdict if found else None


def _hour(look: Look) -> dict[str, Any]:
    """What the act at hand does with the hour of the hearing."""
    given = look.given
    return {
        "heard_from": given.earlier_from,
        "gives_way": given.stays_away or given.earlier_from is not None,
        "asked_by_applicant": given.asked_by_applicant,
        "hearing_until": terms.hearing_until(look.case, look.now) if given.hearing_at else None,
    }


def _hearing(look: Look) -> HearingFacts | None:
    """The hearing with what the officer hands in at its conclusion: minutes, position, absence (342:37, 342:38)."""
    row = cases.newest_hearing(look.case.id)
    return hearing_of(look.case, row, look.given) if row else None


def hearing_of(case: Case, row: Hearing, given: Given = NOTHING, papers: Container[str] | None = None) -> HearingFacts:
    """The hearing as the rules see it. ``papers``: public ids known to be of the case; asked for where not given."""
    return HearingFacts(
        announced_at=row.announced_at,
        planned_at=row.planned_at,
        position_recorded=row.position_at is not None or bool(given.position.strip()),
        absence_recorded=row.absent or given.absent,
        minutes_recorded=row.held_at is not None or bool(given.minutes.strip()),
        earlier_from=row.earlier_from,
        stays_away=row.stays_away_at is not None and row.position_at is not None,
        came=bool(row.came or given.came),
        began_at=row.began_at or given.began_at,
        grounds=grounds.of_rules(case, row.grounds, papers),
    )


def _draft(look: Look) -> Draft | None:
    row = cases.open_decision(look.case.id)
    return draft_of(row, look.case, look.now) if row else None


def draft_of(row: Decision, case: Case, now: datetime) -> Draft:
    """The prepared act as the rules see it. Its sums are asked again: if something was granted in the meantime, the
    draft no longer stands (decision 10)."""
    papers = documents.documents_of_decision(row.id)
    return Draft(
        kind=DraftKind(row.kind),
        prepared_by=row.prepared_by_id,
        ready=bool(papers) and all(paper.current is not None for paper in papers),
        sums_match=_same_sums(row, case, now),
        grounds=grounds.of_rules(case, row.payload.get("grounds", [])),
        clauses=tuple(row.payload.get("clauses", ())),
        signer=row.signer_id,
        signer_name=row.signer.name if row.signer else "",
        signers=signers_of_all(papers, "operator"),
    )


def _same_sums(row: Decision, case: Case, now: datetime) -> bool:
    """Whether what the draft was made with would come out again."""
    if row.kind == DraftKind.GRANT:
        same_lines = (row.payload.get("refused_lines") or []) == cost_lines.told(case)
        return same_lines and total_of(case, now) == row.total
    return row.kind not in (DraftKind.BREACH, DraftKind.CLOSING) or monitoring_facts.still_so(case, row)


def _total(look: Look) -> Decimal | None:
    return total_of(look.case, look.now)


def total_of(case: Case, now: datetime) -> Decimal | None:
    """What the rules would grant now; None while no MCI covers the day of the application."""
    try:
        return sums.of_case(case, now).total
    except NotCalculable:
        return None


def _agreement(look: Look) -> dict[str, Any]:
    papers = [paper for paper in documents.documents_of(look.case.id, "generated") if paper.kind == "annex-3"]
    newest = papers[-1] if papers else None
    return {
        "operator_signed": newest is not None and signed_by(newest, "operator"),
        "applicant_signed": newest is not None and signed_by(newest, "applicant"),
    }


def _account(look: Look) -> dict[str, Any]:
    own = current_app.config["SETTINGS"].operator_iban
    payee, changing = bank_at(look.case, look.now).get("iban") or "", open_of(look.case.id)
    return {
        "balance": money.on_account(look.case.programme),
        "pays_itself": bool(own) and _bare(payee) == _bare(own),
        "details_under_judgement": changing is not None and awaits_last_word(changing.document),
    }


def _bare(iban: str) -> str:
    return "".join(iban.split()).upper()


def _package(look: Look) -> dict[str, Any]:
    return {"package_sealed": monitoring_facts.package_sealed(look.case.id)}


PARTS: dict[CaseState, tuple[Build, ...]] = {
    CaseState.DRAFT: (_submission,),
    CaseState.SUBMITTED: (_registration,),
    CaseState.REGISTERED: (export_facts.build,),
    CaseState.COMPLETENESS: (_completeness, export_facts.build),
    CaseState.SUBSTANTIVE_REVIEW: (_checks, _hour, export_facts.build),
    CaseState.REMARKS: (_submission, export_facts.build),
    CaseState.HEARING: (_checks, _hour),
    CaseState.DECISION: (_checks, _hour),
    CaseState.AGREEMENT: (_agreement,),
    CaseState.PAYMENT: (_agreement, _account),
    CaseState.MONITORING: (monitoring_facts.build,),
    CaseState.RECOVERY: (monitoring_facts.build,),
    CaseState.CLOSED: (_package,),
    CaseState.REFUSED: (_package,),
    CaseState.WITHDRAWN: (_package,),
    CaseState.DECLINED: (_package,),
    CaseState.LEFT: (_package,),
}

_ANYWHERE: dict[str, Ask] = {"assignee_fit": _assignee_fit}
_REVIEW: dict[str, Ask] = {
    "proposed_total": _total,
    "hearing": _hearing,
    "earlier_waiting": export_facts.earlier,
    "proposed": _proposed,
}
_DRAFT: dict[str, Ask] = {"draft": _draft}
LATER: dict[CaseState, dict[str, Ask]] = {
    CaseState.REGISTERED: _DRAFT,
    CaseState.COMPLETENESS: _DRAFT,
    CaseState.SUBSTANTIVE_REVIEW: {**_REVIEW, **_DRAFT},
    CaseState.REMARKS: _DRAFT,
    CaseState.HEARING: _REVIEW,
    CaseState.DECISION: {**_REVIEW, **_DRAFT},
    CaseState.PAYMENT: _DRAFT,
    CaseState.MONITORING: _DRAFT,
}
