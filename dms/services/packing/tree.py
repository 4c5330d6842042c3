"""The contents of a package as a tree for the screen: the same places that the writer gives, without the bytes."""

from __future__ import annotations

from dataclasses import dataclass

from dms.models import Case
from dms.packages import layout
from dms.services.packing import contents
from dms.services.papers.titles import title_of
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Branch:
    """A folder of the package: what it is and how many versions and signatures lie in it."""

    place: str
    title: Text
    versions: int
    signatures: int
    size: int
    sha256: str
    void: bool


def of_case(case: Case) -> list[Branch]:
    """One branch for each document, in the order of the package."""
    found, signed = [], contents.decided(case)
    for number, paper in enumerate(contents.kept(case), 1):
        newest = paper.versions[-1]
        found.append(
            Branch(
                place=layout.folder(number, paper.kind),
                title=title_of(paper.kind, case),
                versions=len(paper.versions),
                signatures=sum(len(version.signatures) for version in paper.versions),
                size=sum(version.file.size for version in paper.versions),
                sha256=newest.file.sha256 or "",
                void=contents.is_void(paper, signed),
            )
        )
    return found
