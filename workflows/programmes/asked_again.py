"""Which answers an applicant's answer to remarks makes a thing of the past (314:22): what was lacking and what was
touched is asked again, and the earlier answer is only shown."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.programmes.checks import Check, CheckGroup
from workflows.programmes.papers import CompletenessItem
from workflows.states import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What the remarks were about and what the applicant touched. ``keys``, ``clauses``: of lines and checks named in
    the remarks; ``documents``: row ids of documents named in them, taken out or put in; ``kinds``: of those taken out
    or put in; ``application``: the application itself was changed."""

    keys: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    documents: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    application: bool = False


def asked_again(asked: CompletenessItem | Check, verdict: Verdict, shown_by: int | None, mended: Mended) -> bool:
    """Whether an answer given before counts no longer. ``shown_by``: the document that it named. A "no" never outlives
    the applicant's answer to it; anything else does where nothing of what it rests on was touched."""
    named = asked.key in mended.keys or asked.clause in mended.clauses or shown_by in mended.documents
    return verdict is Verdict.NO or named or _touched(asked, mended)


def _touched(asked: CompletenessItem | Check, mended: Mended) -> bool:
    if isinstance(asked, CompletenessItem):
        return asked.document in mended.kinds if asked.document else mended.application
    if asked.group is CheckGroup.PAPERS and mended.kinds:
        return True
    return mended.application and (asked.automatic or asked.group is CheckGroup.COSTS)
