"""What surrounds every part of a case's page: header, terms, tabs, what may be done and why the rest may not."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.formatting import text
from dms.models import Case
from dms.queries import cases, documents, supplements
from dms.services import clock, moves
from dms.services.dates import terms
from dms.services.dates.hearing_days import day_off
from dms.services.desk.standing import Standing, of_staff
from dms.services.judging import law
from dms.services.judging.law import edition_of
from dms.services.signed.deciding import SIGNING
from dms.services.tables import reference
from dms.views.desk import next_act
from dms.views.desk.next_act import Known
from dms.views.desk.rows import applicant_number
from dms.views.desk.track import track_of
from dms.views.why_dates import why_dates
from workflows.engine import CaseOffer
from workflows.states import Action, CaseAct, CaseState, ExportAction
from workflows.supplements import CHANGED_IN

TABS = ("overview", "documents", "checks", "calculation", "money", "correspondence", "history")
#: Acts that have their place on a tab instead of a page of their own.
ON_TAB: dict[CaseAct, tuple[str, str]] = {
    Action.ANSWER_COMPLETENESS: ("desk.documents", "completeness"),
    Action.ANSWER_CHECK: ("desk.checks", "answer"),
    Action.JUDGE_LINE: ("desk.calculation", "lines"),
}
#: Acts that stand beside the way of a case.
BESIDE = frozenset(
    {
        Action.VISIT,
        Action.ASSIGN,
        Action.RECORD_POSITION,
        Action.RETURN_DRAFT,
        Action.CHANGE_SIGNER,
        Action.SEND_BACK,
    }
)
#: Acts that make a draft; an older one is void then.
PREPARING = frozenset(
    {
        Action.PREPARE_REJECTION, Action.PROPOSE_GRANT, Action.PREPARE_GRANT, Action.PREPARE_REFUSAL,
        Action.PREPARE_CLOSE, Action.PREPARE_BREACH, Action.PREPARE_TERMINATION, ExportAction.PREPARE_LEAVING,
    }
)  # fmt: skip
#: Acts about money and monitoring, done on their tab.
ON_MONEY = frozenset(
    {
        Action.PAY, Action.WARN, Action.ASK, Action.PREPARE_CLOSE, Action.PREPARE_BREACH, Action.PREPARE_TERMINATION,
        Action.RECOVER, Action.REPORT_QUARTER,
    }
)  # fmt: skip


def standing_of(public_id: str) -> Standing:
    """The case of this address in the hands of the person who asks. Raises: NotVisible."""
    return of_staff(public_id, current_user, clock.now())


def show(standing: Standing, tab: str, **more: Any) -> str:
    """One tab of the case's page."""
    return render_template(f"desk/case_{tab}.html", tab=tab, **frame(standing, tab), **more)


def frame(standing: Standing, tab: str = "") -> dict[str, Any]:
    case, now = standing.case, clock.now()
    known = next_act.known_of_one(case)
    hearing, agreement = cases.newest_hearing(case.id), cases.agreement_of(case.id)
    offers = ordered(moves.offers(case, current_user, actor=standing.actor), case, known)
    told = terms.told(case)
    return {
        "standing": standing,
        "case": case,
        "applicant_number": applicant_number(case),
        "cost_types": [edition_of(case).costs.type_by_key[key].short for key in law.types_of(case)],
        "now": now,
        "hearing": hearing,
        "hearing_freed": day_off(hearing, reference.calendar()) if case.state == CaseState.HEARING else None,
        "agreement": agreement,
        "draft": cases.open_decision(case.id),
        "returned": cases.returned_decision(case.id) if _prepares(offers) and not known.held.draft else None,
        "uncovered": told.uncovered,
        "track": track_of(told, now, hearing, agreement),
        "why": why_dates(told) if tab == "overview" else [],
        "case_tabs": _tabs(case, tab, documents.count_of(case.id), known),
        "offers": offers,
        "urls": {offer.action: url_of(offer.action, case) for offer in offers},
        "notes": _notes(offers, known),
        "supplement": supplements.open_of(case.id) if case.state in CHANGED_IN else None,
        "system": moves.offers_of_system(case),
    }


def _notes(offers: list[CaseOffer], known: Known) -> dict[CaseAct, str]:
    """What is told beside an act that may be begun."""
    anew = {offer.action for offer in offers if known.held.draft and offer.action in PREPARING}
    notes: dict[CaseAct, str] = {action: _("A draft waits already: this one takes its place.") for action in anew}
    return {Action.PREPARE_TERMINATION: _("The agreement ends, and nothing is paid under it."), **notes}


def _prepares(offers: list[CaseOffer]) -> bool:
    """Whether the case stands where a draft is made: only there a returned one is news."""
    return any(offer.action in PREPARING for offer in offers)


def ordered(offers: tuple[CaseOffer, ...], case: Case, known: Known) -> list[CaseOffer]:
    """What the work comes down to first: the next act, else the lines that are still to be answered; what stands
    beside the way last. Answering is left out where nothing of it is left to do."""
    step, draft = next_act.next_row(case, known, clock.now()), bool(known.held.draft)
    first = step.action if step else None
    ready = any(offer.action is first and offer.ok for offer in offers)
    shown = [offer for offer in offers if offer.action not in ON_TAB or (offer.can_begin and not ready and not draft)]
    return sorted(shown, key=lambda offer: _place(offer, first))


def _place(offer: CaseOffer, first: CaseAct | None) -> tuple[bool, int]:
    if offer.action is first:
        return (not offer.can_begin, 0)
    return (not offer.can_begin, 1 if offer.action in ON_TAB else 3 if offer.action in BESIDE else 2)


def url_of(action: CaseAct, case: Case) -> str:
    """Where an act is done."""
    place = case.public_id
    if action in ON_TAB:
        endpoint, anchor = ON_TAB[action]
        return url_for(endpoint, public_id=place, _anchor=anchor)
    if action in SIGNING.values():
        return url_for("desk.decision", public_id=place)
    if action in ON_MONEY:
        return url_for("money.act", public_id=place, action=action.value)
    if action is Action.ARCHIVE and "archive.case" in current_app.view_functions:
        return url_for("archive.case", public_id=place)
    return url_for("desk.act", public_id=place, action=action.value)


def _tabs(case: Case, active: str, papers: int, known: Known) -> list[dict[str, Any]]:
    labels = {
        "overview": _("Overview"),
        "documents": _("Documents"),
        "checks": _("Checks"),
        "calculation": _("Calculation"),
        "money": _("Money"),
        "correspondence": _("Correspondence"),
        "history": _("History"),
    }
    due, done = len(known.held.checks_due), len(known.held.given("check"))
    counts: dict[str, Any] = {"documents": papers, "checks": f"{done}/{due}" if case.completed_at else None}
    return [
        {
            "label": labels[key],
            "url": url_for("desk.case" if key == "overview" else f"desk.{key}", public_id=case.public_id),
            "active": key == active,
            "count": counts.get(key),
        }
        for key in TABS
    ]


def title_of(case: Case) -> str:
    """``D342-2026-000190 · ЖК Ахметов Ғ. Ұ.``"""
    return f"{case.number or _('not registered yet')} · {case.organisation.name}"


def words(value: Any) -> str:
    return text(value)


def alive(case: Case) -> bool:
    """Whether somebody still works on it."""
    return case.ended_at is None and CaseState(case.state) is not CaseState.ARCHIVED
