"""The papers of an edition: kinds of attachment, when each is asked, and the completeness list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from workflows.programmes.provisions import Provision, in_force
from workflows.text import Text


class Situation(Protocol):
    """What decides which documents are required; each programme adds its own questions."""

    @property
    def types(self) -> frozenset[str]: ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of attachment. ``needed`` asks the programme's own situation. ``cost_types`` is empty where every
    application needs it; ``condition`` tells when it is asked, None where it always is for its cost types;
    ``several``: more than one file may be of this kind."""

    key: str
    clause: str
    title: Text
    needed: Callable[[Any], bool]
    cost_types: tuple[str, ...] = ()
    condition: Text | None = None
    several: bool = True

    @property
    def conditional(self) -> bool:
        """Whether it is asked only where its condition holds."""
        return self.condition is not None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A kind on the upload page: required now, or only where its condition holds."""

    kind: DocumentKind
    required: bool


@dataclass(frozen=True, slots=True)
class CompletenessItem:
    """One line of the list. ``document`` is the key of the document kind, empty for the paper itself;
    ``may_not_apply``: the answer "not applicable" is open."""

    key: str
    title: Text
    clause: str
    document: str = ""
    may_not_apply: bool = False


@dataclass(frozen=True, slots=True)
class OriginProof:
    """One kind of proof of Kazakh origin."""

    key: str
    title: Text
    clause: str


@dataclass(frozen=True)
class Papers:
    """``paper_items`` are the lines of the completeness list about the application itself; ``extra`` is the kind that
    nobody asks for. ``proofs`` of origin, of the kind ``origin``, have their days (I-11)."""

    kinds: tuple[DocumentKind, ...]
    paper_items: tuple[CompletenessItem, ...]
    read_situation: Callable[[Any], Situation]
    proofs: tuple[Provision[OriginProof], ...] = ()
    extra: str = "other"
    origin: str = "origin_proof"
    by_key: Mapping[str, DocumentKind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {kind.key: kind for kind in self.kinds})

    def situation_of(self, application: Any) -> Situation:
        """The situation that a (possibly unfinished) application describes."""
        return self.read_situation(application)

    def offered(self, situation: Situation) -> list[Requirement]:
        """Every kind that may be uploaded for the chosen cost types, in the order of the law, with whether it must."""
        return [
            Requirement(kind, kind.needed(situation))
            for kind in self.kinds
            if not kind.cost_types or set(kind.cost_types) & situation.types
        ]

    def required(self, situation: Situation) -> list[DocumentKind]:
        """The kinds without which the application is not complete."""
        return [offer.kind for offer in self.offered(situation) if offer.required]

    def absent(self, situation: Situation, present: Collection[str]) -> list[DocumentKind]:
        """Required kinds that have no file yet."""
        return [kind for kind in self.required(situation) if kind.key not in present]

    def completeness(self, situation: Situation) -> tuple[CompletenessItem, ...]:
        """The list for one application: the paper itself, then every document kind of its costs. Extras are no item."""
        return self.paper_items + tuple(
            CompletenessItem(
                f"document.{offer.kind.key}",
                offer.kind.title,
                offer.kind.clause,
                document=offer.kind.key,
                may_not_apply=not offer.required,
            )
            for offer in self.offered(situation)
            if offer.kind.key != self.extra
        )

    def origin_proofs(self, period_ends: date) -> tuple[OriginProof, ...]:
        """The proofs of origin that are accepted for costs whose reimbursed period ends on this day (I-11)."""
        return in_force(self.proofs, period_ends)
