"""The same file, byte by byte, under several documents of one application: perhaps one paper that stands for two kinds,
perhaps a wrong choice. What stands in another case is told by ``queries/repeated.py``."""

from __future__ import annotations

from collections.abc import Iterable

from dms.models import Document


def twins_of(papers: Iterable[Document]) -> dict[int, list[Document]]:
    """By the row of a document, the other uploaded ones whose newest version has the same bytes."""
    same: dict[str, list[Document]] = {}
    for paper in papers:
        if paper.origin == "uploaded" and paper.current is not None and paper.current.file.sha256:
            same.setdefault(paper.current.file.sha256, []).append(paper)
    return {one.id: [row for row in rows if row.id != one.id] for rows in same.values() for one in rows if rows[1:]}
