"""The applicant's draft: opened, saved page by page, copied, frozen for signing, thawed by any edit. Nothing here
moves a case; submission is an act of the machine."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from dms.errors import NotPermitted, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, Organisation, User
from dms.queries import cases, documents, people
from dms.services import clock, journal, papers
from dms.services.draft import known
from dms.services.draft.numbering import count_lines
from dms.services.judging import sums
from dms.services.judging.law import edition_on
from dms.services.tables import rates
from dms.services.unit import unit
from workflows.documents import DocumentState
from workflows.programmes.editions import DOMESTIC
from workflows.states import CaseState, Right

#: Where the applicant writes: in the draft, and again when it came back with remarks (314:22).
OPEN = (CaseState.DRAFT, CaseState.REMARKS)
#: What an earlier application never lends to a new one: the person's declarations. Papers are not lent either.
NOT_COPIED = ("declarations", "circumstances")
#: Lent only where nothing was granted for them: what is granted, or still may be, is not asked for twice.
COSTS = ("costs", "cost_subitems", "last_cost")
LENDING = frozenset({CaseState.REFUSED, CaseState.LEFT, CaseState.WITHDRAWN, CaseState.DECLINED})


def open_draft(
    organisation: Organisation,
    user: User,
    language: str,
    *,
    programme: str = DOMESTIC,
    like: Case | None = None,
) -> Case:
    """A new draft for the organisation, filled with what is known of it, or from an earlier application, whose
    programme it keeps.

    Raises:
        NotPermitted: the person does not act for the organisation, or his paper does not let him draft (342:19).
    """
    if "draft" not in people.powers_for(user, organisation.id, clock.today()):
        raise NotPermitted
    now, programme = clock.now(), like.programme if like else programme
    content = known.content_for(organisation, user) if like is None else _copied(like)
    content["language"] = language
    with unit():
        case = Case(
            programme=programme,
            edition=edition_on(programme, now.date()).name,
            language=language,
            organisation_id=organisation.id,
            author_id=user.id,
            content=content,
            created_at=now,
            state_since=now,
            copied_from_id=like.id if like else None,
        )
        db.session.add(case)
        case.requested_sum = sums.requested(case)
        event = Event.DRAFT_COPIED if like else Event.DRAFT_OPENED
        journal.write(event, actor=user, at=now, case=case, facts={"from": like.public_id if like else None})
    return case


def _copied(like: Case) -> dict[str, Any]:
    kept_back = NOT_COPIED if lends_costs(like) else NOT_COPIED + COSTS
    return {key: copy.deepcopy(value) for key, value in like.content.items() if key not in kept_back}


def lends_costs(like: Case) -> bool:
    """Whether the costs of this application may be asked for again in another."""
    return like.state in LENDING or (like.state == CaseState.ARCHIVED and like.granted_sum is None)


Content = Mapping[str, Any]


def mark(content: Content, keys: Iterable[str]) -> str:
    """A short mark of what these keys of an application hold: two screens that saw the same have the same mark."""
    seen = {key: content.get(key) for key in keys}
    return hashlib.sha256(journal.canonical(seen).encode()).hexdigest()[:16]


def locked(case_id: int, user: User, version: int | None, now: datetime) -> Case:
    """The draft, locked in the caller's transaction, that this person may change.

    Raises: StaleCase, NotPermitted, as ``save``.
    """
    case = cases.lock(case_id)
    if case.state not in OPEN or (version is not None and case.version != version):
        raise StaleCase
    if Right.EDIT not in people.rights_for(user, case, now):
        raise NotPermitted
    return case


def save(
    case_id: int,
    user: User,
    changes: Content | Callable[[Content], Content],
    *,
    version: int | None = None,
) -> Case:
    """Puts ``changes`` (top-level keys of the application, or what makes them from the draft under lock) into the
    draft. Any change voids a frozen PDF.

    Raises:
        StaleCase: it is not the applicant's turn, or another screen saved since ``version``.
        NotPermitted: the person's paper does not let him draft (342:19).
    """
    with unit():
        now = clock.now()
        case = locked(case_id, user, version, now)
        content = {**case.content, **(changes(case.content) if callable(changes) else changes)}
        if content != case.content:
            case.content = content
            case.content_saved_at = now
            case.language = content.get("language") or case.language
            case.requested_sum = sums.requested(case)
            case.version += 1
            thaw(case, user, now)
            rates.ask_for(content)
    return case


def thaw(case: Case, user: User, now: datetime) -> None:
    """Voids the frozen PDF, in the caller's transaction: it no longer says what the draft says."""
    frozen = documents.frozen_application(case.id)
    if frozen is not None and frozen.state != DocumentState.SIGNED:  # what was handed in stays
        frozen.removed_at = now
        journal.write(Event.UNFROZEN, actor=user, at=now, case=case, facts={"document": frozen.public_id})


def freeze(case_id: int, user: User, *, version: int | None) -> Document:
    """Orders the application's PDF; a job makes it, the person reads and signs it.

    Raises:
        StaleCase: it is not the applicant's turn, or another screen saved since.
        NotPermitted: the person may not sign for the applicant.
    """
    with unit():
        now = clock.now()
        case = cases.lock(case_id)
        if case.state not in OPEN or (version is not None and case.version != version):
            raise StaleCase
        if not people.actor_for(user, case, now).may_sign:
            raise NotPermitted
        thaw(case, user, now)
        if case.state == CaseState.DRAFT:  # later the operator's answers name the lines
            count_lines(case)
        paper = papers.order(case, documents.APPLICATION_FORM, now=now, author=user)
        case.version += 1
        journal.write(Event.FROZEN, actor=user, at=now, case=case, facts={"document": paper.public_id})
    return paper
