"""Letters of the operator: taken in or drafted with their files (``taking``), moved by the machine of a letter
(``acts``), signed over exactly the bytes that go out (``signing``)."""

from __future__ import annotations

from dms.services.correspondence.acts import Given, actor_for, offers, perform, writers_of
from dms.services.correspondence.signing import check_may_sign, receive, sign, signable, unsigned
from dms.services.correspondence.taking import Told, draft, enter, may_write, renew, send_in

__all__ = [
    "Given", "Told", "actor_for", "check_may_sign", "draft", "enter", "may_write", "offers", "perform", "receive",
    "renew", "send_in", "sign", "signable", "unsigned", "writers_of",
]  # fmt: skip
