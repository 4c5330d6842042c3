"""What an edition is composed of, as data by key: the same programme composed of other parts is another edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from workflows.clock import TermRule
from workflows.programmes.checks import Check
from workflows.programmes.costs import CostType, SubItem
from workflows.programmes.figures import Figures
from workflows.programmes.papers import DocumentKind, OriginProof
from workflows.programmes.provisions import Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """``removed``: types of cost that the law had once; ``subitems``: the lines of all types, the removed ones too.
    ``proofs`` of origin have their days."""

    figures: Figures
    terms: Mapping[str, TermRule]
    costs: Mapping[str, CostType]
    checks: Mapping[str, Check]
    documents: Mapping[str, DocumentKind]
    proofs: Mapping[str, Provision[OriginProof]]
    subitems: tuple[SubItem, ...]
    removed: Mapping[str, CostType]

    def with_item(self, group: str, key: str, item: Any) -> Parts:
        """The same parts with one item of one group put in, in its old place if it had one, or (None) taken out. A type
        of cost that is taken out stays known as removed."""
        items = dict(getattr(self, group))
        changed: dict[str, Any] = {group: items}
        if item is not None:
            items[key] = item
        elif (gone := items.pop(key, None)) is not None and group == "costs":
            changed["removed"] = {**self.removed, key: gone}
        return replace(self, **changed)

    def steps_to(self, other: Parts) -> Iterator[tuple[str, str, Any]]:
        """Each single change that leads from these parts to the other ones: group, key, and the item then (None: it is
        gone)."""
        for group in GROUPS:
            own, others = getattr(self, group), getattr(other, group)
            for key in dict.fromkeys((*own, *others)):
                if own.get(key) != others.get(key):
                    yield group, key, others.get(key)


#: The groups of parts that have a clause in each item.
GROUPS = tuple(part.name for part in fields(Parts) if part.name not in ("subitems", "removed"))
