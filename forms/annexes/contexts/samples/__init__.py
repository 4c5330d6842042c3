"""Filled-in samples of every document: for ``dms render --sample``, for looking at, for tests. The enterprise, its
people and papers are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from forms.annexes.contexts import FORMS, Context, to_json
from forms.annexes.contexts.samples import annexes, export, letters, monitoring, sheets

_MAKERS: dict[str, dict[str, Callable[[], Context]]] = {
    **annexes.MAKERS,
    **export.MAKERS,
    **letters.MAKERS,
    **monitoring.MAKERS,
    **sheets.MAKERS,
}


def variants(form: str) -> tuple[str, ...]:
    """The names of the samples of ``form``; the first is the usual one."""
    return tuple(_MAKERS[form])


def make(form: str, variant: str | None = None) -> Context:
    """The sample context of ``form``; KeyError for a form or variant that is not there."""
    makers = _MAKERS[form]
    return makers[variant or next(iter(makers))]()


def sample(form: str, variant: str | None = None) -> dict[str, Any]:
    """The same as JSON data that ``contexts.from_json`` takes."""
    return to_json(make(form, variant))


if set(_MAKERS) != set(FORMS):
    raise RuntimeError(f"forms without a sample: {sorted(set(FORMS) ^ set(_MAKERS))}")
