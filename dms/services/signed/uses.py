"""An offer is used once: its nonce is noted, with the answer that was sent to it, before a signature is looked at. The
same answer again (pressed twice, a reply that got lost) is told the same; another one with that nonce is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from dms.errors import AppError
from dms.extensions import db
from dms.models import DocumentVersion, Done, User
from dms.queries import signatures as queries
from dms.services import clock
from dms.services.signed import offers
from dms.services.unit import unit
from workflows.text import Text

Json = dict[str, Any]
WHAT = "signing offer"
#: Longer than any offer lasts.
KEPT = timedelta(days=1)
USED = Text(
    "Осы қол қою ұсынысына жауап қабылданған, ол бір-ақ рет қолданылады. Бетті жаңартып, қайта қол қойыңыз.",
    "По этому предложению подписать ответ уже принят: оно действует один раз. Обновите страницу и подпишите еще раз.",
    "This offer to sign has been answered already; it is good once. Reload the page and sign again.",
)


class OfferUsed(AppError):
    """The nonce was used for other signatures."""

    status = 409

    def __init__(self) -> None:
        super().__init__(USED)


def once(sent: Any, user: User, open_: Mapping[str, DocumentVersion], take: Callable[[offers.Sent], Json]) -> Json:
    """What ``take`` tells of the signatures of this answer to an offer, or told of the very same before. ``open_``: see
    ``offers.answered``. An answer that ``take`` refuses uses the nonce up as well, but may be sent again as it is.

    Raises:
        OfferUsed: as said there.
        OfferGone, BadInput: of ``offers``; the nonce is not used then.
    """
    offer = offers.offered(sent, user)
    key, post = f"offer:{offer.nonce}", _digest(sent.get("signatures"))
    told = _told(key, post)
    if told is not None:
        return told
    rows = offers.answered(sent, offer, open_)
    _use(key, post, user)
    answer = take(rows)
    with unit():
        db.session.execute(update(Done).where(Done.key == key).values(answer=_kept(post, answer)))
    return answer


def sweep() -> int:
    """Removes the nonces of offers that are long over, and commits; returns how many."""
    over = delete(Done).where(Done.what == WHAT, Done.at < clock.machine_now() - KEPT).returning(Done.key)
    gone = len(db.session.execute(over).all())
    db.session.commit()
    return gone


def _use(key: str, post: str, user: User) -> None:
    """Commits at once: of two answers that come together one is the first."""
    with unit():
        row = {"key": key, "user_id": user.id, "what": WHAT, "answer": _kept(post, None), "at": clock.machine_now()}
        db.session.execute(insert(Done).values(row).on_conflict_do_nothing())
    _told(key, post)


def _told(key: str, post: str) -> Json | None:
    """What was told of the same answer; None: nothing yet. Raises: OfferUsed."""
    answer = queries.answer_of(key)
    if answer is None:
        return None
    kept = json.loads(answer)
    if kept["post"] != post:
        raise OfferUsed
    told: Json | None = kept["told"]
    return told


def _kept(post: str, told: Json | None) -> str:
    return json.dumps({"post": post, "told": told}, ensure_ascii=False)


def _digest(rows: Any) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
