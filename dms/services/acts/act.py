"""What an effect works with: the case under lock, who acts, what was handed in, and the moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dms.models import Case, Document, User
from dms.services.judging.given import Given
from workflows.documents import DocumentAction
from workflows.states import CaseAct


@dataclass(slots=True)
class Act:
    """One act while it is carried out. Effects change rows of the session, never a state, and never commit."""

    case: Case
    action: CaseAct
    user: User | None
    given: Given
    now: datetime
    #: Moves a document of the case; handed in by ``moves``, which alone writes states.
    move: Callable[[Document, DocumentAction], None]
    _after: list[Callable[[], None]] = field(default_factory=list)

    def after_move(self, do: Callable[[], None]) -> None:
        """Something that needs the case in its new state (a notice that names it)."""
        self._after.append(do)

    def finish(self) -> None:
        for do in self._after:
            do()

    @property
    def who(self) -> User:
        """The person; an act of the system has none.

        Raises:
            ValueError: the act needs a person.
        """
        if self.user is None:
            raise ValueError(f"{self.action} needs a person")
        return self.user


Effect = Callable[[Act], dict[str, Any]]
