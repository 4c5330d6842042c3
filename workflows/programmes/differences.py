"""What changes from one edition to another: what is added, taken out, changed, each with its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflows.programmes.edition import Edition
from workflows.programmes.layout import Entry, Group, layout
from workflows.text import Text


class Change(StrEnum):
    """What happened to a provision."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


CHANGE_TITLES = {
    Change.ADDED: Text("қосылды", "добавлено", "added"),
    Change.REMOVED: Text("алынып тасталды", "исключено", "taken out"),
    Change.CHANGED: Text("өзгерді", "изменено", "changed"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One side of a provision before and after; ``name``: which of its values, ``clause`` or ``title``."""

    name: str
    old: str | Text
    new: str | Text


@dataclass(frozen=True, slots=True)
class Difference:
    """One provision that is not the same in both editions. ``old`` None: added; ``new`` None: taken out."""

    old: Entry | None
    new: Entry | None

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.ADDED
        return Change.REMOVED if self.new is None else Change.CHANGED

    @property
    def entry(self) -> Entry:
        """The provision as it reads afterwards, or read last."""
        found = self.new or self.old
        assert found is not None  # a difference has a side
        return found

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What of a changed provision reads otherwise; empty for one that is added or taken out."""
        return tuple(_turns(self.old, self.new)) if self.old and self.new else ()


def differences(old: Edition, new: Edition) -> tuple[Difference, ...]:
    """Every provision that differs, in the order of the layout; what is gone stands with its group. ValueError for
    editions of two programmes."""
    if old.programme != new.programme:
        raise ValueError(f"{old.name} is of {old.programme}, {new.name} of {new.programme}")
    before, after = layout(old), layout(new)
    places = {group: place for place, group in enumerate(Group)}
    found = [Difference(before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))]
    return tuple(sorted((one for one in found if one.old != one.new), key=lambda one: places[one.entry.group]))


def _turns(old: Entry, new: Entry) -> Iterator[Turn]:
    if old.clause != new.clause:
        yield Turn("clause", old.clause, new.clause)
    if old.title != new.title:
        yield Turn("title", old.title, new.title)
    for name in dict.fromkeys((*old.value, *new.value)):
        was, now = old.value.get(name, ""), new.value.get(name, "")
        if was != now:
            yield Turn(name, was, now)
    nothing = Text("", "", "")
    for name in dict.fromkeys((*old.words, *new.words)):
        told, tells = old.words.get(name, nothing), new.words.get(name, nothing)
        if told != tells:
            yield Turn(name, told, tells)
