"""Facts of a case of which some are looked up when a rule first looks at them: one act has few guards, and most of them
ask for no calculation and no draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workflows.facts import CaseFacts


class AskedFacts(CaseFacts):
    """To the rules, facts like any other; each is looked up once at most."""

    __slots__ = ("_later",)

    @classmethod
    def of(cls, later: Mapping[str, Callable[[], Any]], **known: Any) -> CaseFacts:
        """``later``: name of a fact → how it is looked up; ``known``: the rest."""
        made = cls(**known)
        object.__setattr__(made, "_later", later)
        for name in later:
            object.__delattr__(made, name)
        return made

    def __getattr__(self, name: str) -> Any:
        later: Mapping[str, Callable[[], Any]] = object.__getattribute__(self, "_later")
        if name not in later:
            raise AttributeError(name)
        found = later[name]()
        object.__setattr__(self, name, found)
        return found
