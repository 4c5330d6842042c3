"""The payee is retold and checked apart: to ask twice changes nothing."""

from __future__ import annotations

from dms.events import Event
from dms.replay.payee import Payee

OLD, NEW = {"iban": "KZ1"}, {"iban": "KZ2"}


def test_the_check_changes_nothing_and_the_retelling_says_nothing() -> None:
    payee = Payee()
    assert payee.faults(Event.SUPPLEMENT_IN_FORCE, {"new": NEW}, {"bank": OLD}) == []
    assert payee.faults(Event.PAID, {"payee": OLD}, {"bank": OLD}) == []
    payee.retell(Event.SUPPLEMENT_IN_FORCE, {"new": NEW})
    assert payee.faults(Event.PAID, {"payee": OLD}, {"bank": OLD}) != []
    assert payee.faults(Event.PAID, {"payee": NEW}, {"bank": OLD}) == []
    assert payee.faults(Event.PAID, {}, {"bank": OLD}) == [], "an entry older than supplements"
