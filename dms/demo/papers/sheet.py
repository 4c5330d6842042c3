"""What one attached paper says, ready to be printed in another process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a paper, under its signature and seal."""

    role: str
    name: str
    number: str
    address: str
    position: str
    person: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the last row of ``rows`` is its total when ``total`` is set."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper. ``kind`` is the document kind of the application, ``lines`` the cost lines it proves; ``look`` chooses
    the drawing: plain, form, certificate, letter. ``scan``: it comes as a colour scan of the original."""

    kind: str
    name: str
    lang: str
    look: str
    title: str
    subtitle: str = ""
    place: str = ""
    day: str = ""
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    text: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    annex: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    stamp: str = ""
    scan: bool = False
