"""The task list of a draft: its pages with their statuses, its required documents, what remains and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dms.formatting import money
from dms.models import Case, Document
from dms.services import gaps, reference, sums
from dms.services.file_status import status_of
from dms.views.portal.wording import brief
from workflows.calculation import Result
from workflows.clock import Term, office_moment
from workflows.mci import NoMci
from workflows.programmes.domestic_342.documents import offered_documents, situation_of
from workflows.programmes.domestic_342.form_items import ITEMS, PAGES
from workflows.programmes.domestic_342.missing import Missing
from workflows.programmes.domestic_342.terms import SERVICE
from workflows.text import Text

#: What a page writes, by its key: enough of it to tell a page that was begun from one that was not.
WRITES: Mapping[str, tuple[str, ...]] = {
    "applicant": ("applicant_name", "legal_address", "head", "registration_date"),
    "staff": ("staff_total", "staff_citizens", "local_content_share"),
    "activity": ("oked_code", "oked_name", "products"),
    "support": ("support_participant",),
    "cost_types": ("cost_subitems",),
    "costs": ("costs",),
    "bank": ("bank",),
    "declarations": ("declarations",),
    "contact": ("contact",),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the task list."""

    name: Text
    url: str
    status: str
    hint: str = ""
    clause: str = ""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that remains, with the address where it is filled in."""

    title: Text
    clause: str
    url: str
    page: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The three figures above a draft. ``result`` None: there is nothing to count yet, or no MCI for the day."""

    declared: Decimal
    result: Result | None
    term: Term


def figures_of(case: Case, now: datetime) -> Figures:
    calendar = reference.calendar()
    term = SERVICE.after(office_moment(now, calendar), calendar)
    try:
        result = sums.of_case(case, now)
    except NoMci:
        result = None
    return Figures(sums.requested(case), result, term)


def gaps_of(case: Case, uploaded: Iterable[Document]) -> list[Gap]:
    return [
        Gap(gap.title, gap.clause, url_of(case, gap), gap.page)
        for gap in gaps.whats_missing(case, [paper for paper in uploaded if paper.origin == "uploaded"])
    ]


def url_of(case: Case, gap: Missing) -> str:
    """The page, and on it the field, where the gap is filled in."""
    parts = gap.key.split(".")
    if gap.page == "documents":
        return url_for("portal.documents", public_id=case.public_id, _anchor=f"kind-{parts[1]}")
    if gap.page == "costs":
        return _cost_url(case, parts)
    anchor = "-".join((parts[0], str(int(parts[1]) - 1), parts[2])) if len(parts) == 3 else "__".join(parts)
    return url_for("portal.page", public_id=case.public_id, page=gap.page, _anchor=anchor)


def _cost_url(case: Case, parts: list[str]) -> str:
    if len(parts) < 3 or parts[1] == "type":
        return url_for("portal.costs", public_id=case.public_id)
    anchor = parts[2] if len(parts) == 3 else f"payments-{int(parts[3]) - 1}-{parts[4]}"
    return url_for("portal.cost", public_id=case.public_id, line_id=parts[1], _anchor=anchor)


def page_tasks(case: Case, remaining: list[Gap]) -> list[Task]:
    """The pages of the form, documents left out."""
    open_pages = {gap.page for gap in remaining}
    return [
        Task(page.title, page_url(case, page.key), _status(case, page.key, open_pages), _items(case, page.key))
        for page in PAGES
        if page.key != "documents"
    ]


def page_url(case: Case, key: str) -> str:
    if key in ("costs", "documents"):
        return url_for(f"portal.{key}", public_id=case.public_id)
    return url_for("portal.page", public_id=case.public_id, page=key)


def _status(case: Case, key: str, open_pages: set[str]) -> str:
    begun = any(_begun(case.content.get(name)) for name in WRITES[key])
    if key not in open_pages:
        return "done"
    if not begun:
        return "not_started"
    return "attention" if key == "costs" else "in_progress"


def _begun(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_begun(item) for item in value.values())
    return value not in (None, "", [], False)


def _items(case: Case, key: str) -> str:
    numbers = sorted({item.number for item in ITEMS if item.page == key})
    told = (
        _("item %(first)s", first=numbers[0])
        if len(numbers) == 1
        else _("items %(first)s–%(last)s", first=numbers[0], last=numbers[-1])
    )
    lines = case.content.get("costs") or []
    if key == "costs" and lines:
        counted = ngettext("%(num)s line", "%(num)s lines", len(lines))
        return f"{told} · {counted}, {money(sums.requested(case))}"
    return str(told)


def document_tasks(case: Case, uploaded: list[Document]) -> list[Task]:
    """The documents that this application must have, one row a kind."""
    offers = offered_documents(situation_of(gaps.as_application(case)))
    by_kind: dict[str, list[Document]] = {}
    for paper in uploaded:
        by_kind.setdefault(paper.kind, []).append(paper)
    return [
        Task(
            brief(offer.kind.title),
            url_for("portal.documents", public_id=case.public_id, _anchor=f"kind-{offer.kind.key}"),
            document_status(by_kind.get(offer.kind.key, []), required=offer.required),
            _names(by_kind.get(offer.kind.key, [])),
            offer.kind.clause,
        )
        for offer in offers
        if offer.required or offer.kind.key in by_kind
    ]


def _names(papers: list[Document]) -> str:
    return ", ".join(paper.current.file.name for paper in papers if paper.current)


def document_status(papers: list[Document], *, required: bool) -> str:
    """The status of one kind by the worst of its files."""
    if not papers:
        return "not_started" if required else "optional"
    states = {status_of(paper).status for paper in papers}
    if "refused" in states:
        return "attention"
    return "in_progress" if states & {"arriving", "checking"} else "done"
