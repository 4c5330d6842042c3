"""The signer's queue: drafts and supplements of many cases under one call of his signing program. Each is checked,
signed and decided by itself; what is refused leaves the others alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dms.errors import AppError
from dms.models import Case, Decision, DocumentVersion, User
from dms.queries import cases
from dms.queries import supplements as queries
from dms.services.signed import deciding, supplements, two_hands
from workflows.refusals import Refusal, TransitionRefused
from workflows.supplements import SupplementAction
from workflows.text import Text

#: Drafts in one call: so many papers a person can have read, and so many requests come back.
MOST = 30

NOTHING_LEFT = Refusal(
    "nothing_to_sign",
    Text(
        "Бұл іс бойынша оқылған жоба енді қол қоюды күтпейді.",
        "Прочитанный проект этого дела больше не ждет подписи.",
        "The draft that was read does not wait for a signature any more.",
    ),
    remedy=Text("Бетті жаңартыңыз.", "Обновите страницу.", "Reload the page."),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One draft or supplement of the queue: the papers to sign, or why they are not offered."""

    case: Case
    versions: tuple[DocumentVersion, ...] = ()
    reasons: tuple[Refusal, ...] = ()
    supplement: bool = False


#: Before the number of a supplement in its key; the key of a draft is its row's id.
SUPPLEMENT = "s"


def turns(marked: Iterable[tuple[Case, str]], user: User) -> Iterator[Turn]:
    """What is offered of the marked cases; beside each the key of the draft that was read, because a draft made anew is
    not signed unseen; nor is a supplement that has taken another's place."""
    for case, key in marked:
        if key.startswith(SUPPLEMENT):
            yield _of_supplement(case, key, user)
            continue
        draft = cases.open_decision(case.id)
        if draft is None or str(draft.id) != key:
            yield Turn(case, reasons=(NOTHING_LEFT,))
            continue
        yield _turn(case, draft, user)


def _of_supplement(case: Case, key: str, user: User) -> Turn:
    if not _waits(case, key):
        return Turn(case, reasons=(NOTHING_LEFT,), supplement=True)
    try:
        supplements.check(case, SupplementAction.SIGN, user)
    except TransitionRefused as refused:
        return Turn(case, reasons=tuple(refused.reasons), supplement=True)
    versions = tuple(supplements.unsigned(case, "operator"))
    return Turn(case, versions, () if versions else (NOTHING_LEFT,), supplement=True)


def _waits(case: Case, key: str) -> bool:
    """Whether the supplement that was read is still the one that waits."""
    row = queries.open_of(case.id)
    return row is not None and key == f"{SUPPLEMENT}{row.no}"


def _turn(case: Case, draft: Decision, user: User) -> Turn:
    try:
        deciding.check_may_sign(case, draft, user)
    except TransitionRefused as refused:
        return Turn(case, reasons=tuple(refused.reasons))
    versions = tuple(deciding.unsigned(draft, user))
    return Turn(case, versions) if versions else Turn(case, reasons=(NOTHING_LEFT,))


def decide_by_demo(case: Case, key: str, user: User, now: datetime) -> list[Text]:
    """The demo's key in place of the person's own; why not, if not."""
    if key.startswith(SUPPLEMENT):
        turn = _of_supplement(case, key, user)
        two_hands.sign_in_demo(turn.versions, user, case, now)
        return [reason.text for reason in turn.reasons]
    draft = cases.open_decision(case.id)
    if draft is None or str(draft.id) != key:
        return [NOTHING_LEFT.text]
    try:
        deciding.sign_and_decide(case, draft, user, version=None, now=now)
    except TransitionRefused as refused:
        return [reason.text for reason in refused.reasons]
    except AppError as error:
        return [error.text]
    return []
