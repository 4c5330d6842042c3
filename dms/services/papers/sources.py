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
    """The case at the moment of the order, the decision that the paper carries out, what the act handed in."""

    case: Case
    now: datetime
    decision: Decision | None = None
    author: User | None = None
    extra: dict[str, Any] = field(default_factory=dict)


Builder = Callable[[Source], Context]
BUILDERS: dict[str, Builder] = {}


def builds(form: str) -> Callable[[Builder], Builder]:
    """Registers the builder of one form's context."""

    def register(build: Builder) -> Builder:
        BUILDERS[form] = build
        return build

    return register


def context_of(form: str, source: Source) -> Context:
    """Raises: KeyError for a form nobody builds; ContextError for a context that is not whole."""
    return BUILDERS[form](source)
