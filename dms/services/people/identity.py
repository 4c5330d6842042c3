"""Whose IIN it is. At sign-up an IIN is said on a person's word: it opens nothing and keeps nobody away. A signature
proves it, or an administrator makes the account. A proved one belongs to one account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dms.errors import BadInput
from dms.events import Event
from dms.models import User
from dms.queries import people
from dms.services import journal
from dms.services.people import sessions
from workflows.text import Text

PROVED_ELSEWHERE = Text(
    "Бұл ЖСН басқа есептік жазбада расталған. Сол жазбамен кіріңіз немесе әкімшіге жазыңыз.",
    "Этот ИИН подтвержден в другой учетной записи. Войдите в нее или напишите администратору.",
    "This IIN is proved in another account. Sign in to that one, or write to the administrator.",
)


def prove(user: User, iin: str, key: Mapping[str, Any], now: datetime) -> None:
    """Within the caller's transaction: the person has signed with a key whose certificate bears ``iin``. Accounts that
    merely claimed it lose it and their log-ins. A second proof changes nothing.

    Raises:
        BadInput: another account has proved it.
    """
    if user.iin_proved_at is not None:
        return
    for other in people.lock_claimants(iin, but=user.id):
        _free(other, user, now)
    user.iin, user.iin_proved_at = iin, now
    facts = {"account": user.public_id, "iin": iin, "key": dict(key)}
    journal.write(Event.IIN_PROVED, actor=user, at=now, facts=facts)


def _free(other: User, holder: User, now: datetime) -> None:
    if other.iin_proved_at is not None:
        raise BadInput(PROVED_ELSEWHERE)
    facts = {"account": other.public_id, "iin": other.iin, "proved_by": holder.public_id}
    other.iin = None
    ended = sessions.end_all(other)
    journal.write(Event.IIN_FREED, actor=holder, at=now, facts={**facts, "sessions_ended": ended})
