"""The costs of an edition: types, the lines to tick, groups and their caps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workflows.calculation import CapRule
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class CostType:
    """A type of cost; ``key`` is the number of its sub-paragraph. ``short`` is for lists and narrow columns.
    ``editable``: the order's own words are not at hand, so an administrator may put them in place of the label;
    ``untold``: nobody has, so nobody can be asked to choose it."""

    key: str
    title: Text
    short: Text
    clause: str
    editable: bool = False
    untold: bool = False


@dataclass(frozen=True, slots=True)
class SubItem:
    """One line to tick. ``in_form`` is false for what the rules list and the form leaves out (I-8)."""

    key: str
    type: str
    title: Text
    clause: str
    in_form: bool = True


@dataclass(frozen=True)
class Costs:
    """``removed`` are types that the law had once: known, so that a claim for one is answered with its clause."""

    types: tuple[CostType, ...]
    subitems: tuple[SubItem, ...]
    caps: tuple[CapRule, ...]
    removed: tuple[CostType, ...] = ()
    type_by_key: Mapping[str, CostType] = field(init=False, repr=False, compare=False)
    subitem_by_key: Mapping[str, SubItem] = field(init=False, repr=False, compare=False)
    group_of: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        indexes: dict[str, object] = {
            "type_by_key": {t.key: t for t in (*self.types, *self.removed)},
            "subitem_by_key": {item.key: item for item in self.subitems},
            "group_of": {key: cap.group for cap in self.caps for key in cap.types},
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)  # a frozen dataclass has no other way to keep what it computes

    @property
    def editable(self) -> tuple[CostType, ...]:
        """The types whose label is an administrator's to give."""
        return tuple(cost_type for cost_type in self.types if cost_type.editable)

    @property
    def untold(self) -> tuple[CostType, ...]:
        """The types whose words nobody has given: the law has them, no form can offer them."""
        return tuple(cost_type for cost_type in self.types if cost_type.untold)

    def type_of(self, subitem: str) -> str:
        """The cost type of a sub-item; KeyError for a key that the edition does not know."""
        return self.subitem_by_key[subitem].type

    def types_of(self, subitems: Iterable[str]) -> tuple[str, ...]:
        """The cost types of the sub-items, each once, in the order of the law; unknown keys raise KeyError."""
        chosen = {self.type_of(key) for key in subitems}
        return tuple(t.key for t in self.types if t.key in chosen)

    def labelled(self, labels: Mapping[str, Text]) -> Costs:
        """The same costs under an administrator's labels (type key → words), where the law's own are not at hand."""
        types = tuple(
            replace(t, title=labels[t.key], short=labels[t.key], untold=False) if t.editable and t.key in labels else t
            for t in self.types
        )
        editable = {t.key for t in types if t.editable}
        subitems = tuple(
            replace(item, title=labels.get(item.type, item.title)) if item.type in editable else item
            for item in self.subitems
        )
        return replace(self, types=types, subitems=subitems)
