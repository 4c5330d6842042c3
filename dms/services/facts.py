"""Rows into facts: what the rules may look at. Only what the present state's rules need is asked of the database."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import current_app

from dms.models import Case, Decision, Document, Hearing
from dms.queries import cases, documents, money, people, remarks, versions
from dms.services import cost_lines, gaps, grounds, law, monitoring_facts, sums, terms
from dms.services.given import NOTHING, Given
from dms.services.law import edition_of
from dms.services.look import Look
from workflows.clock import local
from workflows.documents import DocumentFacts, DocumentState
from workflows.facts import CaseFacts, Draft, HearingFacts
from workflows.mci import NoMci
from workflows.states import CaseState, DraftKind, Verdict

Build = Callable[[Look], dict[str, Any]]


def build(case: Case, given: Given, now: datetime) -> CaseFacts:
    """The facts of one case at one moment, with what the person hands in."""
    asked = PARTS.get(CaseState(case.state), ())
    found: dict[str, Any] = {}
    for part in asked:
        found |= part(Look(case, given, now))
    return CaseFacts(
        state=CaseState(case.state),
        programme=case.programme,
        received_at=case.received_at,
        registered_at=case.registered_at,
        assignee_id=case.assignee_id,
        assignee_fit=given.assignee_id is None or people.is_worker(given.assignee_id, local(now).date()),
        granted=case.granted_sum,
        grounds=grounds.of_rules(case, grounds.kept(given.grounds)),
        reasons_given=bool(given.reasons.strip() or given.remarks),
        leave_clause=given.leave_clause,
        answer=given.verdict,
        hearing_at=given.hearing_at,
        **found,
    )


def _submission(look: Look) -> dict[str, Any]:
    """342:6, 342:14-19: what stands between a draft and its submission."""
    intake = money.intake(look.case.programme)
    papers = documents.documents_of(look.case.id)
    uploaded = [paper for paper in papers if paper.origin == "uploaded"]
    frozen = next((paper for paper in reversed(papers) if paper.kind == documents.APPLICATION_FORM), None)
    saved = look.case.content_saved_at  # an application handed in before the last change says something else
    ready = frozen is not None and frozen.current is not None and (saved is None or frozen.created_at >= saved)
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


def of_document(paper: Document, reasons: str = "", *, correctable: bool = False) -> DocumentFacts:
    """The facts of one document. ``correctable``: whether its applicant may correct it now."""
    version = paper.current
    waiting = version is None or version.check_status == "waiting"
    return DocumentFacts(
        state=DocumentState(paper.state),
        sound=None if waiting else _sound(paper),
        scanned=_scanned(paper),
        reasons_given=bool(reasons.strip()),
        frozen=version is not None,
        correctable=correctable,
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
    version = paper.current
    return version is not None and any(s.side == side and s.verdict == "valid" for s in version.signatures)


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
        "proposed_total": total_of(look.case, look.now),
        "lines": cost_lines.lines_of(look.case),
        "refused_lines": cost_lines.refused_on(look.case),
        "line": look.given.key,
        "line_checks": look.given.checks,
    }


def _hearing(look: Look) -> dict[str, Any]:
    """The hearing with what the officer hands in at its conclusion: minutes, position, absence (342:37, 342:38)."""
    row, given = cases.newest_hearing(look.case.id), look.given
    gives_way = given.stays_away or given.earlier_from is not None
    return {"hearing": hearing_of(look.case, row, given) if row else None, "gives_way": gives_way}


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


def _draft(look: Look) -> dict[str, Any]:
    row = cases.open_decision(look.case.id)
    return {"draft": draft_of(row, look.case, look.now) if row else None}


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
        signed=bool(papers) and all(signed_by(paper, "operator") for paper in papers),
    )


def _same_sums(row: Decision, case: Case, now: datetime) -> bool:
    """Whether what the draft was made with would come out again."""
    if row.kind == DraftKind.GRANT:
        same_lines = (row.payload.get("refused_lines") or []) == cost_lines.told(case)
        return same_lines and total_of(case, now) == row.total
    return row.kind not in (DraftKind.BREACH, DraftKind.CLOSING) or monitoring_facts.still_so(case, row)


def total_of(case: Case, now: datetime) -> Decimal | None:
    """What the rules would grant now; None while no MCI covers the day of the application."""
    try:
        return sums.of_case(case, now).total
    except NoMci:
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
    payee = (look.case.content.get("bank") or {}).get("iban") or ""
    return {"balance": money.on_account(look.case.programme), "pays_itself": bool(own) and _bare(payee) == _bare(own)}


def _bare(iban: str) -> str:
    return "".join(iban.split()).upper()


def _remarks(look: Look) -> dict[str, Any]:
    """314:22: rounds of remarks, what was put in since, and on what the application may be left; nothing of it where
    the law knows no remarks."""
    edition = edition_of(look.case)
    if not edition.leaving:
        return {}
    rounds = remarks.rounds_of(look.case.id)
    last, saved = rounds[-1].sent_at if rounds else None, look.case.content_saved_at
    came = [(paper.current or paper).created_at for paper in documents.documents_of(look.case.id, "uploaded")]
    came += [row.answered_at for row in versions.list_of_last_round(look.case.id) if row.answered_at]
    return {
        **_draft(look),
        "rounds": len(rounds),
        "new_documents": last is not None and any(at > last for at in (*came, *((saved,) if saved else ()))),
        "review_term_set": terms.settings(look.case).review_days is not None,
        "leave_clauses": leaving(look.case, look.now),
    }


def leaving(case: Case, now: datetime) -> frozenset[str]:
    """The clauses on which the application may be left without consideration now."""
    edition = edition_of(case)
    intake = money.intake(case.programme)
    used_up = intake is not None and not intake.is_open
    budget = frozenset({edition.budget_clause} if used_up else ())
    try:
        return edition.sums.leaving(sums.request_of(case, now)) | budget
    except NoMci:  # the sums that the other grounds compare cannot be told
        return budget


def _turn(look: Look) -> dict[str, Any]:
    """314:3: what was registered earlier and waits for the operator."""
    return {"earlier_waiting": remarks.earlier_waiting(look.case)} if edition_of(look.case).leaving else {}


def _package(look: Look) -> dict[str, Any]:
    return {"package_sealed": monitoring_facts.package_sealed(look.case.id)}


PARTS: dict[CaseState, tuple[Build, ...]] = {
    CaseState.DRAFT: (_submission,),
    CaseState.SUBMITTED: (_registration,),
    CaseState.REGISTERED: (_remarks,),
    CaseState.COMPLETENESS: (_completeness, _draft, _remarks),
    CaseState.SUBSTANTIVE_REVIEW: (_checks, _hearing, _draft, _remarks),
    CaseState.REMARKS: (_submission, _remarks),
    CaseState.HEARING: (_hearing, _checks),
    CaseState.DECISION: (_checks, _hearing, _draft, _turn),
    CaseState.AGREEMENT: (_agreement,),
    CaseState.PAYMENT: (_agreement, _account, _draft),
    CaseState.MONITORING: (monitoring_facts.build, _draft),
    CaseState.RECOVERY: (monitoring_facts.build,),
    CaseState.CLOSED: (_package,),
    CaseState.REFUSED: (_package,),
    CaseState.WITHDRAWN: (_package,),
    CaseState.DECLINED: (_package,),
    CaseState.LEFT: (_package,),
}
