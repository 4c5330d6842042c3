"""How far each page of the task list is: what the portal shows beside its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.form_items import PAGES
from workflows.programmes.domestic_342.missing import FORM
from workflows.programmes.form import STATUS_LABELS, PageStatus

__all__ = ["FORM", "KEYS", "STATUS_LABELS", "PageStatus", "progress"]

#: The keys of ``Application`` that each page fills.
KEYS: Mapping[str, tuple[str, ...]] = {page.key: page.keys for page in PAGES}


def progress(application: Application, documents: Collection[str]) -> dict[str, PageStatus]:
    """The status of every page by its key, in the order of the task list. ``documents`` as for ``missing``."""
    return FORM.progress(application, documents)
