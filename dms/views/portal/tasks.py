"""The task list of a draft: its pages with their statuses, its required documents, what remains and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dms.formatting import money
from dms.models import Case, Document
from dms.services.draft import gaps
from dms.services.files.file_status import status_of
from dms.services.judging import sums
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from workflows.calculation import NotCalculable, Result
from workflows.calendar import NoCalendar
from workflows.clock import Term
from workflows.programmes.form import Missing, Page
from workflows.programmes.timing import Events
from workflows.states import CaseState
from workflows.text import Text, brief


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

    title: Text | str
    clause: str
    url: str
    page: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The three figures above a draft. ``result`` None: there is nothing to count yet, or no MCI for the day. ``term``
    ends with the decision; where its length is not known (``decides`` is false), it is what the operator answers in.
    None: no calendar covers it."""

    declared: Decimal
    result: Result | None
    term: Term | None
    decides: bool


def figures_of(case: Case, now: datetime) -> Figures:
    timing = edition_of(case).timing
    answered = case.state == CaseState.REMARKS  # what is handed in now is the answer to remarks
    events = Events(submitted_at=now, documents_in=now if answered else None)
    try:
        found = {term.key: term for term in timing.terms(events, reference.calendar()).terms}
    except NoCalendar:
        found = {}
    decides = timing.result in found
    term = found.get(timing.result if decides else timing.running(CaseState.REGISTERED, int(answered)))
    try:
        result = sums.of_case(case, now)
    except NotCalculable:
        result = None
    return Figures(sums.requested(case), result, term, decides)


def gaps_of(case: Case, uploaded: Iterable[Document]) -> list[Gap]:
    """What is missing, and each file that the checks refused."""
    uploaded = list(uploaded)
    lacking = [Gap(gap.title, gap.clause, url_of(case, gap), gap.page) for gap in gaps.whats_missing(case, uploaded)]
    return lacking + [_refused(case, paper) for paper in uploaded if is_refused(paper)]


def is_refused(paper: Document) -> bool:
    """Whether the checks refused the newest version."""
    return status_of(paper).status == "refused"


def _refused(case: Case, paper: Document) -> Gap:
    name, page = paper.current.file.name if paper.current else "", edition_of(case).form.documents_page
    kind = edition_of(case).papers.by_key.get(paper.kind)
    title = _("the file “%(name)s” did not pass the check: put another in its place", name=name)
    return Gap(title, kind.clause if kind else "", document_url(case, paper.kind), page)


def document_url(case: Case, kind: str) -> str:
    """The place of a kind on the page of documents."""
    return url_for("portal.documents", public_id=case.public_id, _anchor=f"kind-{kind}")


def url_of(case: Case, gap: Missing) -> str:
    """The page, and on it the field, where the gap is filled in."""
    parts = gap.key.split(".")
    if gap.page == "documents":
        return document_url(case, parts[1])
    if gap.page == "costs":
        return _cost_url(case, parts)
    anchor = "-".join((parts[0], str(int(parts[1]) - 1), parts[2])) if len(parts) == 3 else "__".join(parts)
    return url_for("portal.page", public_id=case.public_id, page=gap.page, _anchor=anchor)


def _cost_url(case: Case, parts: list[str]) -> str:
    if len(parts) < 3 or parts[1] == "type":
        return url_for("portal.costs", public_id=case.public_id)
    anchor = parts[2] if len(parts) == 3 else f"payments-{int(parts[3]) - 1}-{parts[4]}"
    return url_for("portal.cost", public_id=case.public_id, line_id=parts[1], _anchor=anchor)


def page_tasks(case: Case, remaining: list[Gap], *, odd_costs: bool = False) -> list[Task]:
    """The pages of the form, documents left out. ``odd_costs``: some cost line is worth a second look."""
    open_pages = {gap.page for gap in remaining}
    found = []
    for page in edition_of(case).form.pages:
        if page.key == "documents":
            continue
        status, label = _status(case, page, open_pages), None
        if page.key == "costs" and odd_costs and status == "done":
            status, label = "attention", _("Worth a look")
        found.append(Task(page.title, page_url(case, page.key), status, _items(case, page.key), label=label))
    return found


def next_url(case: Case, key: str) -> str:
    """The page after this one. The documents stand last in the list; after them everything is checked."""
    form = edition_of(case).form
    keys = [page.key for page in form.pages if page.key != form.documents_page] + [form.documents_page]
    place = keys.index(key) + 1
    return page_url(case, keys[place]) if place < len(keys) else url_for("portal.review", public_id=case.public_id)


def page_url(case: Case, key: str) -> str:
    if key in ("costs", "documents"):
        return url_for(f"portal.{key}", public_id=case.public_id)
    return url_for("portal.page", public_id=case.public_id, page=key)


def _status(case: Case, page: Page, open_pages: set[str]) -> str:
    begun = any(_begun(case.content.get(name)) or case.content.get(name) is False for name in page.keys)
    if page.key not in open_pages:
        return "done" if begun else "optional"
    if not begun:
        return "not_started"
    return "attention" if page.key == "costs" else "in_progress"


def _begun(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_begun(item) for item in value.values())
    return value not in (None, "", [], False)


def _items(case: Case, key: str) -> str:
    numbers = sorted({item.number for item in edition_of(case).form.items if item.page == key})
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


def document_tasks(case: Case, uploaded: Sequence[Document]) -> list[Task]:
    """The documents that this application must have, one row a kind."""
    papers = edition_of(case).papers
    by_kind: dict[str, list[Document]] = {}
    for paper in uploaded:
        for kind in paper.kinds:
            by_kind.setdefault(kind, []).append(paper)
    return [
        Task(
            brief(offer.kind.title),
            document_url(case, offer.kind.key),
            document_status(by_kind.get(offer.kind.key, []), required=offer.required),
            _names(by_kind.get(offer.kind.key, [])),
            offer.kind.clause,
        )
        for offer in papers.offered(papers.situation_of(case.content))
        if offer.required or offer.kind.key in by_kind
    ]


def _names(papers: Sequence[Document]) -> str:
    return ", ".join(paper.current.file.name for paper in papers if paper.current)


def document_status(papers: Sequence[Document], *, required: bool) -> str:
    """The status of one kind by the worst of its files."""
    if not papers:
        return "not_started" if required else "optional"
    states = {status_of(paper).status for paper in papers}
    if "refused" in states:
        return "attention"
    return "in_progress" if states & {"arriving", "checking"} else "done"
