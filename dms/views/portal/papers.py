"""The papers of a case as the applicant sees them: the operator's and his own, each with its title and state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dms.models import Case, Document
from dms.services.papers.titles import SHEET, whole_title
from workflows.text import Text, brief


@dataclass(frozen=True, slots=True)
class Paper:
    """One document with its title."""

    document: Document
    title: Text

    @property
    def ready(self) -> bool:
        return self.document.current is not None


#: Files of his own that stand on the page of a case at once.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Own:
    """A page of what the applicant attached; ``before`` and ``after``: the file behind which the page before and the
    next one begin, ``before`` empty where that is the first page, None where there is none."""

    papers: Sequence[Paper]
    first: int
    count: int
    before: str | None
    after: str | None


def page_of_own(papers: Sequence[Paper], behind: str) -> Own:
    """The files behind the one with this public id; from the first one where there is none such."""
    start = next((n for n, row in enumerate(papers, 1) if row.document.public_id == behind), 0)
    shown = papers[start : start + SHOWN]
    earlier = max(0, start - SHOWN)
    return Own(
        shown,
        start + 1,
        len(papers),
        None if not start else papers[earlier - 1].document.public_id if earlier else "",
        shown[-1].document.public_id if start + SHOWN < len(papers) else None,
    )


def name_of(document: Document, case: Case | None = None) -> Text:
    """What the document is called, without particulars in brackets where the law's name of it is long."""
    title = whole_title(document, case)
    return brief(title) if document.origin == "uploaded" else title


def papers_of(documents: Iterable[Document], case: Case | None = None) -> dict[str, list[Paper]]:
    """``operator``: what the system made and delivered, the application among it, newest first; ``own``: what the
    applicant attached."""
    found: dict[str, list[Paper]] = {"operator": [], "own": []}
    for document in documents:
        found["own" if document.origin == "uploaded" else "operator"].append(Paper(document, name_of(document, case)))
    found["operator"] = list(_newest_sheets(reversed(found["operator"])))
    return found


def _newest_sheets(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Of the sheets over the same bytes only the newest: it carries all signatures that the earlier ones carry."""
    seen: set[str] = set()
    for paper in papers:
        version = paper.document.current
        over = (version.context or {}).get("sha256", "") if version and paper.document.kind == SHEET else ""
        if not over or over not in seen:
            yield paper
        seen.add(over)
