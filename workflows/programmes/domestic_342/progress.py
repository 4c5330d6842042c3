"""How far each page of the task list is: what the portal shows beside its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.form_items import PAGES
from workflows.programmes.domestic_342.missing import missing
from workflows.text import Text


class PageStatus(StrEnum):
    """``done``: nothing is missing; ``not_started``: nothing has been answered either."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


STATUS_LABELS: Mapping[PageStatus, Text] = {
    PageStatus.NOT_STARTED: Text("Басталмаған", "Не начато", "Not started"),
    PageStatus.IN_PROGRESS: Text("Толтырылуда", "Заполняется", "In progress"),
    PageStatus.DONE: Text("Дайын", "Готово", "Done"),
}

#: The keys of ``Application`` that each page fills.
KEYS: Mapping[str, tuple[str, ...]] = {
    "applicant": ("applicant_name", "legal_address", "head", "bin", "registration_no", "registration_date"),
    "staff": ("staff_total", "staff_citizens", "local_content_share"),
    "activity": ("oked_code", "oked_name", "products"),
    "support": ("support_participant", "support_history"),
    "cost_types": ("cost_subitems",),
    "costs": ("costs",),
    "bank": ("bank",),
    "documents": ("circumstances",),
    "declarations": ("declarations",),
    "contact": ("contact",),
}


def progress(application: Application, documents: Collection[str]) -> dict[str, PageStatus]:
    """The status of every page by its key, in the order of the task list. ``documents`` as for ``missing``."""
    lacking = {gap.page for gap in missing(application, documents)}
    return {page.key: _status(page.key, lacking, application, documents) for page in PAGES}


def _status(
    page: str, lacking: Collection[str], application: Application, documents: Collection[str]
) -> PageStatus:  # fmt: skip
    if page not in lacking:
        return PageStatus.DONE
    values: Mapping[str, Any] = application
    begun = any(_told(values.get(key)) for key in KEYS[page]) or (page == "documents" and bool(documents))
    return PageStatus.IN_PROGRESS if begun else PageStatus.NOT_STARTED


def _told(value: object) -> bool:
    """Something was answered: "no" and zero are answers, blanks and empty groups are not."""
    if isinstance(value, Mapping):
        return any(_told(part) for part in value.values())
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []
