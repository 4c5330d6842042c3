"""What a paper's context is built from, and who builds which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dms.models import Case, Decision, User
from forms.annexes.contexts import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The case at the moment of the order, the decision that the paper carries out, what the act handed in.
    ``signer``: who will sign it for the operator."""

    case: Case
    now: datetime
    decision: Decision | None = None
    author: User | None = None
    signer: User | None = None
    extra: dict[str, Any] = field(default_factory=dict)


Builder = Callable[[Source], Context]
BUILDERS: dict[str, Builder] = {}
#: Programme and kind of a paper → the form it is printed on and who fills it, where the programme has its own.
OWN: dict[tuple[str, str], tuple[str, Builder]] = {}


def builds(kind: str, *, programme: str = "", form: str = "") -> Callable[[Builder], Builder]:
    """Registers who fills the papers of one kind; of one ``programme`` alone, where they are printed on another
    ``form``."""

    def register(build: Builder) -> Builder:
        if programme:
            OWN[programme, kind] = (form or kind, build)
        else:
            BUILDERS[kind] = build
        return build

    return register


def form_of(kind: str, programme: str) -> str:
    """The form on which papers of this kind are printed."""
    return OWN[programme, kind][0] if (programme, kind) in OWN else kind


def context_of(kind: str, source: Source) -> Context:
    """Raises: KeyError for a kind nobody fills; ContextError for a context that is not whole."""
    own = OWN.get((source.case.programme, kind))
    return (own[1] if own else BUILDERS[kind])(source)
