"""Two versions of a document side by side: of a case, and of the office's own papers (``desk.office_changes``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_login import current_user

from dms.errors import NotVisible
from dms.models import Case, DocumentVersion
from dms.queries import review, versions
from dms.services.files import serving
from dms.services.versions import comparing
from dms.views.pages import address_of

AT_ONCE = 50  #: changed pages on one screen


def earlier_asked(version: DocumentVersion) -> DocumentVersion:
    """The version of the address (``?earlier=``), else the one before. Raises: NotVisible when this reader may not open
    it, or it is no earlier one."""
    key = request.args.get("earlier", "")
    rows = version.document.versions
    earlier = next((row for row in rows if row.public_id == key and row.no < version.no), None)
    earlier = earlier if key else comparing.earlier_of(version)
    if earlier is None or not serving.is_open_to(version.document, earlier, current_user):
        raise NotVisible
    return earlier


def earlier_of(version: DocumentVersion) -> DocumentVersion | None:
    """The version before, with which this reader may compare; None where there is none."""
    earlier = comparing.earlier_of(version)
    return earlier if earlier and serving.is_open_to(version.document, earlier, current_user) else None


def page(case: Case | None, later: DocumentVersion, earlier: DocumentVersion, back: str, act: str) -> str:
    """``back``: the page of the document; ``act``: where a comparison is ordered."""
    kept = versions.find_comparison(later.id, earlier.id)
    standing = comparing.standing_of(kept) if kept else None
    return render_template(
        "versions/changes.html", case=case, document=later.document, version=later, earlier=earlier, kept=kept,
        standing=standing, picture=_picture(case), back=back, act=act,
        part=_part, **_pages(later, earlier, kept.pages if kept else []),
    )  # fmt: skip


def _picture(case: Case | None) -> Callable[[DocumentVersion, int], str]:
    return lambda version, number: address_of(case, version, "page", number=number)


def _part(first: int) -> str:
    """The address of this screen with the changes from another one on."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'from': max(0, first)})}"


def _pages(later: DocumentVersion, earlier: DocumentVersion, pages: list[dict[str, Any]]) -> dict[str, Any]:
    """The changed pages from ``?from=`` on with the sizes of their pictures, and how many are the same."""
    sizes = {
        side: {row.page: row for row in review.list_previews(version.id)}
        for side, version in (("later", later), ("earlier", earlier))
    }
    looked = [row for row in pages if not row.get("failed")]
    changed = [row for row in looked if not row["same"]]
    first = max(0, min(request.args.get("from", 0, type=int), len(changed) - 1))
    return {
        "changed": len(changed), "same": len(looked) - len(changed), "sizes": sizes, "first": first,
        "shown": changed[first : first + AT_ONCE], "at_once": AT_ONCE,
    }  # fmt: skip
